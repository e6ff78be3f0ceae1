import { decimal, plain } from '../kit/decimal.ts';
import { allocate } from './allocation.ts';
import type { Company } from './company.ts';
import { createCustomer, saveContact } from './customers.ts';
import { creditReturn, invoiceTicket } from './invoices.ts';
import { isCancelled, isCharge, type Order } from './order.ts';
import { priceLines } from './order-totals.ts';
import { confirm, itemIdOf, move, type Pieces, pick } from './pick-tickets.ts';
import { type Row, textOf } from './row.ts';

/** An item as a clerk enters it. */
export interface ClerksItem {
  readonly itemId: string;
  readonly name: string;
  /** Decimal text. */
  readonly price?: string;
  /** Pieces in the first location. */
  readonly stock?: number;
  readonly productGroup?: string;
  readonly columns?: Row;
}

export interface ClerksCustomer {
  readonly customer: Row;
  readonly address: Row;
  /** Name and e-mail of the one contact. */
  readonly contact?: Row;
}

/** What people do in P21's windows while the shop goes on: for tests and samples, not over HTTP. */
export class Clerks {
  readonly company: Company;

  constructor(company: Company) {
    this.company = company;
  }

  /** An item that every location keeps. */
  addItem({ itemId, name, price = '0', stock = 0, productGroup, columns = {} }: ClerksItem): Row {
    const { settings } = this.company;
    const item = this.company.newItem({ item_id: itemId, item_desc: name, price1: Number(price), ...columns });
    for (const [index, location] of settings.locations.entries())
      this.company.stock.save({
        location_id: location,
        inv_mast_uid: item.inv_mast_uid ?? null,
        company_id: settings.company,
        qty_on_hand: index === 0 ? stock : 0,
        qty_allocated: 0,
        qty_backordered: 0,
        qty_in_transit: 0,
        order_quantity: 0,
        product_group_id: productGroup ?? null,
        sellable: 'Y',
        stockable: 'Y',
        price1: Number(price),
        delete_flag: 'N',
      });
    return item;
  }

  /** Changes an item, and what all locations keep of it. */
  changeItem(itemId: string, columns: Row, atLocations: Row = {}): void {
    const item = this.item(itemId);
    this.company.items.save({ ...item, ...columns });
    for (const row of this.company.stock.filter((each) => each.inv_mast_uid === item.inv_mast_uid))
      this.company.stock.save({ ...row, ...atLocations });
  }

  /** Deleted rows stay, with their flag (sheet section 12). */
  deleteItem(itemId: string): void {
    this.changeItem(itemId, { delete_flag: 'Y' }, { delete_flag: 'Y' });
  }

  /** A unit that an item is sold by as well, with so many base units in it. */
  addUnit(itemId: string, unit: string, size: number): void {
    const { inv_mast_uid = null } = this.item(itemId);
    this.company.itemUnits.save({ inv_mast_uid, unit_of_measure: unit, unit_size: size, delete_flag: 'N' });
  }

  saveProductGroup(id: string, name: string, deleted = false): void {
    this.company.productGroups.save({
      company_id: this.company.settings.company,
      product_group_id: id,
      product_group_desc: name,
      delete_flag: deleted ? 'Y' : 'N',
    });
  }

  /** Counts pieces up or down in a location (the first one when none is named). The item itself stays untouched. */
  adjust(itemId: string, pieces: number, location = this.company.settings.locations[0] ?? 0): void {
    const { inv_mast_uid: uid = null } = this.item(itemId);
    const stock = this.company.stock.get(location, uid) ?? {};
    this.company.stock.save({ ...stock, qty_on_hand: plain(decimal(stock.qty_on_hand).plus(pieces)) });
    allocate(this.company, location, uid);
  }

  addCustomer({ customer, address, contact }: ClerksCustomer): Row {
    const added = createCustomer(this.company, {
      customer: { salesrep_id: this.company.settings.salesreps[0] ?? null, ...customer },
      address,
    });
    if (contact !== undefined) saveContact(this.company, { ...contact, address_id: added.customer_id ?? null });
    return added;
  }

