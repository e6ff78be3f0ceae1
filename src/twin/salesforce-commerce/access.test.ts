import assert from 'node:assert/strict';
import test from 'node:test';
import { openSite, TENANT_SCOPE } from './open-site.support.ts';
import { TWIN_CLIENTS } from './settings.ts';

const { erp, reader } = TWIN_CLIENTS;
const ORDERS = '/checkout/orders/v1/organizations/f_ecom_zzte_prd/orders';
const bearer = (token: unknown) => ({ authorization: `Bearer ${String(token)}` });

test('account manager gives a token for half an hour, and another one afterwards', async () => {
  await using site = await openSite();
  const { status, body } = await site.token();
  assert.deepEqual([status, body.token_type, body.expires_in], [200, 'Bearer', 1799]);
  assert.equal((await site.orders('GET', 'orders')).status, 200);
  site.clock.advance(1_799_000);
  const refused = await site.orders('GET', 'orders');
  assert.equal(refused.status, 401);
  assert.match(String(refused.headers['content-type']), /problem\+json/);
  assert.equal(
    refused.body.type,
    'https://api.commercecloud.salesforce.com/documentation/error/v1/errors/invalid-access-token',
  );
  assert.equal((await site.orders('GET', 'orders')).status, 200);
});

test('a wrong secret, the other way of sending it, another grant and a scope that is not granted are refused', async () => {
  await using site = await openSite();
  const errorOf = async (answer: ReturnType<typeof site.token>) => {
    const { status, body } = await answer;
    return [status, body.error];
  };
  assert.deepEqual(await errorOf(site.token({ ...erp, secret: 'other' })), [401, 'invalid_client']);
  assert.deepEqual(await errorOf(site.token({ ...reader, methods: ['client_secret_basic'] })), [401, 'invalid_client']);
  assert.deepEqual(await errorOf(site.token(erp, '', 'password')), [400, 'unsupported_grant_type']);
  assert.deepEqual(await errorOf(site.token(reader, 'sfcc.orders.rw')), [400, 'invalid_scope']);
  assert.deepEqual(await errorOf(site.token(erp, 'SALESFORCE_COMMERCE_API:other_prd')), [400, 'invalid_scope']);
});

test('both the tenant scope and the scope of the API are needed, and reading is not writing', async () => {
  await using site = await openSite();
  const order = site.order({ 'MUG-01': 1 });
  const asked = async (scope: string, method: string, path: string) => {
    const { body } = await site.token(reader, scope);
    return (
      await site.send(method, path, method === 'GET' ? undefined : '{"status":"exported"}', bearer(body.access_token))
    ).status;
  };
  const list = `${ORDERS}?siteId=RefArch`;
  assert.equal(await asked(`${TENANT_SCOPE} sfcc.orders`, 'GET', list), 200);
  assert.equal(await asked('sfcc.orders', 'GET', list), 403);
  assert.equal(await asked(`${TENANT_SCOPE} sfcc.products`, 'GET', list), 403);
  const exportStatus = `${ORDERS}/${order.orderNo}/export-status?siteId=RefArch`;
  assert.equal(await asked(`${TENANT_SCOPE} sfcc.orders`, 'PUT', exportStatus), 403);
  assert.equal(order.side.export, 'ready');
});

test('OCAPI asks for what Business Manager allows, whatever the scopes', async () => {
  await using site = await openSite();
  const path = '/s/-/dw/data/v25_6/inventory_lists/inventory-main/product_inventory_records/MUG-01';
  const { body } = await site.token(reader, TENANT_SCOPE);
  const refused = await site.send('GET', path, undefined, bearer(body.access_token));
  assert.equal(refused.status, 403);
  assert.deepEqual([refused.body._v, refused.body.fault?.type], ['25.6', 'ClientAccessForbiddenException']);
  const { body: other } = await site.token(erp, '');
  assert.equal((await site.send('GET', path, undefined, bearer(other.access_token))).status, 200);
});

test('another organization, no site, another site, an unknown path and method', async () => {
  await using site = await openSite();
  const status = async (method: string, path: string) => (await site.ask(method, path)).status;
  assert.equal(await status('GET', `${ORDERS.replace('zzte_prd', 'zzte_stg')}?siteId=RefArch`), 403);
  const noSite = await site.ask('GET', ORDERS);
  assert.deepEqual([noSite.status, noSite.body.title], [400, 'Bad Request']);
  assert.equal(await status('GET', `${ORDERS}?siteId=Other`), 400);
  assert.equal(await status('GET', '/checkout/orders/v2/organizations/f_ecom_zzte_prd/orders'), 404);
  const wrong = await site.ask('DELETE', `${ORDERS}/1`);
  assert.deepEqual([wrong.status, wrong.headers.allow], [405, 'GET, PATCH']);
});

test('what support asks for comes back, and a body over 5 MB is not taken', async () => {
  await using site = await openSite();
  const { body } = await site.token();
  const headers = { ...bearer(body.access_token), 'correlation-id': '6b1d3a52-0000-4000-8000-000000000001' };
  const answer = await site.send('GET', `${ORDERS}/unknown?siteId=RefArch`, undefined, headers);
  assert.equal(answer.status, 404);
  assert.equal(answer.headers['x-correlation-id'], '6b1d3a52-0000-4000-8000-000000000001');
  const large = await site.send('PATCH', `${ORDERS}/1?siteId=RefArch`, ' '.repeat(5 * 1024 * 1024 + 1), headers);
  assert.equal(large.status, 413);
});
