import type { Company } from './company.ts';
import type { Row } from './entity-set.ts';
import { checkFields, checkPhone, type FieldRules, flag, guid, number, text } from './field-rules.ts';
import { EMPTY_GUID } from './identifiers.ts';
import { ODataError } from './odata-error.ts';

/** Sheet section 3.2. */
const RULES: FieldRules = {
  id: guid('no'),
  number: text(20),
  displayName: text(100),
  type: text(30),
  addressLine1: text(100),
  addressLine2: text(50),
  city: text(30),
  state: text(30),
  postalCode: text(20),
  country: text(10),
  phoneNumber: text(30),
  email: text(80),
  website: text(80),
  salespersonCode: text(20),
  balanceDue: number('no'),
  creditLimit: number(),
  taxLiable: flag(),
  taxAreaId: guid(),
  taxAreaDisplayName: text(100, 'no'),
  taxRegistrationNumber: text(20),
  currencyId: guid(),
  currencyCode: text(10),
  paymentTermsId: guid(),
  shipmentMethodId: guid(),
  paymentMethodId: guid(),
  blocked: text(20),
  lastModifiedDateTime: text(40, 'no'),
};

export function createCustomer(company: Company, body: Readonly<Record<string, unknown>>): Row {
  checkFields('customer', RULES, body, 'create');
  if (typeof body.displayName !== 'string' || body.displayName === '') {
    throw new ODataError(400, 'BadRequest_RequiredParamNotProvided', 'A value must be given for displayName.');
  }
  if (typeof body.number === 'string' && company.customers.by('number', body.number).length > 0) {
    throw new ODataError(
      400,
      'Internal_EntityWithSameKeyExists',
      `The record in table Customer already exists. Identification fields and values: No.='${body.number}'.`,
    );
  }
  const row: Row = {
    id: company.identifiers.guid(),
    number: company.identifiers.number('C', 10010),
    displayName: '',
    type: 'Company',
    addressLine1: '',
    addressLine2: '',
    city: '',
    state: '',
    postalCode: '',
    country: '',
    phoneNumber: '',
    email: '',
    website: '',
    salespersonCode: '',
    balanceDue: 0,
    creditLimit: 0,
    taxLiable: true,
    taxAreaId: templateArea(company, body.country),
    taxAreaDisplayName: '',
    taxRegistrationNumber: '',
    currencyId: EMPTY_GUID,
    currencyCode: company.settings.localCurrency,
    paymentTermsId: EMPTY_GUID,
    shipmentMethodId: EMPTY_GUID,
    paymentMethodId: EMPTY_GUID,
    blocked: '_x0020_',
  };
  apply(company, row, body);
  return company.customers.add(row);
}

export function changeCustomer(company: Company, row: Row, body: Readonly<Record<string, unknown>>): Row {
  checkFields('customer', RULES, body, 'update');
  const changed = { ...row };
  apply(company, changed, body);
  return company.customers.change(row, changed);
}

/** Posting groups and tax area come from the template that the tenant chose for API customers (sheet section 12). */
function templateArea(company: Company, country: unknown): string {
  const { taxAreaByCountry } = company.settings;
  const code = taxAreaByCountry[String(country ?? '')] ?? taxAreaByCountry['*'] ?? '';
  return company.list('taxAreas').by('code', code)[0]?.id ?? EMPTY_GUID;
}

function apply(company: Company, row: Row, body: Readonly<Record<string, unknown>>): void {
  checkPhone(body.phoneNumber);
  company.checkCountry(body.country, 'Country/Region');
  if (typeof body.type === 'string' && !['Company', 'Person'].includes(body.type)) {
    throw new ODataError(400, 'Unknown', `The value '${body.type}' is not a member of the enum customerType.`);
  }
  if (typeof body.email === 'string' && body.email !== '' && !/^[^@\s]+@[^@\s]+$/.test(body.email)) {
    throw new ODataError(
      400,
      'Application_FieldValidationException',
      `The email address "${body.email}" is not valid.`,
    );
  }
  if (body.currencyCode !== company.settings.localCurrency)
    company.coded('currencies', body.currencyId, body.currencyCode, 'Currency');
  for (const [field, list] of [
    ['taxArea', 'taxAreas'],
    ['paymentTerms', 'paymentTerms'],
    ['shipmentMethod', 'shipmentMethods'],
    ['paymentMethod', 'paymentMethods'],
  ] as const) {
    company.coded(list, body[`${field}Id`], undefined, field);
  }
  Object.assign(row, body);
}
