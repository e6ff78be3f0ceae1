import type { Company } from './company.ts';
import { type Row, type Scalar, textOf } from './row.ts';

/** What a new customer has besides its name. */
export interface NewCustomer {
  /** Of `customer`. */
  readonly customer: Row;
  /** Of `address`: the customer's own, which is its first ship-to as well. */
  readonly address: Row;
}

/** Creates a customer with its address and a ship-to of the same number (sheet section 3.1: ship-to = address id). */
export function createCustomer(company: Company, { customer, address }: NewCustomer): Row {
  const { settings } = company;
  const id = customer.customer_id ?? company.next('customer', 120_045);
  const name = textOf(customer, 'customer_name');
  const mail = ['address1', 'address2', 'address3', 'city', 'state', 'postal_code', 'country'];
  const [phys] = [Object.fromEntries(mail.map((part) => [`phys_${part}`, address[`mail_${part}`] ?? null]))];
  company.addresses.save({ name, ...phys, ...address, id, delete_flag: 'N' });
  company.shipTos.save({
    ship_to_id: id,
    customer_id: id,
    company_id: settings.company,
    name,
    delete_flag: 'N',
  });
  return company.customers.save({
    credit_status: null,
    credit_limit: 0,
    terms_id: settings.terms[0] ?? null,
    po_no_required: 'N',
    taxable: 'Y',
    legacy_id: null,
    web_enabled_flag: 'N',
    default_branch_id: settings.branches[0] ?? null,
    delete_flag: 'N',
    date_created: company.now(),
    ...customer,
    company_id: settings.company,
    customer_id: id,
  });
}

/** Changes address columns of a customer; where its first ship-to had the same address it goes along. */
export function changeAddress(company: Company, id: Scalar, columns: Row): void {
  const address = company.addresses.get(id);
  if (address !== undefined) company.addresses.save({ ...address, ...columns });
}

/** Creates or changes a contact, which is linked to the customer whose address it has: an assumption on the last. */
export function saveContact(company: Company, columns: Row): Row {
  const id = textOf(columns, 'id') || String(company.next('contact', 3381));
  const before = company.contacts.get(id);
  const contact = company.contacts.save({ delete_flag: 'N', ...before, ...columns, id });
  const customer = company.customer(contact.address_id ?? null);
  if (customer !== undefined)
    company.customerContacts.save({
      company_id: customer.company_id ?? null,
      customer_id: customer.customer_id ?? null,
      contact_id: id,
      delete_flag: contact.delete_flag ?? 'N',
    });
  return contact;
}

/** Another place that goods of a customer are sent to. */
export function saveShipTo(company: Company, customerId: Scalar, columns: Row): Row {
  const id = columns.ship_to_id ?? company.next('ship_to', 500_001);
  const { ship_to_id: _, delete_flag: flag = 'N', ...address } = columns;
  const name = textOf(columns, 'name') || textOf(company.addresses.get(id), 'name');
  company.addresses.save({ ...address, name, id, delete_flag: flag });
  return company.shipTos.save({
    ship_to_id: id,
    customer_id: customerId,
    company_id: company.settings.company,
    name,
    delete_flag: flag,
  });
}

/** Why a customer cannot be kept as it is; undefined: it can. */
export function customerFault({ settings }: Company, customer: Row): string | undefined {
  const known = (column: string, list: readonly string[]) =>
    textOf(customer, column) === '' || list.includes(textOf(customer, column));
  if (textOf(customer, 'customer_name') === '') return 'customer_name: This column is required.';
  if (textOf(customer, 'salesrep_id') === '') return 'salesrep_id: This column is required.';
  if (!known('salesrep_id', settings.salesreps))
    return `Salesrep ID '${textOf(customer, 'salesrep_id')}' was not found.`;
  if (!known('terms_id', settings.terms)) return `Terms ID '${textOf(customer, 'terms_id')}' was not found.`;
  return undefined;
}
