import type { PipeName, RecordKey } from '../../model/names.ts';
import type { LedgerDatabase } from './ledger-database.ts';

// Along the index by key: a pipe has as many keys as documents, and many times as many deliveries.
const KEYS = `
  SELECT DISTINCT key FROM deliveries
  WHERE key > :after AND pipe = :pipe AND part = 'to'
  ORDER BY key LIMIT :limit`;

/** See Ledger.keys. */
export function keysOf(database: LedgerDatabase, pipe: PipeName, after: string, limit: number): readonly RecordKey[] {
  const rows = database.sql(KEYS).all({ pipe, after, limit }) as unknown as readonly { readonly key: RecordKey }[];
  return rows.map(({ key }) => key);
}
