import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, assertRefused, item, openCompany, orderOf, stockUp, where } from './open-company.ts';

const POST = 'Microsoft.NAV.shipAndInvoice';
const BY_ORDER = where("orderNumber eq 'S-ORD101001'");
const shipping = { lineType: 'Account', lineObjectNumber: '44100', quantity: 1, unitPrice: 7.5 };
const comment = { lineType: 'Comment', description: 'Coupon SPRING10' };

async function ordered(t: Parameters<typeof openCompany>[0], more: object = {}) {
  const client = await openCompany(t);
  stockUp(client.twin);
  const lines = [item('MUG-01', 4), item('PEN-01', 3), shipping, comment];
  const { body } = await client.post('salesOrders?$expand=salesOrderLines', { ...orderOf('WEB-1', ...lines), ...more });
  const stock = async () => (await client.list('items')).map(({ inventory }) => inventory);
  return { ...client, order: body, path: `salesOrders(${body.id})`, stock };
}

test('shipAndInvoice posts everything: the order vanishes, its number lives on, stock goes down once', async (t) => {
  const { post, get, list, path, stock, twin } = await ordered(t);
  assert.deepEqual((await post(`${path}/${POST}`, '')).status, 204);
  assertRefused(await get(path), 404, 'Internal_RecordNotFound');
  assert.deepEqual(await list(`salesOrders?${where("externalDocumentNumber eq 'WEB-1'")}`), []);
  const [invoice, ...others] = await list(`salesInvoices?${BY_ORDER}&$expand=salesInvoiceLines`);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [invoice.externalDocumentNumber, invoice.status, invoice.totalAmountIncludingTax, invoice.remainingAmount],
    ['WEB-1', 'Open', 75.02, 75.02],
  );
  assert.deepEqual(
    invoice.salesInvoiceLines.map((line: Answer) => [line.lineType, line.quantity]),
    [
      ['Item', 4],
      ['Item', 3],
      ['Account', 1],
      ['Comment', 0],
    ],
  );
  assert.ok(!('shippedQuantity' in invoice.salesInvoiceLines[0]));
  const [shipment] = await list(`salesShipments?${BY_ORDER}&$expand=salesShipmentLines`);
  assert.deepEqual([shipment.externalDocumentNumber, shipment.salesShipmentLines.length], ['WEB-1', 4]);
  assert.deepEqual(await stock(), [36, 97]);
  assertRefused(await post(`${path}/${POST}`, ''), 404, 'Internal_RecordNotFound');
  assert.deepEqual(await stock(), [36, 97]);
  assert.equal(twin.company.salesOrderLines.size, 0);
});

test('posting in parts: each has its invoice and shipment, and the parts add up to the order', async (t) => {
  const { post, get, patch, list, order, path, stock } = await ordered(t);
  await patch(path, { discountAmount: 1 });
  const [mugs, pens, account] = order.salesOrderLines;
  await patch(`salesOrderLines(${mugs.id})`, { shipQuantity: 3, invoiceQuantity: 3, discountAmount: 1 });
  await patch(`salesOrderLines(${pens.id})`, { shipQuantity: 0, invoiceQuantity: 0 });
  await patch(`salesOrderLines(${account.id})`, { shipQuantity: 0, invoiceQuantity: 0 });
  const whole = (await get(path)).body;
  await post(`${path}/${POST}`, '');
  const rest = (await get(`${path}?$expand=salesOrderLines`)).body;
  assert.deepEqual([rest.fullyShipped, rest.salesOrderLines[0].shippedQuantity], [false, 3]);
  assert.deepEqual(
    rest.salesOrderLines.map((line: Answer) => [line.shipQuantity, line.invoiceQuantity]),
    [
      [1, 1],
      [3, 3],
      [1, 1],
      [0, 0],
    ],
  );
  assert.deepEqual(await stock(), [37, 100]);
  await post(`${path}/${POST}`, '');
  const invoices = await list(`salesInvoices?${BY_ORDER}&$orderby=number&$expand=salesInvoiceLines`);
  const sum = (field: string) => Number(invoices.reduce((total, row) => total + row[field], 0).toFixed(2));
  assert.equal(invoices.length, 2);
  assert.deepEqual(
    invoices.map(({ discountAmount, salesInvoiceLines }) => [discountAmount, salesInvoiceLines[0].discountAmount]),
    [
      [0.69, 0.75],
      [0.31, 0.25],
    ],
  );
  // What a posting leaves out stands in its documents with the quantity 0.
  const shipments = await list(`salesShipments?${BY_ORDER}&$orderby=number&$expand=salesShipmentLines`);
  for (const documents of [
    shipments.map(({ salesShipmentLines }) => salesShipmentLines),
    invoices.map(({ salesInvoiceLines }) => salesInvoiceLines),
  ])
    assert.deepEqual(
      documents.map((lines) => lines.map(({ quantity }: Answer) => quantity)),
      [
        [3, 0, 0, 0],
        [1, 3, 1, 0],
      ],
    );
  assert.equal(sum('totalAmountExcludingTax'), whole.totalAmountExcludingTax);
  assert.equal(sum('discountAmount'), 1);
  assert.deepEqual((await list(`salesShipments?${BY_ORDER}`)).length, 2);
  assert.deepEqual(await stock(), [36, 97]);
  assertRefused(await get(path), 404, 'Internal_RecordNotFound');
});

