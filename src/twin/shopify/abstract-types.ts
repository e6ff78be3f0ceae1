import type { GraphQLNamedType } from 'graphql';
import { isAbstractType } from 'graphql';
import { typeOfGlobalId } from './global-id.ts';

/** How the concrete type of a value is told: it says so itself, or its global id does, or it is the `otherwise`. */
export function globalIdType(type: GraphQLNamedType, otherwise?: string): void {
  if (!isAbstractType(type)) return;
  type.resolveType = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return undefined;
    if ('__typename' in value && typeof value.__typename === 'string') return value.__typename;
    if ('id' in value && typeof value.id === 'string') return typeOfGlobalId(value.id);
    return otherwise;
  };
}
