import type { DatabaseSync } from 'node:sqlite';
import { IntegrationError } from '../../model/integration-error.ts';
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from './schema.ts';

function pragma(connection: DatabaseSync, name: 'user_version' | 'application_id'): number {
  const row = connection.prepare(`PRAGMA ${name}`).get() as unknown as Record<string, number>;
  return Number(row[name]);
}

/** How many migrations the file has had; 0 for a file without tables. */
export function schemaVersionOf(connection: DatabaseSync): number {
  return pragma(connection, 'user_version');
}

/**
 * Brings the tables to SCHEMA_VERSION. Throws LEDGER_NEWER for a later version, LEDGER_CORRUPT for the SQLite file of
 * another program, LEDGER_UNREADABLE when an older ledger is open only for reading.
 */
export function migrate(connection: DatabaseSync, path: string, readOnly: boolean): void {
  if (isCurrent(connection, path)) return;
  if (readOnly) {
    throw new IntegrationError(
      'LEDGER_UNREADABLE',
      `the ledger ${path} was written by an earlier version, and reading alone cannot bring it up to date`,
      { file: path },
    );
  }
  connection.exec('BEGIN IMMEDIATE');
  // Another process may have done it while this one waited for the lock.
  if (!isCurrent(connection, path)) {
    for (const statements of MIGRATIONS.slice(schemaVersionOf(connection))) connection.exec(statements);
    connection.exec(`PRAGMA user_version = ${SCHEMA_VERSION}; PRAGMA application_id = ${APPLICATION_ID}`);
  }
  connection.exec('COMMIT');
}

function isCurrent(connection: DatabaseSync, path: string): boolean {
  const version = schemaVersionOf(connection);
  const tables = connection.prepare('SELECT count(*) AS count FROM sqlite_schema').get() as unknown as {
    readonly count: number;
  };
  if (tables.count > 0 && pragma(connection, 'application_id') !== APPLICATION_ID) {
    throw new IntegrationError('LEDGER_CORRUPT', `${path} is the SQLite file of another program, not a ledger`, {
      file: path,
    });
  }
  if (version > SCHEMA_VERSION) {
    throw new IntegrationError(
      'LEDGER_NEWER',
      `the ledger ${path} has version ${version}; this program knows up to ${SCHEMA_VERSION}`,
      { file: path },
    );
  }
  return version === SCHEMA_VERSION;
}
