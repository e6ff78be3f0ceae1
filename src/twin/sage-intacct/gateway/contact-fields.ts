import type { Company, Contact } from '../company.ts';
import { type ObjectFields, text } from './object-fields.ts';

/** A contact that a record points to, by the path that it has there. */
export const contactFields = <T>(path: string, contactOf: (record: T, company: Company) => Contact | undefined) => {
  const part =
    (of: (contact: Contact) => string) =>
    (record: T, company: Company): string => {
      const contact = contactOf(record, company);
      return contact === undefined ? '' : of(contact);
    };
  const fields: ObjectFields<T> = Object.fromEntries(
    Object.entries(CONTACT_PARTS).map(([name, of]) => [`${path}${name}`, text(part(of))]),
  );
  return fields;
};

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region' });
const CONTACT_PARTS: Readonly<Record<string, (contact: Contact) => string>> = {
  CONTACTNAME: ({ id }) => id,
  PRINTAS: ({ printAs }) => printAs,
  COMPANYNAME: ({ companyName }) => companyName,
  FIRSTNAME: ({ firstName }) => firstName,
  LASTNAME: ({ lastName }) => lastName,
  PHONE1: ({ phone1 }) => phone1,
  EMAIL1: ({ email1 }) => email1,
  TAXABLE: ({ isTaxable }) => String(isTaxable),
  TAXID: ({ taxId }) => taxId,
  'MAILADDRESS.ADDRESS1': ({ mailingAddress }) => mailingAddress.addressLine1,
  'MAILADDRESS.ADDRESS2': ({ mailingAddress }) => mailingAddress.addressLine2,
  'MAILADDRESS.ADDRESS3': ({ mailingAddress }) => mailingAddress.addressLine3,
  'MAILADDRESS.CITY': ({ mailingAddress }) => mailingAddress.city,
  'MAILADDRESS.STATE': ({ mailingAddress }) => mailingAddress.state,
  'MAILADDRESS.ZIP': ({ mailingAddress }) => mailingAddress.postCode,
  'MAILADDRESS.COUNTRY': ({ mailingAddress: { country } }) => (country === '' ? '' : (COUNTRIES.of(country) ?? '')),
  'MAILADDRESS.COUNTRYCODE': ({ mailingAddress }) => mailingAddress.country,
};
