import { decimal } from '../kit/decimal.ts';
import type { TwinReply } from '../kit/twin-server.ts';
import { type Address, type Company, type Customer, NOWHERE, type ShipTo } from './company.ts';
import { EclipseError, notFound, refused } from './eclipse-error.ts';
import { type Fields, fieldsOf, flagIn, listIn, numberIn, objectIn, textIn } from './request-body.ts';
import { resultList } from './result-list.ts';

/** `/Customers`, with their ship-tos inside (sheet section 3.3; names of most fields are assumptions). */
export function customerList(company: Company, query: URLSearchParams): TwinReply {
  return resultList(company, query, {
    family: 'Customers',
    rows: [...company.customers.values()],
    updatedAt: ({ updatedAt }) => updatedAt,
    words: ({ id, name, email }) => [id, name, email],
    view: (customer) => customerView(company, customer),
  });
}

export function customerReply(company: Company, id: string): TwinReply {
  return { status: 200, body: customerView(company, known(company, id)) };
}

export function createCustomer(company: Company, body: string): TwinReply {
  const fields = fieldsOf(body);
  const customer = newCustomer(company, String(company.next('customer', 120_000)));
  change(company, customer, fields);
  if (customer.name === '') throw refused('name is missing');
  company.customers.set(customer.id, customer);
  return { status: 201, body: { results: [customerView(company, customer)] } };
}

/** Writes the whole record: a field that is not sent is emptied, and the update key has to be the one that was read (sheet section 7). */
export function replaceCustomer(company: Company, id: string, body: string): TwinReply {
  const customer = known(company, id);
  const fields = fieldsOf(body);
  if (textIn(fields, 'updateKey') !== String(customer.updateKey))
    throw new EclipseError(409, `Customer ${id} was changed by another user: read it again`);
  change(company, customer, fields);
  if (customer.name === '') throw refused('name is missing');
  return { status: 200, body: { results: [customerView(company, customer)] } };
}

export function newCustomer(company: Company, id: string): Customer {
  return {
    id,
    name: '',
    address: NOWHERE,
    phone: '',
    email: '',
    terms: '',
    priceClass: '',
    creditLimit: undefined,
    taxExempt: false,
    taxExemptNumber: '',
    poRequired: false,
    oeExempt: false,
    cod: false,
    webEnabled: true,
    deleted: false,
    remarks: '',
    shipTos: [],
    updateKey: 1,
    updatedAt: company.now(),
  };
}

function change(company: Company, customer: Customer, fields: Fields): void {
  const terms = textIn(fields, 'terms');
  if (terms !== '' && !company.settings.terms.includes(terms)) throw refused(`terms: there is no code ${terms}`);
  const limit = numberIn(fields, 'creditLimit');
  const changed: Partial<Customer> = {
    name: textIn(fields, 'name', 35),
    address: addressIn(objectIn(fields, 'address')),
    phone: textIn(fields, 'phone', 30),
    email: textIn(fields, 'email', 80),
    terms,
    priceClass: textIn(fields, 'priceClass'),
    creditLimit: limit === undefined ? undefined : decimal(limit.toFixed()),
    taxExempt: flagIn(fields, 'taxExempt') ?? false,
    taxExemptNumber: textIn(fields, 'taxExemptNumber', 30),
    poRequired: flagIn(fields, 'poRequired') ?? false,
    oeExempt: flagIn(fields, 'oeExempt') ?? false,
    cod: flagIn(fields, 'cod') ?? false,
    webEnabled: flagIn(fields, 'webEnabled') ?? false,
    deleted: flagIn(fields, 'deleted') ?? false,
    remarks: textIn(fields, 'remarks'),
    shipTos: (listIn(fields, 'shipTos') ?? []).map((shipTo, index) => shipToIn(customer.id, shipTo, index)),
  };
  Object.assign(customer, changed, { updateKey: customer.updateKey + 1, updatedAt: company.now() });
}

export function addressIn(fields: Fields | undefined): Address {
  if (fields === undefined) return NOWHERE;
  const country = textIn(fields, 'country');
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) throw refused(`country: ${country} is no ISO code`);
  return {
    name: textIn(fields, 'name', 35),
    address: textIn(fields, 'address', 35),
    address2: textIn(fields, 'address2', 35),
    city: textIn(fields, 'city', 30),
    state: textIn(fields, 'state', 10),
    zip: textIn(fields, 'zip', 15),
    country,
  };
}

const shipToIn = (customer: string, fields: Fields, index: number): ShipTo => ({
  ...addressIn(fields),
  id: textIn(fields, 'id') || `${customer}-${index + 1}`,
  phone: textIn(fields, 'phone', 30),
});

function customerView({ time }: Company, customer: Customer) {
  const { updateKey, updatedAt, creditLimit, ...rest } = customer;
  return {
    ...rest,
    ...(creditLimit === undefined ? {} : { creditLimit: creditLimit.toFixed(2) }),
    updateKey: String(updateKey),
    updatedAt: time.ofInstant(updatedAt),
  };
}

function known({ customers }: Company, id: string): Customer {
  const customer = customers.get(id);
  if (customer === undefined) throw notFound('Customer', id);
  return customer;
}
