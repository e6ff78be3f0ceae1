import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { WooCommerceOrder } from '../server/woocommerce-order.ts';
import { CommitQueue } from './commit-queue.ts';

/** What the program keeps on disk. Every write resolves when it is there. */
export interface OrderJournal {
  /** Takes a page; yields the orders of it that are to be sent. */
  receive(orders: readonly WooCommerceOrder[]): Promise<readonly WooCommerceOrder[]>;
  /** Whether the ERP has exactly this payload of the order. */
  isDelivered(key: string, fingerprint: string): boolean;
  intent(key: string, number: string, fingerprint: string): Promise<void>;
  delivered(key: string, target: { readonly id: string; readonly number: string }): Promise<void>;
  /** All orders up to this time of change have arrived. */
  cursor(watermark: string): Promise<void>;
  close(): void;
}

/** SQLite in WAL mode with synchronous=FULL. */
export function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;');
  return database;
}

/** Intent and outcome of every POST, and how far the shop has been read. */
export class Journal implements OrderJournal {
  readonly #database: DatabaseSync;
  readonly #commits: CommitQueue;
  readonly #intent: StatementSync;
  readonly #outcome: StatementSync;
  readonly #done: StatementSync;
  readonly #cursor: StatementSync;

  constructor(path: string) {
    this.#database = openDatabase(path);
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS journal (
        key TEXT PRIMARY KEY, number TEXT NOT NULL, fingerprint TEXT NOT NULL, state TEXT NOT NULL,
        target_id TEXT, target_number TEXT, begun_at INTEGER NOT NULL, ended_at INTEGER
      ) STRICT;
      CREATE TABLE IF NOT EXISTS cursor (id INTEGER PRIMARY KEY, watermark TEXT NOT NULL) STRICT;
    `);
    this.#commits = new CommitQueue(this.#database);
    this.#intent = this.#database.prepare(
      `INSERT INTO journal (key, number, fingerprint, state, begun_at) VALUES (?, ?, ?, 'sending', ?)
       ON CONFLICT (key) DO UPDATE SET fingerprint = excluded.fingerprint, state = 'sending', begun_at = excluded.begun_at`,
    );
    this.#outcome = this.#database.prepare(
      `UPDATE journal SET state = 'delivered', target_id = ?, target_number = ?, ended_at = ? WHERE key = ?`,
    );
    this.#done = this.#database.prepare(
      `SELECT 1 FROM journal WHERE key = ? AND fingerprint = ? AND state = 'delivered'`,
    );
    this.#cursor = this.#database.prepare(
      'INSERT INTO cursor (id, watermark) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET watermark = excluded.watermark',
    );
  }

  async receive(orders: readonly WooCommerceOrder[]): Promise<readonly WooCommerceOrder[]> {
    return orders;
  }

  isDelivered(key: string, fingerprint: string): boolean {
    return this.#done.get(key, fingerprint) !== undefined;
  }

  intent(key: string, number: string, fingerprint: string): Promise<void> {
    return this.#commits.run(this.#intent, [key, number, fingerprint, Date.now()]);
  }

  delivered(key: string, target: { readonly id: string; readonly number: string }): Promise<void> {
    return this.#commits.run(this.#outcome, [target.id, target.number, Date.now(), key]);
  }

  cursor(watermark: string): Promise<void> {
    return this.#commits.run(this.#cursor, [watermark]);
  }

  close(): void {
    this.#database.close();
  }
}
