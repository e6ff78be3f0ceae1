import type { LedgerDatabase } from './ledger-database.ts';

/**
 * One read transaction for all reads of a turn of the event loop: beside a thread that writes, SQLite takes and gives
 * back its locks, and looks whether the file has changed, once instead of for every statement.
 */
export class ReadTurn {
  readonly #database: LedgerDatabase;
  #isOpen = false;

  constructor(database: LedgerDatabase) {
    this.#database = database;
  }

  /** Before a read. */
  enter(): void {
    if (this.#isOpen) return;
    this.#database.sql('BEGIN').run();
    this.#isOpen = true;
    setImmediate(() => this.leave());
  }

  /** Reads after this see what has been written meanwhile. */
  leave(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    // SQLite ends a transaction by itself after some errors.
    if (this.#database.connection.isTransaction) this.#database.sql('COMMIT').run();
  }
}
