import { IntegrationError } from '../../model/integration-error.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import { ledgerError } from './sqlite-error.ts';

interface Call {
  /** Reads and writes by the connection; throws an IntegrationError before its first write when it must be refused. */
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly refusal: unknown };

// Bounds how long one transaction holds the event loop and how much a failed one has to tell its callers. At 20 µs a
// call a full batch takes about 10 ms.
const LARGEST_BATCH = 512;

/**
 * Writes of one turn of the event loop share one transaction, because the flush to disk costs as much for one write as
 * for hundreds. A call's promise settles only after COMMIT.
 */
export class GroupCommit {
  readonly #database: LedgerDatabase;
  #queue: Call[] = [];
  #scheduled = false;

  constructor(database: LedgerDatabase) {
    this.#database = database;
  }

  /**
   * Runs `work` inside the next transaction. `work` may be run again after a rollback, so it must change nothing but
   * the database. Rejects with what `work` throws (that call alone), or with the SQLite error of the whole batch.
   */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, resolve: resolve as (value: unknown) => void, reject });
      this.#schedule();
    });
  }

  /** Commits what is queued, now. */
  flush(): void {
    while (this.#queue.length > 0) this.#commitNext();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#commitNext();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #commitNext(): void {
    const batch = this.#queue.slice(0, LARGEST_BATCH);
    this.#queue = this.#queue.slice(batch.length);
    if (batch.length > 0) this.#commit(batch);
  }

  #commit(batch: readonly Call[]): void {
    let outcomes: readonly Outcome[];
    try {
      outcomes = this.#transact(batch);
    } catch (error) {
      const cause = this.#rollBack(error);
      const failure = ledgerError(cause, this.#database.path);
      if (batch.length > 1 && !(failure instanceof IntegrationError)) {
        // One of the calls is at fault, not the disk: alone, it fails alone.
        for (const call of batch) this.#commit([call]);
        return;
      }
      for (const call of batch) call.reject(failure);
      return;
    }
    batch.forEach((call, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined || 'refusal' in outcome) call.reject(outcome?.refusal);
      else call.resolve(outcome.value);
    });
  }

  #transact(batch: readonly Call[]): readonly Outcome[] {
    const database = this.#database;
    // A rollback that failed leaves its transaction open.
    if (database.connection.isTransaction) database.sql('ROLLBACK').run();
    database.sql('BEGIN IMMEDIATE').run();
    const outcomes = batch.map((call): Outcome => {
      try {
        return { value: call.work() };
      } catch (error) {
        if (error instanceof IntegrationError) return { refusal: error };
        throw error;
      }
    });
    database.writeCounts();
    database.sql('COMMIT').run();
    return outcomes;
  }

  /** Returns the error to report. SQLite has rolled back by itself after some errors, a full disk among them. */
  #rollBack(error: unknown): unknown {
    this.#database.forgetCounts();
    if (!this.#database.connection.isTransaction) return error;
    try {
      this.#database.sql('ROLLBACK').run();
      return error;
    } catch (rollback) {
      if (error instanceof Error) error.cause ??= rollback;
      return error;
    }
  }
}
