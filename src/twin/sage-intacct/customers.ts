import type { Company, Contact, Customer } from './company.ts';
import { contactOf, contactView } from './contacts.ts';
import { customIn, type Fields, fieldsOf, listIn, objectIn, onlyFields, textIn } from './fields.ts';
import { malformed, notUnique } from './intacct-error.ts';
import { auditOf, orNull, type RestObject, reference } from './rest-object.ts';

const FIELDS = [
  ...['id', 'name', 'status', 'contacts', 'contactList', 'term', 'priceList', 'taxId', 'customerResaleNumber'],
  ...['creditLimit', 'isOnHold', 'notes', 'currency', 'customerType', 'shippingMethod', 'isOneTimeUse'],
];

/** `accounts-receivable/customer`, with its display contact inside (sheet section 3.2). */
export const CUSTOMERS: RestObject<Customer> = {
  name: 'accounts-receivable/customer',
  all: ({ customers }) => [...customers.values()],
  view: customerView,
  create: (company, body) => {
    const fields = fieldsOf(body);
    const id = textIn(fields, 'id', 20) || `C${company.next('customer', 10_000)}`;
    if (company.customers.has(id)) throw notUnique(`Customer ${id} already exists`);
    if (textIn(fields, 'name') === '') throw malformed('name is required');
    const customer = blankCustomer(company, id, textIn(fields, 'name', 100));
    write(company, customer, fields);
    company.customers.set(id, customer);
    company.contacts.set(customer.contact.id, customer.contact);
    return customer;
  },
  change: (company, customer, body) => {
    write(company, customer, fieldsOf(body));
    customer.changedAt = company.now();
    return customer;
  },
  remove: (company, { id }) => void company.customers.delete(id),
};

export function blankCustomer(company: Company, id: string, name: string): Customer {
  const display = `${name}(${id})`;
  return {
    ...company.born(),
    id,
    name,
    status: 'active',
    contact: contactOf(company, { printAs: name }, display),
    primary: display,
    billTo: display,
    shipTo: display,
    contactList: [],
    term: '',
    priceList: '',
    taxId: '',
    resaleNumber: '',
    creditLimit: undefined,
    isOnHold: false,
    notes: '',
    custom: {},
  };
}

/** Only what is sent is changed (PATCH). */
function write(company: Company, customer: Customer, fields: Fields): void {
  onlyFields(fields, FIELDS, company.settings.customFields);
  const text = (name: string, before: string, longest?: number) =>
    fields[name] === undefined ? before : textIn(fields, name, longest);
  const name = text('name', customer.name, 100);
  for (const other of company.customers.values())
    if (other !== customer && other.name === name) throw notUnique(`A customer with the name ${name} already exists`);
  const status = text('status', customer.status);
  if (status !== 'active' && status !== 'inactive') throw malformed(`status: ${status} is not valid`);
  const contacts = objectIn(fields, 'contacts');
  customer.contact = displayContact(company, customer, objectIn(contacts, 'default'));
  customer.name = name;
  customer.status = status;
  customer.primary = contactId(company, contacts, 'primary') ?? customer.primary;
  customer.billTo = contactId(company, contacts, 'billTo') ?? customer.billTo;
  customer.shipTo = contactId(company, contacts, 'shipTo') ?? customer.shipTo;
  if (fields.contactList !== undefined)
    customer.contactList = listIn(fields, 'contactList').map((row) => ({
      categoryName: textIn(row, 'categoryName', 80),
      contact: contactId(company, row, 'contact') ?? '',
    }));
  customer.term = codeIn(fields, 'term', company.settings.terms) ?? customer.term;
  customer.priceList = textIn(objectIn(fields, 'priceList'), 'id') || customer.priceList;
  customer.taxId = text('taxId', customer.taxId, 20);
  customer.resaleNumber = text('customerResaleNumber', customer.resaleNumber, 20);
  customer.notes = text('notes', customer.notes);
  if (typeof fields.creditLimit === 'number') customer.creditLimit = fields.creditLimit;
  if (typeof fields.isOnHold === 'boolean') customer.isOnHold = fields.isOnHold;
  customer.custom = { ...customer.custom, ...customIn(fields) };
}

function displayContact(company: Company, { contact, name, id }: Customer, fields: Fields): Contact {
  if (Object.keys(fields).length === 0) return contact;
  const changed = contactOf(company, { ...plainContact(contact), ...fields }, `${name}(${id})`, contact);
  company.contacts.set(changed.id, changed);
  return changed;
}

const plainContact = ({
  printAs,
  firstName,
  lastName,
  companyName,
  email1,
  phone1,
  mailingAddress,
  taxId,
  isTaxable,
}: Contact) => {
  const { country, ...address } = mailingAddress;
  return {
    printAs,
    firstName,
    lastName,
    companyName,
    email1,
    phone1,
    mailingAddress: { ...address, isoCountryCode: country },
    tax: { isTaxable, taxId },
  };
};

function contactId({ contacts }: Company, fields: Fields, name: string): string | undefined {
  if (fields[name] === undefined || fields[name] === null) return undefined;
  const { id, key } = objectIn(fields, name);
  const found = [...contacts.values()].find((contact) => contact.id === id || contact.key === key);
  if (found === undefined) throw malformed(`${name}: there is no contact ${String(id ?? key)}`);
  return found.id;
}

export function codeIn(fields: Fields, name: string, codes: readonly string[]): string | undefined {
  const id = textIn(objectIn(fields, name), 'id');
  if (id === '') return undefined;
  if (!codes.includes(id)) throw malformed(`${name}: there is no record with id ${id}`);
  return id;
}

function customerView(customer: Customer, { contacts }: Company): Fields {
  const contact = (id: string) => reference(id, { key: contacts.get(id)?.key ?? null });
  const { key: _key, id: _id, audit: _audit, status: _status, ...display } = contactView(customer.contact);
  return {
    key: customer.key,
    id: customer.id,
    name: customer.name,
    status: customer.status,
    contacts: {
      default: { ...display, id: customer.contact.id, key: customer.contact.key },
      primary: contact(customer.primary),
      billTo: contact(customer.billTo),
      shipTo: contact(customer.shipTo),
    },
    contactList: customer.contactList.map((row) => ({ categoryName: row.categoryName, contact: contact(row.contact) })),
    term: reference(customer.term),
    priceList: reference(customer.priceList),
    taxId: orNull(customer.taxId),
    customerResaleNumber: orNull(customer.resaleNumber),
    creditLimit: customer.creditLimit ?? null,
    isOnHold: customer.isOnHold,
    notes: orNull(customer.notes),
    ...customer.custom,
    ...auditOf(customer),
  };
}
