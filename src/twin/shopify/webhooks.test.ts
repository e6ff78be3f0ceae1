import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { legacyIdOf } from './global-id.ts';
import { moveQuantity } from './inventory.ts';
import { openShop } from './open-shop.support.ts';

const SUBSCRIBE =
  'mutation($topic: WebhookSubscriptionTopic!, $uri: String) { webhookSubscriptionCreate(topic: $topic, webhookSubscription: {uri: $uri, format: JSON}) { webhookSubscription { id uri } userErrors { field message } } }';

test('a subscription takes https only, and an address once for each topic', async (t) => {
  const { graphql } = await openShop(t);
  const subscribe = async (uri: string) =>
    (await graphql(SUBSCRIBE, { topic: 'ORDERS_CREATE', uri })).data.webhookSubscriptionCreate;
  assert.deepEqual((await subscribe('http://127.0.0.1/hook')).userErrors[0].field, ['webhookSubscription', 'uri']);
  assert.ok((await subscribe('https://hooks.example.com/a')).webhookSubscription.id);
  assert.match((await subscribe('https://hooks.example.com/a')).userErrors[0].message, /taken/);
});

test('deliveries are signed over the raw body; one event to two addresses has one event id', async (t) => {
  const { graphql, twin } = await openShop(t, { clientSecret: 'hush' });
  for (const uri of ['https://hooks.example.com/a', 'https://hooks.example.com/b'])
    await graphql(SUBSCRIBE, { topic: 'ORDERS_CREATE', uri });
  const order = twin.placeOrder({ lines: [{ title: 'Part', unitPrice: '1.00', quantity: 1 }] });
  const [first, second, ...others] = twin.takeWebhooks();
  assert.ok(first && second);
  assert.deepEqual(others, []);
  assert.equal(first.headers['x-shopify-topic'], 'orders/create');
  assert.equal(
    first.headers['x-shopify-hmac-sha256'],
    createHmac('sha256', 'hush').update(first.body).digest('base64'),
  );
  assert.equal(first.headers['x-shopify-event-id'], second.headers['x-shopify-event-id']);
  assert.notEqual(first.headers['x-shopify-webhook-id'], second.headers['x-shopify-webhook-id']);
  assert.deepEqual(
    [JSON.parse(first.body).admin_graphql_api_id, JSON.parse(first.body).id],
    [order.id, Number(order.legacyResourceId)],
  );
  assert.deepEqual(twin.takeWebhooks(), []);
});

test('a variant tells that it can be bought again when the first piece of all locations comes, and not with each', async (t) => {
  const { graphql, twin } = await openShop(t);
  for (const topic of ['VARIANTS_IN_STOCK', 'VARIANTS_OUT_OF_STOCK'])
    await graphql(SUBSCRIBE, { topic, uri: 'https://hooks.example.com/a' });
  const { product } = twin.addProduct({ title: 'Bolt', variants: [{ sku: 'B-1', stock: 3 }] });
  twin.takeWebhooks();
  const [level, ...elsewhere] = [...twin.shop.inventoryLevels.values()].filter(
    ({ quantities }) => quantities.available > 0,
  );
  assert.ok(level !== undefined);
  for (const other of elsewhere) moveQuantity(twin.shop, other, 'available', -other.quantities.available);
  assert.deepEqual(twin.takeWebhooks(), [], 'there are pieces left');
  const told = (delta: number) => {
    moveQuantity(twin.shop, level, 'available', delta);
    return twin.takeWebhooks().map(({ headers, body }) => [headers['x-shopify-topic'], JSON.parse(body)]);
  };
  const [id = ''] = product.variantIds;
  const body = { id: Number(legacyIdOf(id)), admin_graphql_api_id: id };
  assert.deepEqual(told(-2), []);
  assert.deepEqual(told(-1), [['variants/out_of_stock', body]]);
  assert.deepEqual(told(-1), []);
  assert.deepEqual(told(6), [['variants/in_stock', body]]);
  assert.deepEqual(told(2), []);
});

test('one’s own write comes back as an event; a deletion knows only the id', async (t) => {
  const { graphql, twin } = await openShop(t);
  for (const topic of ['ORDERS_UPDATED', 'PRODUCTS_DELETE', 'INVENTORY_LEVELS_UPDATE'])
    await graphql(SUBSCRIBE, { topic, uri: 'https://hooks.example.com/a' });
  const { product } = twin.addProduct({ title: 'Bolt', variants: [{ sku: 'B-1', stock: 3 }] });
  const order = twin.placeOrder({ lines: [{ title: 'Part', unitPrice: '1.00', quantity: 1 }] });
  twin.takeWebhooks();
  await graphql('mutation($id: ID!) { tagsAdd(id: $id, tags: ["exported"]) { userErrors { message } } }', {
    id: order.id,
  });
  await graphql('mutation($id: ID!) { productDelete(input: {id: $id}) { userErrors { message } } }', {
    id: product.id,
  });
  const deliveries = twin.takeWebhooks();
  assert.deepEqual(
    deliveries.map(({ headers }) => headers['x-shopify-topic']),
    ['orders/updated', 'products/delete'],
  );
  assert.deepEqual(JSON.parse(deliveries[1]?.body ?? ''), { id: Number(product.legacyResourceId) });
});
