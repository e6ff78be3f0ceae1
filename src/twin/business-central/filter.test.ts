import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, item, openCompany, orderOf, stockUp, where } from './open-company.ts';

const NAMES = ["Giulia O'Neill", 'Otto Weber', 'otto Verdi', 'Zoë Weber'];

/** Four customers C1 to C4 named as above, with credit limits 0, 100, 200, 300. */
async function filled(t: Parameters<typeof openCompany>[0]) {
  const client = await openCompany(t);
  NAMES.forEach((displayName, index) => {
    client.twin.addCustomer({ number: `C${index + 1}`, displayName, creditLimit: index * 100, taxLiable: index < 2 });
    client.clock.advance(600_000);
  });
  const found = async (filter: string, more = '') =>
    (await client.list(`customers?${where(filter)}${more}`)).map(({ number }) => number).join(' ');
  return { ...client, found };
}

test('comparisons of text, numbers, booleans and instants', async (t) => {
  const { found } = await filled(t);
  const expected = {
    "number eq 'C2'": 'C2',
    "number ne 'C2'": 'C1 C3 C4',
    'creditLimit gt 100': 'C3 C4',
    'creditLimit ge 100': 'C2 C3 C4',
    'creditLimit lt 100': 'C1',
    'creditLimit le 100.00': 'C1 C2',
    'taxLiable eq true': 'C1 C2',
    'taxLiable ne true': 'C3 C4',
    'lastModifiedDateTime gt 2026-03-02T15:14:05.123Z': 'C3 C4',
    'lastModifiedDateTime ge 2026-03-02T15:14:05.123Z': 'C2 C3 C4',
    'lastModifiedDateTime gt 2026-03-02T17:14:05.123+02:00': 'C3 C4',
    'lastModifiedDateTime lt 2026-03-02T15:10:00Z': 'C1',
  };
  for (const [filter, numbers] of Object.entries(expected)) assert.equal(await found(filter), numbers, filter);
});

test('dates are compared with dates', async (t) => {
  const { post, list, twin } = await openCompany(t);
  stockUp(twin);
  for (const orderDate of ['2026-02-27', '2026-03-01']) await post('salesOrders', { ...orderOf('WEB-1'), orderDate });
  assert.equal((await list(`salesOrders?${where('orderDate ge 2026-03-01')}`)).length, 1);
  assert.equal((await list(`salesOrders?${where('requestedDeliveryDate eq 0001-01-01')}`)).length, 2);
});

test('and, or, not and parentheses; and binds stronger', async (t) => {
  const { found } = await filled(t);
  const expected = {
    "number eq 'C1' or number eq 'C3'": 'C1 C3',
    "taxLiable eq false and displayName eq 'Zoë Weber'": 'C4',
    'not (creditLimit gt 100)': 'C1 C2',
    'not taxLiable eq true': 'C3 C4',
    "(number eq 'C1' or number eq 'C4') and taxLiable eq false": 'C4',
    'creditLimit eq 0 or creditLimit gt 100 and creditLimit lt 300': 'C1 C3',
  };
  for (const [filter, numbers] of Object.entries(expected)) assert.equal(await found(filter), numbers, filter);
});

test('text: quotes doubled, contains, startswith, endswith, and letters made small', async (t) => {
  const { found } = await filled(t);
  const expected = {
    "displayName eq 'Giulia O''Neill'": 'C1',
    "displayName eq 'Otto weber'": '',
    "contains(displayName,'Weber')": 'C2 C4',
    "contains(displayName, 'weber')": '',
    "startswith(displayName,'Otto')": 'C2',
    "endswith(displayName,'Verdi')": 'C3',
    "tolower(displayName) eq 'otto weber'": 'C2',
    "toupper(displayName) eq 'ZOË WEBER'": 'C4',
    "startswith(tolower(displayName),'otto')": 'C2 C3',
    "displayName eq 'and or ('": '',
  };
  for (const [filter, numbers] of Object.entries(expected)) assert.equal(await found(filter), numbers, filter);
});

