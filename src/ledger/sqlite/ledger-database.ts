import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DeliveryState } from '../../model/delivery.ts';
import type { PipeName } from '../../model/names.ts';
import { NotedStandings } from './noted-standings.ts';

const ADD_COUNT = `
  INSERT INTO delivery_counts (pipe, state, count) VALUES (?, ?, ?)
  ON CONFLICT (pipe, state) DO UPDATE SET count = count + excluded.count`;

/** A connection to a ledger's file, its prepared statements, and what the transaction under way changes in the counts. */
export class LedgerDatabase {
  readonly connection: DatabaseSync;
  /** The path as it was given, for messages. */
  readonly path: string;
  readonly standings = new NotedStandings();
  // SQL texts are constants of this folder, so the cache is bounded by the code.
  readonly #statements = new Map<string, StatementSync>();
  // Counts change with every move; summed here and written once a transaction they cost next to nothing.
  readonly #counted = new Map<string, Map<DeliveryState, number>>();
  #reading: 'no' | 'now' | 'over' = 'no';

  constructor(connection: DatabaseSync, path: string) {
    this.connection = connection;
    this.path = path;
  }

  /** The prepared statement of a constant SQL text. */
  sql(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const prepared = this.connection.prepare(text);
    this.#statements.set(text, prepared);
    return prepared;
  }

  /**
   * Begins a transaction for all that is read until the jobs that can run now are done. A read alone locks the file and
   * lets go of it, which costs several times as much as the read; those whom one commit has answered read together.
   */
  beginReading(): void {
    if (this.#reading === 'now') return;
    this.endReading();
    if (this.connection.isTransaction) return;
    this.sql('BEGIN').run();
    this.#reading = 'now';
    process.nextTick(() => {
      if (this.#reading === 'no') return;
      this.#reading = 'over';
      try {
        this.endReading();
      } catch {
        // The next read or write tries it again, and has somebody to tell.
      }
    });
  }

  /** Ends the transaction of the reads, where there is one. */
  endReading(): void {
    if (this.#reading === 'no') return;
    this.sql('END').run();
    this.#reading = 'no';
  }

  /** Notes that so many more (or fewer) deliveries of the pipe are in the state. Written before COMMIT. */
  count(pipe: PipeName, state: DeliveryState, change: number): void {
    let states = this.#counted.get(pipe);
    if (states === undefined) {
      states = new Map();
      this.#counted.set(pipe, states);
    }
    states.set(state, (states.get(state) ?? 0) + change);
  }

  writeCounts(): void {
    for (const [pipe, states] of this.#counted) {
      for (const [state, change] of states) {
        if (change !== 0) this.sql(ADD_COUNT).run(pipe, state, change);
      }
    }
    this.#counted.clear();
  }

  /** What the transaction under way was to change is not so: it is rolled back. */
  forgetChanges(): void {
    this.#counted.clear();
    this.standings.clear();
  }
}
