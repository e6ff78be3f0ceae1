import { allocateLines } from './allocation.ts';
import type { Company } from './company.ts';
import { isCancelled, type Order } from './order.ts';
import { HEADER_COLUMNS, SHIP_TO_COLUMNS, WINDOW_COLUMNS } from './order-elements.ts';
import { editLine } from './order-line-edits.ts';
import { orderShown } from './order-shown.ts';
import { priceLines } from './order-totals.ts';
import { type Row, type Scalar, textOf } from './row.ts';
import type { DataElement, Edit } from './transaction-request.ts';
import { keyValues, type Shown, type Window, WindowError } from './window.ts';

/** The window `Order`, open on a new order or on a copy of one. Each edit sets off what the window does at once. */
export class OrderWindow implements Window {
  readonly #company: Company;
  #order: Order;
  /** The order as it was before; none of a new one. */
  #before: Order | undefined;
  /** Lines that this request has added. */
  readonly #added = new Set<Row>();

  constructor(company: Company) {
    this.#company = company;
    this.#order = newOrder(company);
  }

  edit(element: DataElement, row: readonly Edit[]): void {
    const edits = this.#editors[element.name];
    if (edits === undefined) throw new WindowError(`Data element ${element.name} cannot be edited.`);
    edits(element, row);
  }

