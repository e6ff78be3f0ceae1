import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, assertRefused, item, openCompany, orderOf, stockUp } from './open-company.ts';

const totals = (order: Answer) => [
  order.totalAmountExcludingTax,
  order.totalTaxAmount,
  order.totalAmountIncludingTax,
  order.discountAmount,
];
const amounts = ({ netAmount, netTaxAmount, netAmountIncludingTax }: Answer) => [
  netAmount,
  netTaxAmount,
  netAmountIncludingTax,
];

test('the sample of the sheet, number by number', async (t) => {
  const { twin, post, patch, get, list } = await openCompany(t, {
    localCurrency: 'USD',
    currencies: [],
    salesTax: true,
    taxRates: [{ area: 'IL', group: 'TAXABLE', percent: '8' }],
    taxAreaByCountry: { US: 'IL' },
    accounts: [{ number: '44100', name: 'Shipping', taxGroup: 'NONTAXABLE' }],
    locations: ['EAST', 'WEST'],
  });
  twin.addCustomer({ number: 'C10010', displayName: 'Northwind Garden Supply', country: 'US' });
  twin.addItem({ number: 'SKU-TROWEL', displayName: 'Garden trowel, steel', unitPrice: 15 });
  twin.addItem({ number: 'SKU-GLOVES', displayName: 'Work gloves', unitPrice: 20, baseUnitOfMeasureCode: 'PAIR' });
  const variant = twin.addItemVariant({ itemNumber: 'SKU-GLOVES', code: 'L', description: '' });
  const [method] = await list('shipmentMethods');
  const created = await post('salesOrders', {
    externalDocumentNumber: 'WEB-1001',
    orderDate: '2026-03-02',
    customerNumber: 'C10010',
    email: 'buyer@example.com',
    phoneNumber: '+1 555 0100',
    sellToAddressLine1: '12 Ledger Street',
    sellToCountry: 'US',
    shipToName: 'Northwind Garden - Dock 4',
    shipToCountry: 'US',
    currencyCode: 'USD',
    shipmentMethodId: method.id,
    salesOrderLines: [
      item('SKU-TROWEL', 4, { unitPrice: 15 }),
      item('SKU-GLOVES', 2, { unitPrice: 20, itemVariantId: variant.id }),
      { lineType: 'Account', lineObjectNumber: '44100', description: 'Shipping - ground', quantity: 1, unitPrice: 15 },
      { lineType: 'Comment', description: 'Coupon SPRING10 / PO 4711' },
    ],
  });
  assert.equal(created.status, 201, JSON.stringify(created.body));
  const { id } = created.body;
  await patch(`salesOrders(${id})`, { discountAmount: 10 }, { 'if-match': created.body['@odata.etag'] });
  const { body } = await get(`salesOrders(${id})?$expand=salesOrderLines`);
  assert.equal(body.number, 'S-ORD101001');
  assert.deepEqual([body.currencyId, body.currencyCode], ['00000000-0000-0000-0000-000000000000', 'USD']);
  assert.deepEqual(totals(body), [105, 7.2, 112.2, 10]);
  const [trowel, gloves, shipping, comment] = body.salesOrderLines;
  const { amountExcludingTax, taxPercent, totalTaxAmount, amountIncludingTax, invoiceDiscountAllocation } = trowel;
  assert.deepEqual(
    { amountExcludingTax, taxPercent, totalTaxAmount, amountIncludingTax, invoiceDiscountAllocation },
    {
      amountExcludingTax: 60,
      taxPercent: 8,
      totalTaxAmount: 4.32,
      amountIncludingTax: 64.32,
      invoiceDiscountAllocation: 6,
    },
  );
  assert.deepEqual([trowel.taxCode, trowel.unitOfMeasureCode, trowel.shipQuantity], ['TAXABLE', 'PCS', 4]);
  assert.deepEqual(amounts(trowel), [54, 4.32, 58.32]);
  assert.deepEqual(
    [gloves.amountExcludingTax, gloves.invoiceDiscountAllocation, gloves.unitOfMeasureCode],
    [40, 4, 'PAIR'],
  );
  assert.deepEqual(amounts(gloves), [36, 2.88, 38.88]);
  assert.deepEqual([shipping.taxPercent, shipping.lineObjectNumber, ...amounts(shipping)], [0, '44100', 15, 0, 15]);
  assert.deepEqual(
    [comment.lineObjectNumber, comment.quantity, comment.unitPrice, ...amounts(comment)],
    ['', 0, 0, 0, 0, 0],
  );
});

