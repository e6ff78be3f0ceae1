import { type Instant, instantOf } from '../../model/clock.ts';
import type { OpenEvent, ReceivedEvent } from '../../model/ledger.ts';
import type { ConnectionName, RecordKey } from '../../model/names.ts';
import { epochMsOf } from './instant-column.ts';
import type { LedgerDatabase } from './ledger-database.ts';

const ADD = `
  INSERT INTO events (connection, event, key, identity, record, received_at, open) VALUES (?, ?, ?, ?, ?, ?, 1)
  ON CONFLICT DO NOTHING`;

const OPEN = `
  SELECT id, connection, event, key, identity, record, received_at, attempts FROM events
  WHERE connection = :connection AND open = 1 AND (due_at IS NULL OR due_at <= :now) ORDER BY id LIMIT :limit`;

const NEXT_DUE = 'SELECT min(coalesce(due_at, 0)) AS due FROM events WHERE connection = ? AND open = 1';
const CLOSE = 'UPDATE events SET open = 0, due_at = NULL WHERE id = ?';
const POSTPONE = 'UPDATE events SET due_at = ?, attempts = attempts + 1 WHERE id = ? AND open = 1';
const SINCE = 'SELECT 1 FROM events WHERE connection = ? AND event = ? AND key = ? AND received_at >= ? LIMIT 1';
const FORGET = 'DELETE FROM events WHERE open = 0 AND received_at < ?';

/** See Ledger.receiveEvents. */
export function receiveEvents(
  database: LedgerDatabase,
  events: readonly ReceivedEvent[],
  at: Instant,
): { readonly fresh: number; readonly repeats: number } {
  const now = epochMsOf(at);
  let fresh = 0;
  for (const { connection, event, key, identity, record } of events) {
    const text = record === undefined ? null : JSON.stringify(record);
    fresh += Number(database.sql(ADD).run(connection, event, key ?? null, identity ?? null, text, now).changes);
  }
  return { fresh, repeats: events.length - fresh };
}

interface EventRow {
  readonly id: number;
  readonly connection: ConnectionName;
  readonly event: string;
  readonly key: RecordKey | null;
  readonly identity: string | null;
  readonly record: string | null;
  readonly received_at: number;
  readonly attempts: number;
}

export function openEvents(
  database: LedgerDatabase,
  connection: ConnectionName,
  now: Instant,
  limit: number,
): readonly OpenEvent[] {
  const rows = database.sql(OPEN).all({ connection, now: epochMsOf(now), limit }) as unknown as readonly EventRow[];
  return rows.map(({ id, event, key, identity, record, received_at, attempts, connection: of }) => ({
    id,
    connection: of,
    event,
    ...(key === null ? {} : { key }),
    ...(identity === null ? {} : { identity }),
    ...(record === null ? {} : { record: JSON.parse(record) as NonNullable<ReceivedEvent['record']> }),
    receivedAt: instantOf(received_at),
    attempts,
  }));
}

export function nextEventDue(database: LedgerDatabase, connection: ConnectionName): Instant | undefined {
  const row = database.sql(NEXT_DUE).get(connection) as unknown as { readonly due: number | null };
  return row.due === null ? undefined : instantOf(row.due);
}

export function closeEvents(database: LedgerDatabase, ids: readonly number[]): void {
  for (const id of ids) database.sql(CLOSE).run(id);
}

export function postponeEvents(database: LedgerDatabase, ids: readonly number[], due: Instant): void {
  for (const id of ids) database.sql(POSTPONE).run(epochMsOf(due), id);
}

export function hasEventSince(
  database: LedgerDatabase,
  connection: ConnectionName,
  event: string,
  key: RecordKey,
  since: Instant,
): boolean {
  return database.sql(SINCE).get(connection, event, key, epochMsOf(since)) !== undefined;
}

export function forgetEvents(database: LedgerDatabase, before: Instant): number {
  return Number(database.sql(FORGET).run(epochMsOf(before)).changes);
}
