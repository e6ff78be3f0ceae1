import type { DeliveryState } from '../../model/delivery.ts';
import type { PipeName } from '../../model/names.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { AT_TARGET, PRUNABLE } from './state-lists.ts';

// NOT INDEXED makes SQLite walk the range of ids. Left to itself it walked every prunable delivery once a chunk: 26 s
// instead of 0.5 s for a million.
//
// Kept besides the newest version of a key: the last one that the target has. Without it a document that is held today
// would be sent again tomorrow as if it had never been there.
const PRUNABLE_IDS = `
  SELECT d.id, d.pipe, d.state FROM deliveries AS d NOT INDEXED
  WHERE d.id > :after AND d.id <= :upTo AND d.${PRUNABLE} AND d.moved_at < :before
    AND (d.late = 1 OR EXISTS (
      SELECT 1 FROM deliveries AS newer
      WHERE newer.key = d.key AND newer.pipe = d.pipe AND newer.part = d.part AND newer.id > d.id AND newer.late = 0))
    AND (d.state NOT IN ('delivered', 'unchanged') OR EXISTS (
      SELECT 1 FROM deliveries AS newer
      WHERE newer.key = d.key AND newer.pipe = d.pipe AND newer.part = d.part AND newer.id > d.id AND newer.${AT_TARGET}))`;

const LAST_ID = 'SELECT coalesce(max(id), 0) AS id FROM deliveries';
const REMOVE = 'DELETE FROM deliveries WHERE id = ?';

// Ids looked at in one transaction. Other writers get their turn in between; a chunk that is all removed takes about 30 ms.
const CHUNK = 2_000;

export interface PrunedChunk {
  readonly removed: number;
  /** Where the next chunk starts; undefined after the last one. */
  readonly next: number | undefined;
}

/** Removes what may go of the next chunk of ids above `after`. `before` in epoch milliseconds. See Ledger.prune. */
export function pruneChunk(database: LedgerDatabase, before: number, after: number): PrunedChunk {
  const upTo = after + CHUNK;
  const last = (database.sql(LAST_ID).get() as unknown as { readonly id: number }).id;
  const rows = database.sql(PRUNABLE_IDS).all({ after, upTo, before }) as unknown as readonly {
    readonly id: number;
    readonly pipe: PipeName;
    readonly state: DeliveryState;
  }[];
  for (const { id, pipe, state } of rows) {
    database.sql(REMOVE).run(id);
    database.count(pipe, state, -1);
  }
  return { removed: rows.length, next: upTo >= last ? undefined : upTo };
}
