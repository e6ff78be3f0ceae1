import assert from 'node:assert/strict';
import type { Delivery } from '../../model/delivery.ts';
import { type Laws, lawsOf } from './law.ts';
import { ORDERS, receiveOne, record, refusedWith, second, stateOf } from './sample.ts';

export const crowdLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('two thousand deliveries, each on its way at the same time, all arrive', async (ledger) => {
    const ways = Array.from({ length: 2_000 }, async (_, index) => {
      const { ready } = await ledger.receive(ORDERS, [record(`K${index}`)], { watermark: String(index) }, second(0));
      const [delivery] = ready as readonly [Delivery];
      await ledger.begin(delivery.id, 'payload', second(1));
      await ledger.keepStep(delivery.id, 'header', index);
      await ledger.settle(delivery.id, { to: 'delivered', target: { id: `T${index}` } }, second(2));
    });
    await Promise.all(ways);
    assert.deepEqual(await ledger.counts(), [{ pipe: 'orders', state: 'delivered', count: 2_000 }]);
    for (const delivery of await ledger.deliveries({})) {
      assert.equal(`K${delivery.steps.header}`, delivery.key);
      assert.equal(delivery.target?.id, delivery.key.replace('K', 'T'));
    }
  });

  law('calls of one turn take effect in the order in which they were made', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await Promise.all([
      ledger.begin(id, 'payload', second(1)),
      ledger.keepStep(id, 'header', 1),
      ledger.settle(id, { to: 'waiting' }, second(2)),
      ledger.begin(id, 'payload', second(3)),
      ledger.settle(id, { to: 'delivered' }, second(4)),
    ]);
    assert.deepEqual(
      (await ledger.history(id)).map(({ to }) => to),
      ['received', 'sending', 'waiting', 'sending', 'delivered'],
    );
  });

  law('of many calls for one delivery, one is accepted and the others are refused', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    const begun = await Promise.allSettled(Array.from({ length: 20 }, () => ledger.begin(id, 'payload', second(1))));
    assert.equal(begun.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await ledger.history(id)).length, 2);
  });

  law('a call that is refused harms none of those made with it', async (ledger) => {
    const [a, b] = [await receiveOne(ledger, 'A'), await receiveOne(ledger, 'B')];
    await ledger.settle(b.id, { to: 'delivered' }, second(1));
    const results = await Promise.allSettled([
      ledger.begin(a.id, 'payload', second(1)),
      ledger.begin(b.id, 'payload', second(1)), // refused: it is delivered
      ledger.begin(404, 'payload', second(1)), // refused: there is none
      ledger.receive(ORDERS, [record('bad\udc00')], { watermark: '9' }, second(1)), // refused: not Unicode
      ledger.begin(a.id, 'payload', 'now'), // not an instant
      ledger.receive(ORDERS, [record('C')], { watermark: '1' }, second(1)),
      ledger.keepStep(a.id, 'header', 'kept'),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status === 'fulfilled'),
      [true, false, false, false, false, true, true],
    );
    assert.equal(await stateOf(ledger, a.id), 'sending');
    assert.deepEqual((await ledger.delivery(a.id))?.steps, { header: 'kept' });
    assert.deepEqual(await ledger.cursor(ORDERS), { watermark: '1' });
    assert.deepEqual(await ledger.counts(), [
      { pipe: 'orders', state: 'delivered', count: 1 },
      { pipe: 'orders', state: 'received', count: 1 },
      { pipe: 'orders', state: 'sending', count: 1 },
    ]);
  });

  law('a read sees every write that has resolved', async (ledger) => {
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        const { ready } = await ledger.receive(ORDERS, [record(`K${index}`)], undefined, second(0));
        const [delivery] = ready as readonly [Delivery];
        await ledger.begin(delivery.id, 'payload', second(1));
        assert.equal(await stateOf(ledger, delivery.id), 'sending');
        await ledger.settle(delivery.id, { to: 'delivered' }, second(2));
        assert.equal((await ledger.lastDelivered(ORDERS, 'to', delivery.key))?.id, delivery.id);
      }),
    );
  });

  law('closing finishes the writes that were called before, and refuses later calls', async (ledger) => {
    const received = ledger.receive(ORDERS, [record('A')], undefined, second(0));
    await Promise.all([ledger.close(), ledger.close()]);
    assert.equal((await received).fresh, 1);
    await assert.rejects(ledger.receive(ORDERS, [record('B')], undefined, second(0)), refusedWith('STOPPED'));
    await assert.rejects(ledger.deliveries({}), refusedWith('STOPPED'));
  });
};