  changeCustomer(customerId: number, columns: Row): void {
    const customer = this.company.customer(customerId);
    if (customer === undefined) throw new Error(`no customer ${customerId}`);
    this.company.customers.save({ ...customer, ...columns });
  }

  /** Somebody has the order open in a window, or has closed it. */
  hold(orderNo: string, open: boolean): void {
    if (open) this.company.openInWindows.add(orderNo);
    else this.company.openInWindows.delete(orderNo);
  }

  changeOrder(order: Order, columns: Row): void {
    Object.assign(order.header, columns, { date_last_modified: this.company.now() });
  }

  /** Somebody types another quantity into a line. */
  changeQuantity(order: Order, itemId: string, quantity: number): void {
    const line = order.lines.find((each) => !isCancelled(each) && itemIdOf(this.company, each) === itemId);
    if (line === undefined) throw new Error(`no ${itemId} on ${textOf(order.header, 'order_no')}`);
    line.unit_quantity = quantity;
    priceLines(this.company, order);
    this.changeOrder(order, {});
  }

  order(orderNo: string): Order {
    const order = this.company.orders.get(orderNo);
    if (order === undefined) throw new Error(`no order ${orderNo}`);
    return order;
  }

  /** Orders that carry a shop's number and are not cancelled: in whichever column a shop writes it (sheet section 7). */
  ordersFor(reference: string): Order[] {
    return [...this.company.orders.values()].filter(
      ({ header }) => !isCancelled(header) && (header.web_reference_no === reference || header.job_name === reference),
    );
  }

  /** Picks, and sends away: each parcel has a number of its own. */
  ship(order: Order, pieces?: Pieces, trackingNumber?: string): Row {
    const ticket = pick(this.company, order, pieces);
    return confirm(this.company, ticket, trackingNumber ?? `1ZTWIN000${textOf(ticket, 'pick_ticket_no')}`);
  }

  invoice(order: Order, ticket: Row): Row {
    return invoiceTicket(this.company, order, ticket);
  }

  shipAndInvoice(order: Order, pieces?: Pieces): { readonly ticket: Row; readonly invoice: Row } {
    const ticket = this.ship(order, pieces);
    return { ticket, invoice: this.invoice(order, ticket) };
  }

  /** Takes pieces of an order back: they are received at once, and credited when the return is invoiced (sheet section 3.8). */
  takeBack(order: Order, pieces: Pieces): Order {
    const { header } = order;
    const lines = order.lines
      .filter((line) => !isCharge(line) && (pieces[itemIdOf(this.company, line)] ?? 0) > 0)
      .map((line, index): Row => {
        const quantity = pieces[itemIdOf(this.company, line)] ?? 0;
        return {
          ...line,
          line_no: index + 1,
          oe_line_uid: this.company.next('oe_line', 9_910_221),
          unit_quantity: quantity,
        };
      });
    for (const line of lines) Object.assign(line, { qty_invoiced: 0, qty_allocated: 0, complete: 'N' });
    const number = String(this.company.next('order', 1_000_001));
    const returned: Order = {
      header: {
        ...header,
        order_no: number,
        rma_flag: 'Y',
        completed: 'N',
        invoice_no: null,
        order_date: this.company.today(),
        date_last_modified: this.company.now(),
      },
      lines: lines.map((line) => Object.assign(line, { order_no: number })),
      window: {},
      notes: [],
      remittances: [],
    };
    priceLines(this.company, returned);
    this.company.orders.set(number, returned);
    for (const line of lines) move(this.company, line, Number(line.qty_ordered ?? 0));
    return returned;
  }

  credit(returned: Order): Row {
    return creditReturn(this.company, returned);
  }

  item(itemId: string): Row {
    const item = this.company.itemById(itemId);
    if (item === undefined) throw new Error(`no item ${itemId}`);
    return item;
  }

  stockOf(itemId: string, location = this.company.settings.locations[0] ?? 0): Row {
    return this.company.stock.get(location, this.item(itemId).inv_mast_uid ?? null) ?? {};
  }

  nameOf({ header }: Order): string {
    return textOf(this.company.customer(header.customer_id ?? null), 'customer_name');
  }
}
