import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, item, NO_ID, openCompany, orderOf, stockUp } from './open-company.ts';
import type { Body } from './request-body.ts';

const UNKNOWN = '22222222-2222-4222-8222-222222222222';

test('a header is refused for what its fields cannot hold', async (t) => {
  const { post, twin } = await openCompany(t);
  stockUp(twin);
  const refusals: readonly (readonly [Body, string])[] = [
    [{ shippingAgent: 'UPS' }, 'BadRequest'],
    [{ paymentMethodId: NO_ID }, 'BadRequest'],
    [{ externalDocumentNumber: 1001 }, 'BadRequest'],
    [{ externalDocumentNumber: null }, 'BadRequest'],
    [{ partialShipping: 'true' }, 'BadRequest'],
    [{ orderDate: '03/02/2026' }, 'BadRequest'],
    [{ orderDate: '2026-02-30' }, 'BadRequest'],
    [{ paymentTermsId: 'NET30' }, 'Application_InvalidGUID'],
    [{ externalDocumentNumber: 'W'.repeat(36) }, 'Application_StringExceededLength'],
    [{ sellToAddressLine2: 'x'.repeat(51) }, 'Application_StringExceededLength'],
    [{ shipToCity: 'x'.repeat(31) }, 'Application_StringExceededLength'],
    [{ phoneNumber: '1'.repeat(31) }, 'Application_StringExceededLength'],
    [{ email: `${'x'.repeat(70)}@example.com` }, 'Application_StringExceededLength'],
    [{ phoneNumber: '+1 555 0100 ext. 4' }, 'Application_FieldValidationException'],
    [{ email: 'not an address' }, 'Application_FieldValidationException'],
  ];
  for (const [body, code] of refusals)
    assertRefused(await post('salesOrders', { ...orderOf('WEB-1'), ...body }), 400, code);
  assert.equal(twin.company.salesOrders.size, 0);
});

test('lengths are exact: what just fits is taken', async (t) => {
  const { post, twin } = await openCompany(t);
  stockUp(twin);
  const body = {
    externalDocumentNumber: 'W'.repeat(35),
    shipToCity: 'c'.repeat(30),
    shipToAddressLine2: 'a'.repeat(50),
  };
  assert.equal((await post('salesOrders', { ...orderOf('x'), ...body })).status, 201);
});

test('read-only fields are refused: number, bill-to address, totals, status', async (t) => {
  const { post, patch, twin } = await openCompany(t);
  stockUp(twin);
  const { id } = (await post('salesOrders', orderOf('WEB-1'))).body;
  const readOnly: Body = {
    id: UNKNOWN,
    number: 'MINE-1',
    customerName: 'Somebody',
    billToName: 'Somebody',
    billToAddressLine1: '1 Street',
    billToPostCode: '10121',
    billToCountry: 'IT',
    totalTaxAmount: 1,
    status: 'Open',
    fullyShipped: false,
    lastModifiedDateTime: '2026-03-02T00:00:00Z',
  };
  for (const [field, value] of Object.entries(readOnly)) {
    assertRefused(
      await post('salesOrders', { ...orderOf('WEB-2'), [field]: value }),
      400,
      'BadRequest_InvalidOperation',
    );
    assertRefused(await patch(`salesOrders(${id})`, { [field]: value }), 400, 'BadRequest_InvalidOperation');
  }
});

test('codes and ids must be in their tables, and a pair of both must agree', async (t) => {
  const { post, list, twin } = await openCompany(t);
  stockUp(twin);
  const other = twin.addCustomer({ number: 'C2', displayName: 'Otto Weber' });
  const [usd] = await list('currencies');
  const refusals: readonly Body[] = [
    { sellToCountry: 'XX' },
    { shipToCountry: 'Italy' },
    { shipmentMethodId: UNKNOWN },
    { paymentTermsId: UNKNOWN },
    { currencyCode: 'XYZ' },
    { currencyId: UNKNOWN },
    { currencyId: usd.id, currencyCode: 'GBP' },
    { customerNumber: 'NOBODY' },
    { customerId: UNKNOWN },
    { customerId: other.id, customerNumber: 'C1' },
    { billToCustomerNumber: 'NOBODY' },
  ];
  for (const body of refusals)
    assertRefused(await post('salesOrders', { ...orderOf('WEB-1'), ...body }), 400, 'Internal_InvalidTableRelation');
  assertRefused(await post('salesOrders', { externalDocumentNumber: 'WEB-1' }), 400, 'Application_DialogException');
});

test('a blocked customer and a blocked item are dialogs', async (t) => {
  const { post, patch, twin } = await openCompany(t);
  const { buyer, pen } = stockUp(twin);
  await patch(`items(${pen.id})`, { blocked: true });
  assertRefused(await post('salesOrders', orderOf('WEB-1', item('PEN-01', 1))), 400, 'Application_DialogException');
  for (const blocked of ['Ship', 'Invoice', 'All']) {
    await patch(`customers(${buyer.id})`, { blocked });
    assertRefused(await post('salesOrders', orderOf('WEB-1')), 400, 'Application_DialogException');
  }
  await patch(`customers(${buyer.id})`, { blocked: ' ' });
  assert.equal((await post('salesOrders', orderOf('WEB-1'))).status, 201);
});

