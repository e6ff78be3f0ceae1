import assert from 'node:assert/strict';
import { connectionName, recordKey } from '../../model/names.ts';
import { type Laws, lawsOf } from './law.ts';
import { followUp, ORDERS, receiveOne, STOCK, second } from './sample.ts';

const SHOP = connectionName('shop');
const ERP = connectionName('erp');
const KEY = { document: 'customer', from: SHOP, fromId: '17', to: ERP };

export const linkLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('a link is found by all four parts of its key and by nothing less', async (ledger) => {
    const target = { id: 'C-9', number: '10009', kept: { version: 3, nested: [null] } };
    await ledger.putLink({ ...KEY, target }, second(0));
    assert.deepEqual(await ledger.link(KEY), target);
    for (const other of [
      { ...KEY, document: 'order' },
      { ...KEY, from: ERP },
      { ...KEY, fromId: '18' },
      { ...KEY, to: SHOP },
    ]) {
      assert.equal(await ledger.link(other), undefined);
    }
  });

  law('the last link put stands', async (ledger) => {
    await ledger.putLink({ ...KEY, target: { id: 'C-1', number: '1' } }, second(0));
    await ledger.putLink({ ...KEY, target: { id: 'C-2' } }, second(1));
    assert.deepEqual(await ledger.link(KEY), { id: 'C-2' });
  });

  law('a link that is dropped is forgotten, and no other with it', async (ledger) => {
    await ledger.putLink({ ...KEY, target: { id: 'C-1' } }, second(0));
    await ledger.putLink({ ...KEY, fromId: '18', target: { id: 'C-2' } }, second(0));
    await ledger.dropLink(KEY);
    await ledger.dropLink({ ...KEY, fromId: 'never put' });
    assert.equal(await ledger.link(KEY), undefined);
    assert.deepEqual(await ledger.link({ ...KEY, fromId: '18' }), { id: 'C-2' });
  });

  law('the last delivered is the newest that the target has, of its pipe, part and key', async (ledger) => {
    const last = async () => (await ledger.lastDelivered(ORDERS, 'to', recordKey('A')))?.fingerprint;
    assert.equal(await last(), undefined);
    for (const [version, to] of [
      ['v1', 'delivered'],
      ['v2', 'unchanged'],
      ['v3', 'held'],
      ['v4', 'excluded'],
      ['v5', 'received'],
    ] as const) {
      const { id } = await receiveOne(ledger, 'A', version);
      if (to !== 'received') await ledger.settle(id, { to, payloadHash: `hash of ${version}` }, second(1));
      assert.equal(await last(), version === 'v1' ? 'print of v1' : 'print of v2', version);
    }
    assert.deepEqual((await ledger.lastDelivered(ORDERS, 'to', recordKey('A')))?.payloadHash, 'hash of v2');
    assert.equal(await ledger.lastDelivered(ORDERS, 'then/0', recordKey('A')), undefined);
    assert.equal(await ledger.lastDelivered(STOCK, 'to', recordKey('A')), undefined);
    assert.equal(await ledger.lastDelivered(ORDERS, 'to', recordKey('B')), undefined);
    const need = await ledger.open(followUp('A', 'need'), second(2));
    await ledger.settle(need.id, { to: 'delivered' }, second(2));
    assert.equal((await ledger.lastDelivered(ORDERS, 'needs/customer', recordKey('A')))?.id, need.id);
    assert.equal(await last(), 'print of v2');
  });
};
