import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from './open-shop.support.ts';
import { openShop } from './open-shop.support.ts';

const SET = `mutation($identifier: ProductSetIdentifiers, $input: ProductSetInput!, $synchronous: Boolean) { productSet(identifier: $identifier, input: $input, synchronous: $synchronous) {
  product { id title handle status tags totalInventory publishedAt variants(first: 20) { nodes { id sku price compareAtPrice title displayName inventoryQuantity availableForSale inventoryPolicy selectedOptions { name value } } }
    collections(first: 9) { nodes { title } } metafields(first: 9) { nodes { key value } } options { name optionValues { name } } }
  productSetOperation { id status } userErrors { field code message } } }`;
const sized = (name: string, more = {}) => ({ optionValues: [{ optionName: 'Size', name }], ...more });
const sizes = (...names: string[]) => [{ name: 'Size', values: names.map((name) => ({ name })) }];

async function withSet(t: Parameters<typeof openShop>[0]) {
  const shop = await openShop(t);
  const set = async (input: object, identifier?: object, synchronous = true): Promise<Answer> =>
    (await shop.graphql(SET, { input, identifier, synchronous })).data.productSet;
  return { ...shop, set };
}

test('productSet deletes the variants, collections, metafields and tags that it is not given', async (t) => {
  const { set, twin } = await withSet(t);
  const [bolts, steel] = ['Bolts', 'Steel'].map((title) => twin.addCollection({ title }).id);
  const locationId = twin.locations[0]?.id;
  const first = await set({
    title: 'Hex Bolt',
    tags: ['a', 'b'],
    collections: [bolts, steel],
    metafields: [
      { namespace: 'erp', key: 'item', type: 'id', value: 'I-1' },
      { namespace: 'erp', key: 'grade', type: 'single_line_text_field', value: '8.8' },
    ],
    productOptions: sizes('M6', 'M8'),
    variants: [
      sized('M6', { sku: 'HX-M6', price: '3.00' }),
      sized('M8', {
        inventoryItem: { sku: 'HX-M8', tracked: true },
        price: '4.5',
        compareAtPrice: '5',
        inventoryQuantities: [{ locationId, name: 'available', quantity: 12 }],
      }),
    ],
  });
  assert.deepEqual(first.userErrors, []);
  const [, m8] = first.product.variants.nodes;
  assert.deepEqual(
    [m8.sku, m8.price, m8.compareAtPrice, m8.title, m8.displayName, m8.inventoryQuantity, m8.availableForSale],
    ['HX-M8', '4.50', '5.00', 'M8', 'Hex Bolt - M8', 12, true],
  );
  assert.deepEqual(
    [first.product.handle, first.product.status, first.product.publishedAt],
    ['hex-bolt', 'ACTIVE', null],
  );
  const second = await set(
    {
      collections: [steel],
      tags: ['b'],
      metafields: [{ namespace: 'erp', key: 'item', type: 'id', value: 'I-1' }],
      productOptions: sizes('M8', 'M10'),
      variants: [sized('M8', { price: '4.75' }), sized('M10', { sku: 'HX-M10', price: '6.00' })],
    },
    { customId: { namespace: 'erp', key: 'item', value: 'I-1' } },
  );
  assert.equal(second.product.id, first.product.id);
  assert.equal(second.product.title, 'Hex Bolt');
  assert.deepEqual(
    second.product.variants.nodes.map(({ sku, price }: Answer) => [sku, price]),
    [
      ['HX-M8', '4.75'],
      ['HX-M10', '6.00'],
    ],
  );
  assert.equal(second.product.variants.nodes[0].id, m8.id);
  assert.deepEqual(
    [
      second.product.tags,
      second.product.collections.nodes,
      second.product.metafields.nodes,
      second.product.totalInventory,
    ],
    [['b'], [{ title: 'Steel' }], [{ key: 'item', value: 'I-1' }], 12],
  );
  assert.equal(twin.variants.length, 2);
});

test('what productSet is not given as a whole list stays', async (t) => {
  const { set } = await withSet(t);
  const { product } = await set({
    title: 'Hex Bolt',
    tags: ['a'],
    productOptions: sizes('M6'),
    variants: [sized('M6', { sku: 'HX-M6' })],
  });
  const after = await set({ vendor: 'Acme', status: 'DRAFT' }, { id: product.id });
  assert.deepEqual(
    [after.product.tags, after.product.status, after.product.variants.nodes.length],
    [['a'], 'DRAFT', 1],
  );
});

