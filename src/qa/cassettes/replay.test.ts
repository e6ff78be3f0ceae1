import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { ManualClock } from '../../model/clock.ts';
import type { CassetteExchange } from '../../model/config.generated.ts';
import type { Delivery } from '../../model/delivery.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { replayUrl } from './cassette-path.ts';
import { forPartner, joinPartners } from './partners.ts';
import { openReplay } from './replay.ts';
import { recordFromTwins, replayTapes, trialPair } from './trial-pair.support.ts';

const strict = (exchanges: readonly CassetteExchange[]) => ({ exchanges, tolerance: 'strict' }) as const;
const outcomes = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ label, state, reason }) => `${label} ${state} ${reason?.text}`).sort();

for (const shop of ['woocommerce', 'shopify'])
  test(`${shop} to business-central: what twins answered is replayed with nothing started, and nothing is left over`, async () => {
    const recorded = await recordFromTwins(shop, 'business-central');
    assert.ok(recorded.erp.some(({ request }) => request.method === 'POST' && request.path === '/salesOrders'));
    const { deliveries, problems, error } = await replayTapes(shop, 'business-central', {
      shop: strict(recorded.shop),
      erp: strict(recorded.erp),
    });
    assert.equal(error, undefined);
    assert.deepEqual(problems, []);
    assert.deepEqual(outcomes(deliveries), outcomes(recorded.deliveries));
  });

test('what does not fit turns the replay red, and says where', async () => {
  const recorded = await recordFromTwins('woocommerce', 'business-central', { orders: 1 });
  const isOrder = ({ request }: CassetteExchange) => request.method === 'POST' && request.path === '/salesOrders';
  const replayed = async (shop: readonly CassetteExchange[], erp: readonly CassetteExchange[]) => {
    const { problems, error } = await replayTapes('woocommerce', 'business-central', {
      shop: strict(shop),
      erp: strict(erp),
    });
    return { kinds: problems.map(({ kind }) => kind), text: problems.map(({ message }) => message).join('\n'), error };
  };

  const missing = await replayed(
    recorded.shop,
    recorded.erp.filter((each) => !isOrder(each)),
  );
  assert.equal(missing.kinds[0], 'not-recorded');
  assert.match(missing.text, /business-central was asked POST \/salesOrders, which was not recorded/);
  assert.ok(missing.error instanceof IntegrationError && missing.error.code === 'CASSETTE_MISMATCH');

  const other = await replayed(
    recorded.shop,
    recorded.erp.map((each) =>
      isOrder(each)
        ? { ...each, request: { ...each.request, json: { ...(each.request.json as object), orderDate: '2020-01-01' } } }
        : each,
    ),
  );
  assert.equal(other.kinds[0], 'differs');
  assert.match(other.text, /\/json\/orderDate: expected "2020-01-01", got "2026-03-02"/);

  const isCustomer = ({ request }: CassetteExchange) => request.method === 'POST' && request.path === '/customers';
  const [order, customer] = [recorded.erp.find(isOrder), recorded.erp.find(isCustomer)];
  assert.ok(order !== undefined && customer !== undefined);
  const swapped = recorded.erp.map((each) => (each === order ? customer : each === customer ? order : each));
  const reordered = await replayed(recorded.shop, swapped);
  assert.deepEqual(reordered.kinds, ['in-another-order']);
  assert.match(reordered.text, /was told POST \/customers where the cassette has POST \/salesOrders/);

  const extra: CassetteExchange = { request: { method: 'DELETE', path: '/salesOrders(1)' }, response: { status: 204 } };
  const more = await replayed(recorded.shop, [...recorded.erp, extra]);
  assert.deepEqual(more.kinds, ['never-asked']);
  assert.match(more.text, /was not asked DELETE \/salesOrders\(1\), which the cassette has/);
  assert.equal(more.error, undefined);

  const shopWithout = recorded.shop.filter(({ request }) => request.method !== 'PUT');
  const unexpectedWrite = await replayed(shopWithout, recorded.erp);
  assert.equal(unexpectedWrite.kinds[0], 'not-recorded');
  assert.match(unexpectedWrite.text, /woocommerce was asked PUT \/orders\/\d+/);
});

test('in a replay nothing else is reached, and afterwards everything is again', async () => {
  const server = createServer((_request, response) => response.end('reached'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await using pair = await trialPair('woocommerce', 'business-central', {
    shop: replayUrl('woocommerce'),
    erp: replayUrl('business-central'),
  });
  const sides = pair.connections.map((connection) => ({ connection, tape: strict([]) }));
  const clock = new ManualClock();
  const replay = await openReplay(sides, clock);
  try {
    await assert.rejects(fetch(url));
    await assert.rejects(fetch('https://shop.example.com/'));
    await assert.rejects(openReplay(sides, clock), { code: 'USAGE' });
    assert.throws(() => replay.http('elsewhere'), { code: 'USAGE' });
  } finally {
    replay.finish();
  }
  assert.equal(await (await fetch(url)).text(), 'reached');
  server.closeAllConnections();
  server.close();
});

test('two recordings of one scenario are the same to the byte', async () => {
  const [first, second] = [
    await recordFromTwins('shopify', 'business-central'),
    await recordFromTwins('shopify', 'business-central'),
  ];
  assert.deepEqual(second.shop, first.shop);
  assert.deepEqual(second.erp, first.erp);
});

test('one cassette of the ERP serves both shops, and says what differs', async () => {
  const woo = await recordFromTwins('woocommerce', 'business-central', { orders: 1 });
  const shopify = await recordFromTwins('shopify', 'business-central', { orders: 1 });
  const joined = joinPartners(
    new Map([
      ['woocommerce', woo.erp],
      ['shopify', shopify.erp],
    ]),
  );
  assert.ok(joined.length < woo.erp.length + shopify.erp.length - 5, 'steps are shared');
  const numbers = joined.flatMap(({ varies }) => varies?.['/request/json/externalDocumentNumber'] ?? []);
  assert.deepEqual(Object.keys(numbers[0] ?? {}).sort(), ['shopify', 'woocommerce']);
  for (const [shop, recorded] of [
    ['woocommerce', woo],
    ['shopify', shopify],
  ] as const) {
    const { problems, error } = await replayTapes(shop, 'business-central', {
      shop: strict(recorded.shop),
      erp: strict(forPartner(joined, shop)),
    });
    assert.equal(error, undefined);
    assert.deepEqual(problems, []);
  }
});
