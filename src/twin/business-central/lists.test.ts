import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, assertRefused, item, openCompany, orderOf, stockUp, where } from './open-company.ts';

/** Follows every nextLink as it stands; gives the pages. */
async function pages(client: Awaited<ReturnType<typeof openCompany>>, path: string, size: number): Promise<Answer[][]> {
  const found: Answer[][] = [];
  let next: string | undefined = path;
  while (next !== undefined) {
    const { status, body }: Answer = await client.get(next, { prefer: `odata.maxpagesize=${size}` });
    assert.equal(status, 200, JSON.stringify(body));
    found.push(body.value);
    next = body['@odata.nextLink'];
  }
  return found;
}

async function withItems(t: Parameters<typeof openCompany>[0], count: number) {
  const client = await openCompany(t);
  for (let index = 0; index < count; index += 1) {
    client.twin.addItem({
      number: `I${index}`,
      displayName: index % 2 === 0 ? 'even' : 'odd',
      unitPrice: count - index,
    });
    client.clock.advance(1_000);
  }
  return client;
}

const numbers = (rows: readonly Answer[]) => rows.map(({ number }) => number).join(' ');

test('the context of an answer names the company, and the entity when it is one record', async (t) => {
  const { get, twin } = await openCompany(t);
  const { id } = twin.addItem({ number: 'MUG-01' });
  const contexts = [await get('items'), await get(`items(${id})`)].map(({ body }) => body['@odata.context']);
  assert.match(contexts[0], /\/api\/v2\.0\/\$metadata#companies\([0-9a-f-]{36}\)\/items$/);
  assert.equal(contexts[1], `${contexts[0]}/$entity`);
});

test('$select keeps the ETag and the fields asked for; an unknown one is a 400 even without rows', async (t) => {
  const { list, get, twin } = await openCompany(t);
  assertRefused(await get('items?$select=number,sku'), 400, 'BadRequest');
  twin.addItem({ number: 'MUG-01', inventory: 4 });
  const [row] = await list('items?$select=number,inventory');
  assert.deepEqual(Object.keys(row), ['@odata.etag', 'number', 'inventory']);
  assert.deepEqual([row.number, row.inventory], ['MUG-01', 4]);
});

test('$expand: lines in order, single entities or null, options inside, unknown ones refused', async (t) => {
  const { post, list, get, twin } = await openCompany(t);
  assertRefused(await get('salesOrders?$expand=shipToAddress'), 400, 'BadRequest');
  stockUp(twin);
  const [, express] = await list('shipmentMethods');
  const lines = [item('MUG-01', 1), item('PEN-01', 2)];
  const made = await post('salesOrders', { ...orderOf('WEB-1', ...lines), shipmentMethodId: express.id });
  const path = `salesOrders(${made.body.id})`;
  const whole = (await get(`${path}?$expand=salesOrderLines,customer,shipmentMethod,paymentTerm,currency`)).body;
  assert.deepEqual([whole.customer.number, whole.shipmentMethod.code], ['C1', 'EXPRESS']);
  assert.deepEqual([whole.paymentTerm, whole.currency], [null, null]);
  assert.equal(whole.salesOrderLines[1].lineObjectNumber, 'PEN-01');
  assert.match(whole.salesOrderLines[0]['@odata.etag'], /^W\//);
  const inner = '$expand=salesOrderLines($select=quantity,itemId;$expand=item($select=number);$filter=quantity gt 1)';
  const [line, ...rest] = (await get(`${path}?$select=number&${inner}`)).body.salesOrderLines;
  assert.deepEqual(rest, []);
  assert.deepEqual([line.quantity, line.item.number, 'unitPrice' in line], [2, 'PEN-01', false]);
  assertRefused(await get(`${path}?$expand=salesOrderLines($select=sku)`), 400, 'BadRequest');
});

test('what $expand shows is also found under the entity’s own path', async (t) => {
  const { post, get, twin } = await openCompany(t);
  stockUp(twin);
  const { id } = (await post('salesOrders', orderOf('WEB-1', item('MUG-01', 1)))).body;
  assert.equal((await get(`salesOrders(${id})/customer`)).body.number, 'C1');
  assert.equal((await get(`salesOrders(${id})/paymentTerm`)).status, 204);
  const [line] = (await get(`salesOrders(${id})/salesOrderLines`)).body.value;
  assert.equal((await get(`salesOrders(${id})/salesOrderLines(${line.id})`)).body.quantity, 1);
});

test('$orderby: several fields, both directions, numbers as numbers', async (t) => {
  const client = await withItems(t, 12);
  const ordered = async (by: string) => numbers(await client.list(`items?$orderby=${encodeURIComponent(by)}`));
  assert.equal(await ordered('unitPrice'), 'I11 I10 I9 I8 I7 I6 I5 I4 I3 I2 I1 I0');
  assert.equal(await ordered('unitPrice desc'), 'I0 I1 I2 I3 I4 I5 I6 I7 I8 I9 I10 I11');
  assert.equal(await ordered('displayName desc,unitPrice asc'), 'I11 I9 I7 I5 I3 I1 I10 I8 I6 I4 I2 I0');
  assert.equal((await ordered('lastModifiedDateTime desc')).slice(0, 7), 'I11 I10');
  for (const by of ['sku', 'unitPrice downwards'])
    assertRefused(await client.get(`items?$orderby=${encodeURIComponent(by)}`), 400, 'BadRequest');
});

test('pages: maxpagesize is honoured, nextLink followed to the end gives every row once, with filter and order kept', async (t) => {
  const client = await withItems(t, 11);
  const all = await pages(client, 'items', 4);
  assert.deepEqual(
    all.map(({ length }) => length),
    [4, 4, 3],
  );
  assert.equal(new Set(all.flat().map(({ id }) => id)).size, 11);
  const path = `items?${where("displayName eq 'odd'")}&$orderby=unitPrice&$select=number`;
  const odd = await pages(client, path, 2);
  assert.deepEqual(odd.map(numbers), ['I9 I7', 'I5 I3', 'I1']);
  assert.deepEqual(Object.keys(odd[2]?.[0]), ['@odata.etag', 'number']);
  const exact = await pages(client, `items?${where("displayName eq 'even'")}`, 6);
  assert.equal(exact.length, 1, 'a page that holds the last row has no nextLink');
});

test('rows that vanish or change between two pages shift none of the others', async (t) => {
  const client = await withItems(t, 6);
  const first = (await client.get('items?$orderby=lastModifiedDateTime', { prefer: 'odata.maxpagesize=2' })).body;
  assert.equal(numbers(first.value), 'I0 I1');
  await client.remove(`items(${first.value[0].id})`);
  const third = (await client.list(`items?${where("number eq 'I2'")}`))[0];
  await client.patch(`items(${third.id})`, { displayName: 'changed' });
  const rest = (await client.get(first['@odata.nextLink'])).body;
  assert.equal(numbers(rest.value), 'I3 I4 I5 I2');
});

test('$top bounds what comes in all, over pages too; $skip leaves out; a token that is none is refused', async (t) => {
  const client = await withItems(t, 8);
  assert.equal(numbers(await client.list('items?$top=3')), 'I0 I1 I2');
  assert.deepEqual((await pages(client, 'items?$top=5', 2)).map(numbers), ['I0 I1', 'I2 I3', 'I4']);
  assert.equal(numbers(await client.list('items?$skip=6')), 'I6 I7');
  assert.deepEqual((await pages(client, 'items?$skip=3', 4)).map(numbers), ['I3 I4 I5 I6', 'I7']);
  for (const query of ['$top=-1', '$top=many', '$skiptoken=x', '$search=mug', '$apply=x'])
    assertRefused(await client.get(`items?${query}`), 400, 'BadRequest');
});

test('$count: beside a page it counts all that pass, alone it is plain text', async (t) => {
  const client = await withItems(t, 7);
  const { body } = await client.get(`items?$count=true&$top=2&${where("displayName eq 'even'")}`);
  assert.deepEqual([body['@odata.count'], body.value.length], [4, 2]);
  const alone = await client.get(`items/$count?${where("displayName eq 'odd'")}`);
  assert.deepEqual([alone.status, alone.body, alone.headers.get('content-type')], [200, '3', 'text/plain']);
});

test('a changed-since read finds what was made and what was changed after it, in order', async (t) => {
  const client = await withItems(t, 4);
  const since = (await client.list(`items?${where("number eq 'I2'")}`))[0].lastModifiedDateTime;
  const [first] = await client.list(`items?${where("number eq 'I0'")}`);
  await client.patch(`items(${first.id})`, { displayName: 'changed' });
  const path = `items?${where(`lastModifiedDateTime gt ${since}`)}&$orderby=lastModifiedDateTime asc`;
  assert.equal(numbers(await client.list(path)), 'I3 I0');
});
