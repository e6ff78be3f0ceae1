import { decimal, ZERO } from '../kit/decimal.ts';
import { keepCustomer, writeCustomer } from './customers.ts';
import type { Endpoint } from './endpoint.ts';
import { cancelOrder } from './entities.ts';
import { Given } from './given.ts';
import { invoiceOrder, invoiceShipment, releaseInvoice } from './invoices.ts';
import { Problems } from './problems.ts';
import { listOf, type Row, textOf } from './row.ts';
import { Session } from './session.ts';
import { CUSTOMER } from './shapes.ts';
import { confirmShipment, createShipment, type Pieces, updateInventory } from './shipments.ts';
import type { Tenant } from './tenant.ts';

/** Fields of the contract without their wrapping; objects and lists as the contract nests them. */
export type Unwrapped = { readonly [field: string]: unknown };

/** What people do on the screens of Acumatica while the shop goes on: for tests and samples, not over HTTP. */
export class TwinDesk {
  readonly tenant: Tenant;
  readonly #endpoint: Endpoint;
  readonly #session: Session;

  constructor(tenant: Tenant, endpoint: Endpoint) {
    this.tenant = tenant;
    this.#endpoint = endpoint;
    this.#session = new Session(0, tenant.now());
  }

  /** Creates or changes a record by the fields of the contract. */
  save(entity: string, fields: Unwrapped): Row {
    return this.#endpoint.write(entity, wrap(fields), this.#session);
  }

  /** A clerk types another quantity into a line of an order. */
  changeQuantity(order: Row, item: string, quantity: number): void {
    const line = listOf(order, 'Details').find((each) => textOf(each, 'InventoryID') === item);
    if (line === undefined) throw new Error(`no ${item} on ${textOf(order, 'OrderNbr')}`);
    this.save('SalesOrder', {
      OrderType: order.values.OrderType,
      OrderNbr: order.values.OrderNbr,
      Details: [{ id: this.#session.shownId(line.id), OrderQty: quantity }],
    });
  }

  /** Deletes a record by its keys, as a clerk does on its screen. */
  remove(entity: string, ...keys: readonly string[]): void {
    this.#endpoint.remove(entity, keys);
  }

  /** What the customer of an order is called. */
  nameOf(order: Row): string {
    return textOf(this.tenant.customerOf(order), 'CustomerName');
  }

  /** A stock item, with pieces in the first warehouse. */
  addItem({ stock = 0, ...fields }: Unwrapped & { readonly stock?: number }): Row {
    const item = this.save('StockItem', fields);
    if (stock !== 0) this.adjust(textOf(item, 'InventoryID'), stock);
    return item;
  }

  /** A customer under a number of a clerk's own, whatever the numbering sequence is. */
  addCustomer(fields: Unwrapped & { readonly CustomerID: string }): Row {
    const raw = wrap(fields);
    const problems = new Problems();
    const given = new Given(CUSTOMER, raw, this.tenant.time, problems);
    const customer = writeCustomer(this.tenant, given, undefined);
    problems.refuse('Customer', raw);
    customer.values.CustomerID = fields.CustomerID;
    return keepCustomer(this.tenant, customer);
  }

  /** Counts pieces up or down in a warehouse (the first one when none is named). */
  adjust(item: string, pieces: number, warehouse = this.tenant.settings.warehouses[0] ?? ''): void {
    if (this.tenant.stockItems.get(item) === undefined) throw new Error(`no item ${item}`);
    this.tenant.stock.post(item, warehouse, ZERO.plus(pieces));
  }

  /** The orders that carry a shop's number and are not canceled. */
  ordersFor(externalRef: string): Row[] {
    return this.tenant.orders.filter(
      (order) => textOf(order, 'ExternalRef') === externalRef && textOf(order, 'Status') !== 'Canceled',
    );
  }

  /** Calls an order off. */
  cancel(order: Row): void {
    cancelOrder(this.tenant, order);
  }

  /** Ships all that is left, or so many pieces by item, without an invoice. */
  ship(order: Row, pieces?: Pieces): Row {
    const shipment = createShipment(this.tenant, this.current(order), pieces);
    confirmShipment(this.tenant, shipment);
    updateInventory(this.tenant, shipment);
    return shipment;
  }

  /** Ships and invoices. */
  shipAndInvoice(order: Row, pieces?: Pieces): { readonly shipment: Row; readonly invoice: Row } {
    const shipment = this.ship(order, pieces);
    const invoice = invoiceShipment(this.tenant, shipment);
    releaseInvoice(this.tenant, invoice);
    return { shipment, invoice };
  }

  /** A credit memo over these pieces of an invoice, by item; the goods come back when `restock` says so. */
  credit(invoice: Row, pieces: Readonly<Record<string, number>>, restock: boolean): Row {
    const lines = listOf(invoice, 'Details').filter((line) => (pieces[textOf(line, 'InventoryID')] ?? 0) > 0);
    const order = this.save('SalesOrder', {
      OrderType: restock ? 'RC' : 'CM',
      CustomerID: textOf(invoice, 'CustomerID'),
      ExternalRef: textOf(invoice, 'ExternalRef'),
      Hold: false,
      Details: lines.map((line) => {
        const quantity = pieces[textOf(line, 'InventoryID')] ?? 0;
        const discount = decimal(line.values.DiscountAmount).times(quantity).div(decimal(line.values.Qty));
        return {
          InventoryID: textOf(line, 'InventoryID'),
          OrderQty: quantity,
          UnitPrice: line.values.UnitPrice,
          ManualPrice: true,
          DiscountAmount: Number(discount.round(2).toString()),
          ManualDiscount: true,
          InvoiceType: textOf(invoice, 'Type'),
          InvoiceNbr: textOf(invoice, 'ReferenceNbr'),
          InvoiceLineNbr: line.values.LineNbr,
        };
      }),
    });
    const memo = restock
      ? invoiceShipment(this.tenant, this.ship(order))
      : invoiceOrder(this.tenant, this.current(order));
    releaseInvoice(this.tenant, memo);
    return memo;
  }

  /** An order as it is now: records are replaced when they change. */
  current(order: Row): Row {
    const found = this.tenant.orders.byId(order.id);
    if (found === undefined) throw new Error(`no order ${textOf(order, 'OrderNbr')}`);
    return found;
  }
}

function wrap(fields: Unwrapped): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (name === 'id' || name === 'delete') return [name, value];
      if (Array.isArray(value)) return [name, value.map((each: Unwrapped) => wrap(each))];
      if (typeof value === 'object' && value !== null) return [name, wrap(value as Unwrapped)];
      return [name, { value }];
    }),
  );
}
