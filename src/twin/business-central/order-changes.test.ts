import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, assertRefused, item, openCompany, orderOf, stockUp } from './open-company.ts';

/** An order of two mugs and three pens, as `GET` shows it with its lines. */
async function ordered(client: Awaited<ReturnType<typeof openCompany>>): Promise<Answer> {
  stockUp(client.twin);
  const lines = [item('MUG-01', 2), item('PEN-01', 3)];
  return (await client.post('salesOrders?$expand=salesOrderLines', orderOf('WEB-1', ...lines))).body;
}

test('If-Match: missing is 400, stale is 409, current and * pass', async (t) => {
  const client = await openCompany(t);
  const order = await ordered(client);
  const path = `salesOrders(${order.id})`;
  const change = (headers: Record<string, string>) => client.patch(path, { salesperson: 'WEB' }, headers);
  assertRefused(await change({}), 400, 'BadRequest_InvalidToken');
  assertRefused(await client.remove(path, {}), 400, 'BadRequest_InvalidToken');
  const changed = await change({ 'if-match': order['@odata.etag'] });
  assert.equal(changed.status, 200);
  assert.notEqual(changed.body['@odata.etag'], order['@odata.etag']);
  assertRefused(await change({ 'if-match': order['@odata.etag'] }), 409, 'Request_EntityChanged');
  assertRefused(await client.remove(path, { 'if-match': order['@odata.etag'] }), 409, 'Request_EntityChanged');
  assert.equal((await change({ 'if-match': '*' })).status, 200);
  assert.equal((await client.remove(path)).status, 204);
});

test('a refused change leaves everything as it was', async (t) => {
  const client = await openCompany(t);
  const order = await ordered(client);
  const refused = await client.patch(`salesOrders(${order.id})`, { salesperson: 'WEB', shipToCountry: 'XX' });
  assert.equal(refused.status, 400);
  const { body } = await client.get(`salesOrders(${order.id})?$expand=salesOrderLines`);
  assert.deepEqual({ ...body, '@odata.context': '' }, { ...order, '@odata.context': '' });
});

test('a line edit recalculates the order, moves its ETag and its time; the next reading moves the ETag again', async (t) => {
  const client = await openCompany(t);
  const order = await ordered(client);
  const [mugs, pens] = order.salesOrderLines;
  client.clock.advance(60_000);
  const line = await client.patch(`salesOrderLines(${mugs.id})`, { quantity: 1 }, { 'if-match': mugs['@odata.etag'] });
  assert.deepEqual([line.status, line.body.netAmount, line.body.shipQuantity], [200, 12.5, 1]);
  const other = (await client.get(`salesOrderLines(${pens.id})`)).body;
  assert.equal(other['@odata.etag'], pens['@odata.etag'], 'a line that comes to the same keeps its ETag');
  const stale = { 'if-match': order['@odata.etag'] };
  assertRefused(await client.patch(`salesOrders(${order.id})`, {}, stale), 409, 'Request_EntityChanged');
  const replica = { 'data-access-intent': 'ReadOnly' };
  const unspread = (await client.get(`salesOrders(${order.id})`, replica)).body;
  const spread = (await client.get(`salesOrders(${order.id})`)).body;
  const again = (await client.get(`salesOrders(${order.id})`)).body;
  assert.equal(spread.totalAmountExcludingTax, 16.49);
  assert.equal(spread.lastModifiedDateTime, '2026-03-02T15:05:05.123Z');
  assert.notEqual(unspread['@odata.etag'], spread['@odata.etag'], 'a GET can write');
  assert.equal(spread['@odata.etag'], again['@odata.etag']);
});

test('lines are added, changed and removed one by one; PATCH of the order is never deep', async (t) => {
  const client = await openCompany(t);
  const { id, salesOrderLines } = await ordered(client);
  const added = await client.post(`salesOrders(${id})/salesOrderLines`, {
    lineType: 'Account',
    lineObjectNumber: '44100',
    quantity: 1,
    unitPrice: 7.5,
  });
  assert.deepEqual([added.status, added.body.sequence, added.body.documentId], [201, 30_000, id]);
  const named = await client.post('salesOrderLines', { documentId: id, ...item('PEN-01', 1) });
  assert.deepEqual([named.status, named.body.sequence], [201, 40_000]);
  assert.equal((await client.remove(`salesOrderLines(${salesOrderLines[0].id})`)).status, 204);
  const { body } = await client.get(`salesOrders(${id})`);
  assert.equal(body.totalAmountExcludingTax, 3.99 + 7.5 + 1.33);
  assertRefused(await client.patch(`salesOrders(${id})`, { salesOrderLines: [] }), 400, 'BadRequest');
  assertRefused(await client.post('salesOrderLines', item('PEN-01', 1)), 404, 'Internal_RecordNotFound');
});

