import assert from 'node:assert/strict';
import test from 'node:test';
import { TWIN_OTP } from './admin-tokens.ts';
import { criteria, openShop } from './open-shop.support.ts';
import { TWIN_ADMIN, TWIN_INTEGRATIONS } from './settings.ts';

const { erp, reader } = TWIN_INTEGRATIONS;
const SIGNATURE_WRONG = 'The signature is invalid. Verify and try again.';
const NOT_AUTHORIZED = {
  message: "The consumer isn't authorized to access %resources.",
  parameters: { resources: 'Magento_Sales::actions_view' },
};

test('a signed request with brackets in its query is accepted, a wrong signature is not', async () => {
  await using shop = await openShop();
  const path = `orders?${criteria([['status', 'eq', 'pending']], { '[pageSize]': 5 })}`;
  assert.equal((await shop.get(path)).status, 200);
  const url = `${shop.running.url}/rest/all/V1/${path}`;
  const wrong = { ...erp, accessTokenSecret: 'another' };
  const refused = await shop.send('GET', url, undefined, { authorization: shop.signature('GET', url, wrong) });
  assert.deepEqual(refused, { status: 401, body: { message: SIGNATURE_WRONG } });
});

test('a nonce is good once, a clock may be ten minutes off, and SHA-1 is not taken', async () => {
  await using shop = await openShop();
  const url = `${shop.running.url}/rest/V1/orders?searchCriteria`;
  const authorization = shop.signature('GET', url, erp);
  assert.equal((await shop.send('GET', url, undefined, { authorization })).status, 200);
  const again = await shop.send('GET', url, undefined, { authorization });
  assert.deepEqual(again, {
    status: 401,
    body: { message: 'The nonce is already being used by the consumer with ID %1.', parameters: ['ERP'] },
  });
  const at = Math.floor(shop.clock.now() / 1000);
  for (const [changes, status] of [
    [{ oauth_timestamp: String(at - 599) }, 200],
    [{ oauth_timestamp: String(at - 601) }, 401],
    [{ oauth_signature_method: 'HMAC-SHA1' }, 401],
  ] as const) {
    const header = shop.signature('GET', url, erp, changes);
    assert.equal((await shop.send('GET', url, undefined, { authorization: header })).status, status, header);
  }
});

test('who is unknown and who lacks a resource hear the same, with the resource beside it', async () => {
  await using shop = await openShop();
  const url = `${shop.running.url}/rest/V1/orders?searchCriteria`;
  assert.deepEqual(await shop.send('GET', url, undefined, {}), { status: 401, body: NOT_AUTHORIZED });
  shop.running.faults.arm({ kind: 'expired-token' });
  assert.deepEqual(await shop.get('orders?searchCriteria'), { status: 401, body: NOT_AUTHORIZED });
  assert.equal((await shop.ask('GET', 'orders?searchCriteria', undefined, reader)).status, 200);
  const { status, body } = await shop.ask('GET', 'customers/search?searchCriteria', undefined, reader);
  assert.deepEqual([status, body.parameters?.resources], [401, 'Magento_Customer::customer']);
});

test('the token of an integration is no Bearer token unless the shop allows it', async () => {
  for (const [integrationAsBearer, status] of [
    [false, 401],
    [true, 200],
  ] as const) {
    await using shop = await openShop({ integrationAsBearer });
    const url = `${shop.running.url}/rest/V1/orders?searchCriteria`;
    const headers = { authorization: `Bearer ${erp.accessToken}` };
    assert.equal((await shop.send('GET', url, undefined, headers)).status, status);
  }
});

test('an administrator needs the second factor, and the token lasts four hours', async () => {
  await using shop = await openShop();
  const plain = await shop.send('POST', `${shop.running.url}/rest/V1/integration/admin/token`, TWIN_ADMIN, {});
  assert.equal(plain.status, 401);
  const route = `${shop.running.url}/rest/V1/tfa/provider/google/authenticate`;
  assert.equal((await shop.send('POST', route, { ...TWIN_ADMIN, otp: '000000' }, {})).status, 401);
  const { body: token } = await shop.send('POST', route, { ...TWIN_ADMIN, otp: TWIN_OTP }, {});
  const headers = { authorization: `Bearer ${String(token)}` };
  const url = `${shop.running.url}/rest/V1/orders?searchCriteria`;
  assert.equal((await shop.send('GET', url, undefined, headers)).status, 200);
  shop.clock.advance(4 * 3600_000);
  assert.equal((await shop.send('GET', url, undefined, headers)).status, 401);
});

