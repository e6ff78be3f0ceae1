import type { DeliveryPart, Reason } from '../../model/delivery.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import type { PipeName, RecordKey } from '../../model/names.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { noteMove } from './move-delivery.ts';

/** A delivery about to be stored. Instants in epoch milliseconds. */
export interface NewDelivery {
  readonly pipe: PipeName;
  readonly part: DeliveryPart;
  readonly key: RecordKey;
  readonly label: string;
  readonly state: 'received' | 'superseded';
  readonly late: boolean;
  readonly fingerprint: string;
  readonly observedAt: number | undefined;
  readonly knownAt: number | undefined;
  readonly at: number;
  readonly record: string;
  readonly reason?: Reason;
}

const STORE = `
  INSERT INTO deliveries (pipe, part, key, label, state, open, late, fingerprint, observed_at, known_at, received_at, moved_at,
    reason_code, reason_text)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const STORE_RECORD = 'INSERT INTO delivery_records (delivery_id, record) VALUES (?, ?)';

/**
 * Refuses a key with half of a surrogate pair (KEY_MALFORMED): as UTF-8 it would become U+FFFD, and two keys one. To be
 * called before the first write.
 */
export function refuseMalformedKey(pipe: PipeName, key: RecordKey): void {
  if (key.isWellFormed()) return;
  throw new IntegrationError('KEY_MALFORMED', `the key ${JSON.stringify(key)} is not valid Unicode text`, { pipe });
}

/** Stores it; yields its id. That it came is the first line of its history, which is not written when that says no more. */
export function storeDelivery(database: LedgerDatabase, delivery: NewDelivery): number {
  const { pipe, part, key, label, state, fingerprint, at, record, reason } = delivery;
  const observedAt = delivery.observedAt ?? null;
  const code = reason?.code ?? null;
  const text = reason?.text ?? null;
  const { lastInsertRowid } = database
    .sql(STORE)
    .run(
      pipe,
      part,
      key,
      label,
      state,
      state === 'received' ? 1 : 0,
      delivery.late ? 1 : 0,
      fingerprint,
      observedAt,
      delivery.knownAt ?? null,
      at,
      at,
      code,
      text,
    );
  const id = Number(lastInsertRowid);
  database.sql(STORE_RECORD).run(id, record);
  if (state === 'received') database.standings.note({ id, pipe, key, state, moves: 1 });
  else noteMove(database, id, 1, at, 'new', state, code, text);
  database.count(pipe, state, 1);
  return id;
}
