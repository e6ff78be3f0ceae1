import assert from 'node:assert/strict';
import test from 'node:test';
import { criteria, openShop } from './open-shop.support.ts';

const ADDRESS = {
  firstname: 'Giulia',
  lastname: 'D’Angelo',
  street: ['Via Roma 1'],
  city: 'Torino',
  postcode: '10121',
  country_id: 'IT',
  region: { region_code: 'TO', region: 'Torino' },
  telephone: '+39 011 555 0101',
  default_billing: true,
  default_shipping: true,
};

const GIULIA = {
  email: 'giulia@example.com',
  firstname: 'Giulia',
  lastname: 'D’Angelo',
  website_id: 1,
  addresses: [ADDRESS],
};

test('an account has its addresses and attributes, and ids of default addresses that are texts', async () => {
  await using shop = await openShop();
  const customer = { ...GIULIA, custom_attributes: [{ attribute_code: 'apply_for_credit', value: '1' }] };
  const { status, body } = await shop.post('customers', { customer });
  assert.deepEqual([status, body.id, body.default_billing, body.group_id], [200, 1, '1', 1]);
  assert.equal(body.addresses?.[0]?.region?.region_code, 'TO' as never);
  assert.deepEqual(body.custom_attributes, [{ attribute_code: 'apply_for_credit', value: '1' }]);
  const found = await shop.get(`customers/search?${criteria([['email', 'eq', 'GIULIA@example.com']])}`);
  assert.equal(found.body.items?.[0]?.id, 1 as never);
});

test('an e-mail address is there once, whatever its letters', async () => {
  await using shop = await openShop();
  await shop.post('customers', { customer: GIULIA });
  const taken = 'A customer with the same email address already exists in an associated website.';
  const again = await shop.post('customers', { customer: { ...GIULIA, email: 'Giulia@Example.com' } });
  assert.deepEqual(again, { status: 400, body: { message: taken } });
  const { website_id: _, ...nowhere } = GIULIA;
  assert.deepEqual(await shop.put('customers/1', { customer: nowhere }), { status: 400, body: { message: taken } });
});

test('an update without addresses leaves them, one with addresses replaces them', async () => {
  await using shop = await openShop();
  await shop.post('customers', { customer: { ...GIULIA, addresses: [ADDRESS, { ...ADDRESS, city: 'Milano' }] } });
  const { addresses: _, ...bare } = GIULIA;
  const kept = await shop.put('customers/1', { customer: { ...bare, lastname: 'Rossi' } });
  assert.deepEqual([kept.body.lastname, (kept.body.addresses as unknown as []).length], ['Rossi', 2]);
  const replaced = await shop.put('customers/1', {
    customer: { ...bare, addresses: [{ ...ADDRESS, id: 2, city: 'Roma' }] },
  });
  assert.deepEqual(
    (replaced.body.addresses as unknown as { id: number; city: string }[]).map(({ id, city }) => [id, city]),
    [[2, 'Roma']],
  );
});

test('what is missing or wrong is named', async () => {
  await using shop = await openShop();
  const said = async (changes: Record<string, unknown>) => {
    const { status, body } = await shop.post('customers', { customer: { ...GIULIA, ...changes } });
    return [status, body.message, body.parameters];
  };
  const text = '"%fieldName" is required. Enter and try again.';
  assert.deepEqual(await said({ lastname: '' }), [400, text, { fieldName: 'lastname' }]);
  assert.deepEqual(await said({ addresses: [{ ...ADDRESS, telephone: '' }] }), [400, text, { fieldName: 'telephone' }]);
  assert.deepEqual(await said({ email: 'giulia' }), [400, '"%1" is not a valid email address.', ['giulia']]);
  assert.equal((await shop.get('customers/7')).body.parameters?.fieldName, 'customerId' as never);
  assert.equal(
    (await shop.get('customerGroups/search?searchCriteria')).body.items?.[4]?.tax_class_name,
    'Exempt' as never,
  );
});
