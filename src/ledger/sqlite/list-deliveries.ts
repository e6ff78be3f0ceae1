import type { Delivery } from '../../model/delivery.ts';
import type { DeliveryFilter } from '../../model/ledger.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf } from './delivery-row.ts';
import type { LedgerDatabase } from './ledger-database.ts';

// One constant text a kind of filter, so that each walks its own index and the statement cache stays bounded. The
// states come as one JSON array because a list of unknown length cannot be bound.
const REST = `
  AND (:pipe IS NULL OR d.pipe = :pipe) AND d.id < :before
  AND (:states IS NULL OR d.state IN (SELECT value FROM json_each(:states)))`;

const listed = (ids: string): string => `
  WITH listed (id) AS (${ids} ORDER BY id DESC LIMIT :limit)
  SELECT ${DELIVERY_COLUMNS}
  FROM listed JOIN deliveries AS d ON d.id = listed.id JOIN delivery_records AS r ON r.delivery_id = d.id
  ORDER BY d.id DESC`;

const ALL = listed(`SELECT d.id FROM deliveries AS d WHERE true ${REST}`);

const BY_KEY_OR_LABEL = listed(`
  SELECT d.id FROM deliveries AS d WHERE d.key = :key ${REST}
  UNION ALL
  SELECT d.id FROM deliveries AS d WHERE d.label = :key AND d.label <> d.key ${REST}`);

const BY_STATE = listed(`
  SELECT d.id FROM json_each(:states) AS wanted CROSS JOIN deliveries AS d
  WHERE d.state = wanted.value AND (:pipe IS NULL OR d.pipe = :pipe) AND d.id < :before`);

// SQLite's largest integer that JavaScript holds exactly: ids are counted from 1.
const NO_BOUND = Number.MAX_SAFE_INTEGER;

/** See Ledger.deliveries. Without `limit` every match; an empty list of states matches nothing. */
export function listDeliveries(database: LedgerDatabase, filter: DeliveryFilter): readonly Delivery[] {
  const { key, pipe, states, before, limit } = filter;
  const parameters = {
    pipe: pipe ?? null,
    states: states === undefined ? null : JSON.stringify([...new Set(states)]),
    before: before ?? NO_BOUND,
    limit: limit ?? NO_BOUND,
  };
  const rows =
    key !== undefined
      ? database.sql(BY_KEY_OR_LABEL).all({ ...parameters, key })
      : states !== undefined
        ? database.sql(BY_STATE).all(parameters)
        : database.sql(ALL).all(parameters);
  return (rows as unknown as readonly DeliveryRow[]).map((row) => deliveryOf(database, row));
}
