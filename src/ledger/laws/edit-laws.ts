import assert from 'node:assert/strict';
import { DELIVERY_STATES, type DeliveryState, mayMove } from '../../model/delivery.ts';
import { type Laws, lawsOf } from './law.ts';
import { bring, ORDERS, receiveOne, record, refusedWith, second } from './sample.ts';

export const editLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('a corrected record is received again, and the history has the former text', async (ledger) => {
    const { id, record: former } = await receiveOne(ledger, 'A');
    await ledger.settle(id, { to: 'held', reason: { code: 'MAPPING_FAILED', text: 'no SKU' } }, second(1));
    await ledger.edit(id, '{"sku":"Ä-1"}', 'print of correction', second(2));
    const delivery = await ledger.delivery(id);
    assert.deepEqual(
      [delivery?.state, delivery?.record, delivery?.fingerprint],
      ['received', '{"sku":"Ä-1"}', 'print of correction'],
    );
    const last = (await ledger.history(id)).at(-1);
    assert.deepEqual([last?.at, last?.from, last?.to], [second(2), 'held', 'received']);
    assert.equal(last?.reason?.code, 'RECORD_CORRECTED');
    assert.ok(last?.reason?.text.endsWith(former));
    assert.deepEqual(
      (await ledger.ready(ORDERS, second(2), 0, 9)).map((one) => one.id),
      [id],
    );
  });

  law('each of several corrections leaves the text before it', async (ledger) => {
    const { id, record: first } = await receiveOne(ledger, 'A');
    const texts = [first, '{"n":1}', '{"n":2}'];
    for (const [index, text] of ['{"n":1}', '{"n":2}', '{"n":3}'].entries()) {
      await ledger.settle(id, { to: 'held' }, second(index));
      await ledger.edit(id, text, `print ${index}`, second(index));
    }
    const edits = (await ledger.history(id)).filter(({ to, from }) => to === 'received' && from !== 'new');
    edits.forEach((move, index) => {
      assert.ok(move.reason?.text.endsWith(texts[index] ?? 'missing'));
    });
    assert.equal(edits.length, 3);
    assert.equal((await ledger.delivery(id))?.record, '{"n":3}');
  });

  law('the source repeating the version that was corrected does not undo the correction', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A', 'v1');
    for (const round of ['once', 'twice']) {
      await ledger.settle(id, { to: 'held' }, second(1));
      await ledger.edit(id, `{"corrected":"${round}"}`, `print of ${round}`, second(2));
      const receipt = await ledger.receive(ORDERS, [record('A', 'v1'), record('A', round)], undefined, second(3));
      assert.deepEqual(receipt, { ready: [], fresh: 0, repeats: 2, superseded: 0 });
    }
    const newer = await ledger.receive(ORDERS, [record('A', 'v2')], undefined, second(4));
    assert.deepEqual([newer.fresh, newer.superseded], [1, 1]);
  });

  law('only what may become received again can be corrected', async (ledger) => {
    for (const state of Object.keys(DELIVERY_STATES) as readonly DeliveryState[]) {
      const { id } = await receiveOne(ledger, state);
      await bring(ledger, id, state);
      const before = { delivery: await ledger.delivery(id), history: await ledger.history(id) };
      if (mayMove(state, 'received')) {
        await ledger.edit(id, '{}', 'print', second(9));
        assert.equal((await ledger.delivery(id))?.record, '{}');
      } else {
        await assert.rejects(ledger.edit(id, '{}', 'print', second(9)), refusedWith('LEDGER_MOVE_REFUSED'), state);
        assert.deepEqual({ delivery: await ledger.delivery(id), history: await ledger.history(id) }, before);
      }
    }
  });
};
