import assert from 'node:assert/strict';
import test from 'node:test';
import { dataOf, openStore } from './open-store.support.ts';

const GIULIA = {
  email: 'giulia.dangelo@example.com',
  first_name: 'Giulia',
  last_name: 'D’Angelo',
  phone: '+39 011 555 0101',
  addresses: [
    {
      first_name: 'Giulia',
      last_name: 'D’Angelo',
      address1: 'Via Roma 1',
      city: 'Torino',
      state_or_province: 'Torino',
      postal_code: '10121',
      country_code: 'IT',
    },
  ],
};

test('accounts are written in lists and come with what is asked for', async () => {
  await using store = await openStore();
  const made = await store.post('v3/customers', [GIULIA]);
  assert.deepEqual([made.status, dataOf(made)[0]?.addresses?.[0]?.country], [200, 'Italy']);
  const [plain] = dataOf(await store.get('v3/customers'));
  assert.deepEqual(
    [plain?.addresses, plain?.address_count, plain?.date_modified],
    [undefined, 1, '2026-05-04T12:00:00Z'],
  );
  store.clock.advance(60_000);
  const changed = await store.put('v3/customers', [{ id: 1, company: 'Officina Verdi Srl' }]);
  assert.deepEqual([dataOf(changed)[0]?.company, dataOf(changed)[0]?.phone], ['Officina Verdi Srl', GIULIA.phone]);
  const since =
    'v3/customers?date_modified:min=2026-05-04T12:01:00&sort=date_modified:asc&include=addresses,attributes,formfields';
  assert.deepEqual(
    dataOf(await store.get(since)).map(({ id, addresses }) => [id, addresses?.[0]?.address1]),
    [[1, 'Via Roma 1']],
  );
  assert.equal(dataOf(await store.get('v3/customers?email:in=GIULIA.dangelo@example.com')).length, 1);
});

test('an e-mail is one account’s, and one bad entry refuses the whole list', async () => {
  await using store = await openStore();
  await store.post('v3/customers', [GIULIA]);
  const ana = { email: 'ana.capek@example.com', first_name: 'Ana', last_name: 'Čapek' };
  const twice = await store.post('v3/customers', [ana, { ...GIULIA, email: 'Giulia.Dangelo@example.com' }]);
  assert.deepEqual(
    [twice.status, twice.body.errors],
    [422, { '1.email': 'Giulia.Dangelo@example.com is already in use' }],
  );
  assert.equal(dataOf(await store.get('v3/customers')).length, 1);
  const eleven = Array.from({ length: 11 }, (_, at) => ({ ...ana, email: `ana${at}@example.com` }));
  assert.equal((await store.post('v3/customers', eleven)).status, 413);
  assert.equal((await store.post('v3/customers', ana)).status, 422);
  assert.equal((await store.put('v3/customers', [{ id: 9, company: 'x' }])).status, 422);
});

test('addresses, attributes and form fields change the account that they belong to', async () => {
  await using store = await openStore();
  await store.post('v3/customers', [GIULIA]);
  const changedAt = async () => dataOf(await store.get('v3/customers'))[0]?.date_modified;
  store.clock.advance(60_000);
  const address = await store.put('v3/customers/addresses', [{ id: 1, city: 'Rivoli', postal_code: '10098' }]);
  assert.deepEqual([dataOf(address)[0]?.city, dataOf(address)[0]?.address1], ['Rivoli', 'Via Roma 1']);
  assert.equal(await changedAt(), '2026-05-04T12:01:00Z');
  const second = { customer_id: 1, ...GIULIA.addresses[0], address1: 'Via Po 3' };
  assert.equal((await store.post('v3/customers/addresses', [second])).status, 200);
  assert.equal((await store.post('v3/customers/addresses', [{ ...second, country_code: 'ITA' }])).status, 422);
  assert.equal(dataOf(await store.get('v3/customers/addresses?customer_id:in=1')).length, 2);
  await store.delete('v3/customers/addresses?id:in=1');
  assert.equal(dataOf(await store.get('v3/customers/addresses')).length, 1);

  const [attribute] = dataOf(
    await store.post('v3/customers/attributes', [{ name: 'po_number_required', type: 'string' }]),
  );
  const value = { customer_id: 1, attribute_id: attribute?.id, value: 'yes' };
  for (const each of ['yes', 'no'])
    assert.equal((await store.put('v3/customers/attribute-values', [{ ...value, value: each }])).status, 200);
  await store.put('v3/customers/form-field-values', [{ customer_id: 1, name: 'Apply for credit', value: 'Yes' }]);
  const [shown] = dataOf(await store.get('v3/customers?include=attributes,formfields'));
  assert.deepEqual(shown?.attributes, [{ id: 1, attribute_id: 1, attribute_value: 'no', customer_id: 1 }]);
  assert.deepEqual(shown?.form_fields, [{ name: 'Apply for credit', value: 'Yes', customer_id: 1 }]);
  assert.equal((await store.put('v3/customers/attribute-values', [{ ...value, attribute_id: 9 }])).status, 422);
});

test('whom the store has exempted pays no tax', async () => {
  await using store = await openStore();
  await store.post('v3/customers', [{ ...GIULIA, tax_exempt_category: 'G' }]);
  const { totals, taxes } = store.order({ 'MUG-01': 1 }, { customerId: 1 });
  assert.deepEqual([totals.total.inc.toFixed(2), taxes.length], ['12.50', 0]);
});

test('accounts are deleted by filter', async () => {
  await using store = await openStore();
  await store.post('v3/customers', [GIULIA]);
  assert.equal((await store.delete('v3/customers')).status, 422);
  assert.equal((await store.delete('v3/customers?id:in=1,2')).status, 204);
  assert.equal(dataOf(await store.get('v3/customers')).length, 0);
});
