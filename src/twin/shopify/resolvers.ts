import type { GraphQLResolveInfo } from 'graphql';
import type { Shop } from './shop.ts';

/** What a resolver knows of the call it serves. */
export interface Call {
  readonly shop: Shop;
  /** The API version in force: what a runtime check of 2026-04 asks for. */
  readonly version: string;
  readonly scopes: ReadonlySet<string>;
  /** Search fields that were not known and therefore ignored; shown in `extensions.search`. */
  readonly searchWarnings: {
    readonly path: readonly (string | number)[];
    readonly query: string;
    readonly field: string;
  }[];
}

/** Written as a method so that a resolver may state the arguments that its field has in the schema. */
export type Resolver<Source> = {
  resolve(source: Source, args: object, call: Call, info: GraphQLResolveInfo): unknown;
}['resolve'];

/** Resolvers of one type by field; a field without one is read from the record under its own name. */
export type Resolvers<Source> = Readonly<Record<string, Resolver<Source>>>;
