import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, item, openCompany, orderOf, stockUp, where } from './open-company.ts';

test('a sliding window of five minutes: 429 without Retry-After, and room again as requests grow old', async (t) => {
  const { get, clock } = await openCompany(t, { requestsPerWindow: 3 });
  assert.equal((await get('items')).status, 200);
  clock.advance(200_000);
  assert.equal((await get('items')).status, 200);
  assert.equal((await get('items')).status, 200);
  const refused = await get('items');
  assertRefused(refused, 429, 'Application_TooManyRequests');
  assert.equal(refused.headers.get('retry-after'), null);
  clock.advance(100_000);
  assert.equal((await get('items')).status, 200);
  assert.equal((await get('items')).status, 429);
});

test('a refused request and a token are not counted', async (t) => {
  const { get, token, clock } = await openCompany(t, { requestsPerWindow: 1 });
  assert.equal((await get('items')).status, 200);
  for (let index = 0; index < 5; index += 1) assert.equal((await get('items')).status, 429);
  assert.equal((await token()).status, 200);
  clock.advance(300_000);
  assert.equal((await get('items')).status, 200);
});

test('an answer cut off after the commit leaves the order there, findable by its shop number', async (t) => {
  const { post, list, running, twin } = await openCompany(t);
  stockUp(twin);
  running.faults.arm({ kind: 'cut-after-commit', method: 'POST', match: '/salesOrders' });
  await assert.rejects(post('salesOrders', orderOf('WEB-1', item('MUG-01', 1))));
  assert.equal((await list(`salesOrders?${where("externalDocumentNumber eq 'WEB-1'")}`)).length, 1);
  running.faults.arm({ kind: 'cut-before-commit', method: 'POST', match: '/salesOrders' });
  await assert.rejects(post('salesOrders', orderOf('WEB-2', item('MUG-01', 1))));
  assert.deepEqual(await list(`salesOrders?${where("externalDocumentNumber eq 'WEB-2'")}`), []);
});

test('an error after the commit and one before it look the same, and are not', async (t) => {
  const { post, list, running, twin } = await openCompany(t);
  stockUp(twin);
  running.faults.arm({ kind: 'error-after-commit', method: 'POST' });
  assertRefused(await post('salesOrders', orderOf('WEB-1')), 500, 'Internal_ServerError');
  running.faults.arm({ kind: 'server-error', method: 'POST' });
  assertRefused(await post('salesOrders', orderOf('WEB-2')), 500, 'Internal_ServerError');
  assert.deepEqual(
    (await list('salesOrders')).map(({ externalDocumentNumber }) => externalDocumentNumber),
    ['WEB-1'],
  );
});

test('a throttled request carries Retry-After only when the fault names it', async (t) => {
  const { get, running } = await openCompany(t);
  running.faults.arm({ kind: 'throttled' }, { kind: 'throttled', retryAfterSeconds: 7 });
  assert.equal((await get('items')).headers.get('retry-after'), null);
  assert.equal((await get('items')).headers.get('retry-after'), '7');
});

test('a repeated page is the page before it', async (t) => {
  const { get, running, twin } = await openCompany(t);
  stockUp(twin);
  const prefer = { prefer: 'odata.maxpagesize=1' };
  const first = (await get('items', prefer)).body;
  running.faults.arm({ kind: 'repeat-page' });
  assert.deepEqual((await get(first['@odata.nextLink'], prefer)).body, first);
});

test('two runs with the same input give the same answers', async (t) => {
  const runs = [];
  for (let run = 0; run < 2; run += 1) {
    const { post, twin } = await openCompany(t);
    stockUp(twin);
    const { body } = await post('salesOrders?$expand=salesOrderLines', orderOf('WEB-1', item('MUG-01', 1)));
    runs.push({ ...body, '@odata.context': '' });
  }
  assert.deepEqual(runs[0], runs[1]);
});
