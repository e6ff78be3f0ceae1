import { type Instant, instantOf } from '../../model/clock.ts';
import type { Delivery } from '../../model/delivery.ts';
import type { PipeName } from '../../model/names.ts';
import { blocked } from './blocked.ts';
import { epochMsOf } from './instant-column.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { deliveryById } from './read-deliveries.ts';

// Most polls find nothing to do, so that is asked first: 0.6 instead of 14 µs.
const ANYTHING = `
  SELECT 1 FROM deliveries WHERE state = 'received' AND pipe = ?1
  UNION ALL
  SELECT 1 FROM deliveries WHERE pipe = ?1 AND due_at <= ?2 LIMIT 1`;

const RECEIVED = `
  SELECT d.id FROM deliveries AS d
  WHERE d.state = 'received' AND d.pipe = :pipe AND d.id > :after AND NOT ${blocked('d')}
  ORDER BY d.id LIMIT :limit`;

const HOW_MANY_DUE = `
  SELECT count(*) AS count FROM (
    SELECT 1 FROM deliveries WHERE pipe = :pipe AND due_at <= :now LIMIT :limit)`;

const FEW_DUE = `
  SELECT d.id FROM deliveries AS d INDEXED BY deliveries_due
  WHERE d.pipe = :pipe AND d.due_at <= :now AND d.id > :after AND NOT ${blocked('d')}`;

const manyDue = (state: 'waiting' | 'unknown') => `
  SELECT d.id FROM deliveries AS d INDEXED BY deliveries_by_state
  WHERE d.state = '${state}' AND d.pipe = :pipe AND d.id > :after AND d.due_at <= :now AND NOT ${blocked('d')}
  ORDER BY d.id LIMIT :limit`;
const MANY_WAITING = manyDue('waiting');
const MANY_UNKNOWN = manyDue('unknown');

// During an outage most of a backlog waits and little is due: found by instant, the few are sorted. Afterwards most is
// due: walked by id, the walk ends at the limit. With a million waiting, either way alone took 0.5 s in the other case.
const FEW = 1_000;

const NEXT_DUE = `
  SELECT d.due_at FROM deliveries AS d
  WHERE d.pipe = ? AND d.due_at IS NOT NULL AND NOT ${blocked('d')}
  ORDER BY d.due_at LIMIT 1`;

/** See Ledger.ready. */
export function readyDeliveries(
  database: LedgerDatabase,
  pipe: PipeName,
  now: Instant,
  after: number,
  limit: number,
): readonly Delivery[] {
  const at = { pipe, now: epochMsOf(now) };
  if (database.sql(ANYTHING).get(pipe, at.now) === undefined) return [];
  const page = { pipe, after, limit };
  const due = database.sql(HOW_MANY_DUE).get({ ...at, limit: FEW + 1 }) as unknown as { readonly count: number };
  const ids = [
    database.sql(RECEIVED).all(page),
    ...(due.count > FEW
      ? [MANY_WAITING, MANY_UNKNOWN].map((many) => database.sql(many).all({ ...page, ...at }))
      : due.count > 0
        ? [database.sql(FEW_DUE).all({ ...at, after })]
        : []),
  ].flat() as unknown as readonly { readonly id: number }[];
  return ids
    .toSorted((a, b) => a.id - b.id)
    .slice(0, limit)
    .flatMap(({ id }) => deliveryById(database, id) ?? []);
}

/**
 * See Ledger.nextDue. A delivery behind an unfinished one of its key does not count: whoever waits for this instant
 * could do nothing when it comes.
 */
export function nextDue(database: LedgerDatabase, pipe: PipeName): Instant | undefined {
  const row = database.sql(NEXT_DUE).get(pipe) as unknown as { readonly due_at: number } | undefined;
  return row === undefined ? undefined : instantOf(row.due_at);
}
