import assert from 'node:assert/strict';
import { DELIVERY_MOVES, DELIVERY_STATES, type DeliveryState, mayMove } from '../../model/delivery.ts';
import type { Ledger } from '../../model/ledger.ts';
import { type Laws, lawsOf } from './law.ts';
import { bring, ORDERS, receiveOne, record, refusedWith, second } from './sample.ts';

const STATES = Object.keys(DELIVERY_STATES) as readonly DeliveryState[];

const move = (ledger: Ledger, id: number, to: DeliveryState): Promise<void> =>
  to === 'sending' ? ledger.begin(id, 'payload', second(9)) : ledger.settle(id, { to }, second(9));

export const moveLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('a delivery is untouched until it is moved, begun, corrected, replaced or keeps a step', async (ledger) => {
    const touches: Record<string, (id: number) => Promise<unknown>> = {
      begun: (id) => ledger.begin(id, 'payload', second(1)),
      moved: (id) => ledger.settle(id, { to: 'waiting' }, second(1)),
      kept: (id) => ledger.keepStep(id, 'header', 1),
      replaced: () => receiveOne(ledger, 'replaced', 'v2'),
      corrected: async (id) => {
        await ledger.settle(id, { to: 'held' }, second(1));
        await ledger.edit(id, '{}', 'print', second(2));
      },
    };
    for (const [key, touch] of Object.entries(touches)) {
      const { ready } = await ledger.receive(ORDERS, [record(key)], undefined, second(0));
      const [fresh] = ready;
      assert.ok(fresh);
      assert.deepEqual(await ledger.delivery(fresh.id), fresh);
      assert.equal(await ledger.isUntouched(fresh.id), true);
      await touch(fresh.id);
      assert.equal(await ledger.isUntouched(fresh.id), false, key);
    }
    assert.equal(await ledger.isUntouched(999), false);
  });

  for (const from of STATES) {
    law(
      `${from} moves to ${DELIVERY_MOVES[from].join(', ') || 'nothing'}, and every other move is refused`,
      async (ledger) => {
        for (const to of STATES) {
          const { id } = await receiveOne(ledger, `${from} to ${to}`);
          await bring(ledger, id, from);
          const before = { delivery: await ledger.delivery(id), history: await ledger.history(id) };
          if (mayMove(from, to)) {
            await move(ledger, id, to);
            assert.equal((await ledger.delivery(id))?.state, to);
            assert.deepEqual(await ledger.history(id), [...before.history, { at: second(9), from, to }]);
          } else {
            await assert.rejects(move(ledger, id, to), refusedWith('LEDGER_MOVE_REFUSED'), `${from} to ${to}`);
            assert.deepEqual({ delivery: await ledger.delivery(id), history: await ledger.history(id) }, before);
          }
        }
      },
    );
  }

  law('begin keeps the hash of the payload, and ends waiting', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.settle(id, { to: 'waiting', dueAt: second(2), reason: { code: 'X', text: 'down' } }, second(1));
    await ledger.begin(id, 'hash of payload', second(2));
    const delivery = await ledger.delivery(id);
    assert.deepEqual(
      [delivery?.state, delivery?.payloadHash, delivery?.dueAt, delivery?.reason, delivery?.attempts],
      ['sending', 'hash of payload', undefined, undefined, 0],
    );
    await ledger.settle(id, { to: 'waiting' }, second(3));
    await ledger.begin(id, 'another hash', second(4));
    assert.equal((await ledger.delivery(id))?.payloadHash, 'another hash');
  });

  law('the history tells every move with its reason', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    const reason = { code: 'SYSTEM_REFUSED', text: 'no such SKU: “Ä-1” 😀' };
    await ledger.begin(id, 'payload', second(1));
    await ledger.settle(id, { to: 'rejected', reason }, second(2));
    await ledger.settle(id, { to: 'received' }, second(3));
    assert.deepEqual(await ledger.history(id), [
      { at: second(0), from: 'new', to: 'received' },
      { at: second(1), from: 'received', to: 'sending' },
      { at: second(2), from: 'sending', to: 'rejected', reason },
      { at: second(3), from: 'rejected', to: 'received' },
    ]);
    assert.equal((await ledger.delivery(id))?.reason, undefined);
  });

  law('a delivery that is not there is unknown to reads and refused by writes', async (ledger) => {
    assert.equal(await ledger.delivery(404), undefined);
    assert.deepEqual(await ledger.history(404), []);
    const unknown = refusedWith('DELIVERY_UNKNOWN');
    await assert.rejects(ledger.begin(404, 'payload', second(0)), unknown);
    await assert.rejects(ledger.settle(404, { to: 'held' }, second(0)), unknown);
    await assert.rejects(ledger.keepStep(404, 'step', 1), unknown);
    await assert.rejects(ledger.edit(404, '{}', 'print', second(0)), unknown);
  });
};
