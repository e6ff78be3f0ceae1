import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ORDERS, receiveOne, record, refusedWith, second } from '../laws/sample.ts';
import { LedgerDatabase } from './ledger-database.ts';
import { NotedStandings } from './noted-standings.ts';
import { openLedgerDatabase } from './open-ledger-database.ts';
import { SqliteLedger } from './sqlite-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'ledger-standings-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('a move that another process has made meanwhile is refused, or made from where the delivery stands now', async () => {
  const path = join(folder, 'two.db');
  const [mine, other] = [
    new SqliteLedger(openLedgerDatabase(path, false)),
    new SqliteLedger(openLedgerDatabase(path, false)),
  ];
  const [a, b, c] = [await receiveOne(mine, 'A'), await receiveOne(mine, 'B'), await receiveOne(mine, 'C')];
  await other.settle(a.id, { to: 'skipped' }, second(1));
  await other.settle(b.id, { to: 'waiting' }, second(1));
  await assert.rejects(mine.begin(a.id, 'payload', second(2)), refusedWith('LEDGER_MOVE_REFUSED'));
  await mine.begin(b.id, 'payload', second(2));
  await mine.begin(c.id, 'payload', second(2));
  // Back at a state of the same name, which is not the same standing.
  await other.settle(c.id, { to: 'waiting' }, second(3));
  await other.begin(c.id, 'payload', second(4));
  await mine.settle(c.id, { to: 'delivered' }, second(5));
  const moves = async (id: number) => (await mine.history(id)).map(({ from, to }) => `${from} ${to}`);
  assert.deepEqual(await moves(a.id), ['new received', 'received skipped']);
  assert.deepEqual(await moves(b.id), ['new received', 'received waiting', 'waiting sending']);
  assert.deepEqual((await moves(c.id)).slice(2), ['sending waiting', 'waiting sending', 'sending delivered']);
  assert.deepEqual(
    (await mine.counts()).map(({ state, count }) => [state, count]),
    [
      ['delivered', 1],
      ['sending', 1],
      ['skipped', 1],
    ],
  );
  await other.close();
  await mine.close();
});

test('what a transaction that failed has noted is forgotten with it: its ids are given again', async () => {
  const ledger = new SqliteLedger(openLedgerDatabase(':memory:', false));
  await ledger.receive(ORDERS, [record('A', 'v2', { observedAt: second(9) })], undefined, second(9));
  const broken = { ...record('C'), record: undefined as unknown as string };
  await assert.rejects(ledger.receive(ORDERS, [record('B'), broken], undefined, second(9)));
  await ledger.receive(ORDERS, [record('A', 'v1', { observedAt: second(1) })], undefined, second(9));
  const [late] = await ledger.deliveries({ states: ['superseded'] });
  await assert.rejects(ledger.begin(late?.id ?? 0, 'payload', second(9)), refusedWith('LEDGER_MOVE_REFUSED'));
  await ledger.close();
});

/** Counts how often it is read where a delivery stands. */
class ReadingDatabase extends LedgerDatabase {
  standingReads = 0;

  override sql(text: string) {
    if (/SELECT id, pipe, key, state, moves FROM deliveries WHERE id/.test(text)) this.standingReads += 1;
    return super.sql(text);
  }
}

test('the moves of a delivery on its way read nothing', async () => {
  const database = new ReadingDatabase(openLedgerDatabase(':memory:', false).connection, ':memory:');
  const ledger = new SqliteLedger(database);
  const { id } = await receiveOne(ledger, 'A');
  await ledger.begin(id, 'payload', second(1));
  await ledger.settle(id, { to: 'delivered' }, second(2));
  assert.equal(database.standingReads, 0);
  await ledger.close();
});

test('however many deliveries come, few standings are noted', () => {
  const standings = new NotedStandings();
  for (let id = 1; id <= 10_000; id += 1) standings.note({ id, pipe: ORDERS, key: 'A', state: 'received', moves: 1 });
  const noted = Array.from({ length: 10_000 }, (_, index) => standings.of(index + 1)).filter(Boolean);
  assert.ok(noted.length > 0 && noted.length <= 2_000, String(noted.length));
  assert.equal(standings.of(10_000)?.id, 10_000);
});

test('keys of any text are found again: a page asks for all of them at once', async () => {
  const ledger = new SqliteLedger(openLedgerDatabase(':memory:', false));
  const keys = [
    'plain',
    'nul \u0000 a',
    'nul \u0000 b',
    '"quoted" \\',
    'é',
    '😀',
    '\u2028',
    "'",
    '1',
    '01',
    '1.0',
    'null',
  ];
  const page = () => keys.map((key) => record(key));
  assert.equal((await ledger.receive(ORDERS, page(), undefined, second(0))).fresh, keys.length);
  assert.equal((await ledger.receive(ORDERS, page(), undefined, second(1))).repeats, keys.length);
  const twice = await ledger.receive(ORDERS, [record('new'), record('new'), record('new', 'v2')], undefined, second(2));
  assert.deepEqual([twice.fresh, twice.repeats, twice.superseded], [2, 1, 1]);
  await ledger.close();
});
