import assert from 'node:assert/strict';
import type { DeliveryState } from '../../model/delivery.ts';
import { type Laws, lawsOf } from './law.ts';
import { bring, followUp, ORDERS, STOCK, second } from './sample.ts';

const FOUND_AGAIN: readonly DeliveryState[] = ['received', 'sending', 'waiting', 'unknown', 'delivered', 'unchanged'];
const OPENED_ANEW: readonly DeliveryState[] = ['held', 'rejected', 'parked', 'excluded', 'superseded', 'skipped'];

export const followUpLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('a need is stored as received, with everything it says', async (ledger) => {
    const delivery = await ledger.open(followUp('C-1', 'v1', { observedAt: second(-1) }), second(0));
    assert.deepEqual(delivery, {
      id: delivery.id,
      pipe: 'orders',
      part: 'needs/customer',
      key: 'C-1',
      label: 'No. C-1',
      state: 'received',
      fingerprint: 'print of v1',
      observedAt: second(-1),
      receivedAt: second(0),
      record: '{"key":"C-1","version":"v1"}',
      attempts: 0,
      steps: {},
    });
    assert.deepEqual(await ledger.delivery(delivery.id), delivery);
    assert.deepEqual(await ledger.history(delivery.id), [{ at: second(0), from: 'new', to: 'received' }]);
  });

  for (const state of FOUND_AGAIN) {
    law(`opening a need again that is ${state} gives the same`, async (ledger) => {
      const { id } = await ledger.open(followUp('C-1'), second(0));
      await bring(ledger, id, state);
      const again = await ledger.open(followUp('C-1'), second(5));
      assert.deepEqual(again, await ledger.delivery(id));
      assert.equal((await ledger.deliveries({})).length, 1);
    });
  }

  for (const state of OPENED_ANEW) {
    law(`opening a need again that is ${state} makes a new one`, async (ledger) => {
      const { id } = await ledger.open(followUp('C-1'), second(0));
      await bring(ledger, id, state);
      const again = await ledger.open(followUp('C-1'), second(5));
      assert.notEqual(again.id, id);
      assert.equal(again.state, 'received');
    });
  }

  law('another pipe, part, key or version is another delivery, and replaces none', async (ledger) => {
    const all = [
      followUp('C-1'),
      followUp('C-1', 'v2'),
      followUp('C-2'),
      followUp('C-1', 'v1', { part: 'then/0' }),
      followUp('C-1', 'v1', { pipe: STOCK }),
    ];
    const ids = [];
    for (const one of all) ids.push((await ledger.open(one, second(0))).id);
    assert.equal(new Set(ids).size, 5);
    assert.ok((await ledger.deliveries({})).every(({ state }) => state === 'received'));
  });

  law('a hundred callers that open one need at once get one delivery', async (ledger) => {
    const opened = await Promise.all(Array.from({ length: 100 }, () => ledger.open(followUp('C-1'), second(0))));
    assert.equal(new Set(opened.map(({ id }) => id)).size, 1);
    assert.deepEqual(await ledger.counts(ORDERS), [{ pipe: 'orders', state: 'received', count: 1 }]);
  });
};
