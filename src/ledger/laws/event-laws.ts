import assert from 'node:assert/strict';
import type { Ledger, ReceivedEvent } from '../../model/ledger.ts';
import { connectionName, recordKey } from '../../model/names.ts';
import { type Laws, lawsOf } from './law.ts';
import { record, second } from './sample.ts';

const SHOP = connectionName('shop');
const ERP = connectionName('erp');

const event = (key: string | undefined, identity?: string, extra: Partial<ReceivedEvent> = {}): ReceivedEvent => ({
  connection: SHOP,
  event: 'order.changed',
  ...(key === undefined ? {} : { key: recordKey(key) }),
  ...(identity === undefined ? {} : { identity }),
  ...extra,
});

const openKeys = async (ledger: Ledger, at = second(100)) =>
  (await ledger.openEvents(SHOP, at, 100)).map(({ key }) => key);

export const eventLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('an event is open from when it is received until it is closed, oldest first', async (ledger) => {
    assert.deepEqual(await ledger.receiveEvents([event('B'), event('A')], second(1)), { fresh: 2, repeats: 0 });
    await ledger.receiveEvents([event('C')], second(2));
    const events = await ledger.openEvents(SHOP, second(2), 100);
    assert.deepEqual(
      events.map(({ key, receivedAt, attempts }) => [key, receivedAt, attempts]),
      [
        ['B', second(1), 0],
        ['A', second(1), 0],
        ['C', second(2), 0],
      ],
    );
    await ledger.closeEvents([events[0]?.id ?? 0, events[2]?.id ?? 0]);
    assert.deepEqual(await openKeys(ledger), ['A']);
  });

  law('one identity is one event, also when it is closed; without an identity each is one', async (ledger) => {
    assert.deepEqual(await ledger.receiveEvents([event('A', 'x'), event('A', 'x')], second(1)), {
      fresh: 1,
      repeats: 1,
    });
    const [first] = await ledger.openEvents(SHOP, second(1), 100);
    await ledger.closeEvents([first?.id ?? 0]);
    assert.deepEqual(await ledger.receiveEvents([event('A', 'x')], second(2)), { fresh: 0, repeats: 1 });
    assert.deepEqual(await openKeys(ledger), []);
    const other = { connection: ERP };
    assert.equal((await ledger.receiveEvents([event('A', 'x', other)], second(2))).fresh, 1);
    assert.equal((await ledger.receiveEvents([event('A', 'x', { event: 'stock.changed' })], second(2))).fresh, 1);
    assert.equal((await ledger.receiveEvents([event('A'), event('A')], second(2))).fresh, 2);
  });

  law('an event keeps what came with it: no key, or the whole record', async (ledger) => {
    const whole = record('A', 'v1', { observedAt: second(3) });
    await ledger.receiveEvents([event(undefined), event('A', 'x', { record: whole })], second(1));
    const [none, full] = await ledger.openEvents(SHOP, second(1), 100);
    assert.deepEqual([none?.key, none?.record, full?.record], [undefined, undefined, whole]);
  });

  law('events of one connection are not those of another', async (ledger) => {
    await ledger.receiveEvents([event('A'), event('B', undefined, { connection: ERP })], second(1));
    assert.deepEqual(await openKeys(ledger), ['A']);
    assert.equal((await ledger.openEvents(ERP, second(1), 100))[0]?.key, 'B');
  });

  law('a postponed event waits until it is due, and counts the attempt', async (ledger) => {
    await ledger.receiveEvents([event('A'), event('B')], second(1));
    const [a] = await ledger.openEvents(SHOP, second(1), 1);
    assert.ok(a);
    await ledger.postponeEvents([a.id], second(30));
    assert.deepEqual(await openKeys(ledger, second(29)), ['B']);
    assert.deepEqual(await openKeys(ledger, second(30)), ['A', 'B']);
    assert.equal((await ledger.openEvents(SHOP, second(30), 1))[0]?.attempts, 1);
    await ledger.closeEvents([a.id]);
    await ledger.postponeEvents([a.id], second(40));
    assert.deepEqual(await openKeys(ledger), ['B']);
  });

  law('when the next event is due: at once, when it is postponed to, never', async (ledger) => {
    assert.equal(await ledger.nextEventDue(SHOP), undefined);
    await ledger.receiveEvents([event('A')], second(1));
    assert.ok(((await ledger.nextEventDue(SHOP)) ?? '9') <= second(1));
    const [a] = await ledger.openEvents(SHOP, second(1), 1);
    await ledger.postponeEvents([a?.id ?? 0], second(30));
    assert.equal(await ledger.nextEventDue(SHOP), second(30));
    await ledger.closeEvents([a?.id ?? 0]);
    assert.equal(await ledger.nextEventDue(SHOP), undefined);
  });

  law('it is known whether an event told of a record since an instant', async (ledger) => {
    await ledger.receiveEvents([event('A')], second(10));
    const since = (key: string, at: number, what = 'order.changed') =>
      ledger.hasEventSince(SHOP, what, recordKey(key), second(at));
    assert.deepEqual(
      [await since('A', 10), await since('A', 11), await since('B', 1), await since('A', 1, 'stock.changed')],
      [true, false, false, false],
    );
  });

  law('closed events are forgotten, open ones never', async (ledger) => {
    await ledger.receiveEvents([event('A', 'x'), event('B')], second(1));
    await ledger.receiveEvents([event('C')], second(9));
    const [a, , c] = await ledger.openEvents(SHOP, second(9), 100);
    await ledger.closeEvents([a?.id ?? 0, c?.id ?? 0]);
    assert.equal(await ledger.forgetEvents(second(9)), 1);
    assert.deepEqual(await openKeys(ledger), ['B']);
    assert.equal(await ledger.hasEventSince(SHOP, 'order.changed', recordKey('C'), second(1)), true);
    assert.equal((await ledger.receiveEvents([event('A', 'x')], second(20))).fresh, 1);
  });
};
