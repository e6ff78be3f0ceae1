import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

test('an unknown field is undefinedField in a 200, with its path, and costs nothing', async (t) => {
  const { graphql, twin } = await openShop(t);
  const answer = await graphql('query Orders { orders(first: 1) { nodes { id total } } }');
  assert.deepEqual(answer.errors, [
    {
      message: "Field 'total' doesn't exist on type 'Order'",
      locations: [{ line: 1, column: 46 }],
      path: ['query Orders', 'orders', 'nodes', 'total'],
      extensions: { code: 'undefinedField', typeName: 'Order', fieldName: 'total' },
    },
  ]);
  assert.equal('data' in answer, false);
  assert.ok(answer.extensions.cost.throttleStatus);
  assert.equal(twin.throttle.available(), 2000);
});

test('each mistake of a query has its code', async (t) => {
  const { graphql } = await openShop(t);
  const code = async (query: string, variables = {}) => (await graphql(query, variables)).errors[0].extensions?.code;
  assert.equal(await code('{ orders(first: 1, filter: "x") { nodes { id } } }'), 'argumentNotAccepted');
  assert.equal(await code('{ order { id } }'), 'missingRequiredArguments');
  assert.equal(await code('{ orders(first: 1) { nodes } }'), 'selectionMismatch');
  assert.equal(await code('{ shop { name { first } } }'), 'selectionMismatch');
  assert.equal(await code('query($id: String!) { order(id: $id) { id } }', { id: 'x' }), 'variableMismatch');
  assert.equal(await code('query($id: ID) { shop { name } }'), 'variableNotUsed');
  assert.equal(await code('{ orders(first: 1, sortKey: NEWEST) { nodes { id } } }'), 'argumentLiteralsIncompatible');
  assert.equal(await code('{ orders(first: 1) { nodes { id }'), undefined);
  // The plain UserError has no code: asking for one is a mistake of the query, not of the data.
  assert.equal(await code('mutation { orderUpdate(input: {id: "x"}) { userErrors { code } } }'), 'undefinedField');
});

test('variables of the wrong form are INVALID_VARIABLE', async (t) => {
  const { graphql } = await openShop(t);
  const mutation = 'mutation($input: OrderInput!) { orderUpdate(input: $input) { userErrors { message } } }';
  const unknown = await graphql(mutation, { input: { id: 'x', lineItems: [] } });
  assert.equal(unknown.errors[0].extensions.code, 'INVALID_VARIABLE');
  const missing = await graphql(mutation, {});
  assert.equal(missing.errors[0].extensions.code, 'INVALID_VARIABLE');
  const set =
    'mutation($input: InventorySetQuantitiesInput!) { inventorySetQuantities(input: $input) @idempotent(key: "k") { userErrors { message } } }';
  const fraction = await graphql(set, {
    input: {
      name: 'available',
      reason: 'correction',
      quantities: [{ inventoryItemId: 'x', locationId: 'y', quantity: 4.5, changeFromQuantity: null }],
    },
  });
  assert.equal(fraction.errors[0].extensions.code, 'INVALID_VARIABLE');
});

test('money is a decimal string: a comma is refused, not misread', async (t) => {
  const { graphql, twin } = await openShop(t);
  const { product, variants } = twin.addProduct({ title: 'Bolt', variants: [{ sku: 'B-1', price: '4.50' }] });
  const update = (price: unknown) =>
    graphql(
      'mutation($id: ID!, $v: [ProductVariantsBulkInput!]!) { productVariantsBulkUpdate(productId: $id, variants: $v) { userErrors { message } } }',
      { id: product.id, v: [{ id: variants[0]?.id, price }] },
    );
  assert.equal((await update('12,50')).errors[0].extensions.code, 'INVALID_VARIABLE');
  assert.deepEqual((await update('12.5')).data.productVariantsBulkUpdate.userErrors, []);
  assert.equal(variants[0]?.price, '12.50');
});

test('an input array of more than 250 members is refused as a whole', async (t) => {
  const { graphql } = await openShop(t);
  const answer = await graphql(
    'mutation($tags: [String!]!) { tagsAdd(id: "gid://shopify/Order/1", tags: $tags) { userErrors { message } } }',
    {
      tags: Array.from({ length: 251 }, (_, index) => `t${index}`),
    },
  );
  assert.equal(answer.errors[0].extensions.code, 'MAX_INPUT_SIZE_EXCEEDED');
});
