import { commitTogether } from './commit-together.ts';
import type { LedgerDatabase } from './ledger-database.ts';
import {
  type Commits,
  LARGEST_BATCH,
  type WriteArguments,
  type WriteCall,
  type WriteName,
  type WriteResult,
} from './ledger-writes.ts';

interface Asked {
  readonly call: WriteCall;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Writes of one turn of the event loop share one transaction, made in this thread at the end of the turn. */
export class GroupCommit implements Commits {
  readonly #database: LedgerDatabase;
  #queue: Asked[] = [];
  #scheduled = false;

  constructor(database: LedgerDatabase) {
    this.#database = database;
  }

  write<N extends WriteName>(name: N, ...rest: WriteArguments<N>): Promise<WriteResult<N>> {
    return new Promise<WriteResult<N>>((resolve, reject) => {
      this.#queue.push({ call: [name, ...rest], resolve: resolve as (value: unknown) => void, reject });
      this.#schedule();
    });
  }

  async close(): Promise<void> {
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
