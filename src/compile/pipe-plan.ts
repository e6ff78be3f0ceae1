import type { Expression } from '../map/expression.ts';
import type { Mapping } from '../map/mapping.ts';
import type { DeliveryPart } from '../model/delivery.ts';
import type { DocumentKind } from '../model/document.ts';
import type { ConnectionName, PipeName } from '../model/names.ts';
import type { Rule } from '../validate/rules/rule.ts';
import type { Validator } from '../validate/schema-registry.ts';

/** How often and when a failed record is tried again. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

/** How records of one kind are read and become documents. */
export interface SourcePlan {
  readonly connection: ConnectionName;
  readonly document: DocumentKind;
  /** `order.changed`, where the pipe waits for it. */
  readonly event: string | undefined;
  readonly mapping: Mapping;
  /** Judges a record before it is mapped: what must be there, and of which type. */
  readonly judgeShape: Validator;
  readonly validate: Validator;
  /** Epoch ms: nothing changed before is read on the first run. */
  readonly sinceMs: number | undefined;
  readonly where: Expression | undefined;
  /** What becomes of a version that `where` leaves out when an earlier one was delivered. */
  readonly withdrawn: 'leave' | 'hold';
  /** Makes of the document last known the one of a record that is missing from a complete list. */
  readonly absent: Expression | undefined;
  /** The pipe that leaves to this one what changes on records that it has delivered; then the source is not asked. */
  readonly after: PipeName | undefined;
  /** Related records that complete the document: the customer of an order. */
  readonly related: readonly {
    readonly document: DocumentKind;
    readonly mapping: Mapping;
    readonly judgeShape: Validator;
    readonly validate: Validator;
  }[];
}

/** One write of a pipe: its `to`, a write-back, or a need. */
export interface WritePlan {
  readonly part: DeliveryPart;
  readonly connection: ConnectionName;
  /** What is written: `order`, `order-reference`. */
  readonly document: string;
  /** `order.write` */
  readonly capability: string;
  readonly mapping: Mapping;
  readonly validatePayload: Validator;
  readonly translate: (table: string, code: string) => string;
}

/** When a run would do the same thing to too many records at once. */
export interface GuardPlan {
  readonly when: Expression;
  /** 0 to 1: more than this share of all records is too many. */
  readonly share: number;
  /** Fewer than this many are never too many. */
  readonly least: number;
}

/** A pipe, compiled: no YAML, no optional setting, no "5m". */
export interface PipePlan {
  readonly name: PipeName;
  readonly summary: string;
  readonly source: SourcePlan;
  readonly modify: readonly Mapping[];
  readonly rules: readonly Rule[];
  readonly guard: GuardPlan | undefined;
  readonly needs: readonly WritePlan[];
  readonly target: WritePlan;
  readonly writeBacks: readonly WritePlan[];
  readonly retry: RetryPolicy;
  readonly concurrency: number;
  readonly everyMs: number;
  /** What was sent so long ago is sent once more. */
  readonly againMs: number | undefined;
  /** The pipe that what changes on a delivered record is left to. */
  readonly leavesEditsTo: PipeName | undefined;
  /** The pipe that cancels or deletes on the target what this one writes there. */
  readonly cancelledBy: PipeName | undefined;
  /** The pipes that write on the target what this one cancels or deletes there. */
  readonly takesBackFrom: readonly PipeName[];
}
