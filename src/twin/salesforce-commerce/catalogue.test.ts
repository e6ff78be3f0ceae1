import assert from 'node:assert/strict';
import test from 'node:test';
import { type Answer, openSite, type SiteSession } from './open-site.support.ts';

const product = (site: SiteSession, method: string, path: string, body?: unknown) =>
  site.scapi(method, 'product/products', path, body);
const category = (site: SiteSession, method: string, path: string, body?: unknown) =>
  site.scapi(method, 'product/catalogs', `catalogs/storefront-catalog/categories${path}`, body);
const ids = ({ body }: Answer): unknown => (body.hits as unknown as { id: string }[]).map(({ id }) => id);

const NEW = { owningCatalogId: 'storefront-catalog', name: { default: 'Oak chair' }, onlineFlag: { default: true } };

test('a product is put, patched, and gone from where it is put anew', async () => {
  await using site = await openSite();
  const made = await product(site, 'PUT', 'products/CHAIR-01', { ...NEW, brand: 'Oak & Co' });
  assert.deepEqual([made.status, made.body.name, made.body.online, made.body.inStock], [
    201,
    { default: 'Oak chair' },
    true,
    false,
  ] as unknown[]);
  await product(site, 'PATCH', 'products/CHAIR-01', { onlineFlag: { default: true, RefArch: false } });
  const { body } = await product(site, 'GET', 'products/CHAIR-01');
  assert.deepEqual([body.brand, body.online], ['Oak & Co', false]);
  assert.equal((await product(site, 'PUT', 'products/CHAIR-01', NEW)).status, 200);
  assert.equal('brand' in (await product(site, 'GET', 'products/CHAIR-01')).body, false);
  assert.equal((await product(site, 'PATCH', 'products/NONE', { brand: 'x' })).body.title, 'Product Not Found');
});

test('texts and flags are maps, ids and catalogs are checked, and figures that are worked out are not written', async () => {
  await using site = await openSite();
  const put = async (body: unknown, id = 'CHAIR-01') => (await product(site, 'PUT', `products/${id}`, body)).status;
  assert.equal(await put({ ...NEW, name: 'Oak chair' }), 400);
  assert.equal(await put({ ...NEW, onlineFlag: true }), 400);
  assert.equal(await put({ ...NEW, longDescription: { default: '<p>Oak</p>' } }), 400);
  assert.equal(await put({ ...NEW, colour: 'brown' }), 400);
  assert.equal(await put({ name: NEW.name }), 400);
  assert.equal(await put({ ...NEW, owningCatalogId: 'other' }), 400);
  assert.equal(await put(NEW, 'x'.repeat(101)), 400);
  assert.equal(await put({ ...NEW, price: 129, ats: 40 }), 201);
  const { body } = await product(site, 'GET', 'products/CHAIR-01');
  assert.deepEqual(['price' in body, body.ats], [false, 0]);
});

test('variations are products of their own, and know their master', async () => {
  await using site = await openSite();
  await product(site, 'PUT', 'products/TEE', { ...NEW, name: { default: 'T-shirt' } });
  await product(site, 'PUT', 'products/TEE-S', { ...NEW, name: { default: 'T-shirt S' } });
  const made = await product(site, 'PUT', 'products/TEE/variations/TEE-S', { variationValues: { size: 'S' } });
  assert.deepEqual([made.body.masterId, made.body.type?.variant], ['TEE', true]);
  const { body } = await product(site, 'GET', 'products/TEE');
  assert.deepEqual([body.type?.master, body.variants], [true, [{ productId: 'TEE-S' }]] as unknown[]);
  assert.equal((await product(site, 'PUT', 'products/MUG-01/variations/TEE-S', {})).status, 409);
});

test('products are searched for by what changed, with a total', async () => {
  await using site = await openSite();
  site.clock.advance(60_000);
  await product(site, 'PATCH', 'products/MUG-01', { name: { default: 'Mug' } });
  const search = (body: unknown) => product(site, 'POST', 'product-search', body);
  const since = { rangeFilter: { field: 'lastModified', from: '2026-05-04T12:01:00Z' } };
  const changed = await search({
    query: { filteredQuery: { query: { matchAllQuery: {} }, filter: since } },
    limit: 200,
  });
  assert.deepEqual([ids(changed), changed.body.total], [['MUG-01'], 1] as unknown[]);
  const sorted = await search({ query: { matchAllQuery: {} }, sorts: [{ field: 'id', sortOrder: 'desc' }], limit: 2 });
  assert.deepEqual([ids(sorted), sorted.body.total], [['PEN-01', 'MUG-01'], 3] as unknown[]);
  const byName = await search({ query: { textQuery: { fields: ['name'], searchPhrase: 'pen' } } });
  assert.deepEqual(ids(byName), ['PEN-01']);
  assert.equal((await search({ query: { matchAllQuery: {} }, limit: 201 })).status, 400);
  assert.equal((await search({})).status, 400);
});

test('categories are put, hold products, and go with their children, not with their products', async () => {
  await using site = await openSite();
  const made = await category(site, 'PUT', '/garden', { name: { default: 'Garden' }, online: true });
  assert.deepEqual([made.status, made.body.parentCategoryId, made.body.online], [201, 'root', true]);
  await category(site, 'PUT', '/pots', { name: { default: 'Pots' }, parentCategoryId: 'garden' });
  assert.equal((await category(site, 'PUT', '/x', { parentCategoryId: 'none' })).status, 404);
  assert.equal((await category(site, 'PUT', '/pots/products/MUG-01', { position: 2 })).status, 201);
  assert.equal((await category(site, 'PUT', '/pots/products/MUG-01', {})).status, 200);
  const { body } = await product(site, 'GET', 'products/MUG-01');
  assert.deepEqual(body.assignedCategories as unknown, [{ catalogId: 'storefront-catalog', categoryId: 'pots' }]);
  await category(site, 'PATCH', '/garden', { name: { default: 'Gardens' } });
  const list = await category(site, 'GET', '?limit=50');
  assert.equal(list.body.total as unknown, 2);
  assert.equal((await category(site, 'GET', '?limit=51')).status, 400);
  const found = await site.scapi('POST', 'product/catalogs', 'category-search', {
    query: { termQuery: { fields: ['name'], operator: 'is', values: ['Gardens'] } },
  });
  assert.deepEqual(ids(found), ['garden']);
  assert.equal((await category(site, 'DELETE', '/garden')).status, 204);
  assert.equal((await category(site, 'GET', '/pots')).status, 404);
  assert.equal((await product(site, 'GET', 'products/MUG-01')).status, 200);
  assert.equal((await category(site, 'DELETE', '/root')).status, 400);
});

test('an assignment that is taken away is gone once', async () => {
  await using site = await openSite();
  site.twin.addCategory('gifts', 'Gifts');
  await category(site, 'PUT', '/gifts/products/PEN-01', {});
  assert.equal((await category(site, 'DELETE', '/gifts/products/PEN-01')).status, 204);
  assert.equal((await category(site, 'DELETE', '/gifts/products/PEN-01')).status, 404);
  assert.equal((await category(site, 'PUT', '/gifts/products/NONE', {})).body.title, 'Product Not Found');
});
