import { decimal } from '../kit/decimal.ts';
import { type Company, type Customer, NOWHERE, type ShipTo } from './company.ts';
import type { FileRow } from './csv.ts';
import { RowFault } from './fault.ts';
import { RowValues } from './row-values.ts';

/**
 * The rows of one customer, one for each ship-to: changes the one of this number or, where none is given, the one with
 * this e-mail; makes a new one where nobody has it (sheet ddi-inform 3.2). Empty fields change nothing, NULL clears.
 * Throws RowFault.
 */
export function takeCustomer(company: Company, rows: readonly FileRow[], at: number): Customer {
  const [first = {}] = rows;
  const values = new RowValues(first);
  const email = values.required('email');
  const known = knownCustomer(company, values.text('customerId'), email);
  if (known !== undefined && company.locked.has(known.customerId))
    throw new RowFault('LOCKED', `customer ${known.customerId} is being edited`);
  const customer = known ?? newCustomer(company, values.required('name'), email);
  change(customer, values, company);
  const shipTos = rows.flatMap((row) => shipToOf(new RowValues(row), customer));
  customer.shipTos = [...customer.shipTos.filter(({ id }) => !shipTos.some((other) => other.id === id)), ...shipTos];
  customer.modifiedAt = at;
  company.customers.set(customer.customerId, customer);
  return customer;
}

function knownCustomer(company: Company, number: string, email: string): Customer | undefined {
  if (number !== '') {
    const customer = company.customers.get(number);
    if (customer === undefined) throw new RowFault('UNKNOWN_CUSTOMER', `there is no customer ${number}`);
    return customer;
  }
  const [customer, ...others] = company.customersByEmail(email);
  if (others.length > 0)
    throw new RowFault(
      'UNKNOWN_CUSTOMER',
      `${company
        .customersByEmail(email)
        .map(({ customerId }) => customerId)
        .join(', ')} have the e-mail ${email}: say which`,
    );
  return customer;
}

export function newCustomer(company: Company, name: string, email: string, customerId?: string): Customer {
  return {
    customerId: customerId ?? company.next('2', 6),
    ref: '',
    name,
    email,
    phone: '',
    billing: NOWHERE,
    shipTos: [],
    terms: '',
    priceLevel: '',
    taxable: true,
    taxExemptNo: '',
    poRequired: false,
    creditHold: false,
    creditLimit: undefined,
    active: true,
    memo: '',
    modifiedAt: 0,
  };
}

function change(customer: Customer, values: RowValues, { settings: { keeps } }: Company): void {
  const text = (column: string, before: string, longest?: number): string => {
    const value = values.change(column);
    return value === undefined ? before : (value ?? '').slice(0, longest);
  };
  const flag = (column: string, before: boolean): boolean =>
    values.change(column) === undefined ? before : values.flag(column);
  customer.ref = text('ref', customer.ref);
  customer.name = text('name', customer.name, keeps.name);
  customer.email = text('email', customer.email);
  customer.phone = text('phone', customer.phone);
  customer.billing = {
    name: text('billName', customer.billing.name, keeps.name),
    line1: text('billLine1', customer.billing.line1, keeps.address),
    line2: text('billLine2', customer.billing.line2, keeps.address),
    city: text('billCity', customer.billing.city),
    state: text('billState', customer.billing.state),
    zip: text('billZip', customer.billing.zip),
    country: text('billCountry', customer.billing.country),
  };
  customer.terms = text('terms', customer.terms);
  customer.priceLevel = text('priceLevel', customer.priceLevel);
  customer.taxable = flag('taxable', customer.taxable);
  customer.taxExemptNo = text('taxExemptNo', customer.taxExemptNo);
  customer.poRequired = flag('poRequired', customer.poRequired);
  customer.creditHold = flag('creditHold', customer.creditHold);
  customer.active = flag('active', customer.active);
  const limit = values.change('creditLimit');
  if (limit !== undefined)
    customer.creditLimit = limit === null ? undefined : decimal(values.money('creditLimit').toFixed());
}

function shipToOf(values: RowValues, { name, shipTos }: Customer): readonly ShipTo[] {
  const id = values.text('shipToId');
  const line1 = values.text('shipLine1');
  if (id === '' && line1 === '') return [];
  return [
    {
      id: id === '' ? (shipTos[0]?.id ?? '1') : id,
      name: values.text('shipName') || name,
      line1,
      line2: values.text('shipLine2'),
      city: values.text('shipCity'),
      state: values.text('shipState'),
      zip: values.text('shipZip'),
      country: values.text('shipCountry'),
    },
  ];
}
