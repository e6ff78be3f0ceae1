import assert from 'node:assert/strict';
import test from 'node:test';
import { dataOf, openStore } from './open-store.support.ts';
import { TWIN_ACCOUNTS } from './settings.ts';

const DOCS = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';

test('a token that is wrong, absent or of another store is 401, one that lacks the scope 403, each in the words of its dialect', async () => {
  await using store = await openStore();
  const wrong = { 'x-auth-token': 'another' };
  assert.deepEqual((await store.ask('GET', 'v2/orders', undefined, wrong)).body, [
    { status: 401, message: 'The access token is missing or not valid for this store.' },
  ]);
  const v3 = await store.ask('GET', 'v3/customers', undefined, wrong);
  assert.deepEqual([v3.status, v3.body.type], [401, DOCS]);
  const reader = { 'x-auth-token': TWIN_ACCOUNTS.reader.accessToken };
  assert.equal((await store.ask('GET', 'v2/orders', undefined, reader)).status, 204);
  assert.equal((await store.ask('GET', 'v3/customers', undefined, reader)).status, 403);
  store.order({ 'MUG-01': 1 });
  assert.equal((await store.ask('PUT', 'v2/orders/101', { staff_notes: 'x' }, reader)).status, 403);
  store.running.faults.arm({ kind: 'expired-token' });
  assert.equal((await store.get('v2/orders')).status, 401);
});

test('V2 speaks XML to who does not ask for JSON, and says nothing where a list is empty', async () => {
  await using store = await openStore();
  assert.deepEqual(await store.get('v2/orders').then(({ status, body }) => [status, body]), [204, '']);
  store.order({ 'MUG-01': 1 });
  const { headers, body } = await store.ask('GET', 'v2/orders/101', undefined, { accept: '*/*' });
  assert.equal(headers['content-type'], 'application/xml');
  assert.match(String(body), /^<\?xml .*<id>101<\/id>/);
  const v3 = await store.ask('GET', 'v3/catalog/products', undefined, { accept: '*/*' });
  assert.equal(dataOf(v3).length, 3);
});

test('paths, methods and media types that are not there', async () => {
  await using store = await openStore();
  assert.equal((await store.get('v3/nothing')).status, 404);
  assert.equal((await store.delete('v2/orders')).status, 405);
  assert.equal((await store.ask('GET', 'v2/orders', undefined, { accept: 'text/csv' })).status, 406);
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  assert.equal((await store.ask('POST', 'v2/orders', 'a=b', form)).status, 415);
  assert.equal(
    (await store.ask('POST', 'v3/catalog/products', '{', { 'content-type': 'application/json' })).status,
    400,
  );
  assert.deepEqual((await store.get('v2/orders/7')).body, [
    { status: 404, message: 'The requested order was not found.' },
  ]);
});

test('V2 pages end with a short page or with 204, V3 pages tell how many there are', async () => {
  await using store = await openStore();
  for (let count = 0; count < 5; count += 1) store.order({ 'PEN-01': 1 });
  const ids = async (page: number) => {
    const { status, body } = await store.get(`v2/orders?limit=2&page=${page}`);
    return status === 204 ? 204 : (body as unknown as { id: number }[]).map(({ id }) => id);
  };
  assert.deepEqual([await ids(1), await ids(3), await ids(4)], [[101, 102], [105], 204]);
  assert.equal((await store.get('v2/orders?limit=251')).status, 413);
  const { body } = await store.get('v3/catalog/products?limit=2');
  assert.deepEqual(body.meta?.pagination, {
    total: 3,
    count: 2,
    per_page: 2,
    current_page: 1,
    total_pages: 2,
    links: { current: '?page=1&limit=2', next: '?page=2&limit=2' },
  });
  assert.equal(dataOf(await store.get('v3/catalog/products?limit=2&page=3')).length, 0);
  assert.equal((await store.get('v3/inventory/items?limit=1000')).status, 200);
  assert.equal((await store.get('v3/catalog/products?limit=1000')).status, 413);
});

test('the quota is of the store: one too many waits for the rest of the thirty seconds', async () => {
  await using store = await openStore({ quota: 3 });
  store.order({ 'MUG-01': 1 });
  for (let left = 2; left >= 0; left -= 1) {
    const { status, headers } = await store.get('v2/orders');
    assert.deepEqual([status, headers['x-rate-limit-requests-left']], [200, String(left)]);
  }
  store.clock.advance(10_000);
  const { status, headers, body } = await store.get('v2/orders');
  assert.deepEqual([status, body], [429, [{ status: 429, message: 'Too many requests' }]]);
  assert.deepEqual([headers['x-rate-limit-time-reset-ms'], headers['x-retry-after']], ['20000', '20']);
  store.clock.advance(20_000);
  assert.equal((await store.get('v2/orders')).status, 200);
});

test('a filter that V3 does not know is refused; a date filter takes both forms, and a plus that is not encoded is none', async () => {
  await using store = await openStore();
  const unknown = await store.get('v3/catalog/products?colour=red');
  assert.deepEqual(
    [unknown.status, unknown.body.title],
    [422, 'The filter(s): colour are not valid filter parameter(s).'],
  );
  store.order({ 'MUG-01': 1 });
  store.clock.advance(3600_000);
  store.order({ 'PEN-01': 1 });
  const count = async (filter: string) => {
    const { status, body } = await store.get(`v2/orders?min_date_modified=${filter}`);
    return status === 200 ? (body as unknown as unknown[]).length : status;
  };
  assert.equal(await count('2026-05-04T12:00:01Z'), 1);
  assert.equal(await count(encodeURIComponent('Mon, 04 May 2026 12:00:00 +0000')), 2);
  assert.equal(await count('2026-05-04T14:00:00%2B02:00'), 2);
  assert.equal(await count('2026-05-04T14:00:00+02:00'), 400);
  assert.equal(await count('2026-05-04T13:00:01Z'), 204);
});

test('faults come in the words of the system', async () => {
  await using store = await openStore();
  store.running.faults.arm(
    { kind: 'throttled', retryAfterSeconds: 7 },
    { kind: 'throttled' },
    { kind: 'server-error' },
  );
  const limited = await store.get('v3/customers');
  assert.deepEqual([limited.status, limited.headers['x-rate-limit-time-reset-ms']], [429, '7000']);
  assert.equal((await store.get('v3/customers')).headers['x-rate-limit-time-reset-ms'], undefined);
  assert.equal((await store.get('v3/customers')).status, 500);
});
