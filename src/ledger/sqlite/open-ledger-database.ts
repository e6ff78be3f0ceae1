import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { IntegrationError } from '../../model/integration-error.ts';
import { LedgerDatabase } from './ledger-database.ts';
import { migrate, schemaVersionOf } from './migrate.ts';
import { refuseDamage } from './refuse-damage.ts';
import { ledgerError } from './sqlite-error.ts';

const MEMORY = ':memory:';

const BUSY_TIMEOUT_MS = 5_000;

/** The connection under a ledger, checked and migrated. Throws as openSqliteLedger rejects. */
export function openLedgerDatabase(path: string, readOnly: boolean): LedgerDatabase {
  if (readOnly) refuseMissing(path);
  else if (path !== MEMORY) makeFolder(path);
  let connection: DatabaseSync | undefined;
  try {
    connection = new DatabaseSync(path, { readOnly, timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
    if (readOnly && schemaVersionOf(connection) === 0) throw nothingYet(path);
    refuseDamage(connection, path);
    if (!readOnly) configure(connection);
    migrate(connection, path, readOnly);
    return new LedgerDatabase(connection, path);
  } catch (error) {
    connection?.close();
    throw ledgerError(error, path);
  }
}

function configure(connection: DatabaseSync): void {
  connection.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA cache_size = -16384;
  `);
}

function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw new IntegrationError(
      'LEDGER_UNREADABLE',
      `the folder of the ledger ${path} cannot be made: ${error instanceof Error ? error.message : String(error)}`,
      { file: path },
      error,
    );
  }
}

function refuseMissing(path: string): void {
  // Never opened here: closing any descriptor of the file would drop the locks that SQLite holds on it in this process
  // (POSIX advisory locks, https://www.sqlite.org/howtocorrupt.html section 2.2).
  if (!existsSync(path) || statSync(path).size === 0) throw nothingYet(path);
}

function nothingYet(path: string): IntegrationError {
  return new IntegrationError('FILE_UNREADABLE', `there is no ledger ${path}: nothing has run yet`, { file: path });
}
