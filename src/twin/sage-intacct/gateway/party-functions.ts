import type { Company } from '../company.ts';
import { businessError } from './gateway-error.ts';
import { inUpperCase } from './party-elements.ts';
import { CONTACT, CUSTOMER } from './party-objects.ts';
import { childIn, type XmlElement } from './xml-element.ts';

/*
 * The older functions of customers and contacts: other names and a fixed order for what the generic ones write. Each yields
 * the id of the record. They throw GatewayError and IntacctError.
 */
export function createCustomer(company: Company, element: XmlElement): string {
  return CUSTOMER.create?.(company, genericCustomer(element, company)).id ?? '';
}

export function updateCustomer(company: Company, element: XmlElement): string {
  const customer = company.customers.get(element.attributes.customerid ?? '');
  if (customer === undefined) throw businessError(`Customer ${element.attributes.customerid ?? ''} is not valid`);
  return CUSTOMER.change?.(company, customer, genericCustomer(element, company)).id ?? '';
}

export function deleteCustomer(company: Company, { attributes: { customerid = '' } }: XmlElement): string {
  const customer = company.customers.get(customerid);
  if (customer === undefined) throw businessError(`Customer ${customerid} is not valid`);
  CUSTOMER.remove?.(company, customer);
  return customerid;
}

export function createContact(company: Company, element: XmlElement): string {
  return CONTACT.create?.(company, inUpperCase(element)).id ?? '';
}

export function updateContact(company: Company, element: XmlElement): string {
  const { contactname = '' } = element.attributes;
  const contact = company.contacts.get(contactname);
  if (contact === undefined) throw businessError(`Contact ${contactname} is not valid`);
  return CONTACT.change?.(company, contact, inUpperCase(element)).id ?? '';
}

export function deleteContact(company: Company, { attributes: { contactname = '' } }: XmlElement): string {
  const contact = company.contacts.get(contactname);
  if (contact === undefined) throw businessError(`Contact ${contactname} is not valid`);
  CONTACT.remove?.(company, contact);
  return contactname;
}

/** `contactinfo` is the display contact, `primary` the one that is written to; custom fields are by name. */
function genericCustomer(element: XmlElement, company: Company): XmlElement {
  const children = element.children.flatMap((child): readonly XmlElement[] => {
    switch (child.name) {
      case 'contactinfo':
        return displayContact(child, company);
      case 'primary':
        return [{ ...inUpperCase(child), name: 'CONTACTINFO' }];
      case 'contactlist':
        return [contactList(child)];
      case 'customfields':
        return child.children.map(customField);
      default:
        return [inUpperCase(child)];
    }
  });
  return { ...element, name: 'CUSTOMER', children };
}

function displayContact(info: XmlElement, company: Company): readonly XmlElement[] {
  const contact = childIn(info, 'contact');
  if (contact === undefined) {
    const name = childIn(info, 'contactname')?.text ?? '';
    if (!company.contacts.has(name)) throw businessError(`Contact ${name} is not valid`);
    throw new Error('the twin takes no contact that there is as the display contact of a customer');
  }
  const { children, ...display } = inUpperCase(contact);
  // The twin names display contacts as Intacct does where none is given: NAME(CUSTOMERID).
  return [{ ...display, name: 'DISPLAYCONTACT', children: children.filter(({ name }) => name !== 'CONTACTNAME') }];
}

const leaf = (name: string, text: string): XmlElement => ({ name, attributes: {}, children: [], text });

const contactList = ({ children }: XmlElement): XmlElement => ({
  ...leaf('CUSTOMERCONTACTS', ''),
  children: children.map((item) => ({
    ...leaf('CUSTOMERENTITYCONTACTS', ''),
    children: [
      leaf('CATEGORYNAME', childIn(item, 'category')?.text ?? ''),
      { ...leaf('CONTACT', ''), children: [leaf('NAME', childIn(item, 'contactname')?.text ?? '')] },
    ],
  })),
});

const customField = (field: XmlElement): XmlElement =>
  leaf(childIn(field, 'customfieldname')?.text ?? '', childIn(field, 'customfieldvalue')?.text ?? '');
