import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const FIELDS = `id displayName defaultEmailAddress { emailAddress } tags taxExempt taxExemptions numberOfOrders amountSpent { amount } defaultAddress { address1 } addressesV2(first: 9) { nodes { id address1 province country } }`;
const SET = `mutation($identifier: CustomerSetIdentifiers, $input: CustomerSetInput!) { customerSet(identifier: $identifier, input: $input) { customer { ${FIELDS} } userErrors { field message code } } }`;

test('customers are created, with their e-mail taken only once', async (t) => {
  const { graphql } = await openShop(t);
  const create = async (input: object) =>
    (
      await graphql(
        `mutation($input: CustomerInput!) { customerCreate(input: $input) { customer { ${FIELDS} } userErrors { field message } } }`,
        { input },
      )
    ).data.customerCreate;
  const made = await create({
    firstName: 'Dana',
    lastName: 'Reyes',
    email: 'dana@example.com',
    tags: ['b2b'],
    taxExempt: true,
    taxExemptions: ['US_TX_RESELLER_EXEMPTION'],
  });
  assert.deepEqual(
    [
      made.customer.displayName,
      made.customer.taxExemptions,
      made.customer.numberOfOrders,
      made.customer.amountSpent.amount,
    ],
    ['Dana Reyes', ['US_TX_RESELLER_EXEMPTION'], '0', '0.0'],
  );
  assert.deepEqual((await create({ email: 'DANA@example.com' })).userErrors, [
    { field: ['email'], message: 'Email has already been taken' },
  ]);
  assert.match((await create({ email: 'dana' })).userErrors[0].message, /invalid/);
  assert.match((await create({ note: 'nobody' })).userErrors[0].message, /must be present/);
});

test('customerSet creates or updates by key, and deletes the addresses that it is not given', async (t) => {
  const { graphql } = await openShop(t);
  const set = async (identifier: object, input: object) => (await graphql(SET, { identifier, input })).data.customerSet;
  const email = 'dana@example.com';
  const first = await set(
    { email },
    {
      email,
      lastName: 'Reyes',
      tags: ['a', 'b'],
      addresses: [{ address1: '12 Mill Rd', countryCode: 'US', provinceCode: 'TX' }, { address1: '880 Dock St' }],
    },
  );
  assert.deepEqual(
    first.customer.addressesV2.nodes.map(({ address1 }: { address1: string }) => address1),
    ['12 Mill Rd', '880 Dock St'],
  );
  assert.deepEqual(
    [first.customer.addressesV2.nodes[0].province, first.customer.addressesV2.nodes[0].country],
    ['Texas', 'United States'],
  );
  const second = await set({ email }, { email, firstName: 'Dana', tags: ['b'], addresses: [{ address1: '1 New St' }] });
  assert.equal(second.customer.id, first.customer.id);
  assert.deepEqual(
    [
      second.customer.displayName,
      second.customer.tags,
      second.customer.addressesV2.nodes.length,
      second.customer.defaultAddress.address1,
    ],
    ['Dana Reyes', ['b'], 1, '1 New St'],
  );
  const third = await set({ email }, { email, note: 'only this' });
  assert.equal(third.customer.addressesV2.nodes.length, 1);
  assert.equal((await set({ email }, { email: 'other@example.com' })).userErrors[0].code, 'INPUT_MISMATCH');
  assert.equal((await set({ id: 'gid://shopify/Customer/1' }, { firstName: 'X' })).userErrors[0].code, 'NOT_FOUND');
});

test('a customer is found by a key of one’s own', async (t) => {
  const { graphql } = await openShop(t);
  const customId = { namespace: 'erp', key: 'number', value: 'C-100' };
  const set = async (input: object) =>
    (await graphql(SET, { identifier: { customId }, input })).data.customerSet.customer;
  const made = await set({ email: 'dana@example.com' });
  assert.equal((await set({ firstName: 'Dana' })).id, made.id);
  const find = async (identifier: object) =>
    (
      await graphql('query($i: CustomerIdentifierInput!) { customerByIdentifier(identifier: $i) { id } }', {
        i: identifier,
      })
    ).data.customerByIdentifier;
  assert.equal((await find({ customId })).id, made.id);
  assert.equal((await find({ emailAddress: 'Dana@Example.com' })).id, made.id);
  assert.equal(await find({ emailAddress: 'nobody@example.com' }), null);
});

