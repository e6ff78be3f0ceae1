import assert from 'node:assert/strict';
import { test } from 'node:test';
import { line, openTenant, orderOf, saved, stockUp, w, where } from './open-tenant.support.ts';

test('nothing nested comes back unless it is named, and $select leaves the rest out', async (t) => {
  const { put, get, twin } = await openTenant(t);
  stockUp(twin);
  const order = saved(await put('SalesOrder', orderOf('A', [line('MUG-01', 1)])));
  assert.equal('Details' in order, false);
  const customer = (await get('Customer/C1?$expand=MainContact')).body;
  assert.equal('Address' in customer.MainContact, false);
  const deep = (await get('Customer/C1?$expand=MainContact/Address')).body;
  assert.equal(deep.MainContact.Address.City.value, 'Torino');
  const [chosen] = (await get('SalesOrder?$select=Status,Details/InventoryID&$expand=Details')).body;
  assert.deepEqual([chosen.Status.value, chosen.OrderNbr.value, 'OrderTotal' in chosen], ['Open', 'SO000001', false]);
  assert.deepEqual([chosen.Details[0].InventoryID.value, 'OrderQty' in chosen.Details[0]], ['MUG-01', false]);
  assert.deepEqual(chosen.CustomerOrder, undefined);
  assert.deepEqual((await get('SalesOrder/SO/SO000001')).body.CustomerOrder, {});
  assert.equal((await get('SalesOrder?$expand=Nothing')).status, 400);
});

test('lists come by key, and $skip and $top page through them', async (t) => {
  const { get, twin } = await openTenant(t);
  for (const number of ['C', 'A', 'B']) twin.addItem({ InventoryID: number, Description: number });
  const numbers = async (query: string) =>
    (await get(`StockItem?${query}`)).body.map((each: { InventoryID: { value: string } }) => each.InventoryID.value);
  assert.deepEqual(await numbers('$top=2'), ['A', 'B']);
  assert.deepEqual(await numbers('$top=2&$skip=2'), ['C']);
  assert.equal((await get('StockItem?$top=all')).status, 400);
});

test('filters: words, linked objects, instants, functions; text without case; details never', async (t) => {
  const { get, twin, clock, put } = await openTenant(t);
  stockUp(twin);
  clock.advance(60_000);
  twin.addCustomer({ CustomerID: 'C2', CustomerName: "Ana D'Arco", MainContact: { Email: 'ANA@example.com' } });
  saved(await put('SalesOrder', orderOf('WEB-1', [line('MUG-01', 1)])));
  const found = async (entity: string, filter: string, key: string) => {
    const { status, body } = await get(`${entity}?${where(filter)}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body.map((each: Record<string, { value: string }>) => each[key]?.value);
  };
  assert.deepEqual(await found('Customer', "MainContact/Email eq 'ana@example.com'", 'CustomerID'), ['C2']);
  assert.deepEqual(await found('Customer', "CustomerName eq 'Ana D''Arco'", 'CustomerID'), ['C2']);
  assert.deepEqual(await found('Customer', "substringof('ross',CustomerName)", 'CustomerID'), ['C1']);
  assert.deepEqual(await found('Customer', "startswith(CustomerName,'ana') or CustomerID eq 'c1'", 'CustomerID'), [
    'C1',
    'C2',
  ]);
  const since = "LastModifiedDateTime gt datetimeoffset'2026-03-02T15:04:30.000+00:00'";
  assert.deepEqual(await found('Customer', since, 'CustomerID'), ['C2']);
  assert.deepEqual(await found('SalesOrder', "OrderType eq 'SO' and ExternalRef eq 'web-1'", 'OrderNbr'), ['SO000001']);
  assert.deepEqual(
    await found('SalesOrder', "(OrderTotal gt 15 and Hold eq false) and ExternalRef ne ''", 'OrderNbr'),
    ['SO000001'],
  );
  for (const wrong of [
    "Details/InventoryID eq 'MUG-01'",
    "Nothing eq '1'",
    'OrderTotal',
    'not (Hold eq true)',
    "Hold eq '",
  ])
    assert.equal((await get(`SalesOrder?${where(wrong)}`)).status, 400, wrong);
});

test('a plus sign that is not encoded is a space, and the instant unreadable', async (t) => {
  const { get } = await openTenant(t);
  const { status } = await get("SalesOrder?$filter=LastModified%20gt%20datetimeoffset'2026-03-01T10:00:00.000+00:00'");
  assert.equal(status, 400);
});

test('dates are midnight of the site, instants carry its offset', async (t) => {
  const { put, twin } = await openTenant(t);
  stockUp(twin);
  const order = saved(
    await put(
      'SalesOrder',
      orderOf('A', [line('MUG-01', 1)], { Date: '2026-03-02T23:30:00Z', RequestedOn: '2026-07-01' }),
    ),
  );
  assert.equal(order.Date.value, '2026-03-03T00:00:00+01:00');
  assert.equal(order.RequestedOn.value, '2026-07-01T00:00:00+02:00');
  assert.equal(order.LastModified.value, '2026-03-02T16:04:05.123+01:00');
});

test('records are found by keys in any case, by GUID, and by nothing else', async (t) => {
  const { get, put, twin } = await openTenant(t);
  stockUp(twin);
  const item = (await get('StockItem/mug-01')).body;
  assert.equal(item.InventoryID.value, 'MUG-01');
  assert.equal((await get(`StockItem/${item.id}`)).body.InventoryID.value, 'MUG-01');
  assert.equal((await get('StockItem/NO-01')).status, 404);
  const renamed = saved(await put('StockItem', { id: item.id, Description: { value: 'Mug' } }));
  assert.deepEqual([renamed.InventoryID.value, renamed.Description.value], ['MUG-01', 'Mug']);
  assert.equal((await get('StockItem/$adHocSchema')).body.InventoryID.value, undefined);
  assert.equal((await put('StockItem', w({ Description: 'no number' }))).status, 422);
});
