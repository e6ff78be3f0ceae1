import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DELIVERY_MOVES, DELIVERY_STATES, type DeliveryState, mayMove } from '../../model/delivery.ts';
import { connectionName, recordKey } from '../../model/names.ts';
import { bring, followUp, ORDERS, receiveOne, record, second } from '../laws/sample.ts';
import { LedgerDatabase } from './ledger-database.ts';
import { openLedgerDatabase } from './open-ledger-database.ts';
import { SqliteLedger } from './sqlite-ledger.ts';
import { PRUNABLE, REPLACEABLE, UNFINISHED } from './state-lists.ts';

/** Notes every statement that the ledger prepares, so that no query escapes the test. */
class ListeningDatabase extends LedgerDatabase {
  readonly texts = new Set<string>();

  override sql(text: string) {
    this.texts.add(text);
    return super.sql(text);
  }
}

/** Does everything that a ledger can do, once. */
async function doEverything(ledger: SqliteLedger): Promise<void> {
  const { ready } = await ledger.receive(ORDERS, [record('A'), record('B')], { watermark: '1' }, second(0));
  const [a, b] = ready.map(({ id }) => id) as [number, number];
  await ledger.receive(ORDERS, [record('B', 'v2', { observedAt: second(9) })], undefined, second(1));
  await ledger.receive(ORDERS, [record('B', 'v2', { observedAt: second(10) })], undefined, second(1));
  await ledger.receive(ORDERS, [record('B', 'v3', { observedAt: second(1) })], undefined, second(1));
  await ledger.receive(ORDERS, [record('B', 'v4', { observedAt: second(1) })], undefined, second(1));
  await ledger.cursor(ORDERS);
  await ledger.setCursor(ORDERS, undefined);
  await ledger.begin(a, 'hash', second(1));
  await ledger.recover(ORDERS, second(1));
  await ledger.keepStep(a, 'header', 1);
  const link = { document: 'order', from: connectionName('shop'), fromId: 'A', to: connectionName('erp') };
  await ledger.settle(
    a,
    { to: 'delivered', links: [{ ...link, target: { id: '1' } }], followUps: [followUp('A')] },
    second(1),
  );
  await ledger.link(link);
  await ledger.open(followUp('B'), second(1));
  const backlog = await ledger.receive(
    ORDERS,
    Array.from({ length: 1_500 }, (_, index) => record(`K${index}`)),
    undefined,
    second(1),
  );
  for (const count of [1, 1_500]) {
    const waiting = backlog.ready.slice(0, count).map(({ id }) => ledger.settle(id, { to: 'waiting' }, second(1)));
    await Promise.all(waiting);
    await ledger.ready(ORDERS, second(1), 0, 10);
  }
  await ledger.nextDue(ORDERS);
  const shop = connectionName('shop');
  const told = { connection: shop, event: 'order.changed', key: recordKey('A'), identity: 'x' };
  await ledger.receiveEvents([told], second(1));
  await ledger.openEvents(shop, second(1), 10);
  await ledger.nextEventDue(shop);
  await ledger.postponeEvents([1], second(1));
  await ledger.closeEvents([1]);
  await ledger.hasEventSince(shop, told.event, told.key, second(1));
  await ledger.forgetEvents(second(1));
  await ledger.lastDelivered(ORDERS, 'to', recordKey('A'));
  await ledger.delivery(a);
  await ledger.isUntouched(a);
  await ledger.history(a);
  await ledger.deliveries({});
  await ledger.deliveries({ states: ['held'] });
  await ledger.deliveries({ key: 'A', pipe: ORDERS });
  await ledger.counts();
  const [fresh] = await ledger.deliveries({ states: ['received'], limit: 1 });
  await ledger.settle(fresh?.id ?? 0, { to: 'held' }, second(2));
  await ledger.edit(fresh?.id ?? 0, '{}', 'print', second(2));
  await ledger.prune(second(100));
  assert.equal(await ledger.delivery(b), undefined);
}

