import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, idOf, line, openAccount, orderOf, stockUp } from './open-account.support.ts';

const code = ({ body }: Answer) => body['o:errorDetails'][0]['o:errorCode'];

test('lists are ids, page by page; an offset is a multiple of the limit', async (t) => {
  const { record, twin } = await openAccount(t);
  for (const sku of ['A', 'B', 'C']) twin.addItem({ sku, name: sku });
  const page: Answer = (await record('GET', 'inventoryItem?limit=2')).body;
  assert.deepEqual(
    [page.count, page.hasMore, page.totalResults, Object.keys(page.items[0])],
    [2, true, 3, ['links', 'id']],
  );
  const next = page.links.find(({ rel }: Answer) => rel === 'next').href;
  assert.match(next, /limit=2&offset=2$/);
  assert.equal((await record('GET', 'inventoryItem?limit=2&offset=2')).body.hasMore, false);
  const wrong = await record('GET', 'inventoryItem?limit=2&offset=1');
  assert.deepEqual([wrong.status, wrong.body['o:errorDetails'][0]['o:errorQueryParam']], [400, 'offset']);
  assert.equal((await record('GET', 'inventoryItem?limit=1001')).status, 400);
});

test('collections are filtered by fields of the body, days in the format of the account', async (t) => {
  const { record, twin } = await openAccount(t);
  const { customer } = stockUp(twin);
  const found = async (q: string) => (await record('GET', `customer?q=${encodeURIComponent(q)}`)).body;
  assert.deepEqual(
    (await found('email IS "GIULIA@example.com" AND isInactive IS false')).items.map(({ id }: Answer) => id),
    [customer],
  );
  assert.equal(
    (await found('email START_WITH "mario" OR (lastName CONTAIN "oss" AND subsidiary ANY_OF [2, 3])')).count,
    1,
  );
  assert.equal((await found('email IS_NOT "giulia@example.com"')).count, 0);
  assert.equal((await found('lastModifiedDate ON_OR_AFTER "3/2/2026"')).count, 1);
  assert.equal((await found('creditLimit EMPTY')).count, 1);
  for (const q of ['lastModifiedDate AFTER "2026-03-02"', 'nothing IS "x"', 'email GREATER 5', 'email IS "a" email'])
    assert.equal(code(await record('GET', `customer?q=${encodeURIComponent(q)}`)), 'INVALID_PARAMETER', q);
});

test('a customer needs a name and a subsidiary; numbers are the account’s own', async (t) => {
  const { record } = await openAccount(t);
  const post = (body: object) => record('POST', 'customer', body);
  const person = {
    isPerson: true,
    firstName: 'Hans',
    lastName: 'Müller',
    subsidiary: { id: '2' },
    email: 'hans@example.com',
  };
  const path = async (body: object) => (await post(body)).body['o:errorDetails'][0]['o:errorPath'];
  assert.equal(await path({ ...person, subsidiary: null }), 'subsidiary');
  assert.equal(await path({ ...person, lastName: '' }), 'lastName');
  assert.equal(await path({ subsidiary: { id: '2' } }), 'companyName');
  assert.equal(await path({ ...person, phone: '12345' }), 'phone');
  assert.equal(await path({ ...person, email: 'hans' }), 'email');
  const id = idOf(await post({ ...person, entityId: 'MINE', externalId: 'WEB-C-1', custentity_po_required: true }));
  const made: Answer = (await record('GET', 'customer/eid:WEB-C-1')).body;
  assert.deepEqual([made.id, made.entityId, made.custentity_po_required], [id, 'C10010', true]);
  assert.equal(code(await post({ ...person, externalId: 'WEB-C-1' })), 'DUP_RCRD');
  idOf(await post({ ...person }));
});

test('an address without a key is a further one; a default flag stands at one', async (t) => {
  const { record, rows, twin } = await openAccount(t);
  const { customer } = stockUp(twin);
  const address = {
    defaultBilling: true,
    addressBookAddress: { addressee: 'Giulia', addr1: 'Via Po 2', country: { id: 'IT' } },
  };
  const book = async () =>
    (await record('GET', `customer/${customer}?expandSubResources=true`)).body.addressBook.items.map((each: Answer) => [
      each.defaultBilling,
      each.addressBookAddress.addr1,
    ]);
  idOf(await record('PATCH', `customer/${customer}`, { addressBook: { items: [address] } }));
  assert.deepEqual(await book(), [
    [false, 'Via Roma 1'],
    [true, 'Via Po 2'],
  ]);
  const addresses = await rows(
    `SELECT a.addr1, b.defaultshipping s FROM customer c JOIN customeraddressbook b ON b.entity = c.id
     JOIN customeraddressbookentityaddress a ON b.addressbookaddress = a.nkey WHERE c.id = ? ORDER BY a.nkey`,
    [customer],
  );
  assert.deepEqual(addresses, [
    { addr1: 'Via Roma 1', s: 'T' },
    { addr1: 'Via Po 2', s: 'F' },
  ]);
  idOf(await record('PATCH', `customer/${customer}?replace=addressBook`, { addressBook: { items: [address] } }));
  assert.deepEqual(await book(), [[true, 'Via Po 2']]);
});

