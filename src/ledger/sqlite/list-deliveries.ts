import type { Delivery, DeliveryState } from '../../model/delivery.ts';
import type { DeliveryFilter } from '../../model/ledger.ts';
import type { PipeName } from '../../model/names.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { deliveryById } from './read-deliveries.ts';

const NEWEST = 'SELECT id FROM deliveries WHERE id < :before ORDER BY id DESC LIMIT :limit';

// The states come as one JSON array because a list of unknown length cannot be bound.
const NARROWED = `
  AND (:pipe IS NULL OR pipe = :pipe) AND id < :before
  AND (:states IS NULL OR state IN (SELECT value FROM json_each(:states)))`;

const BY_KEY_OR_LABEL = `
  SELECT id FROM deliveries WHERE key = :key ${NARROWED}
  UNION ALL
  SELECT id FROM deliveries WHERE label = :key AND label <> key ${NARROWED}
  ORDER BY id DESC LIMIT :limit`;

// The counts know which pipes have ever had which states: few, where the deliveries are many.
const PILES = `
  SELECT pipe, state FROM delivery_counts
  WHERE (:pipe IS NULL OR pipe = :pipe) AND (:states IS NULL OR state IN (SELECT value FROM json_each(:states)))`;

const OF_PILE = `
  SELECT id FROM deliveries WHERE state = :state AND pipe = :pipe AND id < :before ORDER BY id DESC LIMIT :limit`;

interface Id {
  readonly id: number;
}

/** See Ledger.deliveries. Without `limit` every match; an empty list of states matches nothing. */
export function listDeliveries(database: LedgerDatabase, filter: DeliveryFilter): readonly Delivery[] {
  // Another process may have pruned one of them a moment ago.
  return idsOf(database, filter).flatMap(({ id }) => deliveryById(database, id) ?? []);
}

function idsOf(database: LedgerDatabase, filter: DeliveryFilter): readonly Id[] {
  const { key } = filter;
  const page = { before: filter.before ?? Number.MAX_SAFE_INTEGER, limit: filter.limit ?? Number.MAX_SAFE_INTEGER };
  const narrowed = {
    pipe: filter.pipe ?? null,
    states: filter.states === undefined ? null : JSON.stringify(filter.states),
  };
  if (key !== undefined) {
    return database.sql(BY_KEY_OR_LABEL).all({ key, ...narrowed, ...page }) as unknown as readonly Id[];
  }
  if (filter.pipe === undefined && filter.states === undefined) {
    return database.sql(NEWEST).all(page) as unknown as readonly Id[];
  }
  // Each pile is an index range in the order of ids. One query over all of them would sort a million rows for a page.
  const piles = database.sql(PILES).all(narrowed) as unknown as readonly {
    readonly pipe: PipeName;
    readonly state: DeliveryState;
  }[];
  return piles
    .flatMap(({ pipe, state }) => database.sql(OF_PILE).all({ pipe, state, ...page }) as unknown as readonly Id[])
    .sort((a, b) => b.id - a.id)
    .slice(0, page.limit);
}
