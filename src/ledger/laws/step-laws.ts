import assert from 'node:assert/strict';
import { DELIVERY_STATES } from '../../model/delivery.ts';
import { type Laws, lawsOf } from './law.ts';
import { bring, receiveOne, refusedWith, second } from './sample.ts';

export const stepLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('results of steps are added to those kept before, and survive moves', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.begin(id, 'payload', second(1));
    await ledger.keepStep(id, 'header', { id: 7, tags: ['a', null, 1.5, true] });
    await ledger.keepStep(id, 'lines/0', 'text 😀');
    await ledger.keepStep(id, `lines/1 "quoted" 'too'`, 0);
    await ledger.settle(id, { to: 'waiting' }, second(2));
    await ledger.begin(id, 'payload', second(3));
    await ledger.keepStep(id, 'lines/2', false);
    await ledger.settle(id, { to: 'delivered' }, second(4));
    assert.deepEqual((await ledger.delivery(id))?.steps, {
      header: { id: 7, tags: ['a', null, 1.5, true] },
      'lines/0': 'text 😀',
      'lines/1 "quoted" \'too\'': 0,
      'lines/2': false,
    });
  });

  law('a step kept again has the later result', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.begin(id, 'payload', second(1));
    await ledger.keepStep(id, 'header', { id: 1 });
    await ledger.keepStep(id, 'header', { id: 2 });
    assert.deepEqual((await ledger.delivery(id))?.steps, { header: { id: 2 } });
  });

  law('a step without a result is done all the same', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.begin(id, 'payload', second(1));
    await ledger.keepStep(id, 'email', undefined);
    assert.deepEqual((await ledger.delivery(id))?.steps, { email: null });
  });

  law('steps are kept of one delivery only', async (ledger) => {
    const [a, b] = [await receiveOne(ledger, 'A'), await receiveOne(ledger, 'B')];
    await ledger.begin(a.id, 'payload', second(1));
    await ledger.keepStep(a.id, 'header', 1);
    assert.deepEqual((await ledger.delivery(b.id))?.steps, {});
  });

  law('a delivery in a final state has no write under way and keeps no step', async (ledger) => {
    for (const [state, { final }] of Object.entries(DELIVERY_STATES)) {
      const { id } = await receiveOne(ledger, state);
      await bring(ledger, id, state as keyof typeof DELIVERY_STATES);
      if (final) await assert.rejects(ledger.keepStep(id, 'late', 1), refusedWith('LEDGER_MOVE_REFUSED'));
      else await ledger.keepStep(id, 'late', 1);
      assert.deepEqual((await ledger.delivery(id))?.steps, final ? {} : { late: 1 });
    }
  });

  law('a result that JSON cannot carry is refused and harms nobody else', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.begin(id, 'payload', second(1));
    const [bad, good] = await Promise.allSettled([ledger.keepStep(id, 'big', 1n), ledger.keepStep(id, 'header', 1)]);
    assert.deepEqual([bad.status, good.status], ['rejected', 'fulfilled']);
    assert.deepEqual((await ledger.delivery(id))?.steps, { header: 1 });
  });
};
