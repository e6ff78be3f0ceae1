import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, assertRefused, item, openCompany, orderOf, ROOT, stockUp } from './open-company.ts';
import { TWIN_COMPANY } from './settings.ts';

const BATCH = `${ROOT}/v2.0/$batch`;
const order = (id: string, body: object, url = `companies(${TWIN_COMPANY})/salesOrders`) => ({
  method: 'POST',
  id,
  url,
  headers: { 'Content-Type': 'application/json' },
  body,
});
const statuses = (body: Answer) => body.responses.map(({ id, status }: Answer) => [id, status]);

test('a batch is answered with 200 and a status for each part; a part that fails takes nobody along', async (t) => {
  const { post, list, twin } = await openCompany(t);
  stockUp(twin);
  const { status, body } = await post(BATCH, {
    requests: [
      order('1', orderOf('WEB-1', item('MUG-01', 1))),
      order('2', orderOf('WEB-2', item('NO-SUCH', 1))),
      { method: 'GET', id: '3', url: `companies(${TWIN_COMPANY})/items?$select=number&$filter=number eq 'PEN-01'` },
      { method: 'GET', id: '4', url: `companies(${TWIN_COMPANY})/gadgets` },
    ],
  });
  assert.equal(status, 200);
  assert.deepEqual(statuses(body), [
    ['1', 201],
    ['2', 400],
    ['3', 200],
    ['4', 404],
  ]);
  assert.equal(body.responses[0].body.number, 'S-ORD101001');
  assert.equal(body.responses[1].body.error.code, 'Internal_InvalidTableRelation');
  assert.equal(body.responses[2].body.value[0].number, 'PEN-01');
  assert.equal((await list('salesOrders')).length, 1);
});

test('a part names its company in the URL or by header, and carries its own If-Match', async (t) => {
  const { post, twin } = await openCompany(t);
  const { mug } = stockUp(twin);
  const patch = { method: 'PATCH', url: `items(${mug.id})`, body: { unitPrice: 9 } };
  const { body } = await post(
    BATCH,
    {
      requests: [
        { ...patch, id: 'no-etag', headers: { Company: TWIN_COMPANY } },
        { ...patch, id: 'etag', headers: { Company: TWIN_COMPANY, 'If-Match': '*' } },
        { ...patch, id: 'no-company', headers: { 'If-Match': '*' } },
      ],
    },
    { 'if-match': '*' },
  );
  assert.deepEqual(statuses(body), [
    ['no-etag', 400],
    ['etag', 200],
    ['no-company', 400],
  ]);
});

test('with Isolation: snapshot it is one transaction', async (t) => {
  const { post, list, get, twin } = await openCompany(t);
  const { mug } = stockUp(twin);
  const good = order('1', orderOf('WEB-1', item('MUG-01', 1)));
  const change = {
    method: 'PATCH',
    id: '2',
    url: `companies(${TWIN_COMPANY})/items(${mug.id})`,
    headers: { 'If-Match': '*' },
    body: { unitPrice: 9, inventory: 3 },
  };
  const before = (await get(`items(${mug.id})`)).body;
  const failed = await post(
    BATCH,
    { requests: [good, change, order('3', orderOf('WEB-3', item('NO-SUCH', 1)))] },
    { isolation: 'snapshot' },
  );
  assert.deepEqual(statuses(failed.body), [
    ['1', 424],
    ['2', 424],
    ['3', 400],
  ]);
  assert.deepEqual(await list('salesOrders'), []);
  assert.deepEqual((await get(`items(${mug.id})`)).body, before);
  const passed = await post(BATCH, { requests: [good, change] }, { isolation: 'snapshot' });
  assert.deepEqual(statuses(passed.body), [
    ['1', 201],
    ['2', 200],
  ]);
  assert.equal((await list('salesOrders'))[0].number, 'S-ORD101001');
});

test('a hundred parts and no more', async (t) => {
  const { post } = await openCompany(t);
  const part = (_: unknown, id: number) => ({ method: 'GET', id: String(id), url: `companies(${TWIN_COMPANY})/items` });
  assert.equal((await post(BATCH, { requests: Array.from({ length: 100 }, part) })).body.responses.length, 100);
  assertRefused(await post(BATCH, { requests: Array.from({ length: 101 }, part) }), 400, 'BadRequest');
  assertRefused(await post(BATCH, {}), 400, 'BadRequest');
  assertRefused(await post(BATCH, { requests: [{ id: '1' }] }), 400, 'BadRequest');
});
