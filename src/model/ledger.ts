import type { Instant } from './clock.ts';
import type {
  Delivery,
  DeliveryMove,
  DeliveryPart,
  DeliveryState,
  Reason,
  StepResults,
  TargetReference,
} from './delivery.ts';
import type { ConnectionName, PipeName, RecordKey } from './names.ts';

/** A record as a source handed it over. */
export interface ReceivedRecord {
  readonly key: RecordKey;
  readonly label: string;
  /** Hash of `record`: equal means the same version of the document. */
  readonly fingerprint: string;
  readonly observedAt?: Instant;
  /** The record as JSON text. */
  readonly record: string;
}

/** How far a pipe has read its source: a UTC instant or a number, as text. */
export interface Cursor {
  readonly watermark: string;
}

export interface Receipt {
  /** New deliveries that may be processed now, in the order received. Those behind an unfinished one of their key are not here. */
  readonly ready: readonly Delivery[];
  readonly fresh: number;
  /** Versions the ledger knew already. */
  readonly repeats: number;
  /** New versions that were older than what the ledger has, and earlier ones that a new version replaced. */
  readonly superseded: number;
}

/** The cross-reference between two systems' ids of one document. `fromId` is the id, or an anchor such as `email:jo@x.example`. */
export interface LinkKey {
  readonly document: string;
  readonly from: ConnectionName;
  readonly fromId: string;
  readonly to: ConnectionName;
}

export interface Link extends LinkKey {
  readonly target: TargetReference;
}

/** A delivery that the outcome of another one calls for: a write-back, or a need. */
export interface FollowUp {
  readonly pipe: PipeName;
  readonly part: DeliveryPart;
  readonly key: RecordKey;
  readonly label: string;
  readonly fingerprint: string;
  readonly observedAt?: Instant;
  readonly record: string;
}

/** A version of a record that one pipe leaves to another. */
export interface HandedOn {
  readonly pipe: PipeName;
  readonly record: ReceivedRecord;
}

/** Where a delivery goes, and what becomes durable together with that move. */
export interface Settlement {
  readonly to: Exclude<DeliveryState, 'sending'>;
  readonly reason?: Reason;
  /** For `waiting` and `unknown`: not before this instant. */
  readonly dueAt?: Instant;
  /** Whether this move uses up an attempt. */
  readonly countsAsAttempt?: boolean;
  readonly payloadHash?: string;
  readonly target?: TargetReference;
  /** Results of calls of the write, kept like those of `keepStep`. */
  readonly steps?: StepResults;
  readonly links?: readonly Link[];
  readonly followUps?: readonly FollowUp[];
  /** Received by the other pipe as its source’s page would be: a repeat, an older and a newer version are known as such. */
  readonly handOn?: HandedOn;
}

/** What a system told, as it is kept until its record is with the pipes that wait for it. */
export interface ReceivedEvent {
  readonly connection: ConnectionName;
  /** `order.changed` */
  readonly event: string;
  /** Absent: more changed than the event names, so the pipes poll. */
  readonly key?: RecordKey;
  /** Equal for the same event sent again. */
  readonly identity?: string;
  /** The whole record, where the event brought it. */
  readonly record?: ReceivedRecord;
}

export interface OpenEvent extends ReceivedEvent {
  readonly id: number;
  readonly receivedAt: Instant;
  /** How often it was taken up and put off. */
  readonly attempts: number;
}

/** What a list of deliveries is narrowed by. */
export interface DeliveryFilter {
  readonly pipe?: PipeName;
  readonly states?: readonly DeliveryState[];
  /** Key or label, exactly. */
  readonly key?: string;
  /** Only deliveries with a smaller id: the next page of a newest-first list. */
  readonly before?: number;
  readonly limit?: number;
}

/**
 * The durable store. Every method that writes resolves only when the write is on disk. Calls made in the same turn may
 * share one transaction. A write that fails rejects with LEDGER_FULL, LEDGER_LOCKED or LEDGER_CORRUPT and has changed
 * nothing.
 */
export interface Ledger {
  /**
   * Takes a page of records and, in the same transaction, moves the pipe's cursor: it can never stand past a record
   * that is not here.
   *
   * - A record whose fingerprint equals that of the newest delivery of its pipe (part `to`) and key is a repeat: not stored.
   * - A record with `observedAt` before that of the newest delivery of its key is stored as `superseded`: older never wins.
   * - Otherwise it is stored as `received`, and earlier deliveries of its key that are `received`, `held`, `rejected`,
   *   or `waiting` become `superseded`, unless some of their steps are done: those finish first.
   */
  receive(
    pipe: PipeName,
    records: readonly ReceivedRecord[],
    cursor: Cursor | undefined,
    at: Instant,
  ): Promise<Receipt>;
  cursor(pipe: PipeName): Promise<Cursor | undefined>;
  setCursor(pipe: PipeName, cursor: Cursor | undefined): Promise<void>;

