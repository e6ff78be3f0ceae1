import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

test('everything with an id is found by its own query and by node', async (t) => {
  const shop = await openShop(t);
  const customer = shop.twin.addCustomer({ email: 'dana.reyes@example.com', firstName: 'Dana' });
  const { product, variants } = shop.twin.addProduct({
    title: 'Lamp',
    variants: [{ sku: 'LAMP', price: '9.00', stock: 5 }],
    images: [{ originalSource: 'https://images.example.com/lamp.png', alt: 'Lamp' }],
  });
  const collection = shop.twin.addCollection({ title: 'Lamps', products: [product.id] });
  const order = shop.twin.placeOrder({ customer: customer.id, lines: [{ variant: 'LAMP', quantity: 2 }] });
  const line = order.lines[0]?.id ?? '';
  const refund = shop.twin.refundOrder(order.id, {
    lines: [{ lineId: line, quantity: 1 }],
    transactions: [{ gateway: 'shopify_payments', amount: '9.0' }],
  });
  const variant = variants[0]?.id ?? '';
  const work = order.fulfillmentOrderIds[0] ?? '';
  const media = product.mediaIds[0] ?? '';
  const ids = [order.id, line, refund.id, customer.id, product.id, variant, collection.id, work, media];
  const { data } = await shop.graphql(
    `query LookUp($order: ID!, $refund: ID!, $customer: ID!, $product: ID!, $variant: ID!, $collection: ID!, $work: ID!, $ids: [ID!]!) {
      order(id: $order) { id } refund(id: $refund) { id totalRefundedSet { shopMoney { amount } } order { id } }
      customer(id: $customer) { id } product(id: $product) { id } productVariant(id: $variant) { id }
      collection(id: $collection) { id } fulfillmentOrder(id: $work) { id }
      nodes(ids: $ids) { __typename id ... on Refund { order { id } } ... on LineItem { sku } ... on MediaImage { alt } }
    }`,
    {
      order: order.id,
      refund: refund.id,
      customer: customer.id,
      product: product.id,
      variant,
      collection: collection.id,
      work,
      ids,
    },
  );
  assert.equal(data.refund.id, refund.id);
  assert.equal(data.refund.totalRefundedSet.shopMoney.amount, '9.0');
  assert.equal(data.refund.order.id, order.id);
  for (const [name, id] of Object.entries({ order: order.id, customer: customer.id, product: product.id }))
    assert.equal(data[name].id, id);
  assert.equal(data.productVariant.id, variant);
  assert.equal(data.collection.id, collection.id);
  assert.equal(data.fulfillmentOrder.id, work);
  assert.deepEqual(
    data.nodes.map(({ id }: { id: string }) => id),
    ids,
  );
  assert.deepEqual(
    data.nodes.map(({ __typename }: { __typename: string }) => __typename),
    [
      'Order',
      'LineItem',
      'Refund',
      'Customer',
      'Product',
      'ProductVariant',
      'Collection',
      'FulfillmentOrder',
      'MediaImage',
    ],
  );
  assert.equal(data.nodes[1].sku, 'LAMP');
  assert.equal(data.nodes[8].alt, 'Lamp');
});

test('a refund of an order that the token does not see is not there', async (t) => {
  const shop = await openShop(t, { scopes: ['write_orders'] });
  const order = shop.twin.placeOrder({ lines: [{ title: 'Clock', quantity: 1, unitPrice: '80.00' }] });
  const refund = shop.twin.refundOrder(order.id, {
    transactions: [{ gateway: 'shopify_payments', amount: '5.0' }],
  });
  const read = async (): Promise<unknown> =>
    (await shop.graphql(`{ refund(id: "${refund.id}") { id } node(id: "${refund.id}") { id } }`)).data;
  assert.deepEqual(await read(), { refund: { id: refund.id }, node: { id: refund.id } });
  shop.clock.advance(61 * 86_400_000);
  assert.deepEqual(await read(), { refund: null, node: null });
});

test('an inventory item keeps its weight, origin and tariff code; a code that is none is refused', async (t) => {
  const shop = await openShop(t);
  shop.twin.addProduct({ title: 'Lamp', variants: [{ sku: 'LAMP' }] });
  const id = shop.twin.variants[0]?.inventoryItemId;
  const update = async (input: object) =>
    (
      await shop.graphql(
        `mutation Change($id: ID!, $input: InventoryItemInput!) { inventoryItemUpdate(id: $id, input: $input) {
          inventoryItem { requiresShipping countryCodeOfOrigin harmonizedSystemCode measurement { weight { unit value } } }
          userErrors { field message } } }`,
        { id, input },
      )
    ).data.inventoryItemUpdate;
  assert.deepEqual((await update({ requiresShipping: false })).inventoryItem, {
    requiresShipping: false,
    countryCodeOfOrigin: null,
    harmonizedSystemCode: null,
    measurement: { weight: { unit: 'KILOGRAMS', value: 0 } },
  });
  const full = await update({
    measurement: { weight: { value: 2.5, unit: 'POUNDS' } },
    countryCodeOfOrigin: 'IT',
    harmonizedSystemCode: '940521',
  });
  assert.deepEqual(full.inventoryItem, {
    requiresShipping: false,
    countryCodeOfOrigin: 'IT',
    harmonizedSystemCode: '940521',
    measurement: { weight: { unit: 'POUNDS', value: 2.5 } },
  });
  assert.deepEqual((await update({ harmonizedSystemCode: '94.05' })).userErrors[0].field, [
    'input',
    'harmonizedSystemCode',
  ]);
});
