import type { Company } from './company.ts';
import { creditInvoice, type Returned } from './credit-invoice.ts';
import { createCustomer } from './customers.ts';
import { decimal, plain } from './decimal.ts';
import { INVOICE_KIND, ORDER_KIND } from './document-kinds.ts';
import type { Row } from './entity-set.ts';
import { createCategory } from './item-categories.ts';
import { createVariant } from './item-variants.ts';
import { createItem } from './items.ts';
import type { Body } from './request-body.ts';
import { documentLines } from './sales-documents.ts';
import type { Settings } from './settings.ts';
import { shipAndInvoice } from './ship-and-invoice.ts';
import type { Subscriptions, WebhookDelivery } from './subscriptions.ts';

/** What people do in Business Central itself while the shop goes on: for tests and samples, not over HTTP. */
export class TwinDesk {
  readonly company: Company;
  protected readonly subscriptions: Subscriptions;

  constructor(company: Company, subscriptions: Subscriptions) {
    this.company = company;
    this.subscriptions = subscriptions;
  }

  get options(): Settings {
    return this.company.settings;
  }

  /** An item by the fields of the API, with stock at the first location. */
  addItem(item: Body & { readonly inventory?: number }): Row {
    const { inventory = 0, ...body } = item;
    const row = createItem(this.company, body);
    if (inventory !== 0) this.#stock(row, inventory, 'Purchase', this.company.settings.locations[0] ?? '');
    return row;
  }

  addItemCategory(body: Body): Row {
    return createCategory(this.company, body);
  }

  addItemVariant(body: Body): Row {
    return createVariant(this.company, body);
  }

  addCustomer(body: Body): Row {
    return createCustomer(this.company, body);
  }

  /** Counts stock up or down by `delta`, at a location (the first one when none is named). */
  adjustInventory(itemNumber: string, delta: number, location = this.company.settings.locations[0] ?? ''): void {
    const item = this.company.items.by('number', itemNumber)[0];
    if (item === undefined) throw new Error(`no item ${itemNumber}`);
    this.#stock(item, delta, delta > 0 ? 'Positive_x0020_Adjmt.' : 'Negative_x0020_Adjmt.', location);
  }

  /** The order, or the invoice that it has become, that carries a shop's order number. */
  documentFor(externalDocumentNumber: string): Row | undefined {
    const { salesOrders, salesInvoices } = this.company;
    return (
      salesOrders.by('externalDocumentNumber', externalDocumentNumber)[0] ??
      salesInvoices.by('externalDocumentNumber', externalDocumentNumber)[0]
    );
  }

  linesOf(document: Row): Row[] {
    const kind = this.company.salesOrders.get(document.id) === undefined ? INVOICE_KIND : ORDER_KIND;
    return documentLines(this.company, kind, document);
  }

  /** Releases an order: it reads `Open` from now on, and refuses changes (sheet section 3.1). */
  release(order: Row): void {
    this.company.salesOrders.change(order, { status: 'Open' });
  }

  reopen(order: Row): void {
    this.company.salesOrders.change(order, { status: 'Draft' });
  }

  /** Ships and invoices all that is left, or these quantities by item or account number; the others stay. */
  postShipAndInvoice(
    order: Row,
    quantities?: Readonly<Record<string, number>>,
  ): { readonly shipment: Row; readonly invoice: Row } {
    const { shipment, invoice } = this.#post(order, quantities, true);
    if (shipment === undefined || invoice === undefined)
      throw new Error(`nothing to ship and invoice in ${String(order.number)}`);
    return { shipment, invoice };
  }

  /** Ships without an invoice, as a warehouse does. */
  postShipment(order: Row, quantities?: Readonly<Record<string, number>>): Row {
    const { shipment } = this.#post(order, quantities, false);
    if (shipment === undefined) throw new Error(`nothing to ship in ${String(order.number)}`);
    return shipment;
  }

  /** A posted credit memo over these quantities of an invoice, by item or account number: they are back in stock. */
  postCreditMemo(invoice: Row, quantities: Returned): Row {
    return this.company.transaction.run(() => creditInvoice(this.company, invoice, quantities));
  }

  /** What webhooks have to tell since the last call. */
  takeWebhooks(): WebhookDelivery[] {
    return this.subscriptions.take();
  }

  #post(order: Row, quantities: Readonly<Record<string, number>> | undefined, invoice: boolean) {
    return this.company.transaction.run(() => {
      for (const line of documentLines(this.company, ORDER_KIND, order)) {
        if (line.lineType === 'Comment') continue;
        const left = plain(decimal(line.quantity).minus(decimal(line.shippedQuantity)));
        const ship = quantities === undefined ? left : (quantities[String(line.lineObjectNumber)] ?? 0);
        const uninvoiced = decimal(line.shippedQuantity).minus(decimal(line.invoicedQuantity));
        const invoiceQuantity = invoice ? plain(uninvoiced.plus(ship)) : 0;
        this.company.salesOrderLines.amend(line, { shipQuantity: ship, invoiceQuantity });
      }
      return shipAndInvoice(this.company, order);
    });
  }

  #stock(item: Row, quantity: number, entryType: string, location: string): void {
    this.company.stock.post({
      itemNumber: String(item.number),
      quantity,
      entryType,
      documentNumber: entryType === 'Purchase' ? 'SEED' : 'ADJ',
      location,
      unit: String(item.baseUnitOfMeasureCode),
    });
  }
}
