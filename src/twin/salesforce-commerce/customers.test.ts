import assert from 'node:assert/strict';
import test from 'node:test';
import { openSite, type SiteSession } from './open-site.support.ts';

const ADA = {
  firstName: 'Ada',
  lastName: 'Park',
  email: 'ada.park@example.com',
  credentials: { login: 'ada.park@example.com' },
};

const ask = (site: SiteSession, method: string, path: string, body?: unknown) =>
  site.scapi(method, 'customer/customers', `customer-lists/RefArch/${path}`, body);

test('a customer is made with a login of his own, changed in part, and deleted', async () => {
  await using site = await openSite();
  const made = await ask(site, 'POST', 'customers', { ...ADA, c_poRequired: true });
  assert.deepEqual([made.status, made.body.customerNo, made.body.credentials?.enabled], [200, '00000001', true]);
  assert.equal((await ask(site, 'POST', 'customers', ADA)).status, 400);
  for (const body of [
    { ...ADA, lastName: undefined },
    { ...ADA, credentials: {} },
    { ...ADA, c_shoeSize: 42 },
  ])
    assert.equal((await ask(site, 'POST', 'customers', body)).status, 400);
  site.clock.advance(1000);
  await ask(site, 'PATCH', 'customers/00000001', { email: 'ada@example.org', firstName: null });
  const { body } = await ask(site, 'GET', 'customers/00000001');
  assert.deepEqual(
    [body.email, 'firstName' in body, body.credentials?.login, body.c_poRequired, body.lastModified],
    ['ada@example.org', false, 'ada.park@example.com', true, '2026-05-04T12:00:01.000Z'],
  );
  assert.equal((await ask(site, 'DELETE', 'customers/00000001')).status, 204);
  assert.equal((await ask(site, 'GET', 'customers/00000001')).body.title, 'Customer Not Found');
});

test('customers are found by text, a page at a time, and never by when they changed', async () => {
  await using site = await openSite();
  for (const login of ['a@example.com', 'b@example.com', 'c@example.org'])
    site.twin.addCustomer({ lastName: login, email: login, credentials: { login } });
  const search = (body: unknown) => ask(site, 'POST', 'customer-search', body);
  const found = await search({
    query: { textQuery: { fields: ['email'], searchPhrase: 'example.com' } },
    limit: 1,
    offset: 1,
  });
  assert.deepEqual([found.body.total, found.body.limit, found.body.hits?.[0]?.data?.email], [2, 1, 'b@example.com']);
  const all = await search({ query: { matchAllQuery: {} }, sorts: [{ field: 'customerNo', sortOrder: 'desc' }] });
  assert.equal(all.body.hits?.[0]?.data?.customerNo, '00000003');
  const since = { rangeFilter: { field: 'lastModified', from: '2026-05-04T12:00:00Z' } };
  assert.equal(
    (await search({ query: { filteredQuery: { query: { matchAllQuery: {} }, filter: since } } })).status,
    400,
  );
  const elsewhere = await site.scapi('POST', 'customer/customers', 'customer-lists/Other/customer-search', {});
  assert.equal(elsewhere.body.title, 'Customer List Not Found');
});

test('addresses have names that people choose, and the first one is the primary one', async () => {
  await using site = await openSite();
  const { no } = site.twin.addCustomer(ADA);
  const at = `customers/${no}/addresses`;
  const home = { addressId: 'Home', lastName: 'Park', address1: '12 Ledger St', countryCode: 'US' };
  const made = await ask(site, 'POST', at, home);
  assert.equal(made.status, 200);
  await ask(site, 'POST', at, { ...home, addressId: 'Dock' });
  assert.equal((await ask(site, 'POST', at, home)).body.title, 'Address Already Exists');
  assert.equal((await ask(site, 'POST', at, { ...home, addressId: 'X', countryCode: 'USA' })).status, 400);
  const changed = await ask(site, 'PATCH', `${at}/Home`, { city: 'Albany' });
  assert.notEqual(changed.body.etag, made.body.etag);
  const { body } = await ask(site, 'GET', at);
  assert.deepEqual([body.total, body.data?.[1]?.addressId], [2, 'Dock']);
  assert.equal((await ask(site, 'GET', `customers/${no}`)).body.primaryAddress?.city, 'Albany');
  assert.equal((await ask(site, 'DELETE', `${at}/Dock`)).status, 204);
  assert.equal((await ask(site, 'GET', `${at}/Dock`)).status, 404);
});

test('an order of an account names it; a guest gets a number for the order', async () => {
  await using site = await openSite();
  const { no } = site.twin.addCustomer(ADA);
  const mine = site.order({ 'MUG-01': 1 }, { customerNo: no, email: ADA.email });
  const guest = site.order({ 'MUG-01': 1 });
  const info = async (orderNo: string) => (await site.orders('GET', `orders/${orderNo}`)).body.customerInfo;
  assert.deepEqual(
    [
      (await info(mine.orderNo))?.customerNo,
      (await info(mine.orderNo))?.customerName,
      (await info(mine.orderNo))?.guest,
    ],
    [no, 'Ada Park', false],
  );
  assert.deepEqual([(await info(guest.orderNo))?.guest, (await info(guest.orderNo))?.customerNo], [true, '00000002']);
});
