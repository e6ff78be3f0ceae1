import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { ORDERS, receiveOne, record, refusedWith, second } from '../laws/sample.ts';
import { openLedgerDatabase } from './open-ledger-database.ts';
import { openSqliteLedger } from './open-sqlite-ledger.ts';
import { refuseDamage } from './refuse-damage.ts';
import { ledgerError } from './sqlite-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-open-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A ledger of some hundred kilobytes, closed. */
async function written(name: string): Promise<string> {
  const path = join(folder, name);
  const ledger = await openSqliteLedger(path);
  const records = Array.from({ length: 300 }, (_, index) => record(`K${index}`, 'v1', { record: 'x'.repeat(1_000) }));
  await ledger.receive(ORDERS, records, { watermark: '1' }, second(0));
  await ledger.close();
  assert.ok(statSync(path).size > 300_000);
  return path;
}

test('the folder is made, and what was written is there when the file is opened again', async () => {
  const path = join(folder, 'a', 'b', 'ledger.db');
  const ledger = await openSqliteLedger(path);
  await receiveOne(ledger, 'A');
  await ledger.close();
  const again = await openSqliteLedger(path);
  assert.equal((await again.deliveries({})).length, 1);
  await again.close();
  assert.deepEqual(readdirSync(join(folder, 'a', 'b')), ['ledger.db']);
});

test('writes are flushed to disk and the file is in WAL mode', async () => {
  const { connection } = openLedgerDatabase(join(folder, 'settings.db'), false);
  const value = (name: string) => Object.values(connection.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  assert.deepEqual(
    [value('journal_mode'), value('synchronous'), value('foreign_keys'), value('busy_timeout')],
    ['wal', 2, 1, 5_000],
  );
  connection.close();
});

test('two ledgers open on one file see what the other has written', async () => {
  const path = join(folder, 'two.db');
  const [one, other] = await Promise.all([openSqliteLedger(path), openSqliteLedger(path)]);
  const { id } = await receiveOne(one, 'A');
  assert.equal((await other.delivery(id))?.key, 'A');
  await other.settle(id, { to: 'held' }, second(1));
  await assert.rejects(one.begin(id, 'payload', second(2)), refusedWith('LEDGER_MOVE_REFUSED'));
  assert.deepEqual(await one.counts(), [{ pipe: 'orders', state: 'held', count: 1 }]);
  await one.close();
  await other.close();
});

test('garbage, and text, is not a ledger, and is left as it is', async () => {
  const path = join(folder, 'garbage.db');
  for (const content of [Buffer.alloc(10_000, 0xa7), Buffer.from('orders: []\n'.repeat(1_000))]) {
    writeFileSync(path, content);
    await assert.rejects(openSqliteLedger(path), refusedWith('LEDGER_CORRUPT'));
    await assert.rejects(openSqliteLedger(path, { readOnly: true }), refusedWith('LEDGER_CORRUPT'));
    assert.deepEqual(readFileSync(path), content);
  }
});

test('a file that was cut short is corrupt', async () => {
  for (const keep of [0.9, 0.5, 0.1]) {
    const path = await written(`cut-${keep}.db`);
    truncateSync(path, Math.floor((statSync(path).size * keep) / 4_096) * 4_096);
    await assert.rejects(openSqliteLedger(path), refusedWith('LEDGER_CORRUPT'));
    await assert.rejects(openSqliteLedger(path, { readOnly: true }), refusedWith('LEDGER_CORRUPT'));
  }
});

test('a ledger too large to be read through at every start is still seen to be cut short', async () => {
  const path = await written('large.db');
  truncateSync(path, statSync(path).size - 4_096);
  const connection = new DatabaseSync(path);
  assert.throws(
    () => refuseDamage(connection, path, 0),
    (error) => refusedWith('LEDGER_CORRUPT')(ledgerError(error, path)),
  );
  connection.close();
});

test('a file with damaged pages in the middle is corrupt', async () => {
  const path = await written('damaged.db');
  const content = readFileSync(path);
  content.fill(0x5a, 40 * 4_096, 44 * 4_096);
  writeFileSync(path, content);
  await assert.rejects(openSqliteLedger(path), refusedWith('LEDGER_CORRUPT'));
});

test('the SQLite file of another program is no ledger', async () => {
  const path = join(folder, 'other-program.db');
  const other = new DatabaseSync(path);
  other.exec('CREATE TABLE songs (title TEXT)');
  other.close();
  await assert.rejects(openSqliteLedger(path), refusedWith('LEDGER_CORRUPT'));
});

test('a ledger of a later version is refused and left as it is', async () => {
  const path = await written('newer.db');
  const later = new DatabaseSync(path);
  later.exec('PRAGMA user_version = 99');
  later.close();
  for (const readOnly of [false, true]) {
    await assert.rejects(openSqliteLedger(path, { readOnly }), refusedWith('LEDGER_NEWER'));
  }
});

test('a folder that cannot be made or written is said to be unreadable', async () => {
  writeFileSync(join(folder, 'a-file'), '');
  await assert.rejects(openSqliteLedger(join(folder, 'a-file', 'ledger.db')), refusedWith('LEDGER_UNREADABLE'));
  // A folder where the file should be; permissions would not stop a test that runs as root.
  await assert.rejects(openSqliteLedger(folder), refusedWith('LEDGER_UNREADABLE'));
});

test('reading alone needs a ledger, and makes no file when there is none', async () => {
  const path = join(folder, 'none', 'ledger.db');
  await assert.rejects(openSqliteLedger(path, { readOnly: true }), (error) => {
    assert.ok(error instanceof Error);
    assert.match(error.message, /nothing has run yet/);
    return refusedWith('FILE_UNREADABLE')(error);
  });
  assert.equal(existsSync(join(folder, 'none')), false);
  const empty = join(folder, 'empty.db');
  writeFileSync(empty, '');
  await assert.rejects(openSqliteLedger(empty, { readOnly: true }), refusedWith('FILE_UNREADABLE'));
  assert.equal(statSync(empty).size, 0);
});

test('a ledger open for reading alone reads everything and writes nothing', async () => {
  const path = await written('read-only.db');
  const before = readFileSync(path);
  const ledger = await openSqliteLedger(path, { readOnly: true });
  assert.equal((await ledger.deliveries({})).length, 300);
  assert.deepEqual(await ledger.cursor(ORDERS), { watermark: '1' });
  await assert.rejects(ledger.receive(ORDERS, [record('A')], undefined, second(0)), refusedWith('LEDGER_UNREADABLE'));
  await ledger.close();
  assert.deepEqual(readFileSync(path), before);
});