test('routes, stores, methods and bodies that are not there', async () => {
  await using shop = await openShop();
  const noRoute = { message: 'Request does not match any route.' };
  assert.deepEqual(await shop.get('company/'), { status: 404, body: noRoute });
  assert.equal((await shop.get('/rest/de/V1/orders?searchCriteria')).status, 404);
  assert.equal((await shop.ask('DELETE', 'orders/1')).status, 405);
  const url = `${shop.running.url}/rest/V1/orders?searchCriteria`;
  const xml = { authorization: shop.signature('GET', url, erp), accept: 'text/csv' };
  assert.equal((await shop.send('GET', url, undefined, xml)).status, 406);
  assert.deepEqual(await shop.post('products', {}), {
    status: 400,
    body: { message: '"%fieldName" is required. Enter and try again.', parameters: { fieldName: 'product' } },
  });
});

test('a list is searched: groups all hold, filters of a group one of them, and nothing is never unequal', async () => {
  await using shop = await openShop();
  shop.order({ 'MUG-01': 1 });
  shop.clock.advance(60_000);
  const second = shop.order({ 'PEN-01': 2 });
  second.extOrderId = 'SO-7';
  const ids = async (query: string) => {
    const { body } = await shop.get(`orders?${query}`);
    return (body.items as unknown as { entity_id: number }[]).map(({ entity_id }) => entity_id);
  };
  assert.deepEqual(await ids(criteria([['updated_at', 'gteq', '2026-05-04 12:01:00']])), [2]);
  assert.deepEqual(await ids(criteria([['updated_at', 'gteq', '2026-05-04']])), [1, 2]);
  assert.deepEqual(await ids(criteria([['increment_id', 'in', '000000001,000000009']])), [1]);
  assert.deepEqual(await ids(criteria([['ext_order_id', 'neq', 'SO-8']])), [2]);
  assert.deepEqual(await ids(criteria([['ext_order_id', 'null', '1']])), [1]);
  assert.deepEqual(
    await ids(criteria([['customer_email', 'like', 'GIULIA%']], { '[sortOrders][0][field]': 'entity_id' })),
    [2, 1],
  );
  const either = `${criteria([['entity_id', 'eq', '1']])}&searchCriteria[filter_groups][0][filters][1][field]=ext_order_id&searchCriteria[filter_groups][0][filters][1][value]=so-7`;
  assert.deepEqual(await ids(either), [1, 2]);
});

test('a list needs criteria, and a column that is not there is an internal error', async () => {
  await using shop = await openShop();
  const { status, body } = await shop.get('orders');
  assert.deepEqual([status, body.parameters?.fieldName], [400, 'searchCriteria']);
  const unknown = await shop.get(`orders?${criteria([['billing_address.city', 'eq', 'Torino']])}`);
  assert.equal(unknown.status, 500);
  assert.match(String(unknown.body.message), /^Internal Error\. .*Report ID: webapi-/);
});

test('a page beyond the end is the last page again, of source items it is empty', async () => {
  await using shop = await openShop();
  for (let count = 0; count < 5; count += 1) shop.order({ 'PEN-01': 1 });
  const page = async (path: string, current: number) => {
    const { body } = await shop.get(`${path}?${criteria([], { '[pageSize]': 2, '[currentPage]': current })}`);
    return [
      (body.items as unknown as Record<string, unknown>[]).map((each) => each.entity_id ?? each.sku),
      body.total_count,
    ];
  };
  assert.deepEqual(await page('orders', 1), [[1, 2], 5]);
  assert.deepEqual(await page('orders', 3), [[5], 5]);
  assert.deepEqual(await page('orders', 4), [[5], 5]);
  assert.deepEqual(await page('inventory/source-items', 3), [[], 3]);
});

test('fields trims an answer', async () => {
  await using shop = await openShop();
  shop.order({ 'MUG-01': 1 });
  const { body } = await shop.get('orders?searchCriteria&fields=items[entity_id,items[sku,qty_ordered]],total_count');
  assert.deepEqual(body, { items: [{ entity_id: 1, items: [{ sku: 'MUG-01', qty_ordered: 1 }] }], total_count: 1 });
});

test('faults come in the words of the system', async () => {
  await using shop = await openShop();
  shop.running.faults.arm({ kind: 'throttled' }, { kind: 'server-error' });
  assert.deepEqual(await shop.get('orders?searchCriteria'), { status: 429, body: { message: 'Too Many Requests' } });
  assert.equal((await shop.get('orders?searchCriteria')).status, 500);
});