test('a header discount in the POST is lost, one PATCHed after the lines is effective', async (t) => {
  const { post, patch, twin } = await openCompany(t);
  stockUp(twin);
  const { body } = await post('salesOrders', { ...orderOf('WEB-1', item('MUG-01', 2)), discountAmount: 5 });
  assert.deepEqual(totals(body), [25, 5.5, 30.5, 0]);
  const patched = await patch(`salesOrders(${body.id})`, { discountAmount: 5 });
  assert.deepEqual(totals(patched.body), [20, 4.4, 24.4, 5]);
  assertRefused(
    await patch(`salesOrders(${body.id})`, { discountAmount: 25.01 }),
    400,
    'Application_FieldValidationException',
  );
  assertRefused(
    await patch(`salesOrders(${body.id})`, { discountAmount: -1 }),
    400,
    'Application_FieldValidationException',
  );
});

test('the invoice discount goes to item lines only, and its cents add up', async (t) => {
  const { post, patch, get, twin } = await openCompany(t);
  stockUp(twin);
  const line = item('MUG-01', 1, { unitPrice: 10 });
  const shipping = { lineType: 'Account', lineObjectNumber: '44100', quantity: 1, unitPrice: 50 };
  const charge = { lineType: 'Charge', lineObjectNumber: 'S-FREIGHT', quantity: 1, unitPrice: 5 };
  const { body } = await post('salesOrders', orderOf('WEB-1', line, line, line, shipping, charge));
  await patch(`salesOrders(${body.id})`, { discountAmount: 10 });
  const lines = (await get(`salesOrders(${body.id})/salesOrderLines`)).body.value;
  assert.deepEqual(
    lines.map(({ invoiceDiscountAllocation }: Answer) => invoiceDiscountAllocation),
    [3.34, 3.33, 3.33, 0, 0],
  );
});

test('tax is rounded half up on each line', async (t) => {
  const { post, twin } = await openCompany(t, {
    taxRates: [
      { area: 'IT', group: 'TAXABLE', percent: '5' },
      { area: 'EXPORT', group: 'TAXABLE', percent: '0' },
    ],
  });
  stockUp(twin);
  const line = item('MUG-01', 1, { unitPrice: 0.1 });
  const { body } = await post('salesOrders?$expand=salesOrderLines', orderOf('WEB-1', line, line));
  // 0.10 × 5 % = 0.005: a cent on either line, where the sum would have come to one cent.
  assert.deepEqual(totals(body), [0.2, 0.02, 0.22, 0]);
  // 3 × 0.335 = 1.005: binary floating point makes 1.00 of it.
  const odd = await post('salesOrders', orderOf('WEB-2', item('MUG-01', 3, { unitPrice: 0.335 })));
  assert.equal(odd.body.totalAmountExcludingTax, 1.01);
});

test('prices with tax: the tax is taken out of them', async (t) => {
  const { post, twin } = await openCompany(t);
  stockUp(twin);
  const { body } = await post('salesOrders?$expand=salesOrderLines', {
    ...orderOf('WEB-1', item('MUG-01', 2, { unitPrice: 9.99 })),
    pricesIncludeTax: true,
  });
  assert.deepEqual(totals(body), [16.38, 3.6, 19.98, 0]);
  assert.deepEqual(amounts(body.salesOrderLines[0]), [16.38, 3.6, 19.98]);
});

test('where there is sales tax, prices cannot include it', async (t) => {
  const { post, twin } = await openCompany(t, { salesTax: true });
  stockUp(twin);
  const refused = await post('salesOrders', { ...orderOf('WEB-1'), pricesIncludeTax: true });
  assertRefused(refused, 400, 'Application_DialogException');
});

