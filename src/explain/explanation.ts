import type { Question } from './run-offline.ts';
import type { ExpressionPlace, NamedFunction } from './traced-mapping.ts';

/** A value with the path under which it stands. */
export interface NamedValue {
  readonly path: string;
  readonly value: unknown;
}

/** What one mapping made a field of. */
export interface FieldMaking {
  readonly expressions: readonly ExpressionPlace[];
  /** Functions that the value went through, in those expressions and in the variables that they use. */
  readonly functions: readonly NamedFunction[];
  /** `options.x`, `needs.customer.id`, `target.id` */
  readonly given: readonly NamedValue[];
  /** Fields that go into it as well; a change of one of them alone shows nothing, or would hold the record. */
  readonly boundTo: readonly NamedValue[];
  readonly decidedBy: readonly NamedValue[];
  /** Fields that are asked and that this record does not have. */
  readonly absent: readonly string[];
  /** What could not be followed, and what the engine itself did. */
  readonly notes: readonly string[];
}

/** A modifier of the pipe that changed a field of the document. */
export interface ModifiedBy extends FieldMaking {
  readonly file: string;
  readonly before: unknown;
  /** Fields of the document before the modifier. */
  readonly reads: readonly NamedValue[];
}

/** A field of the document that went into a field of the target, and where the document has it from. */
export interface DocumentField extends NamedValue, FieldMaking {
  /** `decision`: it only decides what the target gets. Followed where nothing else is. */
  readonly role: 'content' | 'decision';
  /** The last modifier first. */
  readonly modifiedBy: readonly ModifiedBy[];
  /** Fields of the record as the source system wrote it. */
  readonly native: readonly NamedValue[];
}

/**
 * Where a field’s content begins: in the `record` of the source, in what is `given` beside it (options, needs, the linked
 * record), in a `constant` of a mapping, or where nothing could be followed: `unknown`, with the reason in the notes.
 */
export type FieldSource = 'record' | 'given' | 'constant' | 'unknown';

/** One field of what the target gets, back to where it began. */
export interface ExplainedField extends NamedValue, FieldMaking {
  readonly source: FieldSource;
  readonly document: readonly DocumentField[];
  /** Lookup tables and reference lists that were asked, with what they answered. */
  readonly questions: readonly Question[];
}

export interface Explanation {
  readonly pipe: string;
  readonly from: { readonly connection: string; readonly document: string };
  readonly to: { readonly connection: string; readonly document: string };
  /** Whether the payload, made again now, is what was sent. Undefined: nothing was sent, or only the target could tell. */
  readonly asSent: boolean | undefined;
  readonly notes: readonly string[];
  readonly fields: readonly ExplainedField[];
}

/** What was asked for is no field of the target, or no checklist item; `known` are those that are. */
export interface UnknownField {
  readonly known: readonly string[];
}

/** Which fields to explain: all, when neither is named. */
export interface FieldChoice {
  /** A field of what the target gets, or a part of it: `salesOrderLines[0].unitPrice`, `lines.price`. */
  readonly field?: string | undefined;
  /** A checklist item or a part of one, as the connectors’ `checklist` names them: `ORD-05`, `ORD-05.method`. */
  readonly item?: string | undefined;
}
