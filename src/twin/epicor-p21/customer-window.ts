import type { Company } from './company.ts';
import { changeAddress, createCustomer, customerFault } from './customers.ts';
import { type Row, textOf } from './row.ts';
import type { DataElement, Edit } from './transaction-request.ts';
import { type Shown, type Window, type WindowElement, WindowError, type WindowService } from './window.ts';

const MAIL = ['mail_address1', 'mail_address2', 'mail_city', 'mail_state', 'mail_postal_code', 'mail_country'];

const ELEMENTS: Readonly<Record<string, WindowElement>> = {
  'TABPAGE_1.tp_1_dw_1': {
    type: 'Form',
    columns: {
      customer_id: { type: 'number' },
      customer_name: {},
      salesrep_id: {},
      ...Object.fromEntries(MAIL.map((column) => [column, {}])),
    },
  },
  'SHIP_TO_GENERAL.ship_to_general': { type: 'Form', columns: { default_branch: {} } },
};

/** The service `Customer`, with the columns that the sheet has seen (section 3.3): others are the entity API's. */
export const customerService = (company: Company): WindowService => ({
  name: 'Customer',
  elements: ELEMENTS,
  open: () => new CustomerWindow(company),
  show: (key) => {
    const customer = company.customer(Number(key));
    return customer === undefined ? undefined : shown(company, customer);
  },
});

class CustomerWindow implements Window {
  readonly #company: Company;
  readonly #customer: Row = {};
  readonly #address: Row = {};
  #before: Row | undefined;

  constructor(company: Company) {
    this.#company = company;
  }

  edit({ keys }: DataElement, row: readonly Edit[]): void {
    for (const { name, value } of row) {
      if (name === 'customer_id') this.#retrieve(value, keys);
      else if (name === 'default_branch') {
        if (!this.#company.settings.branches.includes(value)) throw new WindowError(`Branch '${value}' was not found.`);
        this.#customer.default_branch_id = value;
      } else if (MAIL.includes(name)) this.#address[name] = value;
      else this.#customer[name] = value;
    }
  }

  save(): Shown {
    const customer = { ...this.#before, ...this.#customer };
    const fault = customerFault(this.#company, customer);
    if (fault !== undefined) throw new WindowError(fault);
    if (textOf(customer, 'default_branch_id') === '') throw new WindowError('default_branch: This column is required.');
    if (this.#before === undefined)
      return shown(this.#company, createCustomer(this.#company, { customer, address: this.#address }));
    changeAddress(this.#company, this.#before.customer_id ?? null, this.#address);
    return shown(this.#company, this.#company.customers.save(customer));
  }

  #retrieve(id: string, keys: readonly string[]): void {
    const customer = this.#company.customer(Number(id));
    if (!keys.includes('customer_id') || customer === undefined)
      throw new WindowError(`Customer ID '${id}' was not found.`);
    this.#before = customer;
  }
}

function shown(company: Company, customer: Row): Shown {
  const address = company.addresses.get(customer.customer_id ?? null);
  const columns = (row: Row | undefined, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, textOf(row, name)]));
  return {
    'TABPAGE_1.tp_1_dw_1': [
      { ...columns(customer, ['customer_id', 'customer_name', 'salesrep_id']), ...columns(address, MAIL) },
    ],
    'SHIP_TO_GENERAL.ship_to_general': [{ default_branch: textOf(customer, 'default_branch_id') }],
  };
}
