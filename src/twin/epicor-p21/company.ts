import { SiteTime } from '../kit/site-time.ts';
import type { Order } from './order.ts';
import { folded, type Row, textOf } from './row.ts';
import type { Settings } from './settings.ts';
import { Table } from './table.ts';
import {
  ADDRESS,
  ALTERNATE_CODE,
  CONTACTS,
  CUSTOMER,
  customerFields,
  INV_LOC,
  INV_MAST,
  INVOICE_HDR,
  INVOICE_LINE,
  INVOICE_LINE_TAXES,
  ITEM_UOM,
  OE_CONTACTS_CUSTOMER,
  OE_PICK_TICKET,
  OE_PICK_TICKET_DETAIL,
  PRODUCT_GROUP,
  SHIP_TO,
  type TableShape,
} from './table-shape.ts';

/** Everything that one company's database holds. */
export class Company {
  readonly settings: Settings;
  readonly time: SiteTime;
  readonly customers: Table;
  readonly customerFields: Table;
  readonly shipTos: Table;
  readonly addresses: Table;
  readonly contacts: Table;
  readonly customerContacts: Table;
  readonly items: Table;
  readonly itemUnits: Table;
  readonly alternateCodes: Table;
  readonly productGroups: Table;
  readonly stock: Table;
  readonly invoices: Table;
  readonly invoiceLines: Table;
  readonly invoiceTaxes: Table;
  readonly pickTickets: Table;
  readonly pickTicketLines: Table;
  readonly orders = new Map<string, Order>();
  /** Orders that somebody has open in a window: nobody else changes them (sheet section 7). */
  readonly openInWindows = new Set<string>();
  readonly #series = new Map<string, number>();

  constructor(settings: Settings) {
    this.settings = settings;
    this.time = new SiteTime(settings.timeZone);
    const table = (shape: TableShape, ...key: readonly string[]) => new Table(shape, key, () => this.now());
    this.customers = table(CUSTOMER, 'company_id', 'customer_id');
    this.customerFields = table(customerFields(settings.customerFields), 'company_id', 'customer_id');
    this.shipTos = table(SHIP_TO, 'ship_to_id');
    this.addresses = table(ADDRESS, 'id');
    this.contacts = table(CONTACTS, 'id');
    this.customerContacts = table(OE_CONTACTS_CUSTOMER, 'company_id', 'customer_id', 'contact_id');
    this.items = table(INV_MAST, 'inv_mast_uid');
    this.itemUnits = table(ITEM_UOM, 'inv_mast_uid', 'unit_of_measure');
    this.alternateCodes = table(ALTERNATE_CODE, 'inv_mast_uid', 'alternate_code');
    this.productGroups = table(PRODUCT_GROUP, 'company_id', 'product_group_id');
    this.stock = table(INV_LOC, 'location_id', 'inv_mast_uid');
    this.invoices = table(INVOICE_HDR, 'invoice_no');
    this.invoiceLines = table(INVOICE_LINE, 'invoice_no', 'line_no');
    this.invoiceTaxes = table(INVOICE_LINE_TAXES, 'invoice_no', 'line_no', 'jurisdiction_id');
    this.pickTickets = table(OE_PICK_TICKET, 'pick_ticket_no');
    this.pickTicketLines = table(OE_PICK_TICKET_DETAIL, 'pick_ticket_no', 'line_number');
    for (const [id, name] of Object.entries(settings.carriers))
      this.addresses.save({ id: Number(id), name, delete_flag: 'N' });
    for (const { itemId, name } of settings.charges)
      this.newItem({ item_id: itemId, item_desc: name, other_charge: 'Y', price1: 0 });
  }

  /** The SQL Server's own time, as it writes it: `2026-03-02T10:04:05.123`. */
  now(): string {
    return this.time.wallClock(this.settings.clock.now());
  }

  /** Midnight of the company's day. */
  today(): string {
    return `${this.time.dayOf(this.settings.clock.now())}T00:00:00`;
  }

  /** The next number of a series that begins with `first`. */
  next(series: string, first: number): number {
    const number = (this.#series.get(series) ?? first - 1) + 1;
    this.#series.set(series, number);
    return number;
  }

  /** An item with its unit, which is sold by the piece unless `columns` say otherwise. */
  newItem(columns: Row): Row {
    const [unit = 'EA'] = this.settings.units;
    const item = this.items.save({
      inv_mast_uid: this.next('inv_mast', 55_101),
      extended_desc: null,
      default_selling_unit: unit,
      base_unit: unit,
      serialized: 'N',
      track_lots: 'N',
      other_charge: 'N',
      delete_flag: 'N',
      date_created: this.now(),
      ...columns,
    });
    this.itemUnits.save({
      inv_mast_uid: item.inv_mast_uid ?? null,
      unit_of_measure: textOf(item, 'default_selling_unit'),
      unit_size: 1,
      delete_flag: 'N',
    });
    return item;
  }

  itemById(itemId: string): Row | undefined {
    return this.items.find((row) => folded(textOf(row, 'item_id')) === folded(itemId) && row.delete_flag !== 'Y');
  }

  customer(customerId: string | number | null): Row | undefined {
    return this.customers.get(this.settings.company, customerId);
  }

  /** Pieces of the base unit in a unit of an item; undefined: the item is not sold by it. */
  unitSize(item: Row, unit: string): number | undefined {
    const size = this.itemUnits.get(item.inv_mast_uid ?? null, unit)?.unit_size;
    return typeof size === 'number' ? size : undefined;
  }
}
