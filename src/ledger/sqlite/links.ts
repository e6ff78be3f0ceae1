import type { TargetReference } from '../../model/delivery.ts';
import type { Link, LinkKey } from '../../model/ledger.ts';
import type { LedgerDatabase } from './ledger-database.ts';

const READ = `
  SELECT target FROM links WHERE document = ? AND from_connection = ? AND from_id = ? AND to_connection = ?`;

const PUT = `
  INSERT INTO links (document, from_connection, from_id, to_connection, target, put_at) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (document, from_connection, from_id, to_connection)
    DO UPDATE SET target = excluded.target, put_at = excluded.put_at`;

const DROP = 'DELETE FROM links WHERE document = ? AND from_connection = ? AND from_id = ? AND to_connection = ?';

/** See Ledger.dropLink. */
export function dropLink(database: LedgerDatabase, key: LinkKey): void {
  database.sql(DROP).run(key.document, key.from, key.fromId, key.to);
}

/** See Ledger.link. */
export function readLink(database: LedgerDatabase, key: LinkKey): TargetReference | undefined {
  const row = database.sql(READ).get(key.document, key.from, key.fromId, key.to) as unknown as
    | { readonly target: string }
    | undefined;
  return row === undefined ? undefined : (JSON.parse(row.target) as TargetReference);
}

/** See Ledger.putLink. The last one put stands. `at` in epoch milliseconds. */
export function putLink(database: LedgerDatabase, link: Link, at: number): void {
  database.sql(PUT).run(link.document, link.from, link.fromId, link.to, JSON.stringify(link.target), at);
}
