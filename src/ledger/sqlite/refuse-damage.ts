import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { IntegrationError } from '../../model/integration-error.ts';

// Reading every page of a large ledger at every start would take longer than the run. Above this size only the header,
// the tables' definitions and the length of the file are looked at; SQLite reports a damaged page when it meets it.
const FULLY_CHECKED_BYTES = 64 * 1024 * 1024;

function numberOf(connection: DatabaseSync, sql: string, column: string): number {
  const row = connection.prepare(sql).get() as unknown as Record<string, number>;
  return Number(row[column]);
}

/** Throws LEDGER_CORRUPT for a file that is cut short or whose pages are damaged. Garbage throws as soon as it is read. */
export function refuseDamage(connection: DatabaseSync, path: string): void {
  const location = connection.location();
  if (location === null) return;
  const pages = numberOf(connection, 'PRAGMA page_count', 'page_count');
  const bytes = pages * numberOf(connection, 'PRAGMA page_size', 'page_size');
  const damaged = (how: string) =>
    new IntegrationError('LEDGER_CORRUPT', `the ledger ${path} is damaged: ${how}`, { file: path });

  // Pages that are still in the write-ahead log may lie beyond the end of the file.
  const log = statSync(`${location}-wal`, { throwIfNoEntry: false });
  const length = statSync(location).size;
  if (length < bytes && (log === undefined || log.size === 0)) {
    throw damaged(`it should have ${bytes} bytes and has ${length}`);
  }
  if (bytes > FULLY_CHECKED_BYTES) return;
  const row = connection.prepare('PRAGMA quick_check(1)').get() as unknown as { readonly quick_check: string };
  if (row.quick_check !== 'ok') throw damaged(row.quick_check);
}