test('ids, verbs and types that are not there are told apart', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const id = idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 1, 1)])));
  const wrong = await record('GET', `invoice/${id}`);
  assert.deepEqual(
    [wrong.status, wrong.body['o:errorDetails'][0].detail],
    [400, 'Transaction type specified is incorrect.'],
  );
  for (const path of ['customer/999', 'salesOrder/eid:NONE', 'nothing'])
    assert.equal((await record('GET', path)).status, 404, path);
  assert.equal((await record('POST', `salesOrder/${id}`, {})).status, 405);
  assert.equal((await record('POST', `salesOrder/${id}/!transform/itemReceipt`, {})).status, 400);
  assert.equal((await record('DELETE', `salesOrder/${id}`)).status, 204);
  assert.equal((await record('GET', 'salesOrder/eid:A')).status, 404);
});

test('a record shows its sublists as links unless they are asked for, and only the fields that are', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const id = idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 1, 1)])));
  const plain: Answer = (await record('GET', `salesOrder/${id}`)).body;
  assert.match(plain.item.links[0].href, new RegExp(`/salesOrder/${id}/item$`));
  assert.equal((await record('GET', `salesOrder/${id}/item?limit=5`)).body.totalResults, 1);
  const whole: Answer = (await record('GET', `salesOrder/${id}?expandSubResources=true`)).body;
  assert.deepEqual(Object.keys(whole.item), ['links', 'items', 'totalResults'], 'nothing of pages');
  assert.match(whole.item.items[0].item.links[0].href, new RegExp(`/inventoryitem/${mug}$`));
  assert.deepEqual(whole.billingAddress.country, { id: 'IT', refName: 'Italy' });
  const some: Answer = (await record('GET', `salesOrder/${id}?fields=tranId,status&simpleEnumFormat=true`)).body;
  assert.deepEqual([Object.keys(some), some.status], [['links', 'id', 'tranId', 'status'], 'Pending Fulfillment']);
  const item: Answer = (await record('GET', `inventoryItem/${mug}/price?expandSubResources=true`)).body;
  assert.deepEqual(
    item.items.map((each: Answer) => [
      each.priceLevel.refName,
      each.currencyPage.refName,
      each.quantity.value,
      each.price,
    ]),
    [['Base Price', 'EUR', '0', 12.5]],
  );
  const many: Answer = (await record('GET', `salesOrder?ids=${id},eid:A&expandRecords=true`)).body;
  assert.equal(many.items[1].tranId, 'SO1001');
});

