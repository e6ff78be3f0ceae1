/** What the shipped connectors make of the messages of their systems: captured ones of WooCommerce, and those of the twins. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { loopbackServer } from '../src/connector/testing/loopback-server.ts';
import { never } from '../src/connector/testing/test-connection.ts';
import { ManualClock } from '../src/model/clock.ts';
import type { EventDesk, MessageVerdict } from '../src/model/events.ts';
import { BusinessCentralTwin } from '../src/twin/business-central/business-central-twin.ts';
import { startTwin } from '../src/twin/kit/twin-server.ts';
import { createShopifyTwin } from '../src/twin/shopify/shopify-twin.ts';
import { BUILT_IN } from './sample-project.ts';
import { twinConnection } from './twin-connection.ts';

const CAPTURED = join(BUILT_IN, '../shared/captures/woocommerce/webhooks.jsonl');
const skip = existsSync(CAPTURED) ? false : 'the captures are not there (../shared/captures/woocommerce)';

const bytes = (text: string) => new TextEncoder().encode(text);

function deskOf(system: string, url = 'http://127.0.0.1:9', secrets: Record<string, string> = {}): EventDesk {
  const desk = twinConnection(system, url, new ManualClock(), secrets).events;
  assert.ok(desk !== undefined);
  return desk;
}

interface Captured {
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: string;
}

function captured(): readonly Captured[] {
  return readFileSync(CAPTURED, 'utf8')
    .trim()
    .split('\n')
    .map((line) => {
      const { headers, raw } = JSON.parse(line) as Captured;
      return {
        raw,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      };
    });
}

const judged = (desk: EventDesk, { headers, raw }: Captured): Promise<MessageVerdict> =>
  desk.judge({ headers, query: {}, body: bytes(raw) });

test('every message that a real WooCommerce sent is what it was', { skip }, async () => {
  const desk = deskOf('woocommerce', undefined, { webhook_secret: 'hook-secret-1' });
  const kinds: Record<string, number> = {};
  for (const message of captured()) {
    const verdict = await judged(desk, message);
    kinds[verdict.kind] = (kinds[verdict.kind] ?? 0) + 1;
    if (verdict.kind === 'ping') assert.match(message.raw, /^webhook_id=\d+$/);
    if (verdict.kind !== 'told') continue;
    const body = JSON.parse(message.raw);
    const document = message.headers['x-wc-webhook-resource'];
    const id = body.type === 'variation' ? body.parent_id : body.id;
    assert.deepEqual(verdict.unknown, []);
    const events = verdict.changes.map(({ event, key }) => [event, key]);
    const key = id === undefined ? undefined : String(id);
    assert.deepEqual(
      events,
      document === 'product'
        ? [
            ['product.changed', key],
            ['stock.changed', key],
          ]
        : [[`${document}.changed`, key]],
    );
    assert.equal(verdict.changes[0]?.subscription, message.headers['x-wc-webhook-id']);
  }
  assert.deepEqual(Object.keys(kinds).sort(), ['ping', 'told']);
  assert.ok((kinds.told ?? 0) > 25 && (kinds.ping ?? 0) >= 4, JSON.stringify(kinds));
});

test('one byte changed, another secret, no signature: refused, and the reason shows no secret', { skip }, async () => {
  const desk = deskOf('woocommerce', undefined, { webhook_secret: 'hook-secret-1' });
  const message = captured().find(({ headers }) => headers['x-wc-webhook-topic'] === 'order.updated');
  assert.ok(message !== undefined);
  assert.equal((await judged(desk, message)).kind, 'told');
  const refusals = [
    await judged(desk, { ...message, raw: message.raw.replace('"id":', '"id" :') }),
    await judged(deskOf('woocommerce', undefined, { webhook_secret: 'hook-secret-2' }), message),
    await judged(deskOf('woocommerce'), message),
    await judged(desk, { ...message, headers: { 'content-type': 'application/json' } }),
  ];
  for (const verdict of refusals) {
    assert.ok(verdict.kind === 'refused' && verdict.status === 401, JSON.stringify(verdict));
    assert.ok(!verdict.reason.text.includes('hook-secret'));
  }
});

test('what a list of WooCommerce leaves out is left out of events as well', async () => {
  const desk = deskOf('woocommerce');
  assert.equal(await desk.lists('order.changed', { status: 'processing' }), true);
  for (const status of ['trash', 'checkout-draft', 'auto-draft'])
    assert.equal(await desk.lists('order.changed', { status }), false, status);
  assert.equal(await desk.lists('customer.changed', { role: 'wholesale' }), true);
});

test('Shopify: subscriptions are made, listed and removed; a message names its record, and one event sent again is the same', async (t) => {
  const { desk, twin } = await shopify(t);
  const subscriptions = desk.subscriptions;
  assert.ok(subscriptions !== undefined);
  const url = 'https://pipes.example.com/events/shop';
  await subscriptions.create('ORDERS_CREATE', url, never());
  await subscriptions.create('ORDERS_PAID', url, never());
  const listed = await subscriptions.list(never());
  assert.deepEqual(
    listed.map(({ topic, url: to, active }) => [topic, to, active]),
    [
      ['ORDERS_CREATE', url, true],
      ['ORDERS_PAID', url, true],
    ],
  );
  const order = twin.placeOrder({ lines: [{ title: 'Part', unitPrice: '1.00', quantity: 1 }] });
  const deliveries = twin.takeWebhooks();
  const verdicts = await Promise.all(
    deliveries.map(({ headers, body }) => desk.judge({ headers, query: {}, body: bytes(body) })),
  );
  const changes = verdicts.flatMap((verdict) => (verdict.kind === 'told' ? verdict.changes : []));
  // Paid before created: in which order they come is nobody's promise.
  assert.deepEqual(
    changes.map(({ event, key, topic }) => [event, key, topic]),
    ['ORDERS_PAID', 'ORDERS_CREATE'].map((topic) => ['order.changed', order.legacyResourceId, topic]),
  );
  const [first] = deliveries;
  assert.ok(first !== undefined);
  const again = await desk.judge({
    headers: { ...first.headers, 'x-shopify-webhook-id': 'another-delivery' },
    query: {},
    body: bytes(first.body),
  });
  assert.equal(again.kind === 'told' && again.changes[0]?.identity, changes[0]?.identity);
  for (const subscription of listed) await subscriptions.remove(subscription, never());
  assert.deepEqual(await subscriptions.list(never()), []);
  // Removed meanwhile by somebody else.
  await assert.rejects(async () => subscriptions.remove(listed[0] ?? assert.fail(), never()), /does not exist/);
});

async function shopify(t: TestContext) {
  const clock = new ManualClock('2026-05-04T14:02:11.500Z');
  const twin = createShopifyTwin({ clock });
  const running = await startTwin(twin, { clock });
  t.after(() => running.close());
  return { twin, desk: deskOf('shopify', running.url) };
}

test('Business Central: handshake, shared text, life of three days, a change of many records names none', async (t) => {
  const clock = new ManualClock('2026-03-02T15:00:00.000Z');
  const twin = new BusinessCentralTwin({ clock });
  const running = await startTwin(twin, { clock });
  t.after(() => running.close());
  const desk = deskOf('business-central', running.url, { webhook_secret: 'shared by two' });
  const { subscriptions } = desk;
  assert.ok(subscriptions !== undefined);
  await using receiver = await loopbackServer(async ({ url, headers, body }) => {
    const query = Object.fromEntries(new URL(url, 'http://x').searchParams);
    const verdict = await desk.judge({ headers: headers as Record<string, string>, query, body: bytes(body) });
    return verdict.kind === 'handshake' ? { text: verdict.token } : { status: 401 };
  });
  const to = `${receiver.url}/events/erp`;
  await subscriptions.create('items', to, never());
  await subscriptions.create('itemCategories', to, never());
  const [made] = await subscriptions.list(never());
  assert.ok(made !== undefined);
  assert.deepEqual([made.topic, made.url, made.expiresAt], ['items', to, '2026-03-05T15:00:00.000Z']);

  clock.advance(2 * 86_400_000);
  await subscriptions.renew(made, never());
  const renewed = (await subscriptions.list(never())).find(({ id }) => id === made.id);
  assert.equal(renewed?.expiresAt, '2026-03-07T15:00:00.000Z');

  twin.addItem({ number: 'A-1', displayName: 'Vise' });
  const [delivery] = twin.takeWebhooks();
  assert.ok(delivery !== undefined);
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  const verdict = await desk.judge({ headers, query: {}, body: bytes(delivery.body) });
  assert.ok(verdict.kind === 'told');
  const id = /\(([0-9a-f-]{36})\)$/.exec(JSON.parse(delivery.body).value[0].resource)?.[1];
  assert.deepEqual(
    verdict.changes.map(({ event, key, subscription }) => [event, key, subscription]),
    [['product.changed', id, made.id]],
  );

  const entry = JSON.parse(delivery.body).value[0];
  const many = {
    value: [
      {
        ...entry,
        changeType: 'collection',
        resource: entry.resource.replace(/\([^()]*\)$/, '?$filter=lastModifiedDateTime ge 2026'),
      },
    ],
  };
  const told = await desk.judge({ headers, query: {}, body: bytes(JSON.stringify(many)) });
  assert.ok(told.kind === 'told');
  assert.deepEqual(
    told.changes.map(({ event, key }) => [event, key]),
    [['product.changed', undefined]],
  );

  for (const value of [
    [],
    [{ ...entry, clientState: 'shared by tw' }],
    [entry, { ...entry, clientState: undefined }],
  ]) {
    const forged = await desk.judge({ headers, query: {}, body: bytes(JSON.stringify({ value })) });
    assert.ok(forged.kind === 'refused' && forged.status === 401, JSON.stringify(forged));
  }
  for (const each of await subscriptions.list(never())) await subscriptions.remove(each, never());
  assert.deepEqual(await subscriptions.list(never()), []);
});
