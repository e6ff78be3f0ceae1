import type { DatabaseSync, StatementSync } from 'node:sqlite';

type Value = string | number;

/** Statements of one write, made one after the other; yields what the caller gets. */
export type Write<T> = () => T;

interface Waiting {
  readonly write: Write<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Writes of one turn in one commit. A write resolves when it is on disk. */
export class CommitQueue {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  #queue: Waiting[] = [];

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#begin = database.prepare('BEGIN IMMEDIATE');
    this.#commit = database.prepare('COMMIT');
  }

  run(statement: StatementSync, values: readonly Value[]): Promise<void> {
    return this.write(() => {
      statement.run(...values);
    });
  }

  write<T>(write: Write<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ write, resolve: resolve as (value: unknown) => void, reject });
      if (this.#queue.length === 1) setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    const batch = this.#queue;
    this.#queue = [];
    let values: readonly unknown[];
    try {
      this.#begin.run();
      values = batch.map(({ write }) => write());
      this.#commit.run();
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const [index, { resolve }] of batch.entries()) resolve(values[index]);
  }
}
