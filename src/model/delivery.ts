import type { Instant } from './clock.ts';
import type { PipeName, RecordKey } from './names.ts';

/**
 * What a state means for whoever looks at it. `final`: nothing moves it any more by itself.
 * `needs`: who acts next.
 */
export const DELIVERY_STATES = {
  received: { final: false, needs: 'engine', says: 'in the ledger, not looked at yet' },
  sending: { final: false, needs: 'engine', says: 'the intent is on disk; a request may be under way' },
  waiting: {
    final: false,
    needs: 'engine',
    says: 'an attempt failed and did certainly not write; tried again when due',
  },
  unknown: {
    final: false,
    needs: 'engine',
    says: 'an attempt got no clear answer; looked up on the other side before anything is sent again',
  },
  delivered: { final: true, needs: 'nobody', says: 'the target has it, proven by its answer or by look-up' },
  unchanged: { final: true, needs: 'nobody', says: 'the target has exactly this already; nothing was sent' },
  excluded: {
    final: true,
    needs: 'nobody',
    says: 'the pipe’s `where` leaves it out, or it is for the pipe after this one',
  },
  superseded: { final: true, needs: 'nobody', says: 'a newer version of the same document took its place' },
  held: { final: true, needs: 'a person', says: 'cannot be mapped, validated or decided; nothing was sent' },
  rejected: { final: true, needs: 'a person', says: 'the target refused it for good' },
  parked: {
    final: true,
    needs: 'a person',
    says: 'attempts used up, or it may have been written and cannot be looked up',
  },
  skipped: { final: true, needs: 'nobody', says: 'a person decided not to deliver it' },
} as const;

export type DeliveryState = keyof typeof DELIVERY_STATES;

/** The legal moves. The ledger refuses every other one. */
export const DELIVERY_MOVES = {
  received: ['sending', 'delivered', 'unchanged', 'excluded', 'held', 'waiting', 'parked', 'superseded', 'skipped'],
  sending: ['delivered', 'waiting', 'unknown', 'rejected', 'held', 'parked'],
  waiting: ['sending', 'delivered', 'unchanged', 'excluded', 'held', 'waiting', 'parked', 'superseded', 'skipped'],
  unknown: ['delivered', 'waiting', 'sending', 'unknown', 'parked', 'held', 'rejected', 'skipped'],
  held: ['received', 'superseded', 'skipped'],
  rejected: ['received', 'superseded', 'skipped'],
  parked: ['received', 'unknown', 'skipped'],
  delivered: [],
  unchanged: [],
  excluded: [],
  superseded: [],
  skipped: ['received'],
} as const satisfies { readonly [S in DeliveryState]: readonly DeliveryState[] };

export function mayMove(from: DeliveryState, to: DeliveryState): boolean {
  return (DELIVERY_MOVES[from] as readonly DeliveryState[]).includes(to);
}

/** The states in which a person must act. */
export const NEEDS_A_PERSON = (Object.keys(DELIVERY_STATES) as DeliveryState[]).filter(
  (state) => DELIVERY_STATES[state].needs === 'a person',
);

/** Why a delivery is where it is. `code` is stable; `text` is for people. */
export interface Reason {
  readonly code: string;
  readonly text: string;
}

/** The record on the other side: its id there, what people call it, and what later calls need of it. */
export interface TargetReference {
  readonly id: string;
  readonly number?: string;
  readonly kept?: unknown;
}

/** Results of the calls of a write that are done, by step name (`name/3` for the fourth item of a list). */
export type StepResults = Readonly<Record<string, unknown>>;

/**
 * Which write of a pipe a delivery is about: `to`, a write-back `then/0`, or a need such as `needs/customer`.
 * Deliveries of the same pipe, part and key are kept in order.
 */
export type DeliveryPart = 'to' | `then/${number}` | `needs/${string}`;

export interface Delivery {
  readonly id: number;
  readonly pipe: PipeName;
  readonly part: DeliveryPart;
  readonly key: RecordKey;
  /** What people call the record: the order number. */
  readonly label: string;
  readonly state: DeliveryState;
  /** Hash of the record as received: equal means the same version. */
  readonly fingerprint: string;
  /** When the record was true at its source, as far as it says. */
  readonly observedAt?: Instant;
  readonly receivedAt: Instant;
  /** The record as received, JSON text; for a write-back or a need the document. */
  readonly record: string;
  /** How often the record was sent and failed for its own sake; outages do not count. */
  readonly attempts: number;
  /** Not before this instant (states waiting and unknown). */
  readonly dueAt?: Instant;
  readonly reason?: Reason;
  /** Hash of the payload and of what is done with it, once mapped. */
  readonly payloadHash?: string;
  readonly target?: TargetReference;
  readonly steps: StepResults;
}

/** One line of a delivery's history. */
export interface DeliveryMove {
  readonly at: Instant;
  readonly from: DeliveryState | 'new';
  readonly to: DeliveryState;
  readonly reason?: Reason;
}
