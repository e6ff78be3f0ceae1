import assert from 'node:assert/strict';
import { test } from 'node:test';
import { item, NO_ID, openCompany, orderOf, stockUp, where } from './open-company.ts';

test('a failing line fails the whole order: no order, no lines, no number used up', async (t) => {
  const { post, list, twin } = await openCompany(t);
  stockUp(twin);
  const failed = await post('salesOrders', orderOf('WEB-1', item('MUG-01', 1), item('PEN-01', 2), item('NO-SUCH', 1)));
  assert.equal(failed.status, 400);
  assert.deepEqual(await list('salesOrders'), []);
  assert.equal(twin.company.salesOrderLines.size, 0);
  const { body } = await post('salesOrders', orderOf('WEB-1', item('MUG-01', 1)));
  assert.equal(body.number, 'S-ORD101001');
});

test('an order is answered with 201, its header and the defaults of its customer', async (t) => {
  const { post, list, twin } = await openCompany(t);
  const [terms] = await list('paymentTerms');
  const [method] = await list('shipmentMethods');
  const buyer = twin.addCustomer({
    number: 'C1',
    displayName: 'Officina Verdi',
    addressLine1: 'Via Roma 1',
    city: 'Torino',
    postalCode: '10121',
    country: 'IT',
    phoneNumber: '+39 011 555 0100',
    email: 'office@example.com',
    paymentTermsId: terms.id,
    shipmentMethodId: method.id,
  });
  const { status, body, headers } = await post('salesOrders', {
    customerId: buyer.id,
    externalDocumentNumber: 'WEB-1',
  });
  assert.equal(status, 201);
  assert.match(headers.get('location') ?? '', new RegExp(`/salesOrders\\(${body.id}\\)$`));
  assert.match(body['@odata.etag'], /^W\/"[A-Za-z0-9+/=]+"$/);
  assert.ok(!('salesOrderLines' in body), 'lines come with $expand only');
  const { customerNumber, customerName, billToName, sellToCity, billToCity, shipToName, shipToPostCode } = body;
  assert.deepEqual(
    { customerNumber, customerName, billToName, sellToCity, billToCity, shipToName, shipToPostCode },
    {
      customerNumber: 'C1',
      customerName: 'Officina Verdi',
      billToName: 'Officina Verdi',
      sellToCity: 'Torino',
      billToCity: 'Torino',
      shipToName: 'Officina Verdi',
      shipToPostCode: '10121',
    },
  );
  assert.deepEqual(
    [body.orderDate, body.requestedDeliveryDate, body.status, body.fullyShipped, body.partialShipping],
    ['2026-03-02', '0001-01-01', 'Draft', false, true],
  );
  assert.deepEqual(
    [body.currencyId, body.currencyCode, body.paymentTermsId, body.shipmentMethodId, body.phoneNumber, body.email],
    [NO_ID, 'EUR', terms.id, method.id, '+39 011 555 0100', 'office@example.com'],
  );
});

test('the sell-to address sent is the bill-to address too, unless another customer pays', async (t) => {
  const { post, twin } = await openCompany(t);
  stockUp(twin);
  twin.addCustomer({ number: 'PAYER', displayName: 'Verdi Holding', city: 'Milano', country: 'IT' });
  const address = { sellToAddressLine1: 'Via Po 2', sellToCity: 'Torino', sellToCountry: 'IT' };
  const own = (await post('salesOrders', { ...orderOf('WEB-1'), ...address })).body;
  assert.deepEqual([own.billToAddressLine1, own.billToCity, own.billToCountry], ['Via Po 2', 'Torino', 'IT']);
  const other = (await post('salesOrders', { ...orderOf('WEB-2'), ...address, billToCustomerNumber: 'PAYER' })).body;
  assert.deepEqual(
    [other.sellToCity, other.billToName, other.billToCity, other.billToAddressLine1],
    ['Torino', 'Verdi Holding', 'Milano', ''],
  );
});

test('every line carries every field of the sheet, numbered in steps of 10000', async (t) => {
  const { post, twin } = await openCompany(t);
  stockUp(twin);
  const lines = [item('MUG-01', 1), { lineType: 'Comment', description: 'Gift' }, item('PEN-01', 3)];
  const { body } = await post('salesOrders?$expand=salesOrderLines', orderOf('WEB-1', ...lines));
  const [first, comment, last] = body.salesOrderLines;
  assert.deepEqual(
    body.salesOrderLines.map(({ sequence }: { sequence: number }) => sequence),
    [10_000, 20_000, 30_000],
  );
  for (const line of [comment, last]) assert.deepEqual(Object.keys(line), Object.keys(first));
  for (const field of 'id documentId itemId accountId lineType lineObjectNumber description description2 unitOfMeasureId unitOfMeasureCode quantity unitPrice discountAmount discountPercent discountAppliedBeforeTax amountExcludingTax taxCode taxPercent totalTaxAmount amountIncludingTax invoiceDiscountAllocation netAmount netTaxAmount netAmountIncludingTax shipmentDate shippedQuantity invoicedQuantity invoiceQuantity shipQuantity itemVariantId locationId'.split(
    ' ',
  ))
    assert.ok(first[field] !== undefined, field);
});

test('the external document number is not unique', async (t) => {
  const { post, list, twin } = await openCompany(t);
  stockUp(twin);
  await post('salesOrders', orderOf('WEB-1'));
  await post('salesOrders', orderOf('WEB-1'));
  const found = await list(`salesOrders?${where("externalDocumentNumber eq 'WEB-1'")}`);
  assert.deepEqual(
    found.map(({ number }) => number),
    ['S-ORD101001', 'S-ORD101002'],
  );
});

test('a line number that is taken is refused', async (t) => {
  const { post, twin } = await openCompany(t);
  stockUp(twin);
  const line = item('MUG-01', 1, { sequence: 10_000 });
  const { status, body } = await post('salesOrders', orderOf('WEB-1', line, line));
  assert.deepEqual([status, body.error.code], [400, 'Internal_EntityWithSameKeyExists']);
});