test('shipped but not invoiced: fully shipped, still an order, and not to be deleted', async (t) => {
  const { get, list, path, remove, patch, order, post, twin } = await ordered(t);
  twin.postShipment(twin.company.salesOrders.need(order.id));
  const { fullyShipped, status } = (await get(path)).body;
  assert.deepEqual([fullyShipped, status], [true, 'Draft']);
  assert.deepEqual(await list(`salesInvoices?${BY_ORDER}`), []);
  assertRefused(await remove(path), 400, 'Application_DialogException');
  const [mugs] = order.salesOrderLines;
  assertRefused(await remove(`salesOrderLines(${mugs.id})`), 400, 'Application_DialogException');
  const lowered = await patch(`salesOrderLines(${mugs.id})`, { quantity: 3 });
  assertRefused(lowered, 400, 'Application_FieldValidationException');
  assert.match(lowered.body.error.message, /not be less than 4, what is shipped already/);
  await post(`${path}/${POST}`, '');
  assert.equal((await list(`salesInvoices?${BY_ORDER}`)).length, 1);
  assert.equal((await list(`salesShipments?${BY_ORDER}`)).length, 1);
});

test('a partly shipped order is closed by lowering its quantity to what is shipped', async (t) => {
  const { get, path, patch, order, post, twin } = await ordered(t);
  twin.postShipAndInvoice(twin.company.salesOrders.need(order.id), { 'MUG-01': 3, 'PEN-01': 3, 44100: 1 });
  const [mugs] = order.salesOrderLines;
  const { body } = await patch(`salesOrderLines(${mugs.id})`, { quantity: 3 });
  assert.deepEqual([body.shipQuantity, body.invoiceQuantity], [0, 0]);
  assert.equal((await get(path)).body.totalAmountExcludingTax, 48.99);
  assertRefused(await post(`${path}/${POST}`, ''), 400, 'Application_DialogException');
});

test('an order that ships complete or not at all refuses a part', async (t) => {
  const { post, patch, order, path } = await ordered(t, { partialShipping: false });
  const [mugs] = order.salesOrderLines;
  await patch(`salesOrderLines(${mugs.id})`, { shipQuantity: 1 });
  assertRefused(await post(`${path}/${POST}`, ''), 400, 'Application_DialogException');
  await patch(`salesOrderLines(${mugs.id})`, { shipQuantity: 4 });
  assert.equal((await post(`${path}/${POST}`, '')).status, 204);
});

test('nothing to post and a blocked customer are dialogs, and nothing is posted', async (t) => {
  const { post, patch, list, path, order, stock } = await ordered(t);
  const empty = (await post('salesOrders', orderOf('WEB-2', comment))).body;
  assertRefused(await post(`salesOrders(${empty.id})/${POST}`, ''), 400, 'Application_DialogException');
  await patch(`customers(${order.customerId})`, { blocked: 'All' });
  assertRefused(await post(`${path}/${POST}`, ''), 400, 'Application_DialogException');
  assert.deepEqual(await list('salesShipments'), []);
  assert.deepEqual(await stock(), [40, 100]);
});

test('where the external document number is mandatory, that is asked for at posting and not before', async (t) => {
  const { post, patch, list, twin } = await openCompany(t, { externalNumberMandatory: true });
  stockUp(twin);
  const made = await post('salesOrders', { customerNumber: 'C1', salesOrderLines: [item('MUG-01', 1)] });
  assert.equal(made.status, 201);
  const path = `salesOrders(${made.body.id})`;
  assertRefused(await post(`${path}/${POST}`, ''), 400, 'Application_DialogException');
  await patch(path, { externalDocumentNumber: 'WEB-1' });
  assert.equal((await post(`${path}/${POST}`, '')).status, 204);
  const draft = (await post('salesInvoices', { customerNumber: 'C1', salesInvoiceLines: [item('MUG-01', 1)] })).body;
  assertRefused(await post(`salesInvoices(${draft.id})/Microsoft.NAV.post`, ''), 400, 'Application_DialogException');
  assert.equal((await list('salesInvoices')).length, 2);
});

test('a posting that fails half-way leaves nothing: no shipment, no stock, no number', async (t) => {
  const { post, patch, list, path, stock } = await ordered(t);
  const [, pens] = await list('items');
  await patch(`items(${pens.id})`, { inventoryPostingGroupCode: '' });
  assertRefused(await post(`${path}/${POST}`, ''), 400, 'Application_DialogException');
  assert.deepEqual([await list('salesShipments'), await stock()], [[], [40, 100]]);
  await patch(`items(${pens.id})`, { inventoryPostingGroupCode: 'RESALE' });
  await post(`${path}/${POST}`, '');
  assert.equal((await list('salesShipments'))[0].number, 'S-SHPT102001');
});

test('a posted document is not to be changed or deleted', async (t) => {
  const { post, patch, remove, list, path } = await ordered(t);
  await post(`${path}/${POST}`, '');
  const [{ id }] = await list('salesInvoices');
  assertRefused(await patch(`salesInvoices(${id})`, { email: 'x@example.com' }), 400, 'Application_DialogException');
  assertRefused(await remove(`salesInvoices(${id})`), 400, 'Application_DialogException');
});

test('due dates follow the terms of payment', async (t) => {
  const { post, patch, list, path } = await ordered(t);
  const terms = (await list('paymentTerms')).find(({ code }) => code === 'NET30');
  await patch(path, { paymentTermsId: terms.id });
  await post(`${path}/${POST}`, '');
  const [{ invoiceDate, dueDate }] = await list('salesInvoices');
  assert.deepEqual([invoiceDate, dueDate], ['2026-03-02', '2026-04-01']);
  assert.equal((await list('salesShipments'))[0].paymentTermsCode, 'NET30');
});
