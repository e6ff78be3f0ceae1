import type { DatabaseSync } from 'node:sqlite';
import { IntegrationError } from '../../model/integration-error.ts';

// Reading every page of a large ledger at every start could take longer than the run. Above this size it is left to
// SQLite, which reports a damaged page when it meets it.
const FULLY_CHECKED_BYTES = 64 * 1024 * 1024;

function numberOf(connection: DatabaseSync, pragma: 'page_count' | 'page_size'): number {
  const row = connection.prepare(`PRAGMA ${pragma}`).get() as unknown as Record<string, number>;
  return Number(row[pragma]);
}

/**
 * Throws LEDGER_CORRUPT for a file whose pages are damaged. SQLite itself throws CORRUPT or NOTADB at the first read,
 * whatever the size, for a file that is shorter than its header says or is no database.
 */
export function refuseDamage(connection: DatabaseSync, path: string, fullyCheckedBytes = FULLY_CHECKED_BYTES): void {
  const bytes = numberOf(connection, 'page_count') * numberOf(connection, 'page_size');
  if (bytes > fullyCheckedBytes) return;
  const row = connection.prepare('PRAGMA quick_check(1)').get() as unknown as { readonly quick_check: string };
  if (row.quick_check === 'ok') return;
  throw new IntegrationError('LEDGER_CORRUPT', `the ledger ${path} is damaged: ${row.quick_check}`, { file: path });
}
