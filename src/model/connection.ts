import type { Instant } from './clock.ts';
import type { DeliveryPart, Reason, StepResults, TargetReference } from './delivery.ts';
import type { Document } from './document.ts';
import type { EventDesk } from './events.ts';
import type { ConnectionName, RecordKey, SystemName } from './names.ts';

/** A record as a system wrote it, with what its connector knows of it. */
export interface NativeRecord {
  readonly key: RecordKey;
  readonly label: string;
  readonly observedAt?: Instant;
  readonly native: unknown;
  /** Whether `native` is what the parser made of the answer, with nothing computed: its JSON text, parsed, is equal to it. */
  readonly isParsed?: boolean;
  /** The record's number for a sequence cursor. */
  readonly sequence?: number;
}

/** One page of a read, with how far the cursor may move once the page is in the ledger. */
export interface Page {
  readonly records: readonly NativeRecord[];
  /** The watermark to store with this page; absent when it may move only at the end of the list. */
  readonly watermark?: string;
  /** How many records the list has in all, where the system says so: for the progress bar. */
  readonly total?: number;
}

export interface ReadRequest {
  /** Watermark of the last run (instant or number as text); absent: everything. */
  readonly watermark?: string;
  /** Lower bound when there is no watermark: the pipe's or the user's `since`. */
  readonly since?: Instant;
  readonly signal: AbortSignal;
}

/** What the calls of a write see. */
export interface WriteRequest {
  readonly payload: unknown;
  readonly document: Document;
  readonly key: RecordKey;
  /** Stable text for this version of this record: what an idempotency header carries. */
  readonly deliveryKey: string;
  readonly part: DeliveryPart;
  /** Of a revision: payloads of earlier versions that the other side may have, newest first. */
  readonly before?: readonly unknown[];
  /** The record on the other side when it is known or was found. */
  readonly target?: TargetReference;
  /** Steps that an earlier attempt has done. */
  readonly done: StepResults;
  /** Whether an earlier attempt may have made the call after those of `done`: it ended without an answer. */
  readonly unsure?: boolean;
  readonly signal: AbortSignal;
}

/**
 * How a step's result is kept before the next step is called. `isLast`: no call comes after it in this write, so that it
 * may become durable together with the outcome.
 */
export type KeepStep = (step: string, result: unknown, isLast: boolean) => Promise<void>;

/**
 * What became of a write, for the delivery's next move.
 *
 * - done: proven written. `untouched`: it was there as it should be, and nothing was sent
 * - retry: certainly not written; again after `afterMs` when the system said so. `outage`: the system as a whole is out of reach
 * - unknown: no clear answer; look it up
 * - rejected: this record will never be accepted
 * - gone: the record that was to be changed is not there any more
 * - halted: nothing will be accepted from this connection until a person acts
 */
export type WriteOutcome =
  | { readonly kind: 'done'; readonly target: TargetReference; readonly untouched?: boolean }
  | { readonly kind: 'retry'; readonly reason: Reason; readonly outage: boolean; readonly afterMs?: number }
  | { readonly kind: 'unknown'; readonly reason: Reason }
  | { readonly kind: 'rejected'; readonly reason: Reason }
  | { readonly kind: 'gone'; readonly reason: Reason }
  | { readonly kind: 'halted'; readonly reason: Reason };

/** What became of a look-up. `several`: more than one candidate is the same by the connector's own test. */
export type FindOutcome =
  | { readonly kind: 'found'; readonly target: TargetReference }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly targets: readonly TargetReference[] }
  | Exclude<WriteOutcome, { kind: 'done' | 'gone' }>;

export type IdempotencyStrategy = 'find-first' | 'unique-key' | 'idempotency-header' | 'upsert' | 'none';

/** A write capability, compiled: what the engine must know to deliver safely. */
export interface WriteCapability {
  /** `order.write` */
  readonly name: string;
  readonly strategy: IdempotencyStrategy;
  readonly canFind: boolean;
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
  /** Whether it changes a record that stands, after it has looked whether that may still be. */
  readonly revises: boolean;
  /**
   * Names of the create steps from the one that makes the record on, in order: a record found after a lost answer stands for
   * the first that is not done. Calls before it only read.
   */
  readonly createSteps: readonly string[];
  /** Whether every update step may be sent again after a lost answer. */
  readonly repeatableUpdate: boolean;
  readonly whenAbsent: 'hold' | 'skip';
  /** Names of the reference lists that the mapping may ask. */
  readonly references: readonly string[];
}

/**
 * A configured system, ready to be asked. Built from connector data by src/connector; the engine knows nothing of HTTP.
 * Reads reject with an IntegrationError: SYSTEM_UNREACHABLE, CONNECTION_HALTED, ANSWER_MALFORMED, ANSWER_TOO_LARGE,
 * PAGE_REPEATED, SYSTEM_REFUSED. Finds and writes never reject for what a system did: they yield an outcome.
 */
export interface Connection {
  readonly name: ConnectionName;
  readonly system: SystemName;
  /** Options with defaults filled: `$options` in mappings. Never credentials. */
  readonly options: Readonly<Record<string, unknown>>;

  /** Pages of `<document>.read`. After the last page yields a closing page without records that carries the final watermark. */
  read(document: string, request: ReadRequest): AsyncIterable<Page>;
  /** One record of `<document>.read` by its id, through the capability's `one` operation; undefined when it is not there. */
  readOne(document: string, id: string, signal: AbortSignal): Promise<NativeRecord | undefined>;
  /** Whether `<document>.read` reads everything each time: what it does not have is not there. */
  listsEverything(document: string): boolean;
  /** A write capability by name (`order.write`), or undefined when the connector lacks it. */
  capability(name: string): WriteCapability | undefined;
  /** Looks for the record that a write is about, by the find capability that the write (`order.write`) names. */
  find(capability: string, request: WriteRequest): Promise<FindOutcome>;
  /** Runs the create steps, or the update steps when `request.target` is set, from the first that is not done. */
  write(capability: string, request: WriteRequest, keep: KeepStep): Promise<WriteOutcome>;
  /** A reference list as key → value, cached; `fresh` reads it again. */
  reference(list: string, fresh: boolean, signal: AbortSignal): Promise<ReadonlyMap<string, unknown>>;
  /** What the system tells by itself; undefined where its connector knows of no events. */
  readonly events?: EventDesk | undefined;
  /** One reading of the probe: what was reached, on positive evidence only. Rejects otherwise. */
  probe(signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}