// Small tables (a row a pipe and state), results of other queries, and the array of states of a filter.
const MAY_SCAN = /^SCAN (delivery_counts|json_each|\(subquery)/;
// The versions of one key, or what bears one label.
const MAY_SORT = /WHERE key = :key/;

test('no query of the ledger walks through a whole table or sorts a backlog', async () => {
  const { connection } = openLedgerDatabase(':memory:', false);
  const database = new ListeningDatabase(connection, ':memory:');
  await doEverything(new SqliteLedger(database));
  assert.ok(database.texts.size > 30, `${database.texts.size} statements`);

  const findings: string[] = [];
  for (const text of database.texts) {
    if (/^\s*(BEGIN|COMMIT|ROLLBACK)/.test(text)) continue;
    const plan = connection.prepare(`EXPLAIN QUERY PLAN ${text}`).all() as unknown as readonly { detail: string }[];
    for (const { detail } of plan) {
      const bad =
        (/^SCAN/.test(detail) && !MAY_SCAN.test(detail)) || (/TEMP B-TREE/.test(detail) && !MAY_SORT.test(text));
      if (bad) findings.push(`${detail}\n${text}`);
    }
  }
  assert.deepEqual(findings, []);
});

test('the partial indices are used', () => {
  const { connection } = openLedgerDatabase(':memory:', false);
  const planOf = (sql: string) =>
    (connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as unknown as readonly { detail: string }[])
      .map(({ detail }) => detail)
      .join('; ');
  const key = "key = 'A' AND pipe = 'orders' AND part = 'to'";
  assert.match(planOf(`SELECT 1 FROM deliveries WHERE ${key} AND state = 'held'`), /deliveries_by_key/);
  assert.match(
    planOf(`SELECT 1 FROM deliveries WHERE ${key} AND open = 1 AND ${UNFINISHED} AND id < 9`),
    /deliveries_open/,
  );
  assert.match(
    planOf(`SELECT due_at FROM deliveries WHERE pipe = 'orders' AND due_at IS NOT NULL ORDER BY due_at`),
    /deliveries_due/,
  );
});

test('the lists of states say what DELIVERY_STATES and DELIVERY_MOVES say', () => {
  const states = Object.entries(DELIVERY_STATES) as readonly [DeliveryState, (typeof DELIVERY_STATES)[DeliveryState]][];
  const listed = (chosen: readonly DeliveryState[]) => chosen.toSorted();
  const inSql = (condition: string) =>
    [...condition.matchAll(/'(\w+)'/g)].map(([, state]) => state as DeliveryState).toSorted();
  const having = (test: (state: (typeof DELIVERY_STATES)[DeliveryState]) => boolean) =>
    listed(states.filter(([, state]) => test(state)).map(([name]) => name));
  assert.deepEqual(
    inSql(UNFINISHED),
    having(({ final }) => !final),
  );
  assert.deepEqual(
    inSql(PRUNABLE),
    having(({ needs }) => needs === 'nobody'),
  );
  assert.ok(inSql(REPLACEABLE).every((state) => mayMove(state, 'superseded')));
});

test('the columns that follow from the state follow it into every state', async () => {
  const database = openLedgerDatabase(':memory:', false);
  const ledger = new SqliteLedger(database);
  const row = database.connection.prepare('SELECT open, due_at IS NOT NULL AS due FROM deliveries WHERE id = ?');
  for (const from of Object.keys(DELIVERY_STATES) as readonly DeliveryState[]) {
    for (const to of DELIVERY_MOVES[from]) {
      const { id } = await receiveOne(ledger, `${from} to ${to}`);
      await bring(ledger, id, from);
      if (to === 'sending') await ledger.begin(id, 'hash', second(2));
      else await ledger.settle(id, { to, dueAt: second(9) }, second(2));
      const open = DELIVERY_STATES[to].needs === 'nobody' ? 0 : 1;
      const due = to === 'waiting' || to === 'unknown' ? 1 : 0;
      assert.deepEqual({ ...row.get(id) }, { open, due }, `${from} to ${to}`);
    }
  }
  await ledger.close();
});
