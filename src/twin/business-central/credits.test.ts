import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, item, openCompany, orderOf, stockUp } from './open-company.ts';

/** A posted invoice over four mugs with tax: 61.00, of which 36 mugs stay in stock. */
async function invoiced(t: Parameters<typeof openCompany>[0]) {
  const client = await openCompany(t);
  stockUp(client.twin);
  const { id } = (await client.post('salesOrders', orderOf('WEB-1', item('MUG-01', 4)))).body;
  const { invoice } = client.twin.postShipAndInvoice(client.twin.company.salesOrders.need(id));
  const read = async () => {
    const { status, remainingAmount } = (await client.get(`salesInvoices(${invoice.id})`)).body;
    return [status, remainingAmount];
  };
  const mugs = async () => (await client.list('items'))[0].inventory;
  return { ...client, invoice, path: `salesInvoices(${invoice.id})`, read, mugs };
}

test('a credit memo is a draft until it is posted; then the goods are back and the invoice is credited', async (t) => {
  const { post, get, invoice, read, mugs, list } = await invoiced(t);
  const [reason] = await list('customerReturnReasons');
  const { status, body } = await post('salesCreditMemos?$expand=salesCreditMemoLines', {
    customerNumber: 'C1',
    externalDocumentNumber: 'REF-1',
    invoiceNumber: invoice.number,
    customerReturnReasonId: reason.id,
    salesCreditMemoLines: [item('MUG-01', 1, { unitPrice: 12.5 })],
  });
  assert.equal(status, 201, JSON.stringify(body));
  assert.deepEqual(
    [body.status, body.invoiceId, body.totalAmountIncludingTax, body.creditMemoDate, body.salesCreditMemoLines.length],
    ['Draft', invoice.id, 15.25, '2026-03-02', 1],
  );
  assert.deepEqual([await mugs(), await read()], [36, ['Open', 61]]);
  assert.equal((await post(`salesCreditMemos(${body.id})/Microsoft.NAV.post`, '')).status, 204);
  assert.deepEqual([await mugs(), await read()], [37, ['Open', 45.75]]);
  const posted = (await get(`salesCreditMemos(${body.id})`)).body;
  assert.deepEqual([posted.status, 'remainingAmount' in posted, 'shipToName' in posted], ['Paid', false, false]);
  assert.notEqual(posted.number, body.number);
  assertRefused(await post(`salesCreditMemos(${body.id})/Microsoft.NAV.post`, ''), 400, 'Application_DialogException');
  assert.equal(await mugs(), 37);
});

test('a credit memo that names no invoice stays open; one of another customer’s invoice is refused', async (t) => {
  const { post, get, twin, invoice } = await invoiced(t);
  twin.addCustomer({ number: 'C2', displayName: 'Otto Weber', country: 'DE' });
  const memo = { customerNumber: 'C2', salesCreditMemoLines: [item('MUG-01', 1)] };
  const refused = await post('salesCreditMemos', { ...memo, invoiceNumber: invoice.number });
  assertRefused(refused, 400, 'Internal_InvalidTableRelation');
  const { id } = (await post('salesCreditMemos', memo)).body;
  await post(`salesCreditMemos(${id})/Microsoft.NAV.post`, '');
  const { status, totalAmountIncludingTax } = (await get(`salesCreditMemos(${id})`)).body;
  assert.deepEqual([status, totalAmountIncludingTax], ['Open', 14.88]);
});

test('whether prices include tax is not written to a credit memo: the card of the customer decides', async (t) => {
  for (const cardsIncludeTax of [false, true]) {
    const { post, twin } = await openCompany(t, { cardsIncludeTax });
    stockUp(twin);
    const memo = { customerNumber: 'C1', salesCreditMemoLines: [item('MUG-01', 1, { unitPrice: 12.2 })] };
    const refused = await post('salesCreditMemos', { ...memo, pricesIncludeTax: cardsIncludeTax });
    assertRefused(refused, 400, 'BadRequest_InvalidOperation');
    const { pricesIncludeTax, totalAmountIncludingTax } = (await post('salesCreditMemos', memo)).body;
    assert.deepEqual([pricesIncludeTax, totalAmountIncludingTax], [cardsIncludeTax, cardsIncludeTax ? 12.2 : 14.88]);
  }
});

test('a clerk’s credit memo over part of an invoice takes its share of the discounts', async (t) => {
  const { post, patch, twin, list } = await openCompany(t);
  stockUp(twin);
  const line = item('MUG-01', 3, { discountAmount: 1 });
  const { id } = (await post('salesOrders', orderOf('WEB-1', line))).body;
  await patch(`salesOrders(${id})`, { discountAmount: 2 });
  const { invoice } = twin.postShipAndInvoice(twin.company.salesOrders.need(id));
  twin.postCreditMemo(invoice, { 'MUG-01': 1 });
  const [memo] = await list('salesCreditMemos?$expand=salesCreditMemoLines');
  const [{ quantity, discountAmount, invoiceDiscountAllocation, netAmount }] = memo.salesCreditMemoLines;
  assert.deepEqual([quantity, discountAmount, invoiceDiscountAllocation, netAmount], [1, 0.33, 0.67, 11.5]);
  assert.equal((await list('items'))[0].inventory, 38);
});

