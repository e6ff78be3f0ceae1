import { Worker } from 'node:worker_threads';
import { type CommitMessage, failureOf, type ThreadOutcome } from './commit-message.ts';
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

/**
 * Commits in a thread of its own: statements run and the flush to disk is waited for beside the work on other records,
 * instead of holding up all of it. One transaction is under way at a time; what is asked for meanwhile shares the next.
 * With 32 records under way a third of a run had been waiting for the disk.
 */
export class CommitThread implements Commits {
  readonly #worker: Worker;
  /** Called before promises of writes resolve, so that whoever reads next sees what they have written. */
  readonly #beforeTelling: () => void;
  #queue: Asked[] = [];
  #underWay: readonly Asked[] = [];
  #scheduled = false;
  #ended: { readonly reason: unknown } | undefined;
  #whenQuiet: (() => void) | undefined;

  constructor(path: string, beforeTelling: () => void) {
    this.#beforeTelling = beforeTelling;
    const own = import.meta.url;
    // The sources run as they are; a published package has the same file compiled.
    const script = new URL(`./commit-worker.${own.endsWith('.ts') ? 'ts' : 'js'}`, own);
    this.#worker = new Worker(script, { workerData: path });
    this.#worker.on('message', (outcomes: readonly ThreadOutcome[]) => this.#tell(outcomes));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('the thread that writes the ledger has ended')));
    this.#worker.unref();
  }

  write<N extends WriteName>(name: N, ...rest: WriteArguments<N>): Promise<WriteResult<N>> {
    return new Promise<WriteResult<N>>((resolve, reject) => {
      if (this.#ended !== undefined) {
        reject(this.#ended.reason);
        return;
      }
      this.#queue.push({ call: [name, ...rest], resolve: resolve as (value: unknown) => void, reject });
      this.#schedule();
    });
  }

  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    if (this.#queue.length > 0 || this.#underWay.length > 0) {
      await new Promise<void>((resolve) => {
        this.#whenQuiet = resolve;
      });
    }
    const exited = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.ref();
    this.#post('close');
    await exited;
  }

  /** At the end of the turn, so that its writes share a transaction. */
  #schedule(): void {
    if (this.#scheduled || this.#underWay.length > 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#send();
    });
  }

  #send(): void {
    if (this.#underWay.length > 0 || this.#queue.length === 0 || this.#ended !== undefined) return;
    const batch = this.#queue.slice(0, LARGEST_BATCH);
    this.#queue = this.#queue.slice(batch.length);
    this.#underWay = batch;
    this.#worker.ref();
    this.#post(batch.map(({ call }) => call));
  }

  #post(message: CommitMessage): void {
    this.#worker.postMessage(message);
  }

  #tell(outcomes: readonly ThreadOutcome[]): void {
    const told = this.#underWay;
    this.#underWay = [];
    // The next transaction begins before anything else is done.
    this.#send();
    if (this.#underWay.length === 0) this.#worker.unref();
    this.#beforeTelling();
    for (const [index, { resolve, reject }] of told.entries()) {
      const outcome = outcomes[index];
      if (outcome !== undefined && 'value' in outcome) resolve(outcome.value);
      else reject(failureOf(outcome));
    }
    if (this.#underWay.length === 0 && this.#queue.length === 0) this.#whenQuiet?.();
  }

  #end(reason: unknown): void {
    this.#ended ??= { reason };
    const left = [...this.#underWay, ...this.#queue];
    this.#underWay = [];
    this.#queue = [];
    for (const { reject } of left) reject(this.#ended.reason);
    this.#whenQuiet?.();
  }
}
