import { type Instant, instantOf } from '../../model/clock.ts';
import type { Delivery, DeliveryPart, DeliveryState, StepResults, TargetReference } from '../../model/delivery.ts';
import type { PipeName, RecordKey } from '../../model/names.ts';
import type { LedgerDatabase } from './ledger-database.ts';

/** The columns of a Delivery; to be read from `deliveries d JOIN delivery_records r ON r.delivery_id = d.id`. */
export const DELIVERY_COLUMNS = `
  d.id, d.pipe, d.part, d.key, d.label, d.state, d.fingerprint, d.observed_at, d.received_at, d.attempts, d.due_at,
  d.reason_code, d.reason_text, d.payload_hash, d.target, d.has_steps, r.record`;

export interface DeliveryRow {
  readonly id: number;
  readonly pipe: PipeName;
  readonly part: DeliveryPart;
  readonly key: RecordKey;
  readonly label: string;
  readonly state: DeliveryState;
  readonly fingerprint: string;
  readonly observed_at: number | null;
  readonly received_at: number;
  readonly attempts: number;
  readonly due_at: number | null;
  readonly reason_code: string | null;
  readonly reason_text: string | null;
  readonly payload_hash: string | null;
  readonly target: string | null;
  readonly has_steps: number;
  readonly record: string;
}

const STEPS = 'SELECT step, result FROM delivery_steps WHERE delivery_id = ? ORDER BY step';

export const NO_STEPS: StepResults = Object.freeze({});

function stepsOf(database: LedgerDatabase, id: number): StepResults {
  const rows = database.sql(STEPS).all(id) as unknown as readonly { readonly step: string; readonly result: string }[];
  return Object.fromEntries(rows.map(({ step, result }) => [step, JSON.parse(result)]));
}

export function deliveryOf(database: LedgerDatabase, row: DeliveryRow): Delivery {
  return {
    id: row.id,
    pipe: row.pipe,
    part: row.part,
    key: row.key,
    label: row.label,
    state: row.state,
    fingerprint: row.fingerprint,
    ...(row.observed_at === null ? {} : { observedAt: instantOf(row.observed_at) satisfies Instant }),
    receivedAt: instantOf(row.received_at),
    record: row.record,
    attempts: row.attempts,
    ...(row.due_at === null ? {} : { dueAt: instantOf(row.due_at) }),
    ...(row.reason_code === null ? {} : { reason: { code: row.reason_code, text: row.reason_text ?? '' } }),
    ...(row.payload_hash === null ? {} : { payloadHash: row.payload_hash }),
    ...(row.target === null ? {} : { target: JSON.parse(row.target) as TargetReference }),
    steps: row.has_steps === 0 ? NO_STEPS : stepsOf(database, row.id),
  };
}