test('productSet refuses what does not fit, whole', async (t) => {
  const { set, twin } = await withSet(t);
  await set({ title: 'Taken', handle: 'taken' });
  const code = async (input: object, identifier?: object) => (await set(input, identifier)).userErrors[0]?.code;
  assert.equal(await code({ vendor: 'x' }), 'INVALID_INPUT');
  assert.equal(await code({ title: 'X', handle: 'taken' }), 'HANDLE_NOT_UNIQUE');
  assert.equal(await code({ title: 'X', variants: [sized('M6')] }), 'PRODUCT_OPTIONS_INPUT_MISSING');
  assert.equal(await code({ title: 'X', productOptions: sizes('M6') }), 'VARIANTS_INPUT_MISSING');
  assert.equal(
    await code({ title: 'X', productOptions: sizes('M6'), variants: [sized('M6'), sized('m6')] }),
    'VARIANT_ALREADY_EXISTS',
  );
  assert.equal(
    await code({ title: 'X', productOptions: sizes('M6'), variants: [sized('M9')] }),
    'OPTION_VALUE_DOES_NOT_EXIST',
  );
  assert.equal(await code({ title: 'X' }, { id: 'gid://shopify/Product/1' }), 'PRODUCT_DOES_NOT_EXIST');
  assert.equal(twin.products.length, 1);
});

test('asynchronous, productSet gives an operation to poll', async (t) => {
  const { set, graphql, clock } = await withSet(t);
  const { productSetOperation: operation, product } = await set({ title: 'Later' }, undefined, false);
  assert.deepEqual([operation.status, product], ['CREATED', null]);
  const poll = async () =>
    (await graphql('query($id: ID!) { productOperation(id: $id) { status product { title } } }', { id: operation.id }))
      .data.productOperation;
  assert.deepEqual(await poll(), { status: 'ACTIVE', product: null });
  clock.advance(1000);
  assert.deepEqual(await poll(), { status: 'COMPLETE', product: { title: 'Later' } });
});

test('prices are updated in bulk, all or nothing unless told otherwise', async (t) => {
  const { graphql, twin } = await openShop(t);
  const { product, variants } = twin.addProduct({
    title: 'Bolt',
    variants: [
      { sku: 'A', price: '1.00', options: { Size: 'S' } },
      { sku: 'B', price: '2.00', options: { Size: 'M' } },
    ],
  });
  const update = async (list: object[], partial = false) =>
    (
      await graphql(
        'mutation($id: ID!, $v: [ProductVariantsBulkInput!]!, $p: Boolean) { productVariantsBulkUpdate(productId: $id, variants: $v, allowPartialUpdates: $p) { productVariants { sku price } userErrors { field code } } }',
        { id: product.id, v: list, p: partial },
      )
    ).data.productVariantsBulkUpdate;
  const bad = { id: 'gid://shopify/ProductVariant/1', price: '9' };
  const refused = await update([{ id: variants[0]?.id, price: '1.5' }, bad]);
  assert.deepEqual(refused.userErrors, [{ field: ['variants', '1', 'id'], code: 'PRODUCT_VARIANT_DOES_NOT_EXIST' }]);
  assert.equal(variants[0]?.price, '1.00');
  const partial = await update([{ id: variants[0]?.id, price: '1.5', inventoryItem: { sku: 'A-2' } }, bad], true);
  assert.deepEqual([partial.productVariants, partial.userErrors.length], [[{ sku: 'A-2', price: '1.50' }], 1]);
  assert.equal((await update([{ id: variants[1]?.id, price: '-1' }])).userErrors[0].code, 'GREATER_THAN_OR_EQUAL_TO');
  assert.equal((await update([{ price: '1' }])).userErrors[0].code, 'PRODUCT_VARIANT_ID_MISSING');
});

test('a SKU is not unique: a look-up finds none, one or several', async (t) => {
  const { graphql, twin } = await openShop(t);
  for (const title of ['One', 'Two']) twin.addProduct({ title, variants: [{ sku: 'SAME', price: '1.00' }] });
  const find = async (sku: string) =>
    (
      await graphql(
        'query($q: String) { productVariants(first: 5, query: $q) { nodes { inventoryItem { duplicateSkuCount } } } }',
        { q: `sku:'${sku}'` },
      )
    ).data.productVariants.nodes;
  assert.deepEqual(await find('SAME'), [
    { inventoryItem: { duplicateSkuCount: 1 } },
    { inventoryItem: { duplicateSkuCount: 1 } },
  ]);
  assert.deepEqual(await find('NONE'), []);
});

