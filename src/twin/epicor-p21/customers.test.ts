import assert from 'node:assert/strict';
import { test } from 'node:test';
import { element, failure, openCompany, shown, stockUp } from './open-company.support.ts';

const NEW = {
  CustomerName: 'Ana Čapek',
  SalesrepId: '1001',
  PoNoRequired: 'Y',
  LegacyId: 'web:17',
  CustomerAddress: {
    MailAddress1: 'Piazza Dante 9',
    MailCity: 'Milano',
    MailCountry: 'IT',
    EmailAddress: 'ana@example.com',
  },
  CustomerContacts: { list: [{ FirstName: 'Ana', LastName: 'Čapek', EmailAddress: 'ana@example.com' }] },
  UserDefinedFields: { apply_for_credit: 'Y', nobody: 'x' },
  customername: 'passed over',
};

test('a customer is created with address and contact, and found by what it was given', async (t) => {
  const { ask, rows } = await openCompany(t);
  const { status, body } = await ask('POST', '/api/entity/customers/', NEW);
  assert.deepEqual([status, body.CustomerId, body.CustomerName, body.TermsId], [200, 120_045, 'Ana Čapek', '30']);
  assert.equal((await rows('customer', "legacy_id eq 'WEB:17'"))[0].customer_id, 120_045);
  const [contact] = await rows('contacts', "email_address eq 'ana@example.com' and delete_flag eq 'N'");
  const links = await rows('oe_contacts_customer', `contact_id eq '${contact.id}'`);
  assert.deepEqual([links.length, links[0].customer_id], [1, 120_045]);
  const [address] = await rows('address', 'id eq 120045');
  assert.deepEqual([address.mail_city, address.phys_city, address.phys_country], ['Milano', 'Milano', 'IT']);
  assert.equal((await rows('ship_to', 'customer_id eq 120045'))[0].ship_to_id, 120_045);
  assert.equal((await rows('customer_ud', 'customer_id eq 120045'))[0].apply_for_credit, 'Y');
});

test('a customer is changed by its key; what is not named stays', async (t) => {
  const { ask, rows } = await openCompany(t);
  await ask('POST', '/api/entity/customers/', NEW);
  const key = '/api/entity/customers/01_120045';
  const bare = (await ask('GET', key)).body;
  assert.deepEqual([bare.CustomerContacts, bare.CustomerAddress, bare.UserDefinedFields], [null, null, {}]);
  const whole = (await ask('GET', `${key}?extendedproperties=*`)).body;
  const [contact] = whole.CustomerContacts.list;
  await ask('PUT', key, {
    Taxable: 'N',
    StateSalesTaxExemptionNo: 'EX-9',
    CustomerAddress: { MailCity: 'Roma' },
    CustomerContacts: { list: [{ Id: contact.Id, EmailAddress: 'ana@new.example' }, { FirstName: 'Second' }] },
    CustomerShipTos: { list: [{ Name: 'Store', PhysCity: 'Pisa', PhysCountry: 'IT' }] },
  });
  const [customer] = await rows('customer', 'customer_id eq 120045');
  assert.deepEqual(
    [customer.customer_name, customer.taxable, customer.state_sales_tax_exemption_no],
    ['Ana Čapek', 'N', 'EX-9'],
  );
  const changed = (await ask('GET', `${key}?extendedproperties=CustomerContacts,CustomerShipTos`)).body;
  assert.deepEqual(
    changed.CustomerContacts.list.map(({ EmailAddress }: { EmailAddress: string }) => EmailAddress),
    ['ana@new.example', null],
  );
  assert.equal(changed.CustomerShipTos.list[1].PhysCity, 'Pisa');
  await ask('PUT', key, { CustomerContacts: { list: [{ Id: contact.Id, Delete: true }] } });
  assert.equal((await rows('contacts', `id eq '${contact.Id}'`))[0].delete_flag, 'Y');
  assert.equal((await rows('oe_contacts_customer', `contact_id eq '${contact.Id}'`))[0].delete_flag, 'Y');
});

test('the list of an entity is the whole table, or what $query says', async (t) => {
  const { ask, twin } = await openCompany(t);
  stockUp(twin);
  await ask('POST', '/api/entity/customers/', NEW);
  assert.equal((await ask('GET', '/api/entity/customers/?$top=1')).body.list.length, 2);
  const query = encodeURIComponent("email_address eq 'GIULIA@example.com'");
  const { list } = (await ask('GET', `/api/entity/contacts/?$query=${query}`)).body;
  assert.deepEqual([list.length, list[0].LastName], [1, 'Rossi']);
  const made = await ask('POST', '/api/entity/contacts/', { FirstName: 'Otto', AddressId: 120_046 });
  const after = (await ask('GET', '/api/entity/customers/01_120046?extendedproperties=*')).body;
  assert.equal(after.CustomerContacts.list.at(-1).Id, made.body.Id);
});

test('what an entity lacks is told in the envelope of the REST families', async (t) => {
  const { ask } = await openCompany(t);
  const { SalesrepId: _, ...without } = NEW;
  const refused = await ask('POST', '/api/entity/customers/', without);
  assert.deepEqual(
    [refused.status, refused.body.ErrorType, refused.body.ErrorMessage],
    [400, 'P21.Business.Common.BusinessException', 'salesrep_id: This column is required.'],
  );
  const nobody = await ask('GET', '/api/entity/customers/01_7');
  assert.deepEqual([nobody.status, nobody.body.ErrorType], [404, 'ResourceNotFoundException']);
  assert.equal((await ask('PUT', '/api/entity/addresses/120045', {})).status, 404);
});

test('the window Customer needs a salesrep and a branch', async (t) => {
  const { run, rows } = await openCompany(t);
  const form = (columns: Record<string, string>, keys: string[] = []) =>
    element('TABPAGE_1.tp_1_dw_1', 'Form', keys, [columns]);
  const branch = element('SHIP_TO_GENERAL.ship_to_general', 'Form', [], [{ default_branch: '01' }]);
  const columns = { customer_name: 'Retail', salesrep_id: '1001', mail_city: 'Bari' };
  const saved = await run('Customer', [form(columns), branch]);
  assert.equal(shown(saved, 'TABPAGE_1.tp_1_dw_1', 'customer_id'), '120045');
  assert.match(failure(await run('Customer', [form(columns)])), /default_branch: This column is required/);
  assert.match(failure(await run('Customer', [form({ customer_name: 'X' }), branch])), /salesrep_id/);
  await run('Customer', [form({ customer_id: '120045', mail_city: 'Lecce' }, ['customer_id'])]);
  const [address] = await rows('address', 'id eq 120045');
  assert.deepEqual([address.name, address.mail_city], ['Retail', 'Lecce']);
});
