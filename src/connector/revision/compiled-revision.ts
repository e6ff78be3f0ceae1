import type { Expression } from '../../map/expression.ts';
import type { CompiledOperation, CompiledRead } from '../compiled-connector.ts';

/** How a record that stands is changed by what was changed at the source alone. */
export interface CompiledRevision {
  /** A call, or what reads records of the kind one by one. */
  readonly read: { readonly operation: CompiledOperation } | { readonly one: CompiledRead };
  readonly closed?: Expression;
  readonly has: Expression;
  readonly says?: Expression;
  readonly lists: ReadonlyMap<string, CompiledList>;
  /** Paths of fields that the record does not show as the payload says them. */
  readonly unseen: ReadonlySet<string>;
  /** Path of a field to the word for people. */
  readonly fixed: ReadonlyMap<string, string>;
}

/** A field that holds rows. */
export interface CompiledList {
  /** Paths of the fields by which two rows are about the same thing. */
  readonly by: readonly string[];
  readonly called?: Expression;
}