test('publishing needs a publication that exists', async (t) => {
  const { graphql, twin, set } = await withSet(t);
  const { product } = await set({ title: 'Bolt' });
  const publish = async (publicationId: string) =>
    (
      await graphql(
        'mutation($id: ID!, $p: ID!) { publishablePublish(id: $id, input: [{publicationId: $p}]) { publishable { ... on Product { publishedAt publishedOnPublication(publicationId: $p) } } userErrors { field message } } }',
        { id: product.id, p: publicationId },
      )
    ).data.publishablePublish;
  assert.equal((await publish('gid://shopify/Publication/1')).publishable, null);
  const [publication] = (await graphql('{ publications(first: 5) { nodes { id name } } }')).data.publications.nodes;
  assert.deepEqual((await publish(publication.id)).publishable, {
    publishedAt: '2026-05-04T14:02:11Z',
    publishedOnPublication: true,
  });
  assert.equal(twin.products[0]?.publications.size, 1);
});

test('collections are flat, keep no products when they go, and take products by hand only when they are manual', async (t) => {
  const { graphql, twin, clock } = await openShop(t);
  const { product } = twin.addProduct({ title: 'Bolt', tags: ['steel'] });
  const create = async (input: object) =>
    (
      await graphql(
        'mutation($input: CollectionInput!) { collectionCreate(input: $input) { collection { id handle productsCount { count } } userErrors { field message } } }',
        { input },
      )
    ).data.collectionCreate;
  const manual = (await create({ title: 'Bolts & Nuts', products: [product.id] })).collection;
  assert.deepEqual([manual.handle, manual.productsCount.count], ['bolts-nuts', 1]);
  assert.equal((await create({ title: 'Bolts & Nuts' })).collection.handle, 'bolts-nuts-1');
  assert.match((await create({ title: ' ' })).userErrors[0].message, /blank/);
  const smart = (
    await create({
      title: 'Steel',
      ruleSet: { appliedDisjunctively: false, rules: [{ column: 'TAG', relation: 'EQUALS', condition: 'steel' }] },
    })
  ).collection;
  assert.equal(smart.productsCount.count, 1);
  const add = async (mutation: string, id: string) =>
    (
      await graphql(
        `mutation($id: ID!, $p: [ID!]!) { payload: ${mutation}(id: $id, productIds: $p) { userErrors { message } ${mutation === 'collectionAddProducts' ? '' : 'job { id done }'} } }`,
        { id, p: [product.id] },
      )
    ).data.payload;
  assert.match((await add('collectionAddProducts', smart.id)).userErrors[0].message, /smart/);
  const { job } = await add('collectionRemoveProducts', manual.id);
  const count = async () =>
    (
      await graphql(
        'query($id: ID!, $j: ID!) { collection(id: $id) { productsCount { count } } job(id: $j) { done } }',
        { id: manual.id, j: job.id },
      )
    ).data;
  assert.deepEqual(await count(), { collection: { productsCount: { count: 1 } }, job: { done: false } });
  clock.advance(1000);
  assert.deepEqual(await count(), { collection: { productsCount: { count: 0 } }, job: { done: true } });
  assert.deepEqual((await add('collectionAddProductsV2', manual.id)).userErrors, []);
  const gone = (
    await graphql(
      'mutation($id: ID!) { collectionDelete(input: {id: $id}) { deletedCollectionId userErrors { message } } }',
      { id: manual.id },
    )
  ).data.collectionDelete;
  assert.equal(gone.deletedCollectionId, manual.id);
  assert.equal(twin.products.length, 1);
  assert.match(
    (await graphql('mutation { collectionCreate(input: {title: "x", parent: "y"}) { userErrors { message } } }'))
      .errors[0].message,
    /parent/,
  );
});

test('a bulk update renames an option value, and the product’s options follow', async (t) => {
  const { graphql, twin } = await openShop(t);
  const { product, variants } = twin.addProduct({ title: 'Bolt', variants: [{ sku: 'A', options: { Size: 'S' } }] });
  const v = [{ id: variants[0]?.id, optionValues: [{ optionName: 'Size', name: 'Small' }] }];
  const mutation = `mutation($id: ID!, $v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $v) {
    product { options { optionValues { name } } } productVariants { title } userErrors { message } } }`;
  assert.deepEqual((await graphql(mutation, { id: product.id, v })).data.productVariantsBulkUpdate, {
    product: { options: [{ optionValues: [{ name: 'Small' }] }] },
    productVariants: [{ title: 'Small' }],
    userErrors: [],
  });
});
