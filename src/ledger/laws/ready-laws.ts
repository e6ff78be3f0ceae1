import assert from 'node:assert/strict';
import type { Ledger } from '../../model/ledger.ts';
import { type Laws, lawsOf } from './law.ts';
import { bring, followUp, ORDERS, receiveOne, record, STOCK, second } from './sample.ts';

const readyKeys = async (ledger: Ledger, at: string, after = 0, limit = 100): Promise<readonly string[]> =>
  (await ledger.ready(ORDERS, at, after, limit)).map(({ key }) => key);

export const readyLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('received, waiting and unknown deliveries that are due are ready, by id; others are not', async (ledger) => {
    for (const state of [
      'waiting',
      'received',
      'sending',
      'unknown',
      'delivered',
      'unchanged',
      'excluded',
      'superseded',
      'held',
      'rejected',
      'parked',
      'skipped',
    ] as const) {
      const { id } = await receiveOne(ledger, state);
      await bring(ledger, id, state);
    }
    await ledger.receive(STOCK, [record('other pipe')], undefined, second(0));
    assert.deepEqual(await readyKeys(ledger, second(2)), ['waiting', 'received', 'unknown']);
  });

  law('what is ready comes whole', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.begin(id, 'hash', second(1));
    await ledger.keepStep(id, 'header', { id: 7 });
    await ledger.settle(id, { to: 'unknown', dueAt: second(2), reason: { code: 'X', text: 'y' } }, second(1));
    const [delivery] = await ledger.ready(ORDERS, second(2), 0, 1);
    assert.deepEqual(delivery, await ledger.delivery(id));
    assert.deepEqual(delivery?.steps, { header: { id: 7 } });
  });

  law('nothing is ready before it is due, and it is at that very instant', async (ledger) => {
    for (const [key, to] of [
      ['A', 'waiting'],
      ['B', 'unknown'],
    ] as const) {
      const { id } = await receiveOne(ledger, key);
      await ledger.begin(id, 'payload', second(1));
      await ledger.settle(id, { to, dueAt: second(60) }, second(1));
      assert.equal((await ledger.delivery(id))?.dueAt, second(60));
    }
    assert.deepEqual(await readyKeys(ledger, second(59.999)), []);
    assert.deepEqual(await readyKeys(ledger, second(60)), ['A', 'B']);
  });

  law('what waits without an instant is due at once', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.settle(id, { to: 'waiting' }, second(1));
    assert.deepEqual(await readyKeys(ledger, second(1)), ['A']);
    assert.equal((await ledger.delivery(id))?.dueAt, second(1));
  });

  law('the list is continued above an id and ends at the limit', async (ledger) => {
    const { ready } = await ledger.receive(
      ORDERS,
      ['A', 'B', 'C', 'D', 'E'].map((key) => record(key)),
      undefined,
      second(0),
    );
    await ledger.settle(ready[1]?.id ?? 0, { to: 'waiting' }, second(1));
    assert.deepEqual(await readyKeys(ledger, second(1), 0, 2), ['A', 'B']);
    assert.deepEqual(await readyKeys(ledger, second(1), ready[1]?.id, 2), ['C', 'D']);
    assert.deepEqual(await readyKeys(ledger, second(1), ready[4]?.id), []);
    assert.deepEqual(await readyKeys(ledger, second(1), 0, 0), []);
  });

  for (const state of ['sending', 'unknown', 'waiting'] as const) {
    law(`a delivery behind one of its key that is ${state} is not ready until that is finished`, async (ledger) => {
      const first = await receiveOne(ledger, 'A', 'v1');
      await ledger.begin(first.id, 'payload', second(1));
      await ledger.keepStep(first.id, 'header', 1);
      if (state !== 'sending') await ledger.settle(first.id, { to: state, dueAt: second(60) }, second(1));
      await receiveOne(ledger, 'A', 'v2');
      await receiveOne(ledger, 'B', 'v1');
      assert.deepEqual(await readyKeys(ledger, second(2)), ['B']);

      if (state !== 'sending') await ledger.begin(first.id, 'payload', second(60));
      await ledger.settle(first.id, { to: 'delivered' }, second(61));
      assert.deepEqual(await readyKeys(ledger, second(61)), ['A', 'B']);
    });
  }

  law('of one key only the oldest unfinished one is ready', async (ledger) => {
    const first = await receiveOne(ledger, 'A', 'v1');
    await ledger.keepStep(first.id, 'header', 1);
    const later = await receiveOne(ledger, 'A', 'v2');
    assert.deepEqual(
      (await ledger.ready(ORDERS, second(9), 0, 9)).map(({ id }) => id),
      [first.id],
    );
    // Also for who asks only for what comes after it.
    assert.deepEqual(await readyKeys(ledger, second(9), first.id), []);
    await ledger.settle(first.id, { to: 'held' }, second(9));
    assert.deepEqual(
      (await ledger.ready(ORDERS, second(9), 0, 9)).map(({ id }) => id),
      [later.id],
    );
  });

  law('parts of one key do not wait for each other', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await bring(ledger, id, 'sending');
    await ledger.open(followUp('A'), second(1));
    await ledger.open(followUp('A', 'v1', { part: 'then/0' }), second(1));
    await ledger.open(followUp('A', 'v2', { part: 'then/0' }), second(1));
    assert.deepEqual(
      (await ledger.ready(ORDERS, second(1), 0, 9)).map(({ part, fingerprint }) => [part, fingerprint]),
      [
        ['needs/customer', 'print of v1'],
        ['then/0', 'print of v1'],
      ],
    );
  });

  law('a backlog of thousands is handed out in order, whether little of it is due or most', async (ledger) => {
    const keys = Array.from({ length: 3_000 }, (_, index) => `K${index}`);
    const { ready } = await ledger.receive(
      ORDERS,
      keys.map((key) => record(key)),
      undefined,
      second(0),
    );
    // Every third waits and is due in an order that is not that of the ids; a few of them at once.
    await Promise.all(
      ready.map(async ({ id }, index) => {
        if (index % 3 === 0) return;
        await ledger.begin(id, 'payload', second(1));
        const to = index % 3 === 1 ? 'waiting' : 'unknown';
        await ledger.settle(id, { to, dueAt: second(index % 300 === 1 ? 5 : 5_000 - index) }, second(1));
      }),
    );
    const expected = (due: (index: number) => boolean) => keys.filter((_, index) => index % 3 === 0 || due(index));
    const walked = async (at: string) => {
      const found: string[] = [];
      let page = await ledger.ready(ORDERS, at, 0, 170);
      while (page.length > 0) {
        found.push(...page.map(({ key }) => key));
        page = await ledger.ready(ORDERS, at, page.at(-1)?.id ?? 0, 170);
      }
      return found;
    };
    assert.deepEqual(
      await walked(second(5)),
      expected((index) => index % 300 === 1),
    );
    assert.deepEqual(await walked(second(5_000)), keys);
  });

  law('the next instant is that of the first waiting or unknown delivery of the pipe', async (ledger) => {
    assert.equal(await ledger.nextDue(ORDERS), undefined);
    const [a, b, c] = [
      await receiveOne(ledger, 'A'),
      await receiveOne(ledger, 'B'),
      await receiveOne(ledger, 'C'),
    ] as const;
    assert.equal(await ledger.nextDue(ORDERS), undefined);
    await ledger.settle(a.id, { to: 'waiting', dueAt: second(90) }, second(1));
    assert.equal(await ledger.nextDue(ORDERS), second(90));
    await ledger.begin(b.id, 'payload', second(1));
    await ledger.settle(b.id, { to: 'unknown', dueAt: second(60) }, second(1));
    assert.equal(await ledger.nextDue(ORDERS), second(60));
    await ledger.settle(c.id, { to: 'held', dueAt: second(5) }, second(1));
    assert.equal(await ledger.nextDue(ORDERS), second(60));
    assert.equal((await ledger.delivery(c.id))?.dueAt, undefined);
    assert.equal(await ledger.nextDue(STOCK), undefined);
    await ledger.settle(b.id, { to: 'delivered' }, second(61));
    assert.equal(await ledger.nextDue(ORDERS), second(90));
  });

  law('the next instant is not that of a delivery that is blocked then', async (ledger) => {
    const first = await ledger.open(followUp('A', 'v1'), second(0));
    const behind = await ledger.open(followUp('A', 'v2'), second(0));
    await ledger.settle(behind.id, { to: 'waiting', dueAt: second(5) }, second(1));
    await ledger.settle(first.id, { to: 'waiting', dueAt: second(60) }, second(1));
    assert.equal(await ledger.nextDue(ORDERS), second(60));
  });
};
