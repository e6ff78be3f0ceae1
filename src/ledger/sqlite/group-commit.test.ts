import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { ORDERS, receiveOne, record, refusedWith, second } from '../laws/sample.ts';
import { LedgerDatabase } from './ledger-database.ts';
import { openLedgerDatabase } from './open-ledger-database.ts';
import { openSqliteLedger } from './open-sqlite-ledger.ts';
import { SqliteLedger } from './sqlite-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-commit-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const big = (key: string) => record(key, 'v1', { record: 'x'.repeat(100_000) });

/** Counts transactions: those that write, and those that only read. */
class CountingDatabase extends LedgerDatabase {
  commits = 0;
  reads = 0;

  override sql(text: string) {
    if (text === 'COMMIT') this.commits += 1;
    if (text === 'BEGIN') this.reads += 1;
    return super.sql(text);
  }
}

test('calls of one turn share a transaction; a call of a later turn has another', async () => {
  const database = new CountingDatabase(openLedgerDatabase(join(folder, 'shared.db'), false).connection, 'shared.db');
  const ledger = new SqliteLedger(database);
  await Promise.all(
    Array.from({ length: 64 }, (_, n) => ledger.receive(ORDERS, [record(`K${n}`)], undefined, second(0))),
  );
  assert.equal(database.commits, 1);
  await ledger.receive(ORDERS, [record('later')], undefined, second(0));
  assert.equal(database.commits, 2);
  await ledger.close();
});

test('a commit waits for the writes of the next turns, while every turn brings some, and not for ever', async () => {
  const database = new CountingDatabase(
    openLedgerDatabase(join(folder, 'gathered.db'), false).connection,
    'gathered.db',
  );
  const ledger = new SqliteLedger(database);
  const receive = (n: number) => ledger.receive(ORDERS, [record(`K${n}`)], undefined, second(0));
  const asked = [receive(0)];
  await setImmediate();
  asked.push(receive(1));
  await Promise.all(asked);
  assert.equal(database.commits, 1);

  let answered = false;
  const first = receive(2).then(() => {
    answered = true;
  });
  const others: Promise<unknown>[] = [first];
  for (let n = 3; !answered; n += 1) {
    assert.ok(n < 10);
    others.push(receive(n));
    await setImmediate();
  }
  await Promise.all(others);
  await ledger.close();
});

test('what is read in one go shares a transaction, which is over before anything else happens', async () => {
  const path = join(folder, 'read.db');
  const database = new CountingDatabase(openLedgerDatabase(path, false).connection, path);
  const ledger = new SqliteLedger(database);
  const { id } = await receiveOne(ledger, 'A');
  await setImmediate();
  database.reads = 0;
  await Promise.all([ledger.delivery(id), ledger.isUntouched(id), ledger.history(id).then(() => ledger.counts())]);
  assert.equal(database.reads, 1);

  const other = new SqliteLedger(openLedgerDatabase(path, false));
  let begun = false;
  const reading = (async () => {
    // Each turn reads before the other ledger commits in it.
    while (!begun) {
      await setImmediate();
      await ledger.isUntouched(id);
    }
  })();
  await other.begin(id, 'payload', second(1));
  assert.equal(await ledger.isUntouched(id), false);
  begun = true;
  await reading;
  await setImmediate();
  assert.equal(database.connection.isTransaction, false);
  await other.close();
  await ledger.close();
});

test('nothing resolves before its transaction is on disk', async () => {
  const path = join(folder, 'durable.db');
  const ledger = await openSqliteLedger(path);
  const onlooker = new DatabaseSync(path, { readOnly: true });
  const seen = onlooker.prepare('SELECT count(*) AS count FROM deliveries WHERE key = ?');
  await Promise.all(
    Array.from({ length: 200 }, async (_, n) => {
      await ledger.receive(ORDERS, [record(`K${n}`)], undefined, second(0));
      assert.equal(seen.get(`K${n}`)?.count, 1);
    }),
  );
  onlooker.close();
  await ledger.close();
});

