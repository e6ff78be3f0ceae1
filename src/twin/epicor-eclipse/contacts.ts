import type { TwinReply } from '../kit/twin-server.ts';
import type { Company, Contact } from './company.ts';
import { notFound, refused } from './eclipse-error.ts';
import { type Fields, fieldsOf, listIn, textIn } from './request-body.ts';
import { resultList } from './result-list.ts';

/** `/Contacts`: people, linked to the customer that they belong to (sheet section 3.3). */
export function contactList(company: Company, query: URLSearchParams): TwinReply {
  const entity = query.get('entityId');
  return resultList(company, query, {
    family: 'Contacts',
    rows: [...company.contacts.values()].filter(({ entityId }) => entity === null || entityId === entity),
    updatedAt: ({ updatedAt }) => updatedAt,
    words: ({ firstname, lastname, emails }) => [firstname, lastname, ...emails],
    view: contactView,
  });
}

export function createContact(company: Company, body: string): TwinReply {
  const fields = fieldsOf(body);
  const entityId = textIn(fields, 'EntityID');
  if (!company.customers.has(entityId)) throw refused(`EntityID: there is no customer ${entityId}`);
  const contact = newContact(company, entityId);
  change(company, contact, fields);
  company.contacts.set(contact.id, contact);
  return { status: 201, body: { results: [contactView(contact)] } };
}

export function newContact(company: Company, entityId: string): Contact {
  return {
    id: String(company.next('contact', 7000)),
    entityId,
    firstname: '',
    lastname: '',
    jobtitle: '',
    phones: [],
    emails: [],
    updatedAt: 0,
  };
}

export function replaceContact(company: Company, id: string, body: string): TwinReply {
  const contact = company.contacts.get(id);
  if (contact === undefined) throw notFound('Contact', id);
  change(company, contact, fieldsOf(body));
  return { status: 200, body: { results: [contactView(contact)] } };
}

function change(company: Company, contact: Contact, fields: Fields): void {
  contact.firstname = textIn(fields, 'firstname', 30);
  contact.lastname = textIn(fields, 'lastname', 30);
  contact.jobtitle = textIn(fields, 'jobtitle', 30);
  contact.phones = (listIn(fields, 'phones') ?? []).map((phone) => textIn(phone, 'number', 30));
  contact.emails = (listIn(fields, 'emails') ?? []).map((email) => textIn(email, 'address', 80));
  contact.updatedAt = company.now();
}

const contactView = ({ id, entityId, firstname, lastname, jobtitle, phones, emails }: Contact) => ({
  id,
  EntityID: entityId,
  firstname,
  lastname,
  jobtitle,
  phones: phones.map((number) => ({ number })),
  emails: emails.map((address) => ({ address })),
});
