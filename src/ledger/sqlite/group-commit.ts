import { commitTogether } from './commit-together.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import type { WriteArguments, WriteCall, WriteName, WriteResult } from './ledger-writes.ts';

interface Asked {
  readonly call: WriteCall;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

// Bounds how long one transaction takes and how much a failed one has to tell its callers. At 20 µs a call a full batch
// takes about 10 ms.
const LARGEST_BATCH = 512;

// Answers come in one by one. Waiting for those that are there already took a quarter off the flushes to disk; more turns
// than two gained nothing.
const MOST_TURNS = 2;

/**
 * Writes of one turn of the event loop share one transaction, made at its end. A thread of its own for them, with the
 * flush to disk beside other work, took a seventh more processor time and won no wall time on two cores.
 */
export class GroupCommit {
  readonly #database: LedgerDatabase;
  #queue: Asked[] = [];
  #scheduled = false;

  constructor(database: LedgerDatabase) {
    this.#database = database;
  }

  /** Settles after COMMIT. Rejects with what the write throws (that call alone), or with the error of the whole batch. */
  write<N extends WriteName>(name: N, ...rest: WriteArguments<N>): Promise<WriteResult<N>> {
    return new Promise<WriteResult<N>>((resolve, reject) => {
      this.#queue.push({ call: [name, ...rest], resolve: resolve as (value: unknown) => void, reject });
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
    this.#gather(0, 0);
  }

  /** Commits at the end of the first turn that has brought no further write, or of the last one that is waited for. */
  #gather(turns: number, before: number): void {
    setImmediate(() => {
      const asked = this.#queue.length;
      if (asked > before && turns < MOST_TURNS) {
        this.#gather(turns + 1, asked);
        return;
      }
      this.#scheduled = false;
      this.#commitNext();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #commitNext(): void {
    const batch = this.#queue.slice(0, LARGEST_BATCH);
    this.#queue = this.#queue.slice(batch.length);
    if (batch.length === 0) return;
    const outcomes = commitTogether(
      this.#database,
      batch.map(({ call }) => call),
    );
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[index];
      if (outcome !== undefined && 'value' in outcome) resolve(outcome.value);
      else reject(outcome?.failure);
    }
  }
}
