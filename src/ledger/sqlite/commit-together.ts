import { IntegrationError } from '../../model/integration-error.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { makeWrite, type WriteCall } from './ledger-writes.ts';
import { ledgerError } from './sqlite-error.ts';

/** What became of one call of a batch. */
export type CallOutcome = { readonly value: unknown } | { readonly failure: unknown };

/**
 * Makes calls in one transaction, because the flush to disk costs as much for one write as for hundreds. Yields what
 * became of each, in their order: its own refusal, or the SQLite error of the whole batch. A call may be made again after
 * a rollback.
 */
export function commitTogether(database: LedgerDatabase, calls: readonly WriteCall[]): readonly CallOutcome[] {
  try {
    return transact(database, calls);
  } catch (error) {
    const failure = ledgerError(rollBack(database, error), database.path);
    // One of the calls is at fault, not the disk: alone, it fails alone.
    if (calls.length > 1 && !(failure instanceof IntegrationError))
      return calls.flatMap((call) => commitTogether(database, [call]));
    return calls.map(() => ({ failure }));
  }
}

function transact(database: LedgerDatabase, calls: readonly WriteCall[]): readonly CallOutcome[] {
  database.endReading();
  // A rollback that failed leaves its transaction open.
  if (database.connection.isTransaction) database.sql('ROLLBACK').run();
  database.sql('BEGIN IMMEDIATE').run();
  const outcomes = calls.map((call): CallOutcome => {
    try {
      return { value: makeWrite(database, call) };
    } catch (error) {
      if (error instanceof IntegrationError) return { failure: error };
      throw error;
    }
  });
  database.writeCounts();
  database.sql('COMMIT').run();
  return outcomes;
}

/** Returns the error to report. SQLite has rolled back by itself after some errors, a full disk among them. */
function rollBack(database: LedgerDatabase, error: unknown): unknown {
  database.forgetChanges();
  if (!database.connection.isTransaction) return error;
  try {
    database.sql('ROLLBACK').run();
    return error;
  } catch (rollback) {
    if (error instanceof Error) error.cause ??= rollback;
    return error;
  }
}
