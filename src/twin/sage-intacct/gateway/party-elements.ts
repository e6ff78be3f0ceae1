import type { Company, Customer } from '../company.ts';
import type { Fields } from '../fields.ts';
import { businessError } from './gateway-error.ts';
import { childIn, childrenIn, textIn, type XmlElement } from './xml-element.ts';

type Put = (fields: Record<string, unknown>, element: XmlElement) => void;

const put =
  (name: string): Put =>
  (fields, { text }) => {
    fields[name] = text;
  };
const putReference =
  (name: string): Put =>
  (fields, { text }) => {
    fields[name] = text === '' ? null : { id: text };
  };
const putBoolean =
  (name: string): Put =>
  (fields, { name: element, text }) => {
    fields[name] = booleanOf(element, text);
  };
const within = (fields: Record<string, unknown>, name: string): Record<string, unknown> => {
  fields[name] ??= {};
  return fields[name] as Record<string, unknown>;
};
const putContact =
  (name: string): Put =>
  (fields, element) => {
    within(fields, 'contacts')[name] = { id: textIn(element, 'CONTACTNAME') ?? '' };
  };

export function booleanOf(name: string, text: string): boolean {
  if (text !== 'true' && text !== 'false') throw businessError(`${name} must be true or false`);
  return text === 'true';
}

const CUSTOMER: Readonly<Record<string, Put>> = {
  CUSTOMERID: put('id'),
  NAME: put('name'),
  STATUS: put('status'),
  TERMNAME: putReference('term'),
  SHIPPINGMETHOD: putReference('shippingMethod'),
  PRICELIST: putReference('priceList'),
  CUSTTYPE: putReference('customerType'),
  TAXID: put('taxId'),
  RESALENO: put('customerResaleNumber'),
  COMMENTS: put('notes'),
  CURRENCY: put('currency'),
  ONHOLD: putBoolean('isOnHold'),
  ONETIME: putBoolean('isOneTimeUse'),
  CREDITLIMIT: (fields, { text }) => {
    const limit = Number(text);
    if (text === '' || Number.isNaN(limit)) throw businessError(`CREDITLIMIT: ${text} is not a number`);
    fields.creditLimit = limit;
  },
  DISPLAYCONTACT: (fields, element) => {
    within(fields, 'contacts').default = contactBody(element);
  },
  CONTACTINFO: putContact('primary'),
  BILLTO: putContact('billTo'),
  SHIPTO: putContact('shipTo'),
};

const CONTACT: Readonly<Record<string, Put>> = {
  CONTACTNAME: put('id'),
  PRINTAS: put('printAs'),
  COMPANYNAME: put('companyName'),
  FIRSTNAME: put('firstName'),
  LASTNAME: put('lastName'),
  EMAIL1: put('email1'),
  EMAIL2: put('email2'),
  PHONE1: put('phone1'),
  PHONE2: put('phone2'),
  CELLPHONE: put('mobile'),
  STATUS: put('status'),
  TAXABLE: (fields, { text }) => {
    within(fields, 'tax').isTaxable = booleanOf('TAXABLE', text);
  },
  TAXID: (fields, { text }) => {
    within(fields, 'tax').taxId = text;
  },
  MAILADDRESS: (fields, element) => {
    fields.mailingAddress = addressBody(element);
  },
};

/** Elements of a customer besides the ones above. */
const LISTS = ['RECORDNO', 'CUSTOMERCONTACTS', 'CONTACT_LIST_INFO'];

/** What the REST object would be given for a `CUSTOMER`. `before`: the one that is changed. Throws GatewayError. */
export function customerBody(element: XmlElement, company: Company, before?: Customer): Fields {
  const fields = bodyOf(element, CUSTOMER, [...LISTS, ...company.settings.customFields]);
  for (const name of company.settings.customFields) {
    const value = textIn(element, name);
    if (value !== undefined) fields[`nsp::${name}`] = value;
  }
  const list = contactList(element, before);
  return list === undefined ? fields : { ...fields, contactList: list };
}

/** Further contacts are added to those that there are; an empty element takes all away (reference of CUSTOMER). */
function contactList(element: XmlElement, before: Customer | undefined): readonly Fields[] | undefined {
  const grouped = childIn(element, 'CUSTOMERCONTACTS');
  const single = childrenIn(element, 'CONTACT_LIST_INFO').filter(({ children }) => children.length > 0);
  if (grouped === undefined && childIn(element, 'CONTACT_LIST_INFO') === undefined) return undefined;
  const given = grouped === undefined ? single : childrenIn(grouped, 'CUSTOMERENTITYCONTACTS');
  if (given.length === 0) return [];
  const rows = given.map((row) => {
    const contact = childIn(row, 'CONTACT');
    return {
      categoryName: textIn(row, 'CATEGORYNAME') ?? '',
      contact: (contact === undefined ? undefined : textIn(contact, 'NAME')) ?? '',
    };
  });
  const kept = before?.contactList ?? [];
  const added = rows.filter(
    (row) => !kept.some((each) => each.categoryName === row.categoryName && each.contact === row.contact),
  );
  return [...kept, ...added].map(({ categoryName, contact }) => ({ categoryName, contact: { id: contact } }));
}

/** What the REST object would be given for a `CONTACT`, or for the display contact of a customer. Throws GatewayError. */
export const contactBody = (element: XmlElement): Fields => bodyOf(element, CONTACT, ['RECORDNO']);

function bodyOf(
  element: XmlElement,
  known: Readonly<Record<string, Put>>,
  others: readonly string[],
): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const child of element.children) {
    const write = known[child.name];
    if (write !== undefined) write(fields, child);
    else if (!others.includes(child.name)) throw new Error(`the twin keeps no ${child.name} of a ${element.name}`);
  }
  return fields;
}

const ADDRESS: Readonly<Record<string, string>> = {
  ADDRESS1: 'addressLine1',
  ADDRESS2: 'addressLine2',
  ADDRESS3: 'addressLine3',
  CITY: 'city',
  STATE: 'state',
  ZIP: 'postCode',
};
const COUNTRIES: ReadonlyMap<string, string> = countriesByName();

function countriesByName(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`));
  return new Map(codes.map((code) => [names.of(code) ?? code, code]));
}

/** COUNTRYCODE of a contact is called ISOCOUNTRYCODE in a customer; a country may come by its English name alone. */
function addressBody(element: XmlElement): Fields {
  const fields: Record<string, unknown> = {};
  let code = '';
  for (const { name, text } of element.children) {
    const known = ADDRESS[name];
    if (known !== undefined) fields[known] = text;
    else if (name === 'COUNTRYCODE' || name === 'ISOCOUNTRYCODE') code = text;
    else if (name === 'COUNTRY') code ||= codeOf(text);
    else throw new Error(`the twin keeps no ${name} of an address`);
  }
  return code === '' ? fields : { ...fields, isoCountryCode: code };
}

function codeOf(name: string): string {
  if (name === '') return '';
  const code = COUNTRIES.get(name);
  if (code === undefined) throw businessError(`The country ${name} is not valid`);
  return code;
}

/** An element of the older functions with the names that the generic ones have. */
export const inUpperCase = ({ name, children, ...more }: XmlElement): XmlElement => ({
  ...more,
  name: name.toUpperCase(),
  children: children.map(inUpperCase),
});
