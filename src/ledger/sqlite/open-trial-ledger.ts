import type { Ledger } from '../../model/ledger.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { openLedgerDatabase } from './open-ledger-database.ts';
import { SqliteLedger } from './sqlite-ledger.ts';

/** Empty, and used by nobody. */
const idle: LedgerDatabase[] = [];

/**
 * A ledger in memory, for what is only tried. Making its tables and preparing its statements takes longer (3 ms) than most
 * trials spend on it, so the database of one that was closed is emptied and serves the next. Rejects as openSqliteLedger.
 */
export async function openTrialLedger(): Promise<Ledger> {
  const database = idle.pop() ?? openLedgerDatabase(':memory:', false);
  return new SqliteLedger(database, () => {
    empty(database);
    idle.push(database);
  });
}

/** As it was when its tables were made: ids begin at 1 again. */
function empty(database: LedgerDatabase): void {
  database.forgetChanges();
  for (const { name } of database.sql(TABLES).all()) database.sql(`DELETE FROM ${name}`).run();
}

const TABLES = `
  SELECT name FROM sqlite_schema
  WHERE type = 'table' AND (name NOT LIKE 'sqlite_%' OR name = 'sqlite_sequence')`;
