import type { Company, Contact, MailingAddress } from './company.ts';
import { type Fields, fieldsOf, objectIn, onlyFields, textIn } from './fields.ts';
import { malformed, notUnique } from './intacct-error.ts';
import type { RestObject } from './rest-object.ts';
import { auditOf } from './rest-object.ts';

const ADDRESS = [
  'addressLine1',
  'addressLine2',
  'addressLine3',
  'city',
  'state',
  'postCode',
  'country',
  'isoCountryCode',
];
const NAMES = [
  'id',
  'printAs',
  'firstName',
  'lastName',
  'companyName',
  'email1',
  'email2',
  'phone1',
  'phone2',
  'mobile',
];
const COUNTRY_NAMES = new Intl.DisplayNames(['en'], { type: 'region' });

/** `company-config/contact`: an address of its own, with a unique name (sheet section 3.2). */
export const CONTACTS: RestObject<Contact> = {
  name: 'company-config/contact',
  all: ({ contacts }) => [...contacts.values()],
  view: contactView,
  create: (company, body) => {
    const fields = fieldsOf(body);
    const id = textIn(fields, 'id');
    if (id === '') throw malformed('id is required');
    if (textIn(fields, 'printAs') === '') throw malformed('printAs is required');
    if (company.contacts.has(id)) throw notUnique(`Contact ${id} already exists`);
    const contact = contactOf(company, fields, id);
    company.contacts.set(id, contact);
    return contact;
  },
  change: (company, contact, body) => {
    const changed = contactOf(company, { ...raw(contact), ...fieldsOf(body) }, contact.id, contact);
    company.contacts.set(contact.id, changed);
    return changed;
  },
  remove: (company, { id }) => void company.contacts.delete(id),
};

/** A contact as its fields say; `before` is the one that it replaces. */
export function contactOf(company: Company, fields: Fields, id: string, before?: Contact): Contact {
  onlyFields(fields, [...NAMES, 'mailingAddress', 'tax', 'status'], []);
  const tax = objectIn(fields, 'tax');
  return {
    ...(before ?? company.born()),
    changedAt: company.now(),
    id,
    printAs: textIn(fields, 'printAs', 200),
    firstName: textIn(fields, 'firstName', 40),
    lastName: textIn(fields, 'lastName', 40),
    companyName: textIn(fields, 'companyName', 100),
    email1: textIn(fields, 'email1', 200),
    phone1: textIn(fields, 'phone1', 30),
    mailingAddress: addressOf(objectIn(fields, 'mailingAddress')),
    isTaxable: tax.isTaxable !== false,
    taxId: textIn(tax, 'taxId', 20),
  };
}

function addressOf(fields: Fields): MailingAddress {
  onlyFields(fields, ADDRESS, []);
  const code = textIn(fields, 'isoCountryCode', 2).toUpperCase();
  if (code !== '' && !/^[A-Z]{2}$/.test(code)) throw malformed(`isoCountryCode: ${code} is not valid`);
  return {
    addressLine1: textIn(fields, 'addressLine1', 80),
    addressLine2: textIn(fields, 'addressLine2', 80),
    addressLine3: textIn(fields, 'addressLine3', 80),
    city: textIn(fields, 'city', 80),
    state: textIn(fields, 'state', 40),
    postCode: textIn(fields, 'postCode', 30),
    country: code,
  };
}

/** What a contact would have to be written with to be as it is. */
function raw({ mailingAddress: { country, ...address }, isTaxable, taxId, ...contact }: Contact): Fields {
  const names = Object.fromEntries(Object.entries(contact).filter(([name]) => NAMES.includes(name)));
  return { ...names, mailingAddress: { ...address, isoCountryCode: country }, tax: { isTaxable, taxId } };
}

export function contactView(contact: Contact): Fields {
  const { key, id, printAs, firstName, lastName, companyName, email1, phone1, isTaxable, taxId } = contact;
  const { country, ...address } = contact.mailingAddress;
  return {
    key,
    id,
    printAs,
    firstName,
    lastName,
    companyName,
    email1,
    phone1,
    mailingAddress: {
      ...Object.fromEntries(Object.entries(address).map(([name, value]) => [name, value === '' ? null : value])),
      country: country === '' ? null : COUNTRY_NAMES.of(country),
      isoCountryCode: country === '' ? null : country.toLowerCase(),
    },
    tax: { isTaxable, taxId: taxId === '' ? null : taxId },
    status: 'active',
    ...auditOf(contact),
  };
}
