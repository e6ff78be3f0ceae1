import assert from 'node:assert/strict';
import type { DeliveryState } from '../../model/delivery.ts';
import { recordKey } from '../../model/names.ts';
import { type Laws, lawsOf } from './law.ts';
import { bring, ORDERS, receiveOne, record, refusedWith, STOCK, second, stateOf } from './sample.ts';

const seen = (version: string, seconds: number) => record('A', version, { observedAt: second(seconds) });

export const receiveLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('a new record becomes a delivery with everything that was received', async (ledger) => {
    const receipt = await ledger.receive(ORDERS, [record('A', 'v1', { observedAt: second(-5) })], undefined, second(0));
    const [delivery] = receipt.ready;
    assert.ok(delivery);
    assert.deepEqual(delivery, {
      id: delivery.id,
      pipe: 'orders',
      part: 'to',
      key: 'A',
      label: 'No. A',
      state: 'received',
      fingerprint: 'print of v1',
      observedAt: second(-5),
      receivedAt: second(0),
      record: '{"key":"A","version":"v1"}',
      attempts: 0,
      steps: {},
    });
    assert.deepEqual(await ledger.delivery(delivery.id), delivery);
    assert.deepEqual(await ledger.history(delivery.id), [{ at: second(0), from: 'new', to: 'received' }]);
    assert.deepEqual({ ...receipt, ready: [] }, { ready: [], fresh: 1, repeats: 0, superseded: 0 });
  });

  law('a page is handed back in the order received, with rising ids', async (ledger) => {
    const keys = ['C', 'A', 'B', 'Z', '10', '9'];
    const { ready, fresh } = await ledger.receive(
      ORDERS,
      keys.map((key) => record(key)),
      undefined,
      second(0),
    );
    assert.equal(fresh, 6);
    assert.deepEqual(
      ready.map(({ key }) => key),
      keys,
    );
    assert.deepEqual(
      ready.map(({ id }) => id),
      ready.map(({ id }) => id).sort((a, b) => a - b),
    );
  });

  law('an empty page is received', async (ledger) => {
    assert.deepEqual(await ledger.receive(ORDERS, [], undefined, second(0)), {
      ready: [],
      fresh: 0,
      repeats: 0,
      superseded: 0,
    });
  });

  law('a repeat of the newest version is not stored, whatever has become of it', async (ledger) => {
    const states: readonly DeliveryState[] = ['received', 'delivered', 'held', 'rejected', 'skipped', 'unknown'];
    for (const state of states) {
      const { id } = await receiveOne(ledger, state);
      await bring(ledger, id, state);
      const receipt = await ledger.receive(ORDERS, [record(state)], undefined, second(5));
      assert.deepEqual(receipt, { ready: [], fresh: 0, repeats: 1, superseded: 0 });
      assert.equal(await stateOf(ledger, id), state);
    }
    assert.equal((await ledger.deliveries({})).length, states.length);
  });

  law('a repeat within one page is one, too', async (ledger) => {
    const receipt = await ledger.receive(ORDERS, [record('A'), record('A')], undefined, second(0));
    assert.deepEqual([receipt.fresh, receipt.repeats, receipt.ready.length], [1, 1, 1]);
  });

  law('the same key and version in another pipe is another record', async (ledger) => {
    await receiveOne(ledger, 'A');
    const receipt = await ledger.receive(STOCK, [record('A')], undefined, second(0));
    assert.deepEqual([receipt.fresh, receipt.repeats], [1, 0]);
  });

  law('only part `to` is compared: a need with the same key and version is no repeat', async (ledger) => {
    await ledger.open({ pipe: ORDERS, part: 'needs/customer', ...record('A') }, second(0));
    const receipt = await ledger.receive(ORDERS, [record('A')], undefined, second(1));
    assert.deepEqual([receipt.fresh, receipt.repeats, receipt.ready.length], [1, 0, 1]);
  });

  law('a version that comes back after another one is new', async (ledger) => {
    await receiveOne(ledger, 'A', 'v1');
    await receiveOne(ledger, 'A', 'v2');
    const receipt = await ledger.receive(ORDERS, [record('A', 'v1')], undefined, second(3));
    assert.deepEqual([receipt.fresh, receipt.repeats], [1, 0]);
  });

  law('older never wins: a version observed earlier is stored as superseded', async (ledger) => {
    await ledger.receive(ORDERS, [seen('new', 20)], undefined, second(30));
    const receipt = await ledger.receive(ORDERS, [seen('old', 10)], undefined, second(31));
    assert.deepEqual(receipt, { ready: [], fresh: 0, repeats: 0, superseded: 1 });
    const [old, newer] = await ledger.deliveries({ key: 'A' });
    assert.equal(old?.state, 'superseded');
    assert.equal(old?.reason?.code, 'OLDER_THAN_KNOWN');
    assert.equal(newer?.state, 'received');
    assert.ok(old);
    assert.deepEqual(await ledger.history(old.id), [
      { at: second(31), from: 'new', to: 'superseded', reason: old.reason },
    ]);
  });

  law('a version observed at the same instant is not older', async (ledger) => {
    await ledger.receive(ORDERS, [seen('one', 20)], undefined, second(30));
    assert.equal((await ledger.receive(ORDERS, [seen('other', 20)], undefined, second(31))).fresh, 1);
  });

  law('a late version does not become the newest: what is older than the real newest stays out', async (ledger) => {
    await ledger.receive(ORDERS, [seen('new', 20)], undefined, second(30));
    await ledger.receive(ORDERS, [seen('old', 10)], undefined, second(31));
    assert.equal((await ledger.receive(ORDERS, [seen('between', 15)], undefined, second(32))).superseded, 1);
    assert.equal((await ledger.receive(ORDERS, [seen('new', 20)], undefined, second(33))).repeats, 1);
  });

  law('a late version that is read again and again is stored once', async (ledger) => {
    await ledger.receive(ORDERS, [seen('new', 20)], undefined, second(30));
    await ledger.receive(ORDERS, [seen('old', 10)], undefined, second(31));
    assert.equal((await ledger.receive(ORDERS, [seen('old', 10)], undefined, second(32))).repeats, 1);
    assert.equal((await ledger.deliveries({})).length, 2);
    // The same content, true again later: a stock level that went back.
    assert.equal((await ledger.receive(ORDERS, [seen('old', 25)], undefined, second(33))).fresh, 1);
  });

  law('older never wins, behind a version that does not say when it was observed', async (ledger) => {
    await ledger.receive(ORDERS, [seen('new', 20)], undefined, second(30));
    await ledger.receive(ORDERS, [record('A', 'undated')], undefined, second(31));
    assert.equal((await ledger.receive(ORDERS, [seen('old', 10)], undefined, second(32))).superseded, 1);
  });

  law('older never wins, where the newest was seen again in between', async (ledger) => {
    await ledger.receive(STOCK, [seen('five', 10)], undefined, second(10));
    await ledger.receive(STOCK, [seen('five', 20)], undefined, second(20));
    const receipt = await ledger.receive(STOCK, [seen('six', 15)], undefined, second(21));
    assert.deepEqual([receipt.fresh, receipt.superseded], [0, 1]);
  });

  law('within one page, too, the newest wins in whatever order it comes', async (ledger) => {
    const receipt = await ledger.receive(ORDERS, [seen('b', 20), seen('a', 10), seen('c', 30)], undefined, second(40));
    assert.deepEqual([receipt.fresh, receipt.repeats, receipt.superseded], [2, 0, 2]);
    assert.deepEqual(
      receipt.ready.map(({ fingerprint }) => fingerprint),
      ['print of c'],
    );
  });

  const REPLACED = { received: true, held: true, rejected: true, waiting: true } as const;
  for (const state of [
    'received',
    'held',
    'rejected',
    'waiting',
    'sending',
    'unknown',
    'parked',
    'delivered',
    'unchanged',
    'excluded',
    'skipped',
  ] as const) {
    const replaced = state in REPLACED;
    law(`a newer version ${replaced ? 'replaces' : 'leaves alone'} an earlier one that is ${state}`, async (ledger) => {
      const { id } = await receiveOne(ledger, 'A', 'v1');
      await bring(ledger, id, state);
      const receipt = await ledger.receive(ORDERS, [record('A', 'v2')], undefined, second(5));
      assert.equal(await stateOf(ledger, id), replaced ? 'superseded' : state);
      assert.equal(receipt.superseded, replaced ? 1 : 0);
      assert.equal(receipt.fresh, 1);
      const last = (await ledger.history(id)).at(-1);
      if (replaced) {
        assert.deepEqual([last?.at, last?.from, last?.reason?.code], [second(5), state, 'NEWER_VERSION']);
        assert.equal((await ledger.delivery(id))?.dueAt, undefined);
      }
      // Behind an unfinished one of its key it is not ready.
      assert.equal(receipt.ready.length, state === 'sending' || state === 'unknown' ? 0 : 1);
    });
  }

  law('a version some of whose steps are done finishes first', async (ledger) => {
    for (const state of ['waiting', 'held', 'rejected'] as const) {
      const { id } = await receiveOne(ledger, state, 'v1');
      await ledger.begin(id, 'payload', second(1));
      await ledger.keepStep(id, 'header', { id: 7 });
      await ledger.settle(id, { to: state }, second(2));
      const receipt = await ledger.receive(ORDERS, [record(state, 'v2')], undefined, second(3));
      assert.equal(await stateOf(ledger, id), state);
      assert.equal(receipt.superseded, 0);
      assert.equal(receipt.ready.length, state === 'waiting' ? 0 : 1);
    }
  });

  law('every earlier version that can be replaced is, not only the last', async (ledger) => {
    const first = await receiveOne(ledger, 'A', 'v1');
    await bring(ledger, first.id, 'sending');
    const second_ = await receiveOne(ledger, 'A', 'v2');
    await ledger.settle(first.id, { to: 'rejected' }, second(2));
    const receipt = await ledger.receive(ORDERS, [record('A', 'v3')], undefined, second(3));
    assert.equal(receipt.superseded, 2);
    assert.deepEqual(
      [await stateOf(ledger, first.id), await stateOf(ledger, second_.id)],
      ['superseded', 'superseded'],
    );
  });

  law('a newer version replaces nothing of another pipe, part or key', async (ledger) => {
    const other = await receiveOne(ledger, 'B');
    const need = await ledger.open({ pipe: ORDERS, part: 'needs/customer', ...record('A', 'need') }, second(0));
    await ledger.receive(STOCK, [record('A')], undefined, second(0));
    await receiveOne(ledger, 'A', 'v1');
    const receipt = await ledger.receive(ORDERS, [record('A', 'v2')], undefined, second(1));
    assert.equal(receipt.superseded, 1);
    assert.deepEqual([await stateOf(ledger, other.id), await stateOf(ledger, need.id)], ['received', 'received']);
    assert.equal((await ledger.counts(STOCK))[0]?.state, 'received');
  });

  law('a page with one record that cannot be kept changes nothing', async (ledger) => {
    const half = record('x\ud83d'); // half of an emoji: cannot be told from another half once it is UTF-8
    await assert.rejects(
      ledger.receive(ORDERS, [record('A'), half], { watermark: '9' }, second(0)),
      refusedWith('KEY_MALFORMED'),
    );
    await assert.rejects(
      ledger.receive(
        ORDERS,
        [record('B'), record('C', 'v1', { observedAt: 'yesterday' })],
        { watermark: '9' },
        second(0),
      ),
      RangeError,
    );
    assert.deepEqual(await ledger.deliveries({}), []);
    assert.deepEqual(await ledger.counts(), []);
    assert.equal(await ledger.cursor(ORDERS), undefined);
  });

  law('a record keeps its key, whatever characters it has', async (ledger) => {
    const keys = ['😀🛒', `it's "quoted"`, 'k'.repeat(512), ' a', 'a', 'A', 'ä', 'a\u0308', 'null\u0000byte', '%_\\'];
    const { ready } = await ledger.receive(
      ORDERS,
      keys.map((key) => record(key)),
      undefined,
      second(0),
    );
    assert.deepEqual(
      ready.map(({ key }) => key),
      keys,
    );
    for (const key of keys) {
      assert.deepEqual(
        (await ledger.deliveries({ key })).map((delivery) => delivery.key),
        [recordKey(key)],
      );
      assert.equal((await ledger.receive(ORDERS, [record(key)], undefined, second(1))).repeats, 1);
    }
  });
};