  readonly #editors: Readonly<Record<string, (element: DataElement, row: readonly Edit[]) => void>> = {
    'TABPAGE_1.order': (element, row) => this.#editHeader(element, row),
    'TP_SHIPTO.shipto': (_, row) => {
      for (const { name, value } of row)
        if (name === 'ship_to_id') this.#setShipTo(value);
        else this.#order.header[SHIP_TO_COLUMNS[name] ?? name] = value;
    },
    'TP_SHIPINFO.shipinfo': (_, row) => {
      for (const { name, value } of row)
        if (name === 'freight_out') this.#order.header.freight_out = Number(value);
        else this.#setHeader(name, value);
    },
    'TP_ITEMS.items': (element, row) => editLine(this.#company, this.#order, this.#added, element.keys, row),
    'TP_REMITTANCES.remittances': (_, row) => this.#addRemittance(columnsOf(row)),
    'HDR_NOTE.hdr_note': (element, row) => this.#writeNote(element, row),
    'TP_TAX.tp_tax_dw_2': (_, row) => void Object.assign(this.#order.header, columnsOf(row)),
    'TP_CLASS.tp_class': (_, row) => {
      for (const { name, value } of row) this.#order.header[name.replace('oe_hdr_', '')] = value;
    },
  };

  save(): Shown {
    const { header, lines } = this.#order;
    this.#check();
    const dropped = new Set(this.#company.settings.droppedItems);
    const kept = lines.filter((line) => !this.#added.has(line) || !dropped.has(this.#itemId(line)));
    kept.forEach((line, index) => {
      line.line_no = index + 1;
    });
    this.#order = { ...this.#order, lines: kept };
    if (header.order_no === null) {
      header.order_no = String(this.#company.next('order', 1_000_001));
      header.oe_hdr_uid = this.#company.next('oe_hdr', 884_213);
      header.date_created = this.#company.now();
    }
    if (isCancelled(header)) cancelLines(kept);
    priceLines(this.#company, this.#order);
    const now = this.#company.now();
    header.date_last_modified = now;
    for (const line of kept) Object.assign(line, { order_no: header.order_no, date_last_modified: now });
    this.#company.orders.set(textOf(header, 'order_no'), this.#order);
    allocateLines(this.#company, [...(this.#before?.lines ?? []), ...kept]);
    return orderShown(this.#company, this.#order);
  }

  #editHeader({ keys }: DataElement, row: readonly Edit[]): void {
    if (keys.includes('order_no')) {
      const [number = ''] = keyValues(['order_no'], row);
      if (row[0]?.name !== 'order_no') throw new WindowError('order_no: the key is set first.');
      this.#retrieve(number);
    }
    for (const { name, value } of row) {
      if (name === 'order_no' && value === this.#order.header.order_no) continue;
      if (name === 'order_no') throw new WindowError('order_no: the number of a new order is given by the system.');
      this.#setHeader(name, value);
    }
  }

  #retrieve(number: string): void {
    const order = this.#company.orders.get(number);
    if (order === undefined) throw new WindowError(`Order ${number} was not found.`);
    if (this.#company.openInWindows.has(number)) throw new WindowError(`Order ${number} is locked by another user.`);
    if (isCancelled(order.header)) throw new WindowError(`Order ${number} is cancelled and cannot be changed.`);
    if (order.lines.some((line) => Number(line.qty_invoiced ?? 0) > 0))
      throw new WindowError(`An invoice exists for order ${number}: the order cannot be changed.`);
    if (order.lines.some((line) => Number(line.qty_on_pick_tickets ?? 0) > 0))
      throw new WindowError(`Order ${number} is on a pick ticket and cannot be changed.`);
    this.#before = order;
    this.#order = structuredClone(order);
  }

  /** The customer resets what follows from it, and the ship-to its address: what was set before is lost (sheet section 12). */
  #setHeader(name: string, value: string): void {
    const { header, window } = this.#order;
    const { settings } = this.#company;
    switch (name) {
      case 'customer_id':
        this.#setCustomer(value);
        return;
      case 'ship_to_id':
        this.#setShipTo(value);
        return;
      case 'sales_loc_id':
        header.location_id = listed('Location ID', Number(value), settings.locations);
        return;
      case 'source_loc_id':
        header.source_location_id = listed('Location ID', Number(value), settings.locations);
        return;
      case 'contact_id':
        this.#setContact(value);
        return;
      case 'oe_hdr_terms':
        header.terms = listed('Terms ID', value, settings.terms);
        return;
      case 'currency_id':
        window.currency_id = listed('Currency ID', value, settings.currencies);
        return;
      case 'oe_hdr_carrier_id':
        header.carrier_id = listed('Carrier ID', Number(value), Object.keys(settings.carriers).map(Number));
        return;
      case 'freight_cd':
        listed('Freight Code', value, Object.keys(settings.freightCodes));
        header.freight_code_uid = settings.freightCodes[value] ?? null;
        return;
      default: {
        const column = HEADER_COLUMNS[name];
        if (column !== undefined) header[column] = dated(column, value);
        else if (WINDOW_COLUMNS.includes(name) || name === 'third_party_billing_flag') window[name] = value;
        else throw new WindowError(`Column ${name} was not found.`);
      }
    }
  }

  #setCustomer(id: string): void {
    const { header, window } = this.#order;
    const customer = this.#company.customer(Number(id));
    if (customer === undefined || customer.delete_flag === 'Y')
      throw new WindowError(`Customer ID '${id}' was not found.`);
    if (header.customer_id === customer.customer_id) return;
    Object.assign(header, {
      customer_id: customer.customer_id,
      terms: customer.terms_id,
      taxable: customer.taxable,
      contact_id: null,
      address_id: null,
      carrier_id: null,
      ...Object.fromEntries(Object.values(SHIP_TO_COLUMNS).map((column) => [column, null])),
    });
    window.currency_id = this.#company.settings.currencies[0] ?? null;
  }

  #setShipTo(id: string): void {
    const { header } = this.#order;
    const shipTo = this.#company.shipTos.get(Number(id));
    if (shipTo === undefined || shipTo.customer_id !== header.customer_id || shipTo.delete_flag === 'Y')
      throw new WindowError(`Ship To ID '${id}' was not found.`);
    const address = this.#company.addresses.get(Number(id)) ?? {};
    header.address_id = Number(id);
    for (const [column, snapshot] of Object.entries(SHIP_TO_COLUMNS))
      header[snapshot] = address[column === 'ship_to_name' ? 'name' : column] ?? null;
  }

  #setContact(id: string): void {
    const { header } = this.#order;
    const link = this.#company.customerContacts.get(header.company_id ?? null, header.customer_id ?? null, id);
    if (link === undefined || link.delete_flag === 'Y') throw new WindowError(`Contact ID '${id}' was not found.`);
    header.contact_id = id;
  }

  #addRemittance(remittance: Row): void {
    const type = textOf(remittance, 'payment_type_id');
    listed('Payment Type ID', type, this.#company.settings.paymentTypes);
    if (!(Number(remittance.payment_amount ?? 0) > 0))
      throw new WindowError('payment_amount: This column is required.');
    const now = this.#company.now();
    // Whether the form shows the first remittance again, or adds another one, is an assumption.
    this.#order.remittances.push({
      payment_date: this.#company.today(),
      ...Object.fromEntries(
        Object.entries(remittance).map(([column, value]) => [column, dated(column, String(value))]),
      ),
      payment_amount: Number(remittance.payment_amount),
      payment_number: this.#company.next('payment', 70_001),
      delete_flag: 'N',
      date_created: now,
      date_last_modified: now,
    });
    // How the two hang together is an assumption: the sheet names both as the order's payment method.
    this.#order.header.payment_method = type;
  }

  #writeNote({ keys }: DataElement, row: readonly Edit[]): void {
    const [id] = keyValues(keys, row);
    const note = this.#order.notes.find((each) => textOf(each, 'note_id') === id);
    if (note !== undefined) Object.assign(note, columnsOf(row));
    else this.#order.notes.push({ ...columnsOf(row), note_id: this.#company.next('note', 1) });
  }