test('cancel writes a corrective credit memo over everything, once', async (t) => {
  const { post, path, read, mugs, list } = await invoiced(t);
  assert.equal((await post(`${path}/Microsoft.NAV.cancel`, '')).status, 204);
  assert.deepEqual([await read(), await mugs()], [['Canceled', 0], 40]);
  const [{ status, totalAmountIncludingTax }] = await list('salesCreditMemos');
  assert.deepEqual([status, totalAmountIncludingTax], ['Corrective', 61]);
  assertRefused(await post(`${path}/Microsoft.NAV.cancel`, ''), 400, 'Application_DialogException');
  assert.equal(await mugs(), 40);
});

test('makeCorrectiveCreditMemo leaves a draft to be changed', async (t) => {
  const { post, path, read, list, patch, mugs } = await invoiced(t);
  await post(`${path}/Microsoft.NAV.makeCorrectiveCreditMemo`, '');
  const [memo] = await list('salesCreditMemos?$expand=salesCreditMemoLines');
  assert.deepEqual([memo.status, await read(), await mugs()], ['Draft', ['Open', 61], 36]);
  await patch(`salesCreditMemoLines(${memo.salesCreditMemoLines[0].id})`, { quantity: 2 });
  await post(`salesCreditMemos(${memo.id})/Microsoft.NAV.post`, '');
  assert.deepEqual([await read(), await mugs()], [['Open', 30.5], 38]);
});

test('a draft invoice is posted by its action, and its PDF is binary', async (t) => {
  const { post, remove, get, twin, list } = await openCompany(t);
  stockUp(twin);
  const lines = [item('MUG-01', 2)];
  const draft = (await post('salesInvoices', { customerNumber: 'C1', salesInvoiceLines: lines })).body;
  assert.deepEqual([draft.status, draft.remainingAmount, draft.orderNumber], ['Draft', 0, '']);
  await post(`salesInvoices(${draft.id})/Microsoft.NAV.post`, '');
  const { status, remainingAmount, number } = (await get(`salesInvoices(${draft.id})`)).body;
  assert.deepEqual([status, remainingAmount, number], ['Open', 30.5, 'PS-INV103001']);
  assert.equal((await list('items'))[0].inventory, 38);
  const pdf = await get(`salesInvoices(${draft.id})/pdfDocument/pdfDocumentContent`);
  assert.deepEqual([pdf.headers.get('content-type'), pdf.body.slice(0, 5)], ['application/pdf', '%PDF-']);
  const other = (await post('salesInvoices', { customerNumber: 'C1' })).body;
  assert.equal((await remove(`salesInvoices(${other.id})`)).status, 204);
});

test('payments wait in a journal and come off their invoice when it is posted; received money is negative', async (t) => {
  const { post, patch, get, list, invoice, read } = await invoiced(t);
  const journal = (await post('customerPaymentJournals', { code: 'WEB', displayName: 'Web payments' })).body;
  const payments = `customerPaymentJournals(${journal.id})/customerPayments`;
  const payment = {
    customerNumber: 'C1',
    amount: -20,
    appliesToInvoiceNumber: invoice.number,
    externalDocumentNumber: 'PAY-1',
  };
  assertRefused(await post(payments, { ...payment, amount: 20 }), 400, 'Application_DialogException');
  assertRefused(await post(payments, { ...payment, customerNumber: 'X' }), 400, 'Internal_InvalidTableRelation');
  const first = (await post(payments, payment)).body;
  assert.deepEqual(
    [first.lineNumber, first.journalDisplayName, first.appliesToInvoiceId],
    [10_000, 'Web payments', invoice.id],
  );
  assert.deepEqual(await read(), ['Open', 61]);
  const action = `journals(${journal.id})/Microsoft.NAV.post`;
  assert.equal((await post(action, '')).status, 204);
  assert.deepEqual([await read(), await list(payments)], [['Open', 41], []]);
  const { id } = (await post(payments, { ...payment, amount: -1 })).body;
  await patch(`customerPayments(${id})`, { amount: -41 });
  await post(action, '');
  assert.deepEqual(await read(), ['Paid', 0]);
  assert.equal((await get(`customers(${String(invoice.customerId)})/customerFinancialDetail`)).body.balance, 0);
  assertRefused(await post(action, ''), 400, 'Application_DialogException');
});