test('or over different fields is refused, wherever it stands', async (t) => {
  const { get } = await filled(t);
  for (const filter of [
    "number eq 'C1' or displayName eq 'Otto'",
    "taxLiable eq true and (number eq 'C1' or creditLimit gt 1)",
    "not (number eq 'C1' or creditLimit gt 1)",
  ])
    assertRefused(await get(`customers?${where(filter)}`), 400, 'Application_FilterErrorException');
});

test('in needs schema version 2.1; lambdas are ignored', async (t) => {
  const { get, found, list } = await filled(t);
  const filter = "number in ('C1', 'C4')";
  assertRefused(await get(`customers?${where(filter)}`), 400, 'Application_FilterErrorException');
  assert.equal(await found(filter, '&$schemaversion=2.1'), 'C1 C4');
  assert.deepEqual(await list(`salesOrders?${where('salesOrderLines/any(l: l/quantity gt 1)')}`), []);
});

test('an unknown field, a literal of the wrong type and an enum are refused, whether or not there are rows', async (t) => {
  const { get } = await openCompany(t);
  const refusals = {
    "sku eq 'MUG-01'": 'BadRequest',
    "customer/number eq 'C1'": 'BadRequest',
    'number eq 1': 'BadRequest',
    "discountAmount gt '1'": 'BadRequest',
    "customerId eq '7f2c1a10-5b1e-4f6a-9d53-000000000001'": 'BadRequest',
    "orderDate ge '2026-03-01'": 'BadRequest',
    "lastModifiedDateTime gt '2026-03-01T00:00:00Z'": 'BadRequest',
    "status eq 'Open'": 'Application_FilterErrorException',
    [`externalDocumentNumber eq '${'W'.repeat(36)}'`]: 'Application_FilterErrorException',
    'number eq': 'Application_FilterErrorException',
    "number = 'C1'": 'Application_FilterErrorException',
    "number eq 'C1": 'Application_FilterErrorException',
    "number eq 'C1' number eq 'C2'": 'Application_FilterErrorException',
    "(number eq 'C1'": 'Application_FilterErrorException',
    'number eq C1': 'Application_FilterErrorException',
  };
  for (const [filter, code] of Object.entries(refusals))
    assertRefused(await get(`salesOrders?${where(filter)}`), 400, code);
});

test('ids are compared without quotes and in any case; null is nothing', async (t) => {
  const { list, twin } = await openCompany(t);
  const { buyer } = stockUp(twin);
  for (const id of [buyer.id, buyer.id.toUpperCase()])
    assert.equal((await list(`customers?${where(`id eq ${id}`)}`)).length, 1);
  assert.deepEqual(await list(`customers?${where('id eq 22222222-2222-4222-8222-222222222222')}`), []);
  assert.deepEqual(await list(`customers?${where('email eq null')}`), []);
});

test('a computed field filters like any other', async (t) => {
  const { list, twin } = await openCompany(t);
  stockUp(twin);
  twin.adjustInventory('MUG-01', -40);
  assert.deepEqual(
    (await list(`items?${where('inventory gt 0')}`)).map(({ number }) => number),
    ['PEN-01'],
  );
});

test('lines are listed with the id of their document or their own, in the path or the filter', async (t) => {
  const { get, list, post, twin } = await openCompany(t);
  stockUp(twin);
  const lines = [item('MUG-01', 1), item('PEN-01', 2)];
  const { body } = await post('salesOrders?$expand=salesOrderLines', orderOf('WEB-1', ...lines));
  await post('salesOrders', orderOf('WEB-2', ...lines));
  for (const path of [
    `salesOrders(${body.id})/salesOrderLines`,
    `salesOrderLines?${where(`documentId eq ${body.id}`)}`,
    `salesOrderLines?${where(`quantity gt 0 and documentId eq ${body.id}`)}`,
  ])
    assert.equal((await list(path)).length, 2, path);
  assert.equal((await list(`salesOrderLines?${where(`id eq ${body.salesOrderLines[1].id}`)}`))[0].quantity, 2);
  for (const path of [
    'salesOrderLines',
    `salesOrderLines?${where('quantity gt 1')}`,
    `salesOrderLines?${where(`not (documentId eq ${body.id})`)}`,
    'salesInvoiceLines',
    'salesShipmentLines',
  ])
    assertRefused(await get(path), 400, 'Application_DialogException');
});
