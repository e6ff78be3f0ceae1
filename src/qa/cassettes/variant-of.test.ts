import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ReplayTape } from './replay-tape.ts';
import { recordFromTwins, replayTapes } from './trial-pair.support.ts';
import { type CassetteChange, callAt, variantOf } from './variant-of.ts';

let shop: ReplayTape;
let erp: ReplayTape;
before(async () => {
  const recorded = await recordFromTwins('woocommerce', 'business-central');
  shop = { exchanges: recorded.shop, tolerance: 'strict' };
  erp = { exchanges: recorded.erp, tolerance: 'strict' };
});

async function play(changes: { readonly shop?: CassetteChange; readonly erp?: CassetteChange }) {
  const tapes = {
    shop: changes.shop === undefined ? { ...shop, tolerance: 'after-a-fault' as const } : variantOf(shop, changes.shop),
    erp: changes.erp === undefined ? { ...erp, tolerance: 'after-a-fault' as const } : variantOf(erp, changes.erp),
  };
  const played = await replayTapes('woocommerce', 'business-central', tapes, 4);
  assert.equal(played.error, undefined);
  const orders = played.deliveries.filter(({ part }) => part === 'to');
  const posted = played
    .seen('erp')
    .filter(({ exchange: { request } }) => request.method === 'POST' && request.path === '/salesOrders');
  return { ...played, orders, states: orders.map(({ state }) => state), posted };
}

test('an order whose answer is lost is looked up, adopted and not sent again', async () => {
  const { states, posted, problems, orders } = await play({
    erp: { kind: 'reply-lost', at: callAt(erp, 'POST', '/salesOrders') },
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(states, ['delivered', 'delivered']);
  assert.equal(posted.length, 2);
  assert.ok(orders.some(({ reason }) => reason?.code !== 'created'));
});

for (const [what, change] of [
  ['503 twice', { kind: 'answered-with', status: 503, times: 2 }],
  ['429 with Retry-After', { kind: 'answered-with', status: 429, headers: { 'retry-after': '5' } }],
  ['no connection', { kind: 'not-reached' }],
] as const)
  test(`${what} at an order: it is written later, once`, async () => {
    const { states, posted, problems } = await play({
      erp: { ...change, at: callAt(erp, 'POST', '/salesOrders') },
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(states, ['delivered', 'delivered']);
    assert.equal(posted.filter(({ exchange }) => exchange.response?.status === 201).length, 2);
  });

test('a time-out at a look-up: asked again, then written', async () => {
  const { states, problems } = await play({ erp: { kind: 'timed-out', at: callAt(erp, 'GET', '/salesOrders') } });
  assert.deepEqual(problems, []);
  assert.deepEqual(states, ['delivered', 'delivered']);
});

test('a token that expired is fetched again', async () => {
  const { states, problems, seen } = await play({
    erp: { kind: 'token-expired', at: callAt(erp, 'POST', '/customers') },
  });
  assert.deepEqual(problems, []);
  assert.deepEqual(states, ['delivered', 'delivered']);
  assert.equal(seen('erp').filter(({ exchange }) => exchange.request.sign_in === true).length, 2);
});

test('an empty page: nothing is written', async () => {
  const { states, posted, problems } = await play({ shop: { kind: 'page-empty', at: callAt(shop, 'GET', '/orders') } });
  assert.deepEqual(problems, []);
  assert.deepEqual([states, posted.length], [[], 0]);
});

for (const kind of ['page-reordered', 'records-twice'] as const)
  test(`${kind}: every order is written once all the same`, async () => {
    const { states, posted, problems } = await play({ shop: { kind, at: callAt(shop, 'GET', '/orders') } });
    assert.deepEqual(problems, []);
    assert.deepEqual([states, posted.length], [['delivered', 'delivered'], 2]);
  });

test('fields that are empty: the order without a buyer is held', async () => {
  const at = callAt(shop, 'GET', '/orders');
  const { states, posted } = await play({ shop: { kind: 'fields-null', at, fields: ['billing', 'shipping'] } });
  assert.deepEqual([states, posted.length], [['held', 'held'], 0]);
});

test('what cannot be changed is told', () => {
  const usage = { code: 'USAGE' };
  assert.throws(() => variantOf(shop, { kind: 'page-empty', at: 99 }), usage);
  assert.throws(() => variantOf(shop, { kind: 'page-repeated', at: callAt(shop, 'GET', '/orders') }), usage);
  assert.throws(() => variantOf(erp, { kind: 'page-empty', at: callAt(erp, 'GET', /^\/salesOrders\(/) }), usage);
  assert.throws(() => callAt(shop, 'GET', '/nowhere'), usage);
});

test('a repeated page stops the read', async () => {
  const first = shop.exchanges[callAt(shop, 'GET', '/orders')];
  assert.ok(first?.response !== undefined);
  const more = { ...first.response, headers: { ...first.response.headers, 'x-wp-totalpages': '3' } };
  const second = {
    ...first,
    request: { ...first.request, query: { ...first.request.query, page: '2' } },
    response: more,
  };
  const tape: ReplayTape = { ...shop, exchanges: [{ ...first, response: more }, second, ...shop.exchanges.slice(1)] };
  const changed = variantOf(tape, { kind: 'page-repeated', at: 1 });
  assert.deepEqual(changed.exchanges[1]?.response, more);
});
