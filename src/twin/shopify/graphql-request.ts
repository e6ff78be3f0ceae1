import {
  type DocumentNode,
  executeSync,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import {
  actualCost,
  CONNECTION_SCALES,
  type CostPlan,
  MAX_QUERY_COST,
  planCost,
  requestedCost,
  type Variables,
} from './query-cost.ts';
import type { Call } from './resolvers.ts';
import type { ThrottleBucket, ThrottleStatus } from './throttle-bucket.ts';
import { type TopLevelError, validationError } from './validation-error.ts';

export interface GraphqlBody {
  readonly query: string;
  readonly variables: Variables;
  readonly operationName: string | undefined;
}

export interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly TopLevelError[];
  readonly extensions: {
    readonly cost: {
      readonly requestedQueryCost: number | null;
      readonly actualQueryCost: number | null;
      readonly throttleStatus: ThrottleStatus;
    };
    readonly search?: readonly unknown[];
  };
}

type Prepared =
  | { readonly kind: 'invalid'; readonly errors: readonly TopLevelError[] }
  | { readonly kind: 'valid'; readonly document: DocumentNode; readonly plans: Map<OperationDefinitionNode, CostPlan> };

const KEPT_DOCUMENTS = 500;

/** Answers GraphQL requests on one schema: parse and validate once a text, price, throttle, execute. */
export class GraphqlEndpoint {
  readonly #schema: GraphQLSchema;
  readonly #prepared = new Map<string, Prepared>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** One request. The answer goes out with 200 whatever it says. */
  answer(body: GraphqlBody, call: Call, bucket: ThrottleBucket): GraphqlAnswer {
    const prepared = this.#prepare(body.query);
    const refused = (errors: readonly TopLevelError[], requested: number | null): GraphqlAnswer => ({
      errors,
      extensions: { cost: { requestedQueryCost: requested, actualQueryCost: null, throttleStatus: bucket.status() } },
    });
    if (prepared.kind === 'invalid') return refused(prepared.errors, null);
    const operation = operationOf(prepared.document, body.operationName);
    if (operation === undefined)
      return refused([{ message: `No operation named "${body.operationName ?? ''}"` }], null);

    const coerced = getVariableValues(this.#schema, operation.variableDefinitions ?? [], { ...body.variables });
    if (coerced.errors !== undefined) return refused(coerced.errors.map(variableError), null);

    const plan = prepared.plans.get(operation) ?? planCost(this.#schema, prepared.document, operation);
    prepared.plans.set(operation, plan);
    const scale = CONNECTION_SCALES[call.shop.settings.connectionCost];
    const requested = requestedCost(plan, coerced.coerced ?? {}, scale);
    if (requested > MAX_QUERY_COST) return refused([maxCostExceeded(requested)], requested);
    if (requested > bucket.available()) return refused([THROTTLED], requested);

    const result = executeSync({
      schema: this.#schema,
      document: prepared.document,
      contextValue: call,
      variableValues: { ...body.variables },
      ...(body.operationName === undefined ? {} : { operationName: body.operationName }),
    });
    for (const error of result.errors ?? []) {
      const cause = error.originalError;
      // Whatever a resolver throws that is not meant for the caller is a defect of the twin and must look like one.
      if (cause !== undefined && !(cause instanceof GraphQLError)) throw cause;
    }
    const actual = Math.min(requested, actualCost(plan, result.data, coerced.coerced ?? {}, scale));
    bucket.take(actual);
    return {
      ...(result.data === undefined ? {} : { data: result.data }),
      ...(result.errors === undefined ? {} : { errors: result.errors.map((error) => error.toJSON() as TopLevelError) }),
      extensions: {
        cost: { requestedQueryCost: requested, actualQueryCost: actual, throttleStatus: bucket.status() },
        ...(call.searchWarnings.length === 0 ? {} : { search: searchExtension(call) }),
      },
    };
  }

  #prepare(query: string): Prepared {
    const kept = this.#prepared.get(query);
    if (kept !== undefined) return kept;
    const prepared = this.#parse(query);
    if (this.#prepared.size >= KEPT_DOCUMENTS) this.#prepared.delete(this.#prepared.keys().next().value ?? '');
    this.#prepared.set(query, prepared);
    return prepared;
  }

  #parse(query: string): Prepared {
    try {
      const document = parse(query);
      const errors = validate(this.#schema, document, specifiedRules, { maxErrors: 50 });
      return errors.length === 0
        ? { kind: 'valid', document, plans: new Map() }
        : { kind: 'invalid', errors: errors.map((error) => validationError(document, error)) };
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const locations = error.locations?.map(({ line, column }) => ({ line, column })) ?? [];
      const at = locations[0] === undefined ? '' : ` at [${locations[0].line}, ${locations[0].column}]`;
      return {
        kind: 'invalid',
        errors: [
          {
            message: `${error.message.replace(/^Syntax Error: /, 'syntax error, ').replace(/\.$/, '')}${at}`,
            locations,
          },
        ],
      };
    }
  }
}

export const THROTTLED: TopLevelError = {
  message: 'Throttled',
  extensions: { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' },
};

function maxCostExceeded(cost: number): TopLevelError {
  return {
    message: `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).`,
    extensions: {
      code: 'MAX_COST_EXCEEDED',
      cost,
      maxCost: MAX_QUERY_COST,
      documentation: 'https://shopify.dev/api/usage/rate-limits',
    },
  };
}

function operationOf(document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((definition) => definition.kind === 'OperationDefinition');
  if (name !== undefined) return operations.find((operation) => operation.name?.value === name);
  return operations.length === 1 ? operations[0] : undefined;
}

/** `Variable "$input" got invalid value …` in the words and with the code of the real server. */
function variableError(error: GraphQLError): TopLevelError {
  const name = /Variable "\$(\w+)"/.exec(error.message)?.[1] ?? '';
  const explanation = /;\s*(.*)$/s.exec(error.message)?.[1] ?? 'Expected value to not be null';
  const path = /at "[\w]+\.?([^"]*)"/.exec(error.message)?.[1] ?? '';
  return {
    message: `Variable $${name} was provided invalid value${path === '' ? '' : ` for ${path}`} (${explanation})`,
    locations: error.locations?.map(({ line, column }) => ({ line, column })) ?? [],
    extensions: {
      code: 'INVALID_VARIABLE',
      problems: [{ path: path === '' ? [] : path.split(/[.[\]]+/).filter((part) => part !== ''), explanation }],
    },
  };
}

function searchExtension(call: Call): readonly unknown[] {
  return call.searchWarnings.map(({ path, query, field }) => ({
    path,
    query,
    warnings: [{ field, message: 'Invalid search field for this query.', code: 'invalid_field' }],
  }));
}
