import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { request } from 'undici';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import { type Capture, capture, capturedShop, hasCaptures } from './captured-shop.ts';
import { TWIN_KEYS } from './site-settings.ts';
import type { WooCommerceTwin } from './woocommerce-twin.ts';

/** The probe of the real server, in its order: later answers depend on earlier writes. */
const PROBE = [
  'orders-list',
  'order-20',
  'order-21',
  'order-22',
  'orders-bad-per-page',
  'orders-page-past-end',
  'orders-bad-date',
  'orders-meta-filter-ignored',
  'order-404',
  'auth-missing',
  'auth-readonly-write',
  'products-list',
  'product-10',
  'product-by-two-skus',
  'variations',
  'stock-set',
  'stock-set-float',
  'stock-set-negative',
  'stock-set-null',
  'stock-reset',
  'stock-batch',
  'variation-stock',
  'stock-oos',
  'price-number',
  'price-comma',
  'price-three-decimals',
  'price-reset',
  'product-dup-sku',
  'customers-list',
  'customers-modified-after-ignored',
  'customer-create',
  'customer-create-dup',
  'customer-create-noemail',
  'customer-create-bademail',
  'customer-update',
  'customer-update-email-taken',
  'customer-bad-country',
  'customer-by-email',
  'customer-delete-noforce',
  'customer-delete',
  'order-create',
  'stock-after-order',
  'order-cancel',
  'stock-after-cancel',
  'order-cancel-again',
  'order-uncancel',
  'stock-after-uncancel',
  'order-bad-status',
  'order-oversell',
  'stock-after-oversell',
  'order-bad-coupon',
  'order-bad-product',
  'order-by-sku',
  'order-price-override',
  'order-refund',
  'order-after-refund',
  'order-note',
  'order-meta',
  'order-line-append',
  'order-trash',
  'order-read-trashed',
  'orders-any-status',
  'orders-status-trash',
  'coupons',
  'taxes',
  'shipping-zones',
] as const;

const READ_ONLY: ReadonlySet<string> = new Set(['taxes', 'shipping-zones']);

describe('the answers of a real server', { skip: hasCaptures ? false : 'the captures are not here' }, () => {
  let running: RunningTwin<WooCommerceTwin>;

  before(async () => {
    const { twin, clock } = capturedShop();
    running = await startTwin(twin, { clock });
  });
  after(() => running.close());

  for (const name of PROBE)
    test(`${name} is answered with the captured status, headers and body`, async () => {
      const expected = capture(name);
      const { status, headers, body } = await ask(expected, keyFor(name));
      assert.equal(status, expected.status);
      assert.deepEqual(comparable(body), comparable(expected.body));
      for (const header of ['content-type', 'location', 'x-wp-total', 'x-wp-totalpages', 'link'])
        assert.equal(withoutNoteId(headers[header]), withoutNoteId(expected.headers.get(header)), header);
      // The twin only reads taxes and zones.
      if (!READ_ONLY.has(name)) assert.equal(headers.allow, expected.headers.get('allow'), 'allow');
    });

  test('order 23, made by a checkout, has the captured fields and types', async () => {
    const expected = capture('order-23-store-api');
    const { body } = await ask(expected, TWIN_KEYS.readWrite);
    const [ours, theirs] = [body, expected.body].map((each) => ({ ...(each as object), meta_data: [] }));
    assert.deepEqual(shape(ours), shape(theirs));
  });

  test('shipping-methods has the captured fields and types', async () => {
    const expected = capture('shipping-methods');
    const { body } = await ask(expected, TWIN_KEYS.readWrite);
    assert.deepEqual(shape(body), shape(expected.body));
  });

  test('webhooks have the captured fields and hooks', async () => {
    for (const topic of ['order.created', 'order.updated', 'customer.updated', 'product.updated'])
      await ask(
        {
          method: 'POST',
          target: '/wp-json/wc/v3/webhooks',
          requestBody: JSON.stringify({
            name: `engine ${topic}`,
            topic,
            delivery_url: 'http://127.0.0.1:18099/woo-hook',
            secret: 'hook-secret-1',
          }),
        },
        TWIN_KEYS.readWrite,
      );
    const expected = capture('webhooks');
    const { body } = await ask(expected, TWIN_KEYS.readWrite);
    assert.deepEqual(comparable(body), comparable(expected.body));
  });

  async function ask(
    sent: Pick<Capture, 'method' | 'target' | 'requestBody'>,
    key: { readonly consumerKey: string; readonly consumerSecret: string } | undefined,
  ) {
    const credentials = Buffer.from(`${key?.consumerKey}:${key?.consumerSecret}`).toString('base64');
    const { statusCode, headers, body } = await request(`${running.url}${sent.target}`, {
      method: sent.method as 'GET',
      headers: {
        ...(key === undefined ? {} : { authorization: `Basic ${credentials}` }),
        ...(sent.requestBody === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: sent.requestBody ?? null,
    });
    return { status: statusCode, headers, body: (await body.json()) as unknown };
  }
});

function keyFor(name: string) {
  if (name === 'auth-missing') return undefined;
  return name === 'auth-readonly-write' ? TWIN_KEYS.readOnly : TWIN_KEYS.readWrite;
}

/** Values that differ from shop to shop, reduced to their type; everything else is compared exactly. */
const VOLATILE = /^(date_.*|order_key|payment_url|avatar_url|related_ids|price_html|average_rating)$/;

function comparable(value: unknown, key = ''): unknown {
  if (VOLATILE.test(key)) return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
  if (Array.isArray(value)) {
    const items = value.map((item) => comparable(item));
    // The captured server lists meta in no dependable order, and the ids count rows we do not keep.
    return key === 'meta_data'
      ? items.map(withoutId).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
      : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, item]) => [name, comparable(item, name)]);
  const object = Object.fromEntries(entries) as Record<string, unknown>;
  if (object.key === '_wp_trash_meta_time') object.value = 'time';
  // Note ids count the shop's own notes as well.
  if ('customer_note' in object && 'author' in object) return { ...object, id: 'id', _links: 'links' };
  return object;
}

function withoutNoteId(header: unknown): unknown {
  return typeof header === 'string' ? header.replace(/notes\/\d+/, 'notes/id') : header;
}

function withoutId(item: unknown): unknown {
  return { ...(item as object), id: 'id' };
}

/** Field names and JSON types; of a list the first element. */
function shape(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shape);
  if (typeof value !== 'object' || value === null) return value === null ? 'null' : typeof value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shape(item)]));
}
