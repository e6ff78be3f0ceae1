import assert from 'node:assert/strict';
import { type Laws, lawsOf } from './law.ts';
import { bring, ORDERS, receiveOne, record, STOCK, second, stateOf } from './sample.ts';

export const recoverLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('what a dead process was sending is unknown, due at once, and nothing else moves', async (ledger) => {
    const { ready } = await ledger.receive(
      ORDERS,
      ['A', 'B', 'C', 'D'].map((key) => record(key)),
      undefined,
      second(0),
    );
    const [a, b, c, d] = ready.map(({ id }) => id) as [number, number, number, number];
    await bring(ledger, a, 'sending');
    await bring(ledger, b, 'sending');
    await bring(ledger, c, 'waiting');
    await ledger.receive(STOCK, [record('A')], undefined, second(0));
    const [other] = await ledger.deliveries({ pipe: STOCK });
    assert.ok(other);
    await bring(ledger, other.id, 'sending');
    await ledger.keepStep(a, 'header', 'kept');

    assert.equal(await ledger.recover(ORDERS, second(100)), 2);
    for (const id of [a, b]) {
      const delivery = await ledger.delivery(id);
      assert.deepEqual([delivery?.state, delivery?.dueAt, delivery?.attempts], ['unknown', second(100), 0]);
      assert.equal(delivery?.payloadHash, 'payload');
      const last = (await ledger.history(id)).at(-1);
      assert.deepEqual(last, {
        at: second(100),
        from: 'sending',
        to: 'unknown',
        reason: { code: 'PROCESS_ENDED', text: last?.reason?.text },
      });
    }
    assert.deepEqual((await ledger.delivery(a))?.steps, { header: 'kept' });
    assert.deepEqual(
      [await stateOf(ledger, c), await stateOf(ledger, d), await stateOf(ledger, other.id)],
      ['waiting', 'received', 'sending'],
    );
    assert.equal(await ledger.nextDue(ORDERS), second(1)); // C
    assert.equal((await ledger.ready(ORDERS, second(100), 0, 9)).length, 4);
  });

  law('recovering twice finds nothing more', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await bring(ledger, id, 'sending');
    assert.equal(await ledger.recover(ORDERS, second(2)), 1);
    assert.equal(await ledger.recover(ORDERS, second(3)), 0);
  });
};
