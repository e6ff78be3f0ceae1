import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './shop-session.support.ts';

test('an e-mail belongs to one customer, in any case', async () => {
  await using shop = await openShop();
  shop.twin.addCustomer({ email: 'dana@example.com' });
  const { status, body } = await shop.post('customers', { email: 'Dana@example.com' });
  assert.deepEqual([status, body.code], [400, 'registration-error-email-exists']);
  assert.equal(((await shop.get('customers?email=DANA@EXAMPLE.COM')).body as unknown as unknown[]).length, 1);
});

test('a user name is made of the e-mail and made unique', async () => {
  await using shop = await openShop();
  shop.twin.addCustomer({ email: 'dana@example.com' });
  const { body } = await shop.post('customers', { email: 'dana@example.org' });
  assert.equal(body.username, 'dana-1');
});

test('an update is partial, inside addresses too, and a PUT of nothing moves date_modified', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.addCustomer({ email: 'dana@example.com', billing: { city: 'Austin', country: 'US' } });
  shop.clock.advance(2000);
  const { body } = await shop.put(`customers/${id}`, { billing: { city: 'Round Rock' } });
  assert.deepEqual([body.billing?.city, body.billing?.country], ['Round Rock', 'US']);
  assert.equal(body.date_modified_gmt, '2026-05-04T12:00:02');
});

test('an update with a malformed e-mail is another error than a creation with one', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.addCustomer({ email: 'dana@example.com' });
  assert.equal((await shop.post('customers', { email: 'nope' })).body.code, 'customer_invalid_email');
  assert.equal((await shop.put(`customers/${id}`, { email: 'nope' })).body.code, 'rest_invalid_param');
});

test('a paid order makes a paying customer', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.addCustomer({ email: 'dana@example.com' });
  shop.twin.placeOrder({ lines: [{ productId: 10 }], customerId: id });
  assert.equal((await shop.get(`customers/${id}`)).body.is_paying_customer, true);
});

test('custom fields are meta data and survive an update of something else', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.addCustomer({
    email: 'dana@example.com',
    password: 'p',
    meta_data: [{ key: 'apply_for_credit', value: true }],
  });
  const { body } = await shop.put(`customers/${id}`, { first_name: 'Dana' });
  assert.deepEqual(
    (body.meta_data as unknown as { key: string; value: string }[]).map(({ key, value }) => [key, value]),
    [['apply_for_credit', '1']],
  );
});

test('other roles are hidden unless asked for', async () => {
  await using shop = await openShop();
  shop.twin.addCustomer({ email: 'dana@example.com' });
  assert.deepEqual((await shop.get('customers?role=subscriber')).body, []);
  assert.equal(((await shop.get('customers?role=all&search=dana')).body as unknown as unknown[]).length, 1);
  assert.equal((await shop.get('customers?role=wizard')).status, 400);
});

test('unknown ids are 404 to read and 400 to change', async () => {
  await using shop = await openShop();
  assert.deepEqual(
    [(await shop.get('customers/99')).status, (await shop.get('customers/99')).body.code],
    [404, 'woocommerce_rest_invalid_id'],
  );
  assert.equal((await shop.put('customers/99', {})).status, 400);
  assert.equal((await shop.delete('customers/99?force=true')).status, 400);
});

test('a batch creates, updates and deletes for good', async () => {
  await using shop = await openShop();
  const { id } = shop.twin.addCustomer({ email: 'dana@example.com' });
  const { body } = await shop.post('customers/batch', { create: [{ email: 'a@example.com' }, {}], delete: [id] });
  assert.deepEqual(
    [body.create?.[0]?.email, body.create?.[1]?.error?.code],
    ['a@example.com', 'rest_missing_callback_param'],
  );
  assert.deepEqual(
    shop.twin.customers.map((customer) => customer.email),
    ['a@example.com'],
  );
});
