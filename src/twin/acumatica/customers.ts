import type { Given } from './given.ts';
import { listOf, partOf, type Row, textOf } from './row.ts';
import { notFound, type Tenant } from './tenant.ts';

const STATUSES = ['Active', 'On Hold', 'Credit Hold', 'One-Time', 'Inactive'];
const MIRRORED = [
  ['BillingContact', 'BillingContactOverride', 'BillingAddressOverride'],
  ['ShippingContact', 'ShippingContactOverride', 'ShippingAddressOverride'],
] as const;
const PERSON = [
  'Email',
  'Phone1',
  'Phone2',
  'FirstName',
  'LastName',
  'Attention',
  'CompanyName',
  'FullName',
  'WebSite',
];
const ADDRESS = ['AddressLine1', 'AddressLine2', 'City', 'State', 'PostalCode', 'Country'];

/** Creates a customer, or changes a copy of one: nothing is kept until {@link keepCustomer} (sheet section 3.2). */
export function writeCustomer(tenant: Tenant, given: Given, before: Row | undefined): Row {
  const { settings } = tenant;
  const customer = before === undefined ? newCustomer(tenant, given) : structuredClone(before);
  given.into(customer, ['CustomerID', 'CreditLimit']);
  tenant.keepCustom(given, customer);
  if (textOf(customer, 'CustomerName') === '') given.refuse('CustomerName', "'Customer Name' cannot be empty.");
  tenant.check(given, 'Status', STATUSES);
  tenant.check(given, 'CustomerClass', settings.customerClasses, 'Customer Class');
  tenant.check(given, 'CurrencyID', settings.currencies, 'Currency');
  tenant.check(given, 'Terms', settings.terms);
  tenant.check(
    given,
    'ShipVia',
    settings.shipMethods.map(({ code }) => code),
    'Ship Via',
  );
  tenant.check(given, 'WarehouseID', settings.warehouses, 'Warehouse');
  const zones = [...Object.values(settings.zoneByCountry), ...settings.externalZones];
  tenant.check(given, 'TaxZone', zones, 'Tax Zone');
  writeCard(tenant, given.part('MainContact'), made(tenant, customer, 'MainContact'));
  for (const [part, contactFlag, addressFlag] of MIRRORED)
    mirror(tenant, given, customer, part, contactFlag, addressFlag);
  writeAttributes(tenant, given, customer);
  const credit = made(tenant, customer, 'CreditVerificationRules');
  given.part('CreditVerificationRules')?.into(credit);
  if (given.has('CreditLimit')) credit.values.CreditLimit = given.value('CreditLimit') ?? 0;
  customer.values.CreditLimit = credit.values.CreditLimit ?? 0;
  customer.values.Email = textOf(partOf(customer, 'MainContact'), 'Email');
  return customer;
}

/** Puts a customer back, and makes the location MAIN of a new one. */
export function keepCustomer(tenant: Tenant, customer: Row): Row {
  if (tenant.customers.byId(customer.id) === undefined) {
    if (textOf(customer, 'CustomerID') === '') customer.values.CustomerID = tenant.number('C', 9);
    Object.assign(customer.values, {
      BAccountID: tenant.counter('BAccountID'),
      NoteID: customer.id,
      CreatedDateTime: tenant.now(),
    });
    tenant.locations.put(
      tenant.row({
        Customer: textOf(customer, 'CustomerID'),
        LocationID: 'MAIN',
        LocationName: 'Primary Location',
        Active: true,
        Default: true,
        AddressOverride: false,
        ContactOverride: false,
        LastModifiedDateTime: tenant.now(),
      }),
    );
  }
  customer.values.LastModifiedDateTime = tenant.now();
  return tenant.customers.put(customer);
}

function newCustomer(tenant: Tenant, given: Given): Row {
  const { customerNumbering, customerClasses, currency } = tenant.settings;
  const manual = customerNumbering === 'manual';
  if (manual && given.text('CustomerID') === '') given.refuse('CustomerID', "'Customer ID' cannot be empty.");
  return tenant.row({
    // With a numbering sequence, what the body says is passed over.
    CustomerID: manual ? given.text('CustomerID') : '',
    CustomerClass: customerClasses[0] ?? '',
    Status: 'Active',
    CurrencyID: currency,
    IsGuestCustomer: false,
    BillingAddressOverride: false,
    BillingContactOverride: false,
    ShippingAddressOverride: false,
    ShippingContactOverride: false,
  });
}

