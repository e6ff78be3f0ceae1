import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { Company } from './company.ts';
import { changeAddress, createCustomer, customerFault, saveContact, saveShipTo } from './customers.ts';
import {
  ADDRESS_FIELDS,
  CONTACT_FIELDS,
  CUSTOMER_FIELDS,
  collection,
  columnsOf,
  fieldsOf,
  SHIP_TO_FIELDS,
} from './entity-names.ts';
import { entityQuery } from './entity-query.ts';
import { businessRule, notFound } from './rest-error.ts';
import { type Row, textOf } from './row.ts';
import { parsed } from './transaction-request.ts';

type Json = Readonly<Record<string, unknown>>;

/** Customers, contacts and addresses over `{base}/api/entity` (sheet section 3.3). */
export class EntityApi {
  readonly #company: Company;

  constructor(company: Company) {
    this.#company = company;
  }

  /** The whole table, whatever `$top` says. */
  customers(request: TwinRequest): TwinReply {
    const rows = this.#company.customers.filter(entityQuery(request.query.get('$query')));
    return { status: 200, body: { list: rows.map((row) => this.#customer(row, request)) } };
  }

  /** By `{CompanyId}_{CustomerId}`. */
  customer(key: string, request: TwinRequest): TwinReply {
    return { status: 200, body: this.#customer(this.#keyed(key), request) };
  }

  /** Creates, or changes when the body or the path has the key. */
  writeCustomer(key: string | undefined, request: TwinRequest): TwinReply {
    const body = parsed(request.body);
    const { CompanyId, CustomerId } = body;
    const written = CustomerId === undefined || CustomerId === null ? undefined : `${String(CompanyId)}_${CustomerId}`;
    const named = key ?? written;
    const before = named === undefined ? undefined : this.#keyed(named);
    const columns = columnsOf(body, CUSTOMER_FIELDS);
    const fault = customerFault(this.#company, { ...before, ...columns });
    if (fault !== undefined) throw businessRule(fault);
    const address = columnsOf(partOf(body, 'CustomerAddress'), ADDRESS_FIELDS);
    const customer = this.#save(before, columns, address);
    this.#saveParts(customer, body);
    return { status: 200, body: this.#customer(customer, request, true) };
  }

  contacts(request: TwinRequest): TwinReply {
    const rows = this.#company.contacts.filter(entityQuery(request.query.get('$query')));
    return { status: 200, body: { list: rows.map((row) => fieldsOf(row, CONTACT_FIELDS)) } };
  }

  contact(id: string): TwinReply {
    const contact = this.#company.contacts.get(id);
    if (contact === undefined) throw notFound(`Contact ${id}`);
    return { status: 200, body: fieldsOf(contact, CONTACT_FIELDS) };
  }

  writeContact(id: string | undefined, request: TwinRequest): TwinReply {
    const columns = columnsOf(parsed(request.body), CONTACT_FIELDS);
    const key = id ?? textOf(columns, 'id');
    if (key !== '' && this.#company.contacts.get(key) === undefined) throw notFound(`Contact ${key}`);
    return {
      status: 200,
      body: fieldsOf(saveContact(this.#company, key === '' ? columns : { ...columns, id: key }), CONTACT_FIELDS),
    };
  }

  addresses(request: TwinRequest): TwinReply {
    const rows = this.#company.addresses.filter(entityQuery(request.query.get('$query')));
    return { status: 200, body: { list: rows.map((row) => fieldsOf(row, ADDRESS_FIELDS)) } };
  }

  address(id: string): TwinReply {
    const address = this.#company.addresses.get(Number(id));
    if (address === undefined) throw notFound(`Address ${id}`);
    return { status: 200, body: fieldsOf(address, ADDRESS_FIELDS) };
  }

  #keyed(key: string): Row {
    const [company, id] = key.split('_');
    const customer = company === this.#company.settings.company ? this.#company.customer(Number(id)) : undefined;
    if (customer === undefined) throw notFound(`Customer ${key}`);
    return customer;
  }

  #save(before: Row | undefined, columns: Row, address: Row): Row {
    const { customer_id: _, ...changes } = columns;
    if (before === undefined) return createCustomer(this.#company, { customer: changes, address });
    if (Object.keys(address).length > 0) changeAddress(this.#company, before.customer_id ?? null, address);
    return this.#company.customers.save({ ...before, ...changes });
  }

  /** Children by their key, new ones without, and `Delete` takes one off. */
  #saveParts(customer: Row, body: Json): void {
    const flag = (child: Json): Row => (child.Delete === true ? { delete_flag: 'Y' } : {});
    for (const child of collection(body, 'CustomerContacts'))
      saveContact(this.#company, {
        ...columnsOf(child, CONTACT_FIELDS),
        ...flag(child),
        address_id: customer.customer_id ?? null,
      });
    for (const child of collection(body, 'CustomerShipTos'))
      saveShipTo(this.#company, customer.customer_id ?? null, { ...columnsOf(child, SHIP_TO_FIELDS), ...flag(child) });
    const fields = Object.entries(partOf(body, 'UserDefinedFields')).filter(([name]) =>
      this.#company.settings.customerFields.includes(name),
    );
    if (fields.length > 0)
      this.#company.customerFields.save({
        company_id: customer.company_id ?? null,
        customer_id: customer.customer_id ?? null,
        ...Object.fromEntries(fields.map(([name, value]) => [name, value === null ? null : String(value)])),
      });
  }

  /** Nested parts are null unless they are asked for, and user-defined fields read empty (sheet section 12). */
  #customer(customer: Row, { query }: TwinRequest, whole = false): Json {
    const asked = (query.get('extendedproperties') ?? '').split(',').map((name) => name.trim());
    const wants = (part: string) => whole || asked.includes('*') || asked.includes(part);
    const id = customer.customer_id ?? null;
    const { addresses, contacts, customerContacts, shipTos } = this.#company;
    const links = customerContacts.filter((link) => link.customer_id === id && link.delete_flag === 'N');
    const places = shipTos.filter((place) => place.customer_id === id && place.delete_flag === 'N');
    const list = <T>(part: string, rows: readonly T[]) => (wants(part) ? { list: rows } : null);
    return {
      ...fieldsOf(customer, CUSTOMER_FIELDS),
      CustomerAddress: wants('CustomerAddress') ? fieldsOf(addresses.get(id), ADDRESS_FIELDS) : null,
      CustomerContacts: list(
        'CustomerContacts',
        links.map((link) => fieldsOf(contacts.get(link.contact_id ?? null), CONTACT_FIELDS)),
      ),
      CustomerShipTos: list(
        'CustomerShipTos',
        places.map((place) => fieldsOf({ ...addresses.get(place.ship_to_id ?? null), ...place }, SHIP_TO_FIELDS)),
      ),
      CustomerSalesreps: list('CustomerSalesreps', [{ SalesrepId: customer.salesrep_id ?? null }]),
      UserDefinedFields: {},
    };
  }
}

function partOf(body: Json, name: string): Json {
  const part = body[name];
  return typeof part === 'object' && part !== null ? (part as Json) : {};
}
