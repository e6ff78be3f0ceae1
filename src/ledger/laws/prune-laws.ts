import assert from 'node:assert/strict';
import { DELIVERY_STATES, type DeliveryState } from '../../model/delivery.ts';
import type { Ledger } from '../../model/ledger.ts';
import { recordKey } from '../../model/names.ts';
import { type Laws, lawsOf } from './law.ts';
import { bring, followUp, ORDERS, receiveOne, record, second } from './sample.ts';

const REMOVED = new Set<DeliveryState>(['delivered', 'unchanged', 'excluded', 'superseded', 'skipped']);

const fingerprints = async (ledger: Ledger, key: string): Promise<readonly string[]> =>
  (await ledger.deliveries({ key })).map(({ fingerprint }) => fingerprint.replace('print of ', ''));

async function deliver(ledger: Ledger, key: string, version: string, at: number): Promise<number> {
  const { id } = await receiveOne(ledger, key, version, second(at));
  await ledger.settle(id, { to: 'delivered' }, second(at));
  return id;
}

export const pruneLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  for (const state of Object.keys(DELIVERY_STATES) as readonly DeliveryState[]) {
    const goes = REMOVED.has(state);
    law(
      `an old delivery that is ${state} ${goes ? 'is removed with all that hangs on it' : 'stays'}`,
      async (ledger) => {
        const { id } = await receiveOne(ledger, 'A', 'v1');
        await ledger.keepStep(id, 'header', 1);
        await bring(ledger, id, state);
        await deliver(ledger, 'A', 'v2', 5);
        assert.equal(await ledger.prune(second(100)), goes ? 1 : 0);
        assert.equal((await ledger.delivery(id))?.state, goes ? undefined : state);
        assert.equal((await ledger.history(id)).length === 0, goes);
        assert.equal(await ledger.prune(second(100)), 0);
      },
    );
  }

  law('only what was settled before the instant is removed', async (ledger) => {
    await deliver(ledger, 'A', 'v1', 10);
    await deliver(ledger, 'A', 'v2', 20);
    await deliver(ledger, 'A', 'v3', 30);
    assert.equal(await ledger.prune(second(10)), 0);
    assert.equal(await ledger.prune(second(20)), 1);
    assert.deepEqual(await fingerprints(ledger, 'A'), ['v3', 'v2']);
  });

  law('the newest of a key stays however old it is, so that its repeat is still known', async (ledger) => {
    await deliver(ledger, 'A', 'v1', 1);
    await deliver(ledger, 'A', 'v2', 2);
    await deliver(ledger, 'B', 'v1', 1);
    assert.equal(await ledger.prune(second(1_000_000)), 1);
    assert.deepEqual([await fingerprints(ledger, 'A'), await fingerprints(ledger, 'B')], [['v2'], ['v1']]);
    assert.equal((await ledger.receive(ORDERS, [record('A', 'v2')], undefined, second(9))).repeats, 1);
  });

  law('each part of a key has a newest of its own', async (ledger) => {
    for (const part of ['then/0', 'needs/customer'] as const) {
      const { id } = await ledger.open(followUp('A', 'v0', { part }), second(0));
      await ledger.settle(id, { to: 'delivered' }, second(0));
    }
    await deliver(ledger, 'A', 'v1', 1);
    assert.equal(await ledger.prune(second(1_000_000)), 0);
  });

  law('a late version goes, and the newest version before it stays', async (ledger) => {
    const at = (version: string, seconds: number) => record('A', version, { observedAt: second(seconds) });
    await ledger.receive(ORDERS, [at('new', 20)], undefined, second(20));
    const [delivery] = await ledger.deliveries({});
    await ledger.settle(delivery?.id ?? 0, { to: 'skipped' }, second(20));
    await ledger.receive(ORDERS, [at('old', 10)], undefined, second(21));
    assert.equal(await ledger.prune(second(100)), 1);
    assert.deepEqual(await fingerprints(ledger, 'A'), ['new']);
    assert.equal((await ledger.receive(ORDERS, [at('between', 15)], undefined, second(101))).superseded, 1);
  });

  law('the last version that the target has stays, though a newer one is held', async (ledger) => {
    await deliver(ledger, 'A', 'v1', 1);
    await deliver(ledger, 'A', 'v2', 2);
    const held = await receiveOne(ledger, 'A', 'v3', second(3));
    await ledger.settle(held.id, { to: 'held' }, second(3));
    assert.equal(await ledger.prune(second(100)), 1);
    assert.deepEqual(await fingerprints(ledger, 'A'), ['v3', 'v2']);
    assert.equal((await ledger.lastDelivered(ORDERS, 'to', recordKey('A')))?.fingerprint, 'print of v2');
  });

  law('an id is never given twice, and counts follow', async (ledger) => {
    const at = (version: string, seconds: number) => record('A', version, { observedAt: second(seconds) });
    await ledger.receive(ORDERS, [at('new', 20)], undefined, second(20));
    await ledger.receive(ORDERS, [at('old', 10)], undefined, second(21));
    const [late] = await ledger.deliveries({ states: ['superseded'] });
    assert.equal(await ledger.prune(second(100)), 1);
    const next = await receiveOne(ledger, 'B');
    assert.ok(late && next.id > late.id);
    assert.deepEqual(await ledger.counts(), [{ pipe: 'orders', state: 'received', count: 2 }]);
  });

  law('thousands of old versions are removed in one call', async (ledger) => {
    const versions = Array.from({ length: 5_000 }, (_, index) => record(`K${index % 10}`, `v${index}`));
    await ledger.receive(ORDERS, versions, undefined, second(0));
    assert.equal(await ledger.prune(second(100)), 4_990);
    assert.deepEqual(await ledger.counts(), [{ pipe: 'orders', state: 'received', count: 10 }]);
  });
};
