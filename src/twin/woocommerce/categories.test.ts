import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './shop-session.support.ts';

test('a name is taken under its parent only, a slug in the whole shop', async () => {
  await using shop = await openShop();
  const root = shop.twin.addCategory({ name: 'Garden' });
  const again = await shop.post('products/categories', { name: 'garden' });
  assert.deepEqual([again.status, again.body.code, again.body.data?.resource_id], [400, 'term_exists', root.id]);
  const child = await shop.post('products/categories', { name: 'Garden', parent: root.id });
  assert.deepEqual([child.status, child.body.slug], [201, 'garden-2']);
  const slug = await shop.post('products/categories', { name: 'Other', slug: 'garden' });
  assert.equal(slug.body.code, 'term_exists');
});

test('deleting needs force; children move up and products lose it', async () => {
  await using shop = await openShop();
  const [a, b] = [shop.twin.addCategory({ name: 'A' }), shop.twin.addCategory({ name: 'A2' })];
  const middle = (await shop.post('products/categories', { name: 'B', parent: a.id })).body.id;
  const leaf = (await shop.post('products/categories', { name: 'C', parent: middle })).body.id;
  await shop.put('products/10', { categories: [{ id: middle }, { id: b.id }] });
  await shop.put('products/11', { categories: [{ id: middle }] });
  assert.equal((await shop.get(`products/categories/${middle}`)).body.count, 2);
  assert.equal((await shop.delete(`products/categories/${middle}`)).status, 501);
  assert.equal((await shop.delete(`products/categories/${middle}?force=true`)).status, 200);
  assert.equal((await shop.get(`products/categories/${leaf}`)).body.parent, a.id);
  assert.deepEqual(
    [shop.twin.productBySku('MUG')?.categoryIds, shop.twin.productBySku('PEN')?.categoryIds],
    [[b.id], [15]],
  );
  const missing = await shop.get(`products/categories/${middle}`);
  assert.deepEqual([missing.status, missing.body.code], [404, 'woocommerce_rest_term_invalid']);
});

test('a category needs a name and an existing parent; it is renamed and moved', async () => {
  await using shop = await openShop();
  assert.equal((await shop.post('products/categories', {})).body.code, 'rest_missing_callback_param');
  assert.equal(
    (await shop.post('products/categories', { name: 'X', parent: 99 })).body.code,
    'woocommerce_rest_term_invalid',
  );
  const { id } = shop.twin.addCategory({ name: 'Tools' });
  const { body } = await shop.put(`products/categories/${id}`, { name: 'Hand tools', parent: 15, display: 'both' });
  assert.deepEqual([body.name, body.slug, body.parent, body.display], ['Hand tools', 'tools', 15, 'both']);
  const list = await shop.get('products/categories?parent=15&_fields=name');
  assert.deepEqual(list.body, [{ name: 'Hand tools' }]);
});