test('a PATCH of a line: discount, quantity, and what can only be said on create', async (t) => {
  const client = await openCompany(t);
  const { salesOrderLines } = await ordered(client);
  const path = `salesOrderLines(${salesOrderLines[0].id})`;
  const change = async (body: object) => (await client.patch(path, body)).body;
  const half = await change({ discountPercent: 50 });
  assert.deepEqual([half.discountAmount, half.netAmount], [12.5, 12.5]);
  const more = await change({ quantity: 4 });
  assert.deepEqual([more.discountPercent, more.discountAmount, more.netAmount], [50, 25, 25]);
  const amount = await change({ discountAmount: 10 });
  assert.deepEqual([amount.discountPercent, amount.netAmount], [20, 40]);
  for (const body of [{ lineObjectNumber: 'PEN-01' }, { itemId: salesOrderLines[1].itemId }, { sequence: 1 }])
    assertRefused(await client.patch(path, body), 400, 'BadRequest_InvalidOperation');
  assertRefused(await client.patch(path, { shipQuantity: 5 }), 400, 'Application_FieldValidationException');
  assertRefused(await client.patch(path, { invoiceQuantity: 5 }), 400, 'Application_FieldValidationException');
});

test('the invoice discount is spread again when lines change, and capped at what they come to', async (t) => {
  const client = await openCompany(t);
  const { id, salesOrderLines } = await ordered(client);
  await client.patch(`salesOrders(${id})`, { discountAmount: 20 });
  await client.remove(`salesOrderLines(${salesOrderLines[0].id})`);
  const { body } = await client.get(`salesOrders(${id})?$expand=salesOrderLines`);
  assert.deepEqual([body.discountAmount, body.totalAmountIncludingTax], [3.99, 0]);
  assert.equal(body.salesOrderLines[0].invoiceDiscountAllocation, 3.99);
});

test('customer, currency and prices with tax stay what they are once there are lines', async (t) => {
  const client = await openCompany(t);
  const { id } = await ordered(client);
  client.twin.addCustomer({ number: 'C2', displayName: 'Otto Weber' });
  const path = `salesOrders(${id})`;
  assertRefused(await client.patch(path, { customerNumber: 'C2' }), 400, 'Application_DialogException');
  assert.equal((await client.patch(path, { customerNumber: 'C1' })).status, 200);
  assertRefused(await client.patch(path, { pricesIncludeTax: true }), 400, 'Application_CallbackNotAllowed');
  assertRefused(await client.patch(path, { currencyCode: 'USD' }), 400, 'Application_CallbackNotAllowed');
});

test('a released order refuses changes until it is reopened', async (t) => {
  const client = await openCompany(t);
  const { id, salesOrderLines } = await ordered(client);
  const order = client.twin.company.salesOrders.need(id);
  client.twin.release(order);
  assert.equal((await client.get(`salesOrders(${id})`)).body.status, 'Open');
  const [line] = salesOrderLines;
  for (const refused of [
    await client.patch(`salesOrders(${id})`, { salesperson: 'WEB' }),
    await client.patch(`salesOrderLines(${line.id})`, { quantity: 1 }),
    await client.remove(`salesOrderLines(${line.id})`),
    await client.post(`salesOrders(${id})/salesOrderLines`, item('PEN-01', 1)),
  ])
    assertRefused(refused, 400, 'Application_DialogException');
  client.twin.reopen(order);
  assert.equal((await client.patch(`salesOrders(${id})`, { salesperson: 'WEB' })).status, 200);
});

test('a deleted order takes its lines along and leaves stock alone', async (t) => {
  const client = await openCompany(t);
  const { id } = await ordered(client);
  assert.equal((await client.remove(`salesOrders(${id})`)).status, 204);
  assertRefused(await client.get(`salesOrders(${id})`), 404, 'Internal_RecordNotFound');
  assert.equal(client.twin.company.salesOrderLines.size, 0);
  assert.deepEqual(
    (await client.list('items')).map(({ inventory }) => inventory),
    [40, 100],
  );
});
