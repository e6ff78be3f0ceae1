import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openPair, PAIRED_SHOPS, type Pair } from './pair.ts';
import { GOODS } from './store-of-goods.ts';

/** Items and categories of the ERP become the shop’s (PRD-01 to PRD-04); what the shop added by hand stays. */
for (const system of PAIRED_SHOPS) {
  describe(`catalogue: ${system} and business-central`, () => {
    let pair: Pair;
    before(async () => {
      pair = await openPair(system);
      const { erp } = pair;
      // The shop sells all but the chair, and the lamp under an old name and price.
      pair.shop.sell(
        GOODS.filter(({ sku }) => sku !== 'CHAIR-01').map((article) =>
          article.sku === 'LAMP-01' ? { ...article, name: 'Lamp', price: '35.00' } : article,
        ),
      );
      erp.addCategory({ code: 'HOME', name: 'Home & Living' });
      erp.addCategory({ code: 'OFFICE', name: 'Office' });
      for (const { sku, name, price } of GOODS)
        erp.addItem({ sku, name, price, category: ['MUG-01', 'CHAIR-01'].includes(sku) ? 'HOME' : 'OFFICE' });
      await pair.run('categories', 'products');
    });
    after(() => pair.close());

    const writes = () => pair.shop.twin.exchanges.filter((exchange) => pair.shop.requests.isWrite(exchange)).length;

    test('PRD-04: categories of the ERP are in the shop', () => {
      assert.ok(pair.shop.categories().includes('Home & Living'), pair.shop.categories().join());
      assert.ok(pair.shop.categories().includes('Office'));
    });

    test('a new item is a new article with name, price and category', () => {
      assert.deepEqual(pair.shop.article('CHAIR-01'), {
        name: 'Oak chair',
        price: '129.00',
        categories: ['Home & Living'],
        shown: true,
      });
    });

    test('both sides say the same of it, each in its own words', async () => {
      const product = pair.shop.productId('CHAIR-01');
      assert.deepEqual(await pair.differences('product', product, await pair.erp.itemId('CHAIR-01')), {});
    });

    test('PRD-01, PRD-02: an article that was there gets the ERP’s name and price', () => {
      const { name, price, categories } = pair.shop.article('LAMP-01') ?? assert.fail();
      assert.deepEqual([name, price], ['Desk lamp', '39.90']);
      assert.ok(categories.includes('Office'), categories.join());
    });

    test('an item that is a variant in the shop stays one, with the ERP’s price', () => {
      assert.equal(pair.shop.article('TEE-S')?.price, '14.99');
      assert.equal(pair.shop.article('TEE-M')?.price, '15.49');
    });

    test('a second run writes nothing', async () => {
      const before = writes();
      await pair.run('categories', 'products');
      assert.equal(writes(), before);
    });

    test('PRD-02: a price that changes, changes in the shop, and nothing else does', async () => {
      const before = pair.shop.article('MUG-01');
      await pair.erp.changeItem('MUG-01', { price: '13.20' });
      await pair.run('products');
      assert.deepEqual(pair.shop.article('MUG-01'), { ...before, price: '13.20' });
    });

    test('M25: an item without a price leaves the shop’s price alone', async () => {
      await pair.erp.changeItem('PEN-01', { price: undefined, name: 'Ball pen, blue' });
      await pair.run('products');
      const { name, price } = pair.shop.article('PEN-01') ?? assert.fail();
      assert.deepEqual([name, price], ['Ball pen, blue', '1.33']);
    });

    test('PRD-03: a category that staff added by hand stays when the ERP moves the article', async () => {
      await pair.shop.putInto('Gifts', 'MUG-01');
      await pair.erp.changeItem('MUG-01', { category: 'OFFICE' });
      await pair.run('products');
      assert.deepEqual([...(pair.shop.article('MUG-01')?.categories ?? [])].sort(), ['Gifts', 'Office']);
    });

    test('PRD-04: a category is renamed in place', async () => {
      const before = pair.shop.categories().length;
      await pair.erp.renameCategory('HOME', 'House');
      await pair.run('categories');
      assert.equal(pair.shop.categories().length, before);
      assert.ok(pair.shop.categories().includes('House'), pair.shop.categories().join());
      assert.deepEqual(pair.shop.article('CHAIR-01')?.categories, ['House']);
    });

    test('a blocked item is not shown any more, and is again when it is released', async () => {
      await pair.erp.changeItem('CHAIR-01', { blocked: true });
      await pair.run('products');
      assert.equal(pair.shop.article('CHAIR-01')?.shown, false);
      const product = pair.shop.productId('CHAIR-01');
      assert.deepEqual(await pair.differences('product', product, await pair.erp.itemId('CHAIR-01')), {});
      await pair.erp.changeItem('CHAIR-01', { blocked: false });
      await pair.run('products');
      assert.equal(pair.shop.article('CHAIR-01')?.shown, true);
    });

    test('D02: an article is made and the answer is lost: found by its SKU, not made again', async () => {
      pair.erp.addItem({ sku: 'VASE-01', name: 'Vase', price: '22.00', category: 'OFFICE' });
      const before = pair.shop.articleCount();
      pair.shop.twin.faults.arm({ kind: 'cut-after-commit', ...pair.shop.requests.newProduct });
      await pair.run('products');
      await pair.run('products');
      assert.equal(pair.shop.articleCount(), before + 1);
      assert.equal(pair.shop.article('VASE-01')?.price, '22.00');
    });
  });
}
