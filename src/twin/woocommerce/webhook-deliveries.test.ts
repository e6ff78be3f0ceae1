import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import { startTwin } from '../kit/twin-server.ts';
import { TWIN_KEYS } from './site-settings.ts';
import { createWooCommerceTwin } from './woocommerce-twin.ts';

const { consumerKey, consumerSecret } = TWIN_KEYS.readWrite;
const authorization = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`;

async function withWebhooks(...topics: string[]) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const twin = createWooCommerceTwin({ clock });
  const running = await startTwin(twin, { clock });
  const send = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${running.url}/wp-json/wc/v3/${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as { readonly id: number; readonly status: string };
  };
  const ids: number[] = [];
  for (const topic of topics)
    ids.push((await send('POST', 'webhooks', { topic, delivery_url: 'http://127.0.0.1:9/hook', secret: 's3' })).id);
  return { twin, send, ids, [Symbol.asyncDispose]: () => running.close() };
}

test('a webhook is tried with an unsigned form, then told of each change with its signature', async () => {
  await using shop = await withWebhooks('customer.created', 'customer.updated');
  const pings = shop.twin.takeWebhooks();
  assert.deepEqual(
    pings.map(({ body, headers }) => [body, headers['content-type'], headers['x-wc-webhook-signature']]),
    shop.ids.map((id) => [`webhook_id=${id}`, 'application/x-www-form-urlencoded', undefined]),
  );
  const { id } = shop.twin.addCustomer({ email: 'jo@example.com', username: 'jo', password: 'x' });
  const [created, ...others] = shop.twin.takeWebhooks();
  assert.ok(created !== undefined && others.length === 0);
  assert.equal(created.headers['x-wc-webhook-topic'], 'customer.created');
  assert.equal(created.headers['x-wc-webhook-id'], String(shop.ids[0]));
  assert.equal(JSON.parse(created.body).id, id);
  assert.equal(
    created.headers['x-wc-webhook-signature'],
    createHmac('sha256', 's3').update(created.body).digest('base64'),
  );
  await shop.send('PUT', `customers/${id}`, { first_name: 'Jo' });
  assert.deepEqual(
    shop.twin.takeWebhooks().map(({ headers }) => headers['x-wc-webhook-topic']),
    ['customer.updated'],
  );
  assert.deepEqual(shop.twin.takeWebhooks(), []);
});

test('what happened before a webhook was made is not told to it', async () => {
  await using shop = await withWebhooks();
  shop.twin.addCustomer({ email: 'jo@example.com', username: 'jo', password: 'x' });
  await shop.send('POST', 'webhooks', { topic: 'customer.created', delivery_url: 'http://127.0.0.1:9/hook' });
  assert.deepEqual(
    shop.twin.takeWebhooks().map(({ body }) => body.slice(0, 11)),
    ['webhook_id='],
  );
});

test('the seventh failure in a row switches a webhook off; a success in between counts anew', async () => {
  await using shop = await withWebhooks('order.updated');
  const [id] = shop.ids;
  assert.ok(id !== undefined);
  const status = async () => (await shop.send('GET', `webhooks/${id}`)).status;
  for (const answer of [500, 500, 500, 500, 500, 500, 200, 500, 500, 500, 500, 500, 404])
    shop.twin.answeredWebhook(id, answer);
  assert.equal(await status(), 'active');
  shop.twin.answeredWebhook(id, 500);
  assert.equal(await status(), 'disabled');
  await shop.send('PUT', `webhooks/${id}`, { status: 'active' });
  shop.twin.answeredWebhook(id, 500);
  assert.equal(await status(), 'active');
});
