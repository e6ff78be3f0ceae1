import type { Ledger } from '../../model/ledger.ts';
import { CommitThread } from './commit-thread.ts';
import { GroupCommit } from './group-commit.ts';
import { MEMORY, openLedgerDatabase } from './open-ledger-database.ts';
import { ReadTurn } from './read-turn.ts';
import { SqliteLedger } from './sqlite-ledger.ts';

export interface OpenSqliteLedgerOptions {
  /** For commands that only read. The ledger must exist. */
  readonly readOnly?: boolean;
  /** For runs: commits in a thread of its own. Starting it takes some 30 ms, too long for a command that writes once. */
  readonly busy?: boolean;
}

/**
 * Opens the ledger at `path` (or `:memory:`), making folder, file and tables when they are missing.
 *
 * Rejects with LEDGER_UNREADABLE (folder or file cannot be used), LEDGER_CORRUPT (damaged, or not a ledger),
 * LEDGER_NEWER (written by a later version), LEDGER_LOCKED; with `readOnly`, FILE_UNREADABLE when nothing has run yet.
 */
export async function openSqliteLedger(path: string, options: OpenSqliteLedgerOptions = {}): Promise<Ledger> {
  const { readOnly = false, busy = false } = options;
  const database = openLedgerDatabase(path, readOnly);
  // A database in memory belongs to one connection.
  if (!busy || readOnly || path === MEMORY) return new SqliteLedger(database, new GroupCommit(database));
  const reads = new ReadTurn(database);
  return new SqliteLedger(database, new CommitThread(path, () => reads.leave()), reads);
}
