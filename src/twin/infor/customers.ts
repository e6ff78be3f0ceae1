import { type Company, type Customer, customerName, NOWHERE, type ShipTo } from './company.ts';
import { limitOf } from './read-order.ts';
import { type Fields, rows, text } from './request-fields.ts';
import { SxError } from './sx-error.ts';
import { isYes } from './take-order.ts';

/** Columns of `arsc` that maintenance takes, with what they are cut to (sheet section 3.6). */
const COLUMNS: Readonly<Record<string, number>> = {
  name: 30,
  addr1: 30,
  addr2: 30,
  addr3: 30,
  city: 20,
  state: 2,
  zipcd: 10,
  countrycd: 2,
  phoneno: 15,
  email: 70,
  statustype: 1,
  termstype: 4,
  shipviaty: 4,
  selltype: 1,
  taxablety: 1,
  taxcert: 25,
  nontaxtype: 2,
  poreqfl: 3,
  pricetype: 4,
  pricecd: 1,
  lookupnm: 15,
  credlim: 12,
  custtype: 4,
  whse: 4,
  ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`user${index + 1}`, 30])),
};

/** `sxapiargetcustomerlistv3`: by number, or by words of the name. */
export function customerList(company: Company, request: Fields): Fields {
  const words = [1, 2, 3, 4, 5].map((n) => text(request, `keyWord${n}`).toLowerCase()).filter((word) => word !== '');
  const found = [...company.customers.values()].filter(
    (customer) =>
      (text(request, 'customerNumber') === '' || customer.custno === text(request, 'customerNumber')) &&
      words.every((word) => customerName(customer).toLowerCase().includes(word)) &&
      (isYes(request, 'includeInactiveCustomers') || customer.columns.get('statustype') !== 'I'),
  );
  return {
    tCustLstV3: {
      't-custLstV3': found.slice(0, limitOf(request, company.settings.mostRows)).map(({ custno, columns }) => ({
        custNo: custno,
        name: columns.get('name') ?? '',
        addr1: columns.get('addr1') ?? '',
        addr2: columns.get('addr2') ?? '',
        addr3: columns.get('addr3') ?? '',
        city: columns.get('city') ?? '',
        state: columns.get('state') ?? '',
        zipCd: columns.get('zipcd') ?? '',
      })),
    },
  };
}

/** `sxapisfgetcustomermasterv2` */
export function customerMaster(company: Company, request: Fields): Fields {
  const { columns } = known(company, text(request, 'customerNumber'));
  const column = (name: string) => columns.get(name) ?? '';
  return {
    customerName: column('name'),
    customerAddress1: column('addr1'),
    customerAddress2: column('addr2'),
    customerAddress3: column('addr3'),
    customerCity: column('city'),
    customerState: column('state'),
    customerZipCode: column('zipcd'),
    customerCountry: column('countrycd'),
    phone: column('phoneno'),
    defaultWarehouse: column('whse'),
    carrierCode: column('shipviaty'),
    suspendCode: column('statustype') === 'I' ? 'I' : '',
    poRequired: column('poreqfl') === 'yes',
  };
}

/** `sxapiargetshiptolistv4` */
export function shipToList(company: Company, request: Fields): Fields {
  const { shipTos } = known(company, text(request, 'customerNumber'));
  return {
    tShiptolstv3: {
      't-shiptolstv3': [...shipTos.values()].map((shipTo) => ({
        shipto: shipTo.shipto,
        name: shipTo.name,
        addr1: shipTo.addr1,
        addr2: shipTo.addr2,
        addr3: shipTo.addr3,
        city: shipTo.city,
        state: shipTo.state,
        zipcd: shipTo.zip,
        countrycd: shipTo.country,
        phoneno: shipTo.phone,
      })),
    },
  };
}

/**
 * `sxapiarcustomermnt`: rows of names and values; those with one `setNo` are one record. Each set succeeds or fails by
 * itself: what did is told in `returnData`, what did not in `cErrorMessage`, by bars (sheet sections 3.6 and 6).
 */
