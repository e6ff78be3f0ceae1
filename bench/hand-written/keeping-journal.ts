import { hash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { WooCommerceOrder } from '../server/woocommerce-order.ts';
import { CommitQueue } from './commit-queue.ts';
import { type OrderJournal, openDatabase } from './journal.ts';

/**
 * Keeps what Pipewright’s ledger keeps, in as few statements as that takes: each order as it came, with how far the shop
 * has been read, in one commit before anything is done with it; which version it is, so that an order that comes again
 * unchanged is left out; when it came, was sent and arrived; and what it became on the other side.
 */
export class KeepingJournal implements OrderJournal {
  readonly #database: DatabaseSync;
  readonly #commits: CommitQueue;
  readonly #come: StatementSync;
  readonly #keep: StatementSync;
  readonly #intent: StatementSync;
  readonly #outcome: StatementSync;
  readonly #done: StatementSync;
  readonly #cursor: StatementSync;

  constructor(path: string) {
    this.#database = openDatabase(path);
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS orders (
        id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, number TEXT NOT NULL, version TEXT NOT NULL, state TEXT NOT NULL,
        fingerprint TEXT, target_id TEXT, target_number TEXT,
        received_at INTEGER NOT NULL, begun_at INTEGER, ended_at INTEGER
      ) STRICT;
      CREATE TABLE IF NOT EXISTS records (id INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS cursor (id INTEGER PRIMARY KEY, watermark TEXT NOT NULL) STRICT;
    `);
    this.#commits = new CommitQueue(this.#database);
    const prepare = (sql: string) => this.#database.prepare(sql);
    this.#come = prepare(
      `INSERT INTO orders (key, number, version, state, received_at) VALUES (?, ?, ?, 'received', ?)
       ON CONFLICT (key) DO UPDATE SET version = excluded.version, state = 'received', received_at = excluded.received_at
         WHERE version <> excluded.version
       RETURNING id`,
    );
    this.#keep = prepare(
      'INSERT INTO records (id, record) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET record = excluded.record',
    );
    this.#intent = prepare(`UPDATE orders SET fingerprint = ?, state = 'sending', begun_at = ? WHERE key = ?`);
    this.#outcome = prepare(
      `UPDATE orders SET state = 'delivered', target_id = ?, target_number = ?, ended_at = ? WHERE key = ?`,
    );
    this.#done = prepare('SELECT 1 FROM orders WHERE key = ? AND fingerprint = ? AND target_id IS NOT NULL');
    this.#cursor = prepare(
      'INSERT INTO cursor (id, watermark) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET watermark = excluded.watermark',
    );
  }

  receive(orders: readonly WooCommerceOrder[]): Promise<readonly WooCommerceOrder[]> {
    const now = Date.now();
    const last = orders.at(-1);
    return this.#commits.write(() => {
      const fresh = orders.filter((order) => {
        const record = JSON.stringify(order);
        const row = this.#come.get(String(order.id), order.number, hash('sha256', record), now);
        if (row === undefined) return false;
        this.#keep.run(Number(row.id), record);
        return true;
      });
      if (last !== undefined) this.#cursor.run(last.date_modified_gmt);
      return fresh;
    });
  }

  isDelivered(key: string, fingerprint: string): boolean {
    return this.#done.get(key, fingerprint) !== undefined;
  }

  intent(key: string, _number: string, fingerprint: string): Promise<void> {
    return this.#commits.run(this.#intent, [fingerprint, Date.now(), key]);
  }

  delivered(key: string, target: { readonly id: string; readonly number: string }): Promise<void> {
    return this.#commits.run(this.#outcome, [target.id, target.number, Date.now(), key]);
  }

  /** The cursor moved with the page: what has not arrived is kept, and sent by the next run. */
  async cursor(): Promise<void> {}

  /** Orders that an earlier run has taken and not sent, or got no answer to: the idempotency key makes them safe to repeat. */
  unfinished(): readonly WooCommerceOrder[] {
    const rows = this.#database
      .prepare(`SELECT record FROM orders JOIN records USING (id) WHERE state <> 'delivered' ORDER BY id`)
      .all() as unknown as readonly { readonly record: string }[];
    return rows.map(({ record }) => JSON.parse(record) as WooCommerceOrder);
  }

  close(): void {
    this.#database.close();
  }
}
