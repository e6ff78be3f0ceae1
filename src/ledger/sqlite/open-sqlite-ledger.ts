import type { Ledger } from '../../model/ledger.ts';
import { openLedgerDatabase } from './open-ledger-database.ts';
import { SqliteLedger } from './sqlite-ledger.ts';

export interface OpenSqliteLedgerOptions {
  /** For commands that only read. The ledger must exist. */
  readonly readOnly?: boolean;
}

/**
 * Opens the ledger at `path` (or `:memory:`), making folder, file and tables when they are missing.
 *
 * Rejects with LEDGER_UNREADABLE (folder or file cannot be used), LEDGER_CORRUPT (damaged, or not a ledger),
 * LEDGER_NEWER (written by a later version), LEDGER_LOCKED; with `readOnly`, FILE_UNREADABLE when nothing has run yet.
 */
export async function openSqliteLedger(path: string, options: OpenSqliteLedgerOptions = {}): Promise<Ledger> {
  return new SqliteLedger(openLedgerDatabase(path, options.readOnly ?? false));
}
