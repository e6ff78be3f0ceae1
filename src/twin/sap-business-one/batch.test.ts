import assert from 'node:assert/strict';
import { test } from 'node:test';
import { made, openCompany, orderOf, stockUp } from './open-company.support.ts';

const part = (request: string, body?: unknown, id?: number) =>
  [
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    ...(id === undefined ? [] : [`Content-ID: ${id}`]),
    '',
    request,
    'Content-Type: application/json',
    '',
    body === undefined ? '' : JSON.stringify(body),
    '',
  ].join('\r\n');

const wrapped = (boundary: string, parts: readonly string[]) =>
  `${parts.map((each) => `--${boundary}\r\n${each}`).join('')}--${boundary}--\r\n`;

const changeSet = (...parts: readonly string[]) =>
  `Content-Type: multipart/mixed;boundary=set\r\n\r\n${wrapped('set', parts)}`;

async function opened() {
  const company = await openCompany();
  stockUp(company.twin);
  const batch = (...parts: readonly string[]) =>
    company.post('$batch', wrapped('all', parts), { 'content-type': 'multipart/mixed;boundary=all' });
  const statuses = (body: string) => [...body.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
  return { ...company, batch, statuses };
}

test('a change set is done as a whole, and refers to what it has made', async () => {
  const { batch, statuses, get } = await opened();
  const { status, body } = await batch(
    part('GET /b1s/v2/Orders'),
    changeSet(part('POST Orders', orderOf('WEB-1'), 1), part('POST $1/Cancel', undefined, 2)),
  );
  assert.equal(status, 200);
  assert.deepEqual(statuses(body), [200, 201, 204]);
  assert.equal((await get('Orders(1)')).body.Cancelled, 'tYES');
});

test('a change set that fails is undone, has one answer, and nothing follows', async () => {
  const { batch, statuses, get, post } = await opened();
  const { body } = await batch(
    changeSet(part('POST Orders', orderOf('WEB-1'), 1), part('POST Orders', { CardCode: 'C1' }, 2)),
    part('GET Orders'),
  );
  assert.deepEqual(statuses(body), [400]);
  assert.equal((await get('Orders/$count')).body, '0');
  const [row] = (await get("Items('MUG-01')")).body.ItemWarehouseInfoCollection;
  assert.equal(row.Committed, 0);
  assert.equal(made(await post('Orders', orderOf('WEB-1'))).DocNum, 10001);
});

test('version 2 wants a Content-ID in each change', async () => {
  const { batch } = await opened();
  const { status, body } = await batch(changeSet(part('POST Orders', orderOf('WEB-1'))));
  assert.deepEqual([status, body.error.code], [400, '-1000']);
});
