import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openPair, PAIRED_SHOPS, type Pair } from './pair.ts';
import { SHOP_ONLY, stock } from './store-of-goods.ts';

/** What the ERP has, less what its open orders will take, is what the shop offers (INV-01 to INV-03). */
for (const system of PAIRED_SHOPS) {
  describe(`inventory: ${system} and business-central`, () => {
    let pair: Pair;
    let who: ReturnType<typeof stock>;
    before(async () => {
      pair = await openPair(system);
      who = stock(pair);
    });
    after(() => pair.close());

    const writes = () => pair.shop.twin.exchanges.filter((exchange) => pair.shop.requests.isWrite(exchange)).length;

    test('INV-01: articles and variants get the ERP’s figure; what only the shop sells is left alone', async () => {
      pair.erp.adjust('MUG-01', -25);
      pair.erp.adjust('TEE-M', 40);
      await pair.run('inventory');
      assert.deepEqual(pair.shop.offer('MUG-01'), { quantity: 375, inStock: true });
      assert.deepEqual(pair.shop.offer('TEE-M'), { quantity: 100, inStock: true });
      assert.deepEqual(pair.shop.offer('TEE-S'), { quantity: 50, inStock: true });
      assert.equal(pair.shop.offer('BOX-XX').quantity, SHOP_ONLY.stock);
    });

    test('a second run writes nothing', async () => {
      const before = writes();
      await pair.run('inventory');
      await pair.run('inventory');
      assert.equal(writes(), before);
    });

    test('I01: an open order is taken off once, whoever has heard of it', async () => {
      pair.shop.place({ account: who.giulia, lines: [{ sku: 'MUG-01', quantity: 5 }] });
      assert.equal(pair.shop.offer('MUG-01').quantity, 370);
      // The ERP does not know of it yet: its old figure must not come back.
      await pair.run('inventory');
      assert.equal(pair.shop.offer('MUG-01').quantity, 370);
      await pair.run('orders', 'inventory');
      assert.equal(pair.shop.offer('MUG-01').quantity, 370);
    });

    test('what is shipped leaves the shelf and the open orders together', async () => {
      const { number } = pair.shop.place({ account: who.giulia, lines: [{ sku: 'LAMP-01', quantity: 8 }] });
      await pair.run('orders', 'inventory');
      assert.equal(pair.shop.offer('LAMP-01').quantity, 72);
      pair.erp.ship(number, { 'LAMP-01': 3 });
      await pair.run('inventory');
      assert.equal(pair.shop.offer('LAMP-01').quantity, 72);
    });

    test('INV-02: sold out, and in stock again', async () => {
      pair.erp.adjust('PEN-01', -5000);
      await pair.run('inventory');
      assert.deepEqual(pair.shop.offer('PEN-01'), { quantity: 0, inStock: false });
      pair.erp.adjust('PEN-01', 12);
      await pair.run('inventory');
      assert.deepEqual(pair.shop.offer('PEN-01'), { quantity: 12, inStock: true });
    });

    test('I06: less than nothing is nothing', async () => {
      pair.erp.adjust('CHAIR-01', -44);
      await pair.run('inventory');
      assert.deepEqual(pair.shop.offer('CHAIR-01'), { quantity: 0, inStock: false });
    });

    test('an article that the shop does not have is held, and the others go on', async () => {
      pair.erp.addItem({ sku: 'NEW-01', name: 'Not in the shop yet', price: '1.00', stock: 3 });
      pair.erp.adjust('TEE-S', 1);
      const events = await pair.run('inventory');
      const settled = events.flatMap((event) => (event.kind === 'settled' ? [event] : []));
      const odd = settled.find(({ delivery }) => delivery.label === 'NEW-01');
      assert.deepEqual([odd?.state, odd?.reason?.code], ['held', 'absent-on-target']);
      assert.equal(pair.shop.offer('TEE-S').quantity, 51);
    });

    test('a repeat after a lost answer sets the same figure', async () => {
      pair.erp.adjust('TEE-S', 9);
      pair.shop.twin.faults.arm({ kind: 'cut-after-commit', ...pair.shop.requests.stock });
      await pair.run('inventory');
      await pair.run('inventory');
      assert.equal(pair.shop.offer('TEE-S').quantity, 60);
    });
  });

  test(`inventory: ${system}: less than nothing is for a person where the shop says so`, async () => {
    const pair = await openPair(system, { shopOptions: { negative_stock: 'hold' } });
    try {
      stock(pair);
      pair.erp.adjust('CHAIR-01', -44);
      pair.erp.adjust('MUG-01', -1);
      const events = await pair.run('inventory');
      const chair = events.find((event) => event.kind === 'settled' && event.delivery.label === 'CHAIR-01');
      assert.ok(chair?.kind === 'settled');
      assert.deepEqual([chair.state, chair.reason?.code], ['held', 'stock-negative']);
      assert.equal(pair.shop.offer('CHAIR-01').quantity, 40);
      assert.equal(pair.shop.offer('MUG-01').quantity, 399);
    } finally {
      await pair.close();
    }
  });
}