test('asynchronous requests are jobs, and a repeated key is refused with the first of them', async (t) => {
  const { record, send, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const headers = { prefer: 'respond-async', 'x-netsuite-idempotency-key': 'k1' };
  const body = orderOf(customer, 'A', [line(mug, 1, 1)]);
  const first = await record('POST', 'salesOrder', body, headers);
  assert.equal(first.status, 202);
  const job = first.headers.get('location') ?? '';
  const again = await record('POST', 'salesOrder', body, headers);
  assert.deepEqual([again.status, code(again), again.headers.get('location')], [400, 'IDEMPOTENCY_ERROR', job]);
  assert.equal(twin.account.all('salesOrder').length, 1);
  const path = new URL(job).pathname;
  const ask = async (rest = '') => record('GET', `../../async/v1/job/1${rest}`);
  assert.equal(path, '/services/rest/async/v1/job/1');
  assert.equal((await ask()).body.completed, false);
  assert.equal((await ask()).body.completed, true);
  assert.equal((await ask('/task')).body.count, 1);
  const result = await ask('/task/1/result');
  assert.deepEqual(
    [result.status, result.headers.get('location')?.split('/').at(-1)],
    [204, twin.ordersFor('A')[0]?.id],
  );
  assert.equal((await send('GET', path)).status, 401);
  // Without respond-async the key counts for nothing.
  assert.equal(code(await record('POST', 'salesOrder', body, { 'x-netsuite-idempotency-key': 'k1' })), 'DUP_RCRD');
});

test('a batch is one job with a result for each record', async (t) => {
  const { record } = await openAccount(t);
  const headers = { prefer: 'respond-async', 'content-type': 'application/vnd.oracle.resource+json; type=collection' };
  const items = [{ name: 'Garden', externalId: 'G' }, {}];
  assert.equal((await record('POST', 'commerceCategory', { items }, { ...headers, prefer: '' })).status, 400);
  assert.equal(
    (await record('POST', 'commerceCategory', { items: Array.from({ length: 101 }, () => ({})) }, headers)).status,
    400,
  );
  assert.equal((await record('POST', 'commerceCategory', { items }, headers)).status, 202);
  const results: number[] = [];
  for (const rest of ['', '/task/1/result', '/task/2/result'])
    results.push((await record('GET', `../../async/v1/job/1${rest}`)).status);
  assert.deepEqual(results, [200, 204, 400]);
});

test('categories have items and stand below each other', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug } = stockUp(twin);
  const home = idOf(
    await record('POST', 'commerceCategory', { name: 'Home', items: { items: [{ item: { id: mug } }] } }),
  );
  const mugs = idOf(await record('POST', 'commerceCategory', { name: 'Mugs', primaryParent: { id: home } }));
  const shown: Answer = (await record('GET', `commerceCategory/${home}?expandSubResources=true`)).body;
  assert.deepEqual(
    [shown.items.items[0].item.refName, shown.subcategories.items[0].name, shown.urlFragment],
    ['MUG-01', 'Mugs', 'home'],
  );
  assert.equal((await record('DELETE', `commerceCategory/${home}`)).status, 400);
  assert.equal((await record('PATCH', `commerceCategory/${home}`, { primaryParent: { id: mugs } })).status, 400);
  assert.equal((await record('DELETE', `commerceCategory/${mugs}`)).status, 204);
  assert.equal((await record('POST', 'commerceCategory', { name: 'home' })).status, 400);
});

test('stock is adjusted by a record of its own, and shown by location', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug } = stockUp(twin);
  const body = {
    account: { id: '120' },
    subsidiary: { id: '2' },
    adjLocation: { id: '7' },
    inventory: { items: [{ item: { id: mug }, adjustQtyBy: 5 }] },
  };
  const before: Answer = (await record('GET', `inventoryItem/${mug}`)).body;
  idOf(await record('POST', 'inventoryAdjustment', body));
  assert.equal((await record('POST', 'inventoryAdjustment', { ...body, account: null })).status, 400);
  const item: Answer = (await record('GET', `inventoryItem/${mug}?expandSubResources=true`)).body;
  assert.deepEqual(
    item.locations.items.map((each: Answer) => [each.location_display, each.quantityOnHand]),
    [
      ['Main warehouse', 40],
      ['Second warehouse', 5],
    ],
  );
  assert.deepEqual([item.quantityAvailable, item.lastModifiedDate], [45, before.lastModifiedDate]);
});

test('the metadata of a record tells its fields, those of the account among them', async (t) => {
  const { record } = await openAccount(t);
  const accept = { accept: 'application/schema+json' };
  const { schemas } = (await record('GET', 'metadata-catalog?select=salesOrder', undefined, accept)).body.components;
  const { properties } = schemas.salesOrder;
  assert.deepEqual(
    [
      properties.custbody_coupon_code.type,
      properties.total.readOnly,
      properties.item.properties.items.items.properties.rate.format,
    ],
    ['string', true, 'double'],
  );
  assert.ok(
    (await record('GET', 'metadata-catalog')).body.items.some(({ name }: Answer) => name === 'itemFulfillment'),
  );
  assert.equal((await record('GET', 'metadata-catalog?select=nothing', undefined, accept)).status, 404);
});

test('faults: a lost answer has been worked on, and errors are the system’s own', async (t) => {
  const { running, record, twin } = await openAccount(t);
  running.faults.arm({ kind: 'cut-after-commit', method: 'POST' });
  await assert.rejects(record('POST', 'commerceCategory', { name: 'Garden' }));
  assert.equal(twin.account.all('commerceCategory').length, 1);
  running.faults.arm({ kind: 'throttled', retryAfterSeconds: 3 }, { kind: 'server-error' });
  const throttled = await record('GET', 'customer');
  assert.deepEqual(
    [throttled.status, code(throttled), throttled.headers.get('retry-after')],
    [429, 'CONCURRENCY_LIMIT_EXCEEDED', '3'],
  );
  const failed = await record('GET', 'customer');
  assert.deepEqual([failed.status, code(failed)], [500, 'UNEXPECTED_ERROR']);
});