test('a line is refused for what it is about and what it holds', async (t) => {
  const { post, list, twin } = await openCompany(t);
  const { mug, pen } = stockUp(twin);
  const variant = twin.addItemVariant({ itemNumber: 'PEN-01', code: 'RED', description: 'Ball pen, red' });
  const [account] = await list('accounts');
  const refusals: readonly (readonly [Body, string])[] = [
    [item('NO-SUCH', 1), 'Internal_InvalidTableRelation'],
    [{ itemId: UNKNOWN, quantity: 1 }, 'Internal_InvalidTableRelation'],
    [{ itemId: mug.id, lineObjectNumber: 'PEN-01', quantity: 1 }, 'Internal_InvalidTableRelation'],
    [{ lineType: 'Item', quantity: 1 }, 'Application_DialogException'],
    [{ lineType: 'Account', itemId: mug.id, quantity: 1 }, 'Application_DialogException'],
    [{ lineType: 'Item', accountId: account.id, quantity: 1 }, 'Application_DialogException'],
    [{ lineType: 'Account', lineObjectNumber: '99999', quantity: 1 }, 'Internal_InvalidTableRelation'],
    [{ lineType: 'Charge', lineObjectNumber: 'NO-SUCH', quantity: 1 }, 'Internal_InvalidTableRelation'],
    [{ lineType: 'Gift', lineObjectNumber: 'MUG-01' }, 'Unknown'],
    [item('MUG-01', 1, { unitPrice: '12.50' }), 'BadRequest'],
    [item('MUG-01', 1, { sku: 'MUG-01' }), 'BadRequest'],
    [item('MUG-01', 1, { description: 'x'.repeat(101) }), 'Application_StringExceededLength'],
    [item('MUG-01', 1, { taxPercent: 22 }), 'BadRequest_InvalidOperation'],
    [item('MUG-01', 1, { netAmount: 1 }), 'BadRequest_InvalidOperation'],
    [item('MUG-01', 1, { taxCode: 'MADE-UP' }), 'Internal_InvalidTableRelation'],
    [item('MUG-01', 1, { unitOfMeasureCode: 'ELL' }), 'Internal_InvalidTableRelation'],
    [item('MUG-01', 1, { locationId: UNKNOWN }), 'Internal_InvalidTableRelation'],
    [item('MUG-01', 1, { itemVariantId: variant.id }), 'Internal_InvalidTableRelation'],
    [item('MUG-01', 1, { discountPercent: 101 }), 'Application_FieldValidationException'],
    [item('MUG-01', 1, { discountAmount: 12.51 }), 'Application_FieldValidationException'],
    [{ lineType: 'Comment', description: 'Coupon', quantity: 1 }, 'Application_DialogException'],
    [{ lineType: 'Comment', lineObjectNumber: 'MUG-01' }, 'Internal_InvalidTableRelation'],
  ];
  for (const [line, code] of refusals) assertRefused(await post('salesOrders', orderOf('WEB-1', line)), 400, code);
  const taken = await post(
    'salesOrders?$expand=salesOrderLines',
    orderOf('WEB-1', { itemId: pen.id, quantity: 1, itemVariantId: variant.id }),
  );
  assert.equal(taken.body.salesOrderLines[0].description, 'Ball pen, red');
});

test('without a template, posting groups and tax areas stay empty and lines fail', async (t) => {
  const { post, patch, list, twin } = await openCompany(t, { templates: false });
  const { buyer, mug } = stockUp(twin);
  assert.equal(buyer.taxAreaId, NO_ID);
  assertRefused(await post('salesOrders', orderOf('WEB-1', item('MUG-01', 1))), 400, 'Application_DialogException');
  await patch(`items(${mug.id})`, { taxGroupCode: 'TAXABLE', generalProductPostingGroupCode: 'RETAIL' });
  assertRefused(await post('salesOrders', orderOf('WEB-1', item('MUG-01', 1))), 400, 'Application_DialogException');
  const italy = (await list('taxAreas')).find(({ code }) => code === 'IT');
  await patch(`customers(${buyer.id})`, { taxAreaId: italy.id });
  assert.equal((await post('salesOrders', orderOf('WEB-1', item('MUG-01', 1)))).status, 201);
});

test('a number that no decimal or integer holds is refused, rather than taken for infinity', async (t) => {
  const { post, list, twin } = await openCompany(t);
  stockUp(twin);
  for (const field of ['"quantity":1e999', '"quantity":-1e999', '"unitPrice":1e29', '"sequence":2147483648'])
    assertRefused(
      await post(
        'salesOrders',
        `{"customerNumber":"C1","salesOrderLines":[{"lineType":"Item","lineObjectNumber":"MUG-01",${field}}]}`,
      ),
      400,
      'BadRequest',
    );
  assert.deepEqual(await list('salesOrders'), []);
});

test('a body that is not a JSON object is refused', async (t) => {
  const { post } = await openCompany(t);
  for (const body of ['{"customerNumber": ', '[]', '"order"', 'null', 'customerNumber=C1'])
    assertRefused(await post('salesOrders', body), 400, 'BadRequest');
  for (const lines of [{}, 'MUG-01', [1]])
    assert.equal((await post('salesOrders', { customerNumber: 'C1', salesOrderLines: lines })).status, 400);
});

test('@odata annotations in a body are let through', async (t) => {
  const { post, twin } = await openCompany(t);
  stockUp(twin);
  const line = { ...item('MUG-01', 1), '@odata.etag': 'W/"x"' };
  assert.equal((await post('salesOrders', { ...orderOf('WEB-1', line), '@odata.type': '#salesOrder' })).status, 201);
});