test('a full disk refuses the whole batch, changes nothing, and the ledger goes on once there is room', async () => {
  const database = openLedgerDatabase(join(folder, 'full.db'), false);
  const ledger = new SqliteLedger(database);
  const { id } = await receiveOne(ledger, 'A');
  const { page_count: pages } = database.connection.prepare('PRAGMA page_count').get() as { page_count: number };
  database.connection.exec(`PRAGMA max_page_count = ${pages + 30}`);

  const results = await Promise.allSettled([
    ledger.begin(id, 'payload', second(1)),
    ledger.receive(ORDERS, [record('small')], { watermark: '9' }, second(1)),
    ledger.receive(ORDERS, [big('B'), big('C')], { watermark: '10' }, second(1)),
  ]);
  for (const result of results) {
    assert.equal(result.status, 'rejected');
    if (result.status === 'rejected') refusedWith('LEDGER_FULL')(result.reason);
  }
  assert.equal((await ledger.delivery(id))?.state, 'received');
  assert.equal((await ledger.deliveries({})).length, 1);
  assert.equal(await ledger.cursor(ORDERS), undefined);
  assert.deepEqual(await ledger.counts(), [{ pipe: 'orders', state: 'received', count: 1 }]);

  // Without the big ones there is room; and with more room there is for them.
  await ledger.begin(id, 'payload', second(2));
  database.connection.exec('PRAGMA max_page_count = 1000000');
  assert.equal((await ledger.receive(ORDERS, [big('B'), big('C')], { watermark: '10' }, second(3))).fresh, 2);
  assert.deepEqual(await ledger.counts(), [
    { pipe: 'orders', state: 'received', count: 2 },
    { pipe: 'orders', state: 'sending', count: 1 },
  ]);
  await ledger.close();
});

test('another process in the middle of a long write makes writes wait, then refuses them; reads go on', async () => {
  const path = join(folder, 'busy.db');
  const database = openLedgerDatabase(path, false);
  database.connection.exec('PRAGMA busy_timeout = 20');
  const ledger = new SqliteLedger(database);
  const { id } = await receiveOne(ledger, 'A');
  const other = new DatabaseSync(path);
  other.exec('BEGIN IMMEDIATE');
  const results = await Promise.allSettled([
    ledger.begin(id, 'payload', second(1)),
    ledger.receive(ORDERS, [record('B')], undefined, second(1)),
  ]);
  for (const result of results) {
    assert.equal(result.status, 'rejected');
    if (result.status === 'rejected') refusedWith('LEDGER_LOCKED')(result.reason);
  }
  assert.equal((await ledger.delivery(id))?.state, 'received');
  other.exec('ROLLBACK');
  other.close();
  await ledger.begin(id, 'payload', second(1));
  await ledger.close();
});

test('damage that shows only later refuses reads and writes as corrupt', async () => {
  const database = openLedgerDatabase(':memory:', false);
  const ledger = new SqliteLedger(database);
  const { id } = await receiveOne(ledger, 'A');
  const corrupt = Object.assign(new Error('database disk image is malformed'), {
    code: 'ERR_SQLITE_ERROR',
    errcode: 11,
  });
  database.sql = () => {
    throw corrupt;
  };
  await assert.rejects(ledger.delivery(id), refusedWith('LEDGER_CORRUPT'));
  await assert.rejects(ledger.begin(id, 'payload', second(1)), refusedWith('LEDGER_CORRUPT'));
});

test('when the transaction fails for one call alone, the others of its batch are made without it', async () => {
  const database = openLedgerDatabase(':memory:', false);
  const ledger = new SqliteLedger(database);
  const broken = { ...record('B'), record: undefined as unknown as string };
  const results = await Promise.allSettled([
    ledger.receive(ORDERS, [record('A')], undefined, second(0)),
    ledger.receive(ORDERS, [record('C'), broken], { watermark: '1' }, second(0)),
    ledger.receive(ORDERS, [record('D')], undefined, second(0)),
  ]);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(
    (await ledger.deliveries({})).map(({ key }) => key),
    ['D', 'A'],
  );
  assert.deepEqual(await ledger.counts(), [{ pipe: 'orders', state: 'received', count: 2 }]);
  await ledger.close();
});
