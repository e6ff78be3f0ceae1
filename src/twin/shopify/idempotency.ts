import { GraphQLError, getDirectiveValues } from 'graphql';
import type { Resolver } from './resolvers.ts';
import { refuse } from './user-error.ts';

const REQUIRED_SINCE = '2026-04';

/**
 * Makes a mutation take `@idempotent(key:)`. The same key with the same variables gives the first result again, whatever
 * it was; with others IDEMPOTENCY_KEY_PARAMETER_MISMATCH. From 2026-04 the directive must be there: a check at run
 * time that no schema shows, answered as a top-level error.
 */
export function idempotent(resolve: Resolver<unknown>): Resolver<unknown> {
  return (source, args, call, info) => {
    const directive = info.schema.getDirective('idempotent');
    const [node] = info.fieldNodes;
    const key = directive && node ? getDirectiveValues(directive, node, info.variableValues)?.key : undefined;
    if (typeof key !== 'string') {
      if (call.version < REQUIRED_SINCE) return resolve(source, args, call, info);
      throw new GraphQLError('The @idempotent directive is required for this mutation but was not provided.', {
        extensions: { code: 'BAD_REQUEST' },
      });
    }
    const variables = `${info.fieldName} ${JSON.stringify(args)}`;
    const first = call.shop.idempotentResults.get(key);
    if (first !== undefined) {
      if (first.variables === variables) return first.payload;
      return refuse(
        null,
        'The same idempotency key cannot be used with different operation parameters.',
        'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
      );
    }
    const payload = resolve(source, args, call, info);
    call.shop.idempotentResults.set(key, { variables, payload });
    return payload;
  };
}