  /** Unfinished deliveries of a dead process: `sending` becomes `unknown`, due at once. Returns how many. */
  recover(pipe: PipeName, at: Instant): Promise<number>;
  /** Due deliveries (received, waiting, unknown) with an id above `after`, by id; of one part and key only the oldest unfinished one. */
  ready(pipe: PipeName, now: Instant, after: number, limit: number): Promise<readonly Delivery[]>;
  /** When the next waiting or unknown delivery of the pipe becomes due. */
  nextDue(pipe: PipeName): Promise<Instant | undefined>;

  /** To `sending`: the intent is on disk before the first byte leaves. */
  begin(id: number, payloadHash: string, at: Instant): Promise<void>;
  /** Keeps the result of one call of a write under way. */
  keepStep(id: number, step: string, result: unknown): Promise<void>;
  /** Makes a legal move; an illegal one rejects with LEDGER_MOVE_REFUSED. A move back to `received` starts counting attempts anew. */
  settle(id: number, settlement: Settlement, at: Instant): Promise<void>;
  /** Stores a need (or another follow-up) as `received`; returns the unfinished or delivered one with the same pipe, part, key and fingerprint when there is one. */
  open(followUp: FollowUp, at: Instant): Promise<Delivery>;

  /** The newest delivery of this pipe, part and key that the target has: `delivered` or `unchanged`. */
  lastDelivered(pipe: PipeName, part: DeliveryPart, key: RecordKey): Promise<Delivery | undefined>;
  /** Keys that the pipe has ever had a record of (part `to`), in their order, from the one after `after`; '' is before all. */
  keys(pipe: PipeName, after: string, limit: number): Promise<readonly RecordKey[]>;
  link(key: LinkKey): Promise<TargetReference | undefined>;
  putLink(link: Link, at: Instant): Promise<void>;
  /** Forgets a link: the next delivery looks for its record again. */
  dropLink(key: LinkKey): Promise<void>;

  delivery(id: number): Promise<Delivery | undefined>;
  /** Whether the delivery is as it was received: nothing has moved, corrected or begun it since. Costs less than reading it. */
  isUntouched(id: number): Promise<boolean>;
  history(id: number): Promise<readonly DeliveryMove[]>;
  /** Newest first. */
  deliveries(filter: DeliveryFilter): Promise<readonly Delivery[]>;
  counts(
    pipe?: PipeName,
  ): Promise<readonly { readonly pipe: PipeName; readonly state: DeliveryState; readonly count: number }[]>;
  /** Back to `received` with the record replaced: a person corrected it. The former text stays in the history. */
  edit(id: number, record: string, fingerprint: string, at: Instant): Promise<void>;

  /**
   * Takes events in one transaction; once it resolves their sender may be told so. One with the connection, event and
   * identity of an earlier one is a repeat: not stored, whether that one is still open or not.
   */
  receiveEvents(
    events: readonly ReceivedEvent[],
    at: Instant,
  ): Promise<{ readonly fresh: number; readonly repeats: number }>;
  /** Events of a connection that are open and due, oldest first. */
  openEvents(connection: ConnectionName, now: Instant, limit: number): Promise<readonly OpenEvent[]>;
  /** When the next open event of a connection is due: an instant that is past for one that was never put off. */
  nextEventDue(connection: ConnectionName): Promise<Instant | undefined>;
  /** Their records are in the ledger as deliveries, or there is nothing to take. */
  closeEvents(ids: readonly number[]): Promise<void>;
  /** Puts open events off until an instant. */
  postponeEvents(ids: readonly number[], due: Instant): Promise<void>;
  /** Whether an event of a record came at or after an instant. */
  hasEventSince(connection: ConnectionName, event: string, key: RecordKey, since: Instant): Promise<boolean>;
  /** Removes closed events received before an instant. Returns how many. */
  forgetEvents(before: Instant): Promise<number>;

  /** Removes delivered, unchanged, excluded, superseded and skipped deliveries settled before an instant, but never the newest of its key. Returns how many. */
  prune(before: Instant): Promise<number>;
  close(): Promise<void>;
}
