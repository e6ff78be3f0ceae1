import { instantOf } from '../../model/clock.ts';
import type { Delivery, DeliveryMove, DeliveryPart, DeliveryState } from '../../model/delivery.ts';
import type { PipeName, RecordKey } from '../../model/names.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf } from './delivery-row.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { AT_TARGET } from './state-lists.ts';

const FROM = 'FROM deliveries AS d JOIN delivery_records AS r ON r.delivery_id = d.id';

const BY_ID = `SELECT ${DELIVERY_COLUMNS} ${FROM} WHERE d.id = ?`;

const UNTOUCHED = `SELECT 1 FROM deliveries WHERE id = ? AND moves = 1 AND state = 'received' AND has_steps = 0`;

const LAST_DELIVERED = `
  SELECT ${DELIVERY_COLUMNS} ${FROM}
  WHERE d.key = ? AND d.pipe = ? AND d.part = ? AND d.${AT_TARGET} ORDER BY d.id DESC LIMIT 1`;

const HISTORY = `
  SELECT move, at, from_state, to_state, reason_code, reason_text FROM delivery_moves WHERE delivery_id = ? ORDER BY move`;

const ARRIVED = `
  SELECT 1 AS move, received_at AS at, 'new' AS from_state, 'received' AS to_state, NULL AS reason_code, NULL AS reason_text
  FROM deliveries WHERE id = ?`;

interface MoveRow {
  readonly move: number;
  readonly at: number;
  readonly from_state: DeliveryState | 'new';
  readonly to_state: DeliveryState;
  readonly reason_code: string | null;
  readonly reason_text: string | null;
}

/** See Ledger.delivery. */
export function deliveryById(database: LedgerDatabase, id: number): Delivery | undefined {
  const row = database.sql(BY_ID).get(id) as unknown as DeliveryRow | undefined;
  return row === undefined ? undefined : deliveryOf(database, row);
}

/** See Ledger.isUntouched. */
export function isUntouched(database: LedgerDatabase, id: number): boolean {
  return database.sql(UNTOUCHED).get(id) !== undefined;
}

/** See Ledger.lastDelivered. */
export function lastDelivered(
  database: LedgerDatabase,
  pipe: PipeName,
  part: DeliveryPart,
  key: RecordKey,
): Delivery | undefined {
  const row = database.sql(LAST_DELIVERED).get(key, pipe, part) as unknown as DeliveryRow | undefined;
  return row === undefined ? undefined : deliveryOf(database, row);
}

/** See Ledger.history. Oldest first; empty for a delivery that is not there. */
export function historyOf(database: LedgerDatabase, id: number): readonly DeliveryMove[] {
  const noted = database.sql(HISTORY).all(id) as unknown as readonly MoveRow[];
  // An arrival is noted when it says more than that the delivery was received; older versions noted every one.
  const rows =
    noted[0]?.move === 1 ? noted : [...(database.sql(ARRIVED).all(id) as unknown as readonly MoveRow[]), ...noted];
  return rows.map((row) => ({
    at: instantOf(row.at),
    from: row.from_state,
    to: row.to_state,
    ...(row.reason_code === null ? {} : { reason: { code: row.reason_code, text: row.reason_text ?? '' } }),
  }));
}
