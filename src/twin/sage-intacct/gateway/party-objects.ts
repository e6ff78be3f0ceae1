import type { Company, Contact, Customer } from '../company.ts';
import { CONTACTS } from '../contacts.ts';
import { CUSTOMERS } from '../customers.ts';
import type { RestObject } from '../rest-object.ts';
import { contactFields } from './contact-fields.ts';
import { businessError } from './gateway-error.ts';
import type { GatewayObject } from './gateway-object.ts';
import { audit, boolean, number, status, text } from './object-fields.ts';
import { contactBody, customerBody } from './party-elements.ts';
import type { XmlElement } from './xml-element.ts';

const named = (customer: Customer, { contacts }: Company, id: string): Contact => contacts.get(id) ?? customer.contact;

/** Customers and contacts are those of the REST objects, with the same rules. */
export const CUSTOMER: GatewayObject<Customer> = {
  name: 'CUSTOMER',
  id: 'CUSTOMERID',
  all: CUSTOMERS.all,
  custom: ({ custom }) => custom,
  fields: {
    RECORDNO: number(({ key }) => key),
    CUSTOMERID: text(({ id }) => id),
    NAME: text(({ name }) => name),
    STATUS: status(),
    TERMNAME: text(({ term }) => term),
    PRICELIST: text(({ priceList }) => priceList),
    TAXID: text(({ taxId }) => taxId),
    RESALENO: text(({ resaleNumber }) => resaleNumber),
    CREDITLIMIT: number(({ creditLimit }) => (creditLimit === undefined ? '' : String(creditLimit))),
    ONHOLD: boolean(({ isOnHold }) => isOnHold),
    COMMENTS: text(({ notes }) => notes),
    ...contactFields<Customer>('DISPLAYCONTACT.', ({ contact }) => contact),
    ...contactFields<Customer>('CONTACTINFO.', (customer, company) => named(customer, company, customer.primary)),
    ...contactFields<Customer>('BILLTO.', (customer, company) => named(customer, company, customer.billTo)),
    ...contactFields<Customer>('SHIPTO.', (customer, company) => named(customer, company, customer.shipTo)),
    ...audit<Customer>(),
  },
  owned: ({ contactList }) => ({
    CUSTOMERCONTACTS: {
      customerentitycontacts: contactList.map(({ categoryName, contact }) => ({
        CATEGORYNAME: categoryName,
        CONTACT: { NAME: contact },
      })),
    },
  }),
  create: (company, element) => {
    needs(element, ['NAME', 'DISPLAYCONTACT']);
    return made(CUSTOMERS, company, customerBody(element, company));
  },
  change: (company, customer, element) => {
    const { id, ...body } = customerBody(element, company, customer);
    if (id !== undefined && id !== customer.id) throw businessError('CUSTOMERID cannot be changed');
    return changed(CUSTOMERS, company, customer, body);
  },
  remove: (company, customer) => CUSTOMERS.remove?.(company, customer),
};

export const CONTACT: GatewayObject<Contact> = {
  name: 'CONTACT',
  id: 'CONTACTNAME',
  all: CONTACTS.all,
  fields: {
    RECORDNO: number(({ key }) => key),
    ...contactFields<Contact>('', (contact) => contact),
    STATUS: text(() => 'active', { stored: { active: 'T' } }),
    ...audit<Contact>(),
  },
  create: (company, element) => {
    needs(element, ['CONTACTNAME', 'PRINTAS']);
    return made(CONTACTS, company, contactBody(element));
  },
  change: (company, contact, element) => {
    const { id, ...body } = contactBody(element);
    if (id !== undefined && id !== contact.id) throw businessError('CONTACTNAME cannot be changed');
    return changed(CONTACTS, company, contact, body);
  },
  remove: (company, contact) => CONTACTS.remove?.(company, contact),
};

export function needs(element: XmlElement, names: readonly string[]): void {
  for (const name of names)
    if (!element.children.some((child) => child.name === name && (child.text !== '' || child.children.length > 0)))
      throw businessError(`Required field ${name} is missing`, { description: 'Missing required field' });
}

export function made<T extends { readonly key: string }>(
  { create, name }: RestObject<T>,
  company: Company,
  body: unknown,
): T {
  if (create === undefined) throw new Error(`${name} is not made`);
  return create(company, body);
}

function changed<T extends { readonly key: string }>(
  { change, name }: RestObject<T>,
  company: Company,
  record: T,
  body: unknown,
): T {
  if (change === undefined) throw new Error(`${name} is not changed`);
  return change(company, record, body);
}