function made(tenant: Tenant, row: Row, part: string): Row {
  const found = partOf(row, part) ?? tenant.row();
  row.parts[part] = found;
  return found;
}

/** A person with an address: what a body says of both. */
export function writeCard(tenant: Tenant, given: Given | undefined, card: Row): void {
  const address = made(tenant, card, 'Address');
  given?.into(card);
  const body = given?.part('Address');
  body?.into(address);
  if (body !== undefined) tenant.check(body, 'Country', tenant.settings.countries);
}

/** Billing and shipping mirror the main contact, unless their flags say that they are their own (sheet section 3.2). */
function mirror(
  tenant: Tenant,
  given: Given,
  customer: Row,
  part: string,
  contactFlag: string,
  addressFlag: string,
): void {
  const card = made(tenant, customer, part);
  const main = made(tenant, customer, 'MainContact');
  const before = structuredClone(card);
  writeCard(tenant, given.part(part), card);
  const own = made(tenant, card, 'Address');
  if (customer.values[contactFlag] !== true) for (const name of PERSON) card.values[name] = main.values[name] ?? null;
  if (customer.values[addressFlag] !== true)
    for (const name of ADDRESS) own.values[name] = partOf(main, 'Address')?.values[name] ?? null;
  if (JSON.stringify(before) !== JSON.stringify(card)) customer.parts[part] = card;
}

/** Attributes are those of the customer class; another one is refused (sheet section 10). */
function writeAttributes(tenant: Tenant, given: Given, customer: Row): void {
  const rows = listOf(customer, 'Attributes');
  for (const body of given.list('Attributes') ?? []) {
    const id = body.text('AttributeID');
    tenant.check(body, 'AttributeID', tenant.settings.customerAttributes, 'Attribute ID');
    const row = rows.find((each) => textOf(each, 'AttributeID') === id) ?? tenant.row();
    body.into(row);
    Object.assign(row.values, { AttributeDescription: id, ValueDescription: textOf(row, 'Value'), IsActive: true });
    if (!rows.includes(row)) rows.push(row);
  }
}

/** A further address of a customer (sheet section 3.2). */
export function writeLocation(tenant: Tenant, given: Given, before: Row | undefined): Row {
  const location =
    before === undefined
      ? tenant.row({
          Customer: given.text('Customer'),
          LocationID: given.text('LocationID'),
          Active: true,
          Default: false,
          AddressOverride: false,
          ContactOverride: false,
        })
      : structuredClone(before);
  const customer = textOf(location, 'Customer');
  if (tenant.customers.get(customer) === undefined) given.refuse('Customer', notFound('Customer', customer));
  if (textOf(location, 'LocationID') === '') given.refuse('LocationID', "'Location ID' cannot be empty.");
  given.into(location, ['Customer', 'LocationID']);
  writeCard(tenant, given.part('LocationContact'), made(tenant, location, 'LocationContact'));
  location.values.LastModifiedDateTime = tenant.now();
  return location;
}

/** A person of a business account, or of none (sheet section 3.2). */
export function writeContact(tenant: Tenant, given: Given, before: Row | undefined): Row {
  const contact = before === undefined ? tenant.row({ ContactID: 0, Status: 'Active' }) : structuredClone(before);
  given.into(contact, ['ContactID']);
  const account = given.text('BusinessAccount');
  if (account !== '' && tenant.customers.get(account) === undefined)
    given.refuse('BusinessAccount', notFound('Business Account', account));
  if (textOf(contact, 'LastName') === '') given.refuse('LastName', "'Last Name' cannot be empty.");
  const address = made(tenant, contact, 'Address');
  given.part('Address')?.into(address);
  contact.values.LastModifiedDateTime = tenant.now();
  return contact;
}