test('a line without price gets the item’s: with or without tax, and in the order’s currency', async (t) => {
  const { post, twin } = await openCompany(t, { currencies: ['USD', 'CHF'], exchangeRates: { USD: '0.80' } });
  stockUp(twin);
  twin.addItem({ number: 'GROSS-01', unitPrice: 12.2, priceIncludesTax: true });
  const priceOf = async (number: string, header: object) => {
    const order = { ...orderOf('WEB-1', item(number, 1)), ...header };
    return (await post('salesOrders?$expand=salesOrderLines', order)).body.salesOrderLines[0].unitPrice;
  };
  assert.equal(await priceOf('MUG-01', {}), 12.5);
  assert.equal(await priceOf('MUG-01', { pricesIncludeTax: true }), 15.25);
  assert.equal(await priceOf('GROSS-01', {}), 10);
  assert.equal(await priceOf('MUG-01', { currencyCode: 'USD' }), 15.625);
  const noRate = await post('salesOrders', { ...orderOf('WEB-1', item('MUG-01', 1)), currencyCode: 'CHF' });
  assertRefused(noRate, 400, 'Application_DialogException');
  const priced = { ...orderOf('WEB-1', item('MUG-01', 1, { unitPrice: 13 })), currencyCode: 'CHF' };
  assert.equal((await post('salesOrders', priced)).body.currencyCode, 'CHF');
});

test('an order is in its customer’s currency unless it says otherwise', async (t) => {
  const { post, list, twin } = await openCompany(t);
  const [usd] = await list('currencies');
  twin.addCustomer({ number: 'C1', displayName: 'Acme Garden', country: 'US', currencyCode: 'USD' });
  const usual = (await post('salesOrders', orderOf('WEB-1'))).body;
  assert.deepEqual([usual.currencyId, usual.currencyCode], [usd.id, 'USD']);
  const local = (await post('salesOrders', { ...orderOf('WEB-2'), currencyCode: 'EUR' })).body;
  assert.deepEqual([local.currencyId, local.currencyCode], ['00000000-0000-0000-0000-000000000000', 'EUR']);
});

test('an exempt customer pays no tax; so does one whose area has a rate of nothing', async (t) => {
  const { post, patch, twin } = await openCompany(t);
  const { buyer } = stockUp(twin);
  twin.addCustomer({ number: 'US-1', displayName: 'Acme Garden', country: 'US' });
  const abroad = { ...orderOf('WEB-1', item('MUG-01', 1)), customerNumber: 'US-1' };
  assert.deepEqual(totals((await post('salesOrders', abroad)).body), [12.5, 0, 12.5, 0]);
  await patch(`customers(${buyer.id})`, { taxLiable: false });
  assert.deepEqual(totals((await post('salesOrders', orderOf('WEB-2', item('MUG-01', 1)))).body), [12.5, 0, 12.5, 0]);
});

test('tax set-up that is missing fails the order, for nothing is known of it', async (t) => {
  const { post, twin } = await openCompany(t, { taxRates: [{ area: 'IT', group: 'BOOKS', percent: '4' }] });
  stockUp(twin);
  assertRefused(await post('salesOrders', orderOf('WEB-1', item('MUG-01', 1))), 400, 'Application_DialogException');
  const book = item('MUG-01', 1, { taxCode: 'BOOKS' });
  assert.deepEqual(totals((await post('salesOrders', orderOf('WEB-1', book))).body), [12.5, 0.5, 13, 0]);
});

test('line discounts: amount and percent follow from one another', async (t) => {
  const { post, twin } = await openCompany(t);
  stockUp(twin);
  const lines = [item('MUG-01', 3, { discountAmount: 2.5 }), item('MUG-01', 3, { discountPercent: 10 })];
  const { body } = await post('salesOrders?$expand=salesOrderLines', orderOf('WEB-1', ...lines));
  assert.deepEqual(
    body.salesOrderLines.map((line: Answer) => [line.discountAmount, line.discountPercent, line.netAmount]),
    [
      [2.5, 6.66667, 35],
      [3.75, 10, 33.75],
    ],
  );
});