test('addresses are added, the first or a chosen one becomes the default', async (t) => {
  const { graphql, twin } = await openShop(t);
  const { id } = twin.addCustomer({ firstName: 'Dana' });
  const add = async (address: object, setAsDefault?: boolean) =>
    (
      await graphql(
        'mutation($id: ID!, $a: MailingAddressInput!, $d: Boolean) { customerAddressCreate(customerId: $id, address: $a, setAsDefault: $d) { address { id } userErrors { field message } } }',
        { id, a: address, d: setAsDefault },
      )
    ).data.customerAddressCreate;
  const one = await add({ address1: 'One' });
  await add({ address1: 'Two' });
  assert.equal(twin.customers[0]?.defaultAddressId, one.address.id);
  const three = await add({ address1: 'Three' }, true);
  assert.equal(twin.customers[0]?.defaultAddressId, three.address.id);
  assert.deepEqual((await add({ countryCode: 'CA', provinceCode: 'TX' })).userErrors[0].field, [
    'address',
    'provinceCode',
  ]);
});

test('what a customer has bought is counted, and forbids deleting', async (t) => {
  const { graphql, twin } = await openShop(t);
  const { id } = twin.addCustomer({ firstName: 'Dana' });
  twin.placeOrder({ lines: [{ title: 'Part', unitPrice: '10.00', quantity: 2 }], customer: id });
  const { customer } = (
    await graphql(`query($id: ID!) { customer(id: $id) { ${FIELDS} orders(first: 5) { nodes { name } } } }`, { id })
  ).data;
  assert.deepEqual(
    [customer.numberOfOrders, customer.amountSpent.amount, customer.orders.nodes],
    ['1', '20.0', [{ name: '#1001' }]],
  );
  const deleted = (
    await graphql(
      'mutation($id: ID!) { customerDelete(input: {id: $id}) { deletedCustomerId userErrors { message } } }',
      { id },
    )
  ).data.customerDelete;
  assert.equal(deleted.deletedCustomerId, null);
});

test('a company is made with its location and contact; the external id is unique; a contact orders only with a role', async (t) => {
  const { graphql, twin } = await openShop(t);
  const create = async (input: object) =>
    (
      await graphql(
        'mutation($input: CompanyCreateInput!) { companyCreate(input: $input) { company { id externalId mainContact { id customer { defaultEmailAddress { emailAddress } } } locations(first: 5) { nodes { id name billingAddress { address1 companyName province } shippingAddress { address1 } buyerExperienceConfiguration { paymentTermsTemplate { name } } } } contactRoles(first: 5) { nodes { id name } } } userErrors { field code } } }',
        { input },
      )
    ).data.companyCreate;
  const input = {
    company: { name: 'Reyes Tools LLC', externalId: 'ERP-100' },
    companyContact: { firstName: 'Dana', email: 'dana@example.com' },
    companyLocation: {
      name: 'Austin',
      shippingAddress: { address1: '880 Dock St', countryCode: 'US', zoneCode: 'TX' },
      billingSameAsShipping: true,
      buyerExperienceConfiguration: { paymentTermsTemplateId: 'gid://shopify/PaymentTermsTemplate/4' },
    },
  };
  const { company } = await create(input);
  const [location] = company.locations.nodes;
  assert.deepEqual(location.billingAddress, {
    address1: '880 Dock St',
    companyName: 'Reyes Tools LLC',
    province: 'Texas',
  });
  assert.equal(location.buyerExperienceConfiguration.paymentTermsTemplate.name, 'Net 30');
  assert.deepEqual((await create(input)).userErrors, [
    { field: ['input', 'company', 'externalId'], code: 'TAKEN' },
    { field: ['input', 'companyContact', 'email'], code: 'DUPLICATE_EMAIL_ADDRESS' },
  ]);
  const order = () =>
    twin.placeOrder({ lines: [{ title: 'Part', unitPrice: '1.00', quantity: 1 }], companyLocation: location.id });
  assert.throws(order, /has no role/);
  const assign = async () =>
    (
      await graphql(
        'mutation($c: ID!, $r: ID!, $l: ID!) { companyContactAssignRole(companyContactId: $c, companyContactRoleId: $r, companyLocationId: $l) { companyContactRoleAssignment { role { name } } userErrors { code } } }',
        { c: company.mainContact.id, r: company.contactRoles.nodes[1].id, l: location.id },
      )
    ).data.companyContactAssignRole;
  assert.equal((await assign()).companyContactRoleAssignment.role.name, 'Ordering only');
  assert.equal((await assign()).userErrors[0].code, 'LIMIT_REACHED');
  assert.equal(order().purchasingCompany?.contactId, company.mainContact.id);
  const found = (
    await graphql(
      '{ companies(first: 2, query: "external_id:ERP-100") { nodes { id } } companyLocations(first: 2, query: "external_id:ERP-100") { nodes { id } } }',
    )
  ).data;
  assert.deepEqual([found.companies.nodes.length, found.companyLocations.nodes.length], [1, 0]);
});