export function customerMaintenance(company: Company, request: Fields): Fields {
  const sets = Map.groupBy(rows(request, 'tMntTt', 't-mnt-tt'), (row) => text(row, 'setNo'));
  if (sets.size === 0) throw new SxError('tMntTt is missing');
  const done: string[] = [];
  const failed: string[] = [];
  for (const [set, fields] of sets) {
    try {
      const custno = maintain(company, fields);
      done.push(`Set#: ${set} Update Successful, Cono: ${company.settings.companyNumber} Customer #: ${custno}`);
    } catch (error) {
      if (!(error instanceof SxError)) throw error;
      failed.push(`Set#: ${set} ${error.message}`);
    }
  }
  return { cErrorMessage: failed.join('|'), returnData: done.join('|') };
}

function maintain(company: Company, fields: readonly Fields[]): string {
  const [first = {}] = fields;
  const [key, shipto, mode] = [text(first, 'key1'), text(first, 'key2'), text(first, 'updateMode')];
  const values = fields.map((row) => [text(row, 'fieldName').toLowerCase(), text(row, 'fieldValue')] as const);
  for (const [name, value] of values) mustBeColumn(company, name, value);
  if (mode === 'add') return shipto === '' ? add(company, key, values) : changeShipTo(company, key, shipto, values);
  if (mode !== 'chg') throw new SxError(`Update Mode ${mode} is not valid`);
  if (shipto !== '') return changeShipTo(company, key, shipto, values);
  const customer = known(company, key);
  if (company.inUse.has(customer.custno)) throw new SxError(`Customer ${key}: record in use by another operator`);
  put(customer, values);
  customer.changedAt = company.now();
  return customer.custno;
}

type Values = readonly (readonly [string, string])[];

function add(company: Company, key: string, values: Values): string {
  if (key !== '' && company.customers.has(key)) throw new SxError(`Customer ${key} Already Exists`);
  if (!values.some(([name, value]) => name === 'name' && value !== '')) throw new SxError('Name Is Required');
  const customer = newCustomer(company, key === '' ? String(company.next('customer', 120_000)) : key);
  put(customer, values);
  company.customers.set(customer.custno, customer);
  return customer.custno;
}

function changeShipTo(company: Company, key: string, shipto: string, values: Values): string {
  const customer = known(company, key);
  const given = Object.fromEntries(values);
  const before: ShipTo = customer.shipTos.get(shipto) ?? { ...NOWHERE, shipto };
  customer.shipTos.set(shipto, {
    shipto,
    name: given.name ?? before.name,
    addr1: given.addr1 ?? before.addr1,
    addr2: given.addr2 ?? before.addr2,
    addr3: given.addr3 ?? before.addr3,
    city: given.city ?? before.city,
    state: given.state ?? before.state,
    zip: given.zipcd ?? before.zip,
    country: given.countrycd ?? before.country,
    phone: given.phoneno ?? before.phone,
  });
  customer.changedAt = company.now();
  return customer.custno;
}

function mustBeColumn({ settings }: Company, name: string, value: string): void {
  if (!Object.hasOwn(COLUMNS, name)) throw new SxError(`Field ${name} is not valid`);
  if (name === 'termstype' && value !== '' && !settings.termsTypes.includes(value))
    throw new SxError(`Terms ${value} Not Set Up in System Table - SASTT`);
  if (name === 'taxablety' && !/^[YNV]?$/.test(value)) throw new SxError(`Taxable Type ${value} is not valid`);
}

function put({ columns }: Customer, values: Values): void {
  for (const [name, value] of values) columns.set(name, value.slice(0, COLUMNS[name]));
}

export const newCustomer = (company: Company, custno: string): Customer => ({
  custno,
  columns: new Map([
    ['statustype', 'A'],
    ['taxablety', 'Y'],
    ['poreqfl', 'no'],
  ]),
  shipTos: new Map(),
  changedAt: company.now(),
});

export function known({ customers }: Company, custno: string): Customer {
  const customer = customers.get(custno.replace(/^0+/, ''));
  if (customer === undefined) throw new SxError(`Customer ${custno} Not Set Up in Customer Setup - ARSC (4303)`);
  return customer;
}
