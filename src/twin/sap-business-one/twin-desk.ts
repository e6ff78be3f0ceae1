import { decimal } from '../kit/decimal.ts';
import { readBody } from './body.ts';
import { changePartner, createPartner } from './business-partners.ts';
import type { Company } from './company.ts';
import { cancelDocument, settleByCredit } from './document-actions.ts';
import { CREDIT_NOTES, DELIVERY_NOTES, type DocumentKind, INVOICES, ORDERS } from './document-kinds.ts';
import { addDraft, changeDocument, createDocument } from './documents.ts';
import { changeItem, createItem } from './items.ts';
import { ITEM, PARTNER } from './master-shapes.ts';
import { isYes, numberOf, type Row, rowsOf, scalarOf, textOf } from './row.ts';
import type { Shape } from './shape.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Pieces by item; undefined: all that is left. */
export type Pieces = Readonly<Record<string, number>> | undefined;

/** What people do in the client of SAP Business One while the shop goes on: for tests and samples, not over HTTP. */
export class TwinDesk {
  readonly company: Company;

  constructor(company: Company) {
    this.company = company;
  }

  /** An item with a price on the first list, and pieces in the first warehouse. */
  addItem({ price, stock = 0, ...fields }: Fields & { readonly price?: number; readonly stock?: number }): Row {
    const item = createItem(this.company, this.#read(ITEM, fields));
    const code = textOf(item, 'ItemCode');
    if (price !== undefined) this.changeItem(code, { ItemPrices: [{ PriceList: this.#firstList, Price: price }] });
    if (stock !== 0) this.adjust(code, stock);
    return item;
  }

  changeItem(code: string, fields: Fields): Row {
    return changeItem(this.company, this.item(code), this.#read(ITEM, fields), false);
  }

  /** The price on the first list; null takes it away. */
  setPrice(code: string, price: number | null): void {
    this.changeItem(code, {
      ItemPrices: [{ PriceList: this.#firstList, Price: price, ...(price === null ? { Currency: null } : {}) }],
    });
  }

  item(code: string): Row {
    return this.company.items.get(code) ?? failing(`no item ${code}`);
  }

  addPartner(fields: Fields): Row {
    return createPartner(this.company, this.#read(PARTNER, { CardType: 'cCustomer', ...fields }));
  }

  changePartner(code: string, fields: Fields): Row {
    const partner = this.company.partners.get(code) ?? failing(`no business partner ${code}`);
    return changePartner(this.company, partner, this.#read(PARTNER, fields), false);
  }

  /** Counts pieces up or down in a warehouse (the first one when none is named), be it below nothing. The item stays as it is. */
  adjust(code: string, pieces: number, warehouse = this.company.settings.warehouses[0] ?? ''): void {
    this.company.stock.post(textOf(this.item(code), 'ItemCode'), warehouse, decimal(pieces));
  }

  /** Pieces that vendors will deliver. */
  expect(code: string, pieces: number, warehouse = this.company.settings.warehouses[0] ?? ''): void {
    this.company.stock.expect(textOf(this.item(code), 'ItemCode'), warehouse, decimal(pieces));
  }

  /** The orders that carry a reference and are not cancelled. */
  ordersFor(reference: string): Row[] {
    return (this.company.documents(ORDERS).with('NumAtCard', reference) ?? []).filter(
      (order) => !isYes(order, 'Cancelled'),
    );
  }

  changeOrder(order: Row, fields: Fields): void {
    changeDocument(this.company, ORDERS, order, this.#read(ORDERS.shape, fields), false);
  }

  /** Calls an order off. */
  cancel(order: Row): void {
    cancelDocument(this.company, ORDERS, order);
  }

  /** Delivers all that is left, or so many pieces by item, as "Copy To" does: with the header, and the freight once. */
  deliver(order: Row, pieces?: Pieces): Row {
    return this.#copyTo(order, ORDERS, DELIVERY_NOTES, pieces);
  }

  /** Invoices all that is left of a delivery or an order. */
  invoice(base: Row, kind: DocumentKind): Row {
    return this.#copyTo(base, kind, INVOICES, undefined);
  }

  deliverAndInvoice(order: Row, pieces?: Pieces): { readonly delivery: Row; readonly invoice: Row } {
    const delivery = this.deliver(order, pieces);
    return { delivery, invoice: this.invoice(delivery, DELIVERY_NOTES) };
  }

  /** Credits pieces of an invoice by item; the goods come back unless `restock` says otherwise. Freight is credited with `freight`. */
  credit(
    invoice: Row,
    pieces: Readonly<Record<string, number>>,
    options: { readonly restock: boolean; readonly freight?: boolean },
  ): Row {
    const lines = this.#linesOver(invoice, INVOICES, pieces).map((line) => ({
      ...line,
      WithoutInventoryMovement: options.restock ? 'tNO' : 'tYES',
    }));
    const credit = createDocument(this.company, CREDIT_NOTES, {
      ...copied(invoice),
      DocumentLines: lines,
      ...(options.freight === true ? freightOf(invoice) : {}),
    });
    settleByCredit(this.company, credit, 1);
    return credit;
  }

  /** Approves a draft that waited: it becomes the document that it was to be. */
  approve(draft: Row): Row {
    return addDraft(this.company, draft, 'dasGenerated');
  }

  get #firstList(): number {
    return this.company.settings.priceLists[0]?.number ?? failing('the company has no price list');
  }

  #copyTo(base: Row, from: DocumentKind, to: DocumentKind, pieces: Pieces): Row {
    const first = base['#copied'] !== 'tYES';
    const made = createDocument(this.company, to, {
      ...copied(base),
      DocumentLines: this.#linesOver(base, from, pieces),
      ...(first ? freightOf(base) : {}),
    });
    base['#copied'] = 'tYES';
    return made;
  }

  /** Rows that draw what is left of a document, or so many pieces of its goods; charges go along as a whole. */
  #linesOver(base: Row, kind: DocumentKind, pieces: Pieces): Row[] {
    const rest = new Map(Object.entries(pieces ?? {}));
    return rowsOf(base, 'DocumentLines').flatMap((line): Row[] => {
      const open = Number(numberOf(line, 'RemainingOpenQuantity'));
      const code = textOf(line, 'ItemCode');
      const isWhole = pieces === undefined || !isYes(this.company.items.get(code), 'InventoryItem');
      const quantity = isWhole ? open : Math.min(open, rest.get(code) ?? 0);
      rest.set(code, (rest.get(code) ?? 0) - quantity);
      if (open <= 0 || quantity <= 0) return [];
      return [
        {
          BaseType: kind.object,
          BaseEntry: scalarOf(base, 'DocEntry'),
          BaseLine: scalarOf(line, 'LineNum'),
          Quantity: quantity,
        },
      ];
    });
  }

  #read(shape: Shape, fields: Fields): Row {
    return readBody(this.company, shape, fields, true);
  }
}

const HEADER = [
  'CardCode',
  'CardName',
  'NumAtCard',
  'DocCurrency',
  'DiscountPercent',
  'TransportationCode',
  'TrackingNumber',
  'PaymentMethod',
  'PaymentGroupCode',
  'Comments',
  'AddressExtension',
  'BPL_IDAssignedToInvoice',
];

function copied(base: Row): Row {
  const own = Object.entries(base).filter(([property]) => property.startsWith('U_') || HEADER.includes(property));
  return structuredClone(Object.fromEntries(own));
}

function freightOf(base: Row): Row {
  const rows = rowsOf(base, 'DocumentAdditionalExpenses').map((row) => ({
    ExpenseCode: scalarOf(row, 'ExpenseCode'),
    LineTotal: scalarOf(row, 'LineTotal'),
    VatGroup: scalarOf(row, 'VatGroup'),
    TaxCode: scalarOf(row, 'TaxCode'),
    Remarks: scalarOf(row, 'Remarks'),
  }));
  return { DocumentAdditionalExpenses: rows };
}

function failing(why: string): never {
  throw new Error(why);
}
