import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const DEFINE = `mutation Define($definition: MetafieldDefinitionInput!) { metafieldDefinitionCreate(definition: $definition) {
  createdDefinition { id name namespace key ownerType type { name category } capabilities { uniqueValues { eligible enabled } } metafieldsCount }
  userErrors { field message code }
} }`;
const SET = `mutation Set($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) {
  metafields { type value definition { name } } userErrors { field code }
} }`;

const ERP_ID = { namespace: 'erp', key: 'order_id', name: 'ERP order', ownerType: 'ORDER', type: 'id' };
const LINES = [{ title: 'Clock', quantity: 1, unitPrice: '80.00' }];

test('a definition of type id has unique values, is found again, and its metafields need no type', async (t) => {
  const shop = await openShop(t);
  const defined = (await shop.graphql(DEFINE, { definition: ERP_ID })).data.metafieldDefinitionCreate;
  assert.deepEqual(defined.userErrors, []);
  assert.equal(defined.createdDefinition.type.name, 'id');
  assert.deepEqual(defined.createdDefinition.capabilities.uniqueValues, { eligible: true, enabled: true });
  const first = shop.twin.placeOrder({ lines: LINES });
  const second = shop.twin.placeOrder({ lines: LINES });
  const set = async (ownerId: string, more: object = {}) =>
    (await shop.graphql(SET, { metafields: [{ ownerId, namespace: 'erp', key: 'order_id', value: 'SO-1', ...more }] }))
      .data.metafieldsSet;
  assert.deepEqual((await set(first.id)).metafields, [
    { type: 'id', value: 'SO-1', definition: { name: 'ERP order' } },
  ]);
  assert.deepEqual((await set(second.id)).userErrors, [{ field: ['metafields', '0', 'value'], code: 'INVALID_VALUE' }]);
  assert.deepEqual((await set(second.id, { type: 'single_line_text_field', value: 'SO-2' })).userErrors, [
    { field: ['metafields', '0', 'type'], code: 'INVALID_TYPE' },
  ]);
  const found = await shop.graphql(`{
    orderByIdentifier(identifier: { customId: { namespace: "erp", key: "order_id", value: "SO-1" } }) { id }
    metafieldDefinition(identifier: { ownerType: ORDER, namespace: "erp", key: "order_id" }) { id metafieldsCount }
    metafieldDefinitions(first: 5, ownerType: ORDER, namespace: "erp") { nodes { key } }
    products: metafieldDefinitions(first: 5, ownerType: PRODUCT) { nodes { key } }
    node(id: "${defined.createdDefinition.id}") { __typename id }
  }`);
  assert.deepEqual(found.data.orderByIdentifier, { id: first.id });
  assert.deepEqual(found.data.metafieldDefinition, { id: defined.createdDefinition.id, metafieldsCount: 1 });
  assert.deepEqual(found.data.metafieldDefinitions.nodes, [{ key: 'order_id' }]);
  assert.deepEqual(found.data.products.nodes, []);
  assert.equal(found.data.node.__typename, 'MetafieldDefinition');
});

test('a definition that cannot be is refused with its code', async (t) => {
  const shop = await openShop(t);
  const codes = async (more: object): Promise<unknown> =>
    (await shop.graphql(DEFINE, { definition: { ...ERP_ID, ...more } })).data.metafieldDefinitionCreate.userErrors.map(
      ({ code }: { code: string }) => code,
    );
  assert.deepEqual(await codes({ type: 'number' }), ['INCLUSION']);
  assert.deepEqual(await codes({ key: 'x' }), ['TOO_SHORT']);
  assert.deepEqual(await codes({ key: 'order id' }), ['INVALID_CHARACTER']);
  assert.deepEqual(await codes({ capabilities: { uniqueValues: { enabled: false } } }), [
    'CAPABILITY_REQUIRED_BUT_DISABLED',
  ]);
  assert.deepEqual(await codes({ type: 'boolean', capabilities: { uniqueValues: { enabled: true } } }), [
    'INVALID_CAPABILITY',
  ]);
  assert.deepEqual(await codes({}), []);
  assert.deepEqual(await codes({}), ['TAKEN']);
  assert.deepEqual(await codes({ ownerType: 'PRODUCT' }), []);
});

test('metafields that are there take on the type of a new definition when their values allow it', async (t) => {
  const shop = await openShop(t);
  const [good, bad] = ['7', 'seven'].map((value) => {
    const order = shop.twin.placeOrder({ lines: LINES });
    shop.twin.setMetafield(order.id, { namespace: 'erp', key: 'parcels', value, type: 'single_line_text_field' });
    return order.id;
  });
  await shop.graphql(DEFINE, { definition: { ...ERP_ID, key: 'parcels', type: 'number_integer' } });
  const typeOf = async (id: string | undefined): Promise<unknown> =>
    (
      await shop.graphql(
        'query Read($id: ID!) { order(id: $id) { metafield(namespace: "erp", key: "parcels") { type } } }',
        { id },
      )
    ).data.order.metafield.type;
  assert.equal(await typeOf(good), 'number_integer');
  assert.equal(await typeOf(bad), 'single_line_text_field');
});

test('a unique text is unique within its owner type, and needs the scope of the owner', async (t) => {
  const shop = await openShop(t, { scopes: ['write_products', 'read_orders'] });
  const refused = await shop.graphql(DEFINE, { definition: ERP_ID });
  assert.equal(refused.errors[0].extensions.code, 'ACCESS_DENIED');
  await shop.graphql(DEFINE, {
    definition: {
      namespace: 'erp',
      key: 'item',
      name: 'ERP item',
      ownerType: 'PRODUCT',
      type: 'single_line_text_field',
      capabilities: { uniqueValues: { enabled: true } },
    },
  });
  const made = shop.twin.addProduct({
    title: 'Lamp',
    metafields: [{ namespace: 'erp', key: 'item', value: 'I-1' }],
  });
  const other = shop.twin.addProduct({ title: 'Rug' });
  const set = async (ownerId: string) =>
    (await shop.graphql(SET, { metafields: [{ ownerId, namespace: 'erp', key: 'item', value: 'I-1' }] })).data
      .metafieldsSet.userErrors;
  assert.deepEqual(await set(made.product.id), []);
  assert.deepEqual(await set(other.product.id), [{ field: ['metafields', '0', 'value'], code: 'INVALID_VALUE' }]);
});
