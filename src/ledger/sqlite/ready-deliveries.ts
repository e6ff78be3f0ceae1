import { type Instant, instantOf } from '../../model/clock.ts';
import type { Delivery } from '../../model/delivery.ts';
import type { PipeName } from '../../model/names.ts';
import { blocked } from './blocked.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf } from './delivery-row.ts';
import { epochMsOf } from './instant-column.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { DUE_LATER } from './state-lists.ts';

// Three walks along an index, each already in the order of ids, merged: nothing is sorted, and the walk ends at the
// limit however long the backlog is.
const READY = `
  WITH due (id) AS (
    SELECT id FROM deliveries AS d
      WHERE d.state = 'received' AND d.pipe = :pipe AND d.id > :after AND NOT ${blocked('d')}
    UNION ALL
    SELECT id FROM deliveries AS d
      WHERE d.state = 'waiting' AND d.pipe = :pipe AND d.id > :after AND d.due_at <= :now AND NOT ${blocked('d')}
    UNION ALL
    SELECT id FROM deliveries AS d
      WHERE d.state = 'unknown' AND d.pipe = :pipe AND d.id > :after AND d.due_at <= :now AND NOT ${blocked('d')}
    ORDER BY id LIMIT :limit
  )
  SELECT ${DELIVERY_COLUMNS} FROM due JOIN deliveries AS d ON d.id = due.id JOIN delivery_records AS r ON r.delivery_id = d.id
  ORDER BY d.id`;

const NEXT_DUE = `
  SELECT d.due_at FROM deliveries AS d
  WHERE d.pipe = ? AND d.${DUE_LATER} AND NOT ${blocked('d')}
  ORDER BY d.due_at LIMIT 1`;

/** See Ledger.ready. */
export function readyDeliveries(
  database: LedgerDatabase,
  pipe: PipeName,
  now: Instant,
  after: number,
  limit: number,
): readonly Delivery[] {
  const rows = database.sql(READY).all({ pipe, after, now: epochMsOf(now), limit });
  return (rows as unknown as readonly DeliveryRow[]).map((row) => deliveryOf(database, row));
}

/**
 * See Ledger.nextDue. A delivery behind an unfinished one of its key does not count: whoever waits for this instant
 * could do nothing when it comes.
 */
export function nextDue(database: LedgerDatabase, pipe: PipeName): Instant | undefined {
  const row = database.sql(NEXT_DUE).get(pipe) as unknown as { readonly due_at: number } | undefined;
  return row === undefined ? undefined : instantOf(row.due_at);
}
