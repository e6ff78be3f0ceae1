import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { IntegrationError } from '../../model/integration-error.ts';
import { ledgerError } from './sqlite-error.ts';

// A lock lasts until it is released, even when its holder forgets the object: a connection that nothing refers to is
// closed by the garbage collector, and the lock would be gone in the middle of a run.
const held = new Set<RunLock>();

/** Held by the one process that may run pipes on a ledger. */
export interface RunLock {
  /** Lets another process run. May be called more than once. */
  release(): void;
}

/**
 * Takes the right to run pipes on the ledger at `ledgerPath`, or throws LEDGER_LOCKED naming the process that has it;
 * LEDGER_UNREADABLE when the folder cannot be written. Others may still read the ledger and make short writes. A ledger
 * in memory (`:memory:`) belongs to its process and needs no lock.
 *
 * The lock is a transaction held open on a second SQLite file, `<ledger>.lock`: the operating system drops it with the
 * process, however that ends. Nothing else in this process may open that file, since closing any descriptor of it drops
 * the lock (https://www.sqlite.org/howtocorrupt.html section 2.2); so the process id stands in `<ledger>.lock.pid`. The
 * empty lock file stays behind: removing it would let two processes each lock a file of the same name.
 */
export function lockForRun(ledgerPath: string): RunLock {
  if (ledgerPath === ':memory:') return { release: () => {} };
  const lockPath = `${ledgerPath}.lock`;
  const pidPath = `${lockPath}.pid`;
  let connection: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(ledgerPath), { recursive: true });
    // No waiting: a run holds the lock for hours.
    connection = new DatabaseSync(lockPath, { timeout: 0 });
    connection.exec('BEGIN EXCLUSIVE');
    writeFileSync(pidPath, `${process.pid}\n`);
  } catch (error) {
    connection?.close();
    throw refusal(error, ledgerPath, pidPath);
  }
  const lock = new HeldLock(connection, pidPath);
  held.add(lock);
  return lock;
}

class HeldLock implements RunLock {
  readonly #connection: DatabaseSync;
  readonly #pidPath: string;

  constructor(connection: DatabaseSync, pidPath: string) {
    this.#connection = connection;
    this.#pidPath = pidPath;
  }

  release(): void {
    if (!this.#connection.isOpen) return;
    // While the lock is still held, so that the next holder's id is not removed.
    rmSync(this.#pidPath, { force: true });
    this.#connection.close();
    held.delete(this);
  }
}

function refusal(error: unknown, ledgerPath: string, pidPath: string): unknown {
  const meaning = ledgerError(error, ledgerPath);
  if (meaning instanceof IntegrationError) {
    if (meaning.code !== 'LEDGER_LOCKED') return meaning;
    return new IntegrationError(
      'LEDGER_LOCKED',
      `${holder(pidPath)} runs pipes on the ledger ${ledgerPath}`,
      { file: ledgerPath },
      error,
    );
  }
  const message = error instanceof Error ? error.message : String(error);
  return new IntegrationError(
    'LEDGER_UNREADABLE',
    `the folder of the ledger ${ledgerPath} cannot be used: ${message}`,
    { file: ledgerPath },
    error,
  );
}

function holder(pidPath: string): string {
  try {
    const pid = readFileSync(pidPath, 'utf8').trim();
    if (/^\d+$/.test(pid)) return `process ${pid}`;
  } catch (error) {
    // The holder has the lock before it writes its id; in between there is none to name.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  return 'another process';
}
