import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, item, NO_ID, openCompany, orderOf, stockUp, where } from './open-company.ts';

test('a customer is created with the defaults of its template, and found by email and number', async (t) => {
  const { post, list } = await openCompany(t);
  const { status, body } = await post('customers', {
    displayName: 'Giulia Rossi',
    country: 'IT',
    email: 'g@example.com',
  });
  assert.equal(status, 201);
  const { number, type, taxLiable, taxAreaDisplayName, creditLimit, balanceDue, blocked, currencyId } = body;
  assert.deepEqual(
    { number, type, taxLiable, taxAreaDisplayName, creditLimit, balanceDue, blocked, currencyId },
    {
      number: 'C10010',
      type: 'Company',
      taxLiable: true,
      taxAreaDisplayName: 'IT',
      creditLimit: 0,
      balanceDue: 0,
      blocked: '_x0020_',
      currencyId: NO_ID,
    },
  );
  for (const filter of ["email eq 'g@example.com'", "number eq 'C10010'"])
    assert.equal((await list(`customers?${where(filter)}`))[0].id, body.id);
});

test('email is not unique, the number is; numbers entered by hand are passed over by the series', async (t) => {
  const { post } = await openCompany(t);
  const same = { displayName: 'Giulia Rossi', email: 'g@example.com' };
  assert.equal((await post('customers', { ...same, number: 'C10011' })).status, 201);
  assertRefused(await post('customers', { ...same, number: 'C10011' }), 400, 'Internal_EntityWithSameKeyExists');
  assert.equal((await post('customers', same)).body.number, 'C10010');
  assert.equal((await post('customers', same)).body.number, 'C10012');
});

test('a number series may not allow numbers entered by hand', async (t) => {
  const { post, patch } = await openCompany(t, { manualCustomerNumbers: false });
  const customer = { displayName: 'Giulia Rossi' };
  assertRefused(await post('customers', { ...customer, number: 'WEB-7' }), 400, 'Application_DialogException');
  const { id } = (await post('customers', customer)).body;
  assertRefused(await patch(`customers(${id})`, { number: 'WEB-7' }), 400, 'Application_DialogException');
});

test('a customer is refused for what its fields cannot hold', async (t) => {
  const { post } = await openCompany(t);
  const refusals = [
    [{ displayName: undefined }, 'BadRequest_RequiredParamNotProvided'],
    [{ displayName: '' }, 'BadRequest_RequiredParamNotProvided'],
    [{ displayName: 'x'.repeat(101) }, 'Application_StringExceededLength'],
    [{ number: 'x'.repeat(21) }, 'Application_StringExceededLength'],
    [{ phoneNumber: '555 0100 ext 4' }, 'Application_FieldValidationException'],
    [{ email: 'nobody' }, 'Application_FieldValidationException'],
    [{ type: 'Robot' }, 'Unknown'],
    [{ blocked: 'Sometimes' }, 'Unknown'],
    [{ country: 'Italy' }, 'Internal_InvalidTableRelation'],
    [{ paymentMethodId: '22222222-2222-4222-8222-222222222222' }, 'Internal_InvalidTableRelation'],
    [{ creditLimit: '100' }, 'BadRequest'],
    [{ balanceDue: 1 }, 'BadRequest_InvalidOperation'],
    [{ taxAreaDisplayName: 'Italy' }, 'BadRequest_InvalidOperation'],
    [{ shipToAddresses: [] }, 'BadRequest'],
  ] as const;
  for (const [body, code] of refusals)
    assertRefused(await post('customers', { displayName: 'Giulia Rossi', ...body }), 400, code);
});

test('a change needs an ETag, and reads back; blank is written in several ways and read in one', async (t) => {
  const { post, patch } = await openCompany(t);
  const { id, '@odata.etag': etag } = (await post('customers', { displayName: 'Giulia Rossi' })).body;
  const path = `customers(${id})`;
  const changed = await patch(path, { creditLimit: 500, taxLiable: false, blocked: 'All' }, { 'if-match': etag });
  assert.deepEqual([changed.body.creditLimit, changed.body.taxLiable, changed.body.blocked], [500, false, 'All']);
  assertRefused(await patch(path, { creditLimit: 1 }, { 'if-match': etag }), 409, 'Request_EntityChanged');
  for (const blocked of [' ', '', '_x0020_']) {
    const { body } = await patch(path, { blocked });
    assert.equal(body.blocked, '_x0020_');
  }
});

test('a customer with an open order stays; without one it goes', async (t) => {
  const { post, remove, twin } = await openCompany(t);
  const { buyer } = stockUp(twin);
  const { id } = (await post('salesOrders', orderOf('WEB-1', item('MUG-01', 1)))).body;
  assertRefused(await remove(`customers(${buyer.id})`), 400, 'Application_DialogException');
  await remove(`salesOrders(${id})`);
  assert.equal((await remove(`customers(${buyer.id})`)).status, 204);
});

test('the financial detail follows invoices, and what is overdue the clock', async (t) => {
  const { get, post, twin } = await openCompany(t);
  const { buyer } = stockUp(twin);
  const { id } = (await post('salesOrders', orderOf('WEB-1', item('MUG-01', 2)))).body;
  twin.postShipAndInvoice(twin.company.salesOrders.need(id));
  const { customerFinancialDetail } = (await get(`customers(${buyer.id})?$expand=customerFinancialDetail`)).body;
  const { balance, totalSalesExcludingTax, overdueAmount } = customerFinancialDetail;
  assert.deepEqual([balance, totalSalesExcludingTax, overdueAmount], [30.5, 25, 0]);
});