  #check(): void {
    const { header, lines } = this.#order;
    for (const [column, name] of [
      ['customer_id', 'customer_id'],
      ['address_id', 'ship_to_id'],
      ['location_id', 'sales_loc_id'],
    ] as const)
      if (header[column] === null || header[column] === undefined)
        throw new WindowError(`${name}: This column is required.`);
    if (header.source_location_id === null)
      throw new WindowError('Jurisdiction ID for Order Header Tax: This column is required.');
    if (this.#company.customer(header.customer_id ?? null)?.po_no_required === 'Y' && textOf(header, 'po_no') === '')
      throw new WindowError('po_no: This column is required. The customer requires a PO number.');
    if (header.requested_date !== null && dayOf(header.requested_date) <= dayOf(header.order_date))
      throw new WindowError('requested_date: The required date must be after the order date.');
    for (const line of lines)
      if (!(Number(line.unit_quantity ?? 0) > 0))
        throw new WindowError(`unit_quantity: The quantity of item ${this.#itemId(line)} must be greater than 0.`);
  }

  #itemId(line: Row): string {
    return textOf(this.#company.items.get(line.inv_mast_uid ?? null), 'item_id');
  }
}

function newOrder(company: Company): Order {
  const { settings } = company;
  const header: Row = {
    order_no: null,
    company_id: settings.company,
    customer_id: null,
    address_id: null,
    contact_id: null,
    location_id: null,
    source_location_id: null,
    carrier_id: null,
    po_no: null,
    job_name: null,
    web_reference_no: null,
    order_date: company.today(),
    requested_date: null,
    taker: settings.username,
    freight_out: 0,
    projected_order: 'N',
    approved: settings.approves ? 'Y' : 'N',
    completed: 'N',
    cancel_flag: 'N',
    delete_flag: 'N',
    rma_flag: 'N',
    taxable: 'Y',
    import_source: 'API',
    invoice_no: null,
  };
  return { header, lines: [], window: {}, notes: [], remittances: [] };
}

function cancelLines(lines: readonly Row[]): void {
  for (const line of lines) Object.assign(line, { cancel_flag: 'Y', qty_canceled: line.qty_ordered ?? 0 });
}

function listed<T extends string | number>(what: string, value: T, list: readonly T[]): T {
  if (!list.includes(value)) throw new WindowError(`${what} '${value}' was not found.`);
  return value;
}

/** A date of a window becomes a time of the database. */
const dated = (column: string, value: string): Scalar =>
  column.endsWith('_date') && /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00` : value;

const dayOf = (time: Scalar | undefined): string => String(time ?? '').slice(0, 10);

const columnsOf = (row: readonly Edit[]): Row => Object.fromEntries(row.map(({ name, value }) => [name, value]));
