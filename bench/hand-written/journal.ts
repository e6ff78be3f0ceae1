import { DatabaseSync, type StatementSync } from 'node:sqlite';

interface Write {
  readonly statement: StatementSync;
  readonly values: readonly (string | number)[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Intent and outcome of every POST on disk: SQLite in WAL mode with synchronous=FULL, writes of one turn in one commit. */
export class Journal {
  readonly #database: DatabaseSync;
  readonly #begin: StatementSync;
  readonly #commit: StatementSync;
  readonly #intent: StatementSync;
  readonly #outcome: StatementSync;
  readonly #done: StatementSync;
  readonly #cursor: StatementSync;
  #queue: Write[] = [];

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA wal_autocheckpoint = 4000;
      CREATE TABLE IF NOT EXISTS journal (
        key TEXT PRIMARY KEY, number TEXT NOT NULL, fingerprint TEXT NOT NULL, state TEXT NOT NULL,
        target_id TEXT, target_number TEXT, begun_at INTEGER NOT NULL, ended_at INTEGER
      ) STRICT;
      CREATE TABLE IF NOT EXISTS cursor (id INTEGER PRIMARY KEY, watermark TEXT NOT NULL) STRICT;
    `);
    this.#begin = this.#database.prepare('BEGIN IMMEDIATE');
    this.#commit = this.#database.prepare('COMMIT');
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

  isDelivered(key: string, fingerprint: string): boolean {
    return this.#done.get(key, fingerprint) !== undefined;
  }

  intent(key: string, number: string, fingerprint: string): Promise<void> {
    return this.#write(this.#intent, [key, number, fingerprint, Date.now()]);
  }

  delivered(key: string, target: { readonly id: string; readonly number: string }): Promise<void> {
    return this.#write(this.#outcome, [target.id, target.number, Date.now(), key]);
  }

  cursor(watermark: string): Promise<void> {
    return this.#write(this.#cursor, [watermark]);
  }

  close(): void {
    this.#database.close();
  }

  #write(statement: StatementSync, values: readonly (string | number)[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ statement, values, resolve, reject });
      if (this.#queue.length === 1) setImmediate(() => this.#flush());
    });
  }

  #flush(): void {
    const batch = this.#queue;
    this.#queue = [];
    try {
      this.#begin.run();
      for (const { statement, values } of batch) statement.run(...values);
      this.#commit.run();
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const { resolve } of batch) resolve();
  }
}
