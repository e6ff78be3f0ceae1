import assert from 'node:assert/strict';
import type { DeliveryFilter, Ledger } from '../../model/ledger.ts';
import { type Laws, lawsOf } from './law.ts';
import { bring, ORDERS, record, STOCK, second } from './sample.ts';

const listed = async (ledger: Ledger, filter: DeliveryFilter): Promise<string> =>
  (await ledger.deliveries(filter)).map(({ key }) => key).join(' ');

/** Orders A to F and stock S, T; A and D held, B parked, T held. C is labelled like the key of A. */
async function fill(ledger: Ledger): Promise<readonly number[]> {
  const orders = ['A', 'B', 'C', 'D', 'E', 'F'].map((key) => record(key, 'v1', key === 'C' ? { label: 'A' } : {}));
  const { ready } = await ledger.receive(ORDERS, orders, undefined, second(0));
  const stock = await ledger.receive(STOCK, [record('S'), record('T', 'v1', { label: 'T' })], undefined, second(0));
  const all = [...ready, ...stock.ready];
  for (const { id, key } of all) {
    if (key === 'A' || key === 'D' || key === 'T') await bring(ledger, id, 'held');
    if (key === 'B') await bring(ledger, id, 'parked');
  }
  return all.map(({ id }) => id);
}

export const listLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('the list is newest first', async (ledger) => {
    assert.deepEqual(await ledger.deliveries({}), []);
    await fill(ledger);
    assert.equal(await listed(ledger, {}), 'T S F E D C B A');
  });

  law('the keys of a pipe come in their order, each once, page by page', async (ledger) => {
    assert.deepEqual(await ledger.keys(ORDERS, '', 10), []);
    await fill(ledger);
    await ledger.receive(ORDERS, [record('B', 'v2')], undefined, second(1));
    assert.deepEqual(await ledger.keys(ORDERS, '', 4), ['A', 'B', 'C', 'D']);
    assert.deepEqual(await ledger.keys(ORDERS, 'D', 4), ['E', 'F']);
    assert.deepEqual(await ledger.keys(STOCK, '', 4), ['S', 'T']);
  });

  law('the list is narrowed by pipe, by states, and by both', async (ledger) => {
    await fill(ledger);
    assert.equal(await listed(ledger, { pipe: STOCK }), 'T S');
    assert.equal(await listed(ledger, { states: ['held'] }), 'T D A');
    assert.equal(await listed(ledger, { states: ['parked', 'held', 'held'] }), 'T D B A');
    assert.equal(await listed(ledger, { pipe: ORDERS, states: ['held', 'received'] }), 'F E D C A');
    assert.equal(await listed(ledger, { states: [] }), '');
    assert.equal(await listed(ledger, { states: ['rejected'] }), '');
  });

  law('the list is narrowed by key or label, exactly', async (ledger) => {
    await fill(ledger);
    assert.equal(await listed(ledger, { key: 'A' }), 'C A');
    assert.equal(await listed(ledger, { key: 'No. A' }), 'A');
    assert.equal(await listed(ledger, { key: 'T' }), 'T');
    assert.equal(await listed(ledger, { key: 'No.' }), '');
    assert.equal(await listed(ledger, { key: 'a' }), '');
    assert.equal(await listed(ledger, { key: '%' }), '');
    assert.equal(await listed(ledger, { key: 'A', states: ['held'] }), 'A');
    assert.equal(await listed(ledger, { key: 'A', states: ['received'], pipe: ORDERS }), 'C');
    assert.equal(await listed(ledger, { key: 'A', states: [] }), '');
    assert.equal(await listed(ledger, { key: 'A', pipe: STOCK }), '');
  });

  law('pages of any list, put together, are the list', async (ledger) => {
    await fill(ledger);
    const filters: readonly DeliveryFilter[] = [
      {},
      { pipe: ORDERS },
      { states: ['held', 'received'] },
      { pipe: ORDERS, states: ['held', 'parked'] },
      { key: 'A' },
    ];
    for (const filter of filters) {
      const whole = await ledger.deliveries(filter);
      for (const limit of [1, 2, 3]) {
        const pages = [];
        let page = await ledger.deliveries({ ...filter, limit });
        while (page.length > 0) {
          assert.ok(page.length <= limit);
          pages.push(...page);
          page = await ledger.deliveries({ ...filter, limit, before: page.at(-1)?.id ?? 0 });
        }
        assert.deepEqual(pages, whole, JSON.stringify({ filter, limit }));
      }
    }
  });
};
