import type Big from 'big.js';
import type { SiteTime } from '../kit/site-time.ts';
import type { Category, Company, Credit, Customer, Invoice, Item, Shipment, ShipTo, SpecialPrice } from './company.ts';
import { NOWHERE } from './company.ts';
import type { FileRow } from './csv.ts';

/** `2026-03-02T09:00:00Z` */
export const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export const flag = (value: boolean): string => (value ? 'Y' : 'N');

/** Prices have four decimals, amounts of documents two (samples of the sheets, section 11). */
const price = (value: Big | undefined): string => value?.toFixed(4) ?? '';
const amount = (value: Big): string => value.toFixed(2);

export function itemRow(item: Item, available: Big): FileRow {
  return {
    sku: item.sku,
    description: item.description,
    productType: item.productType,
    imageUrl: item.imageUrl,
    webDescription: item.webDescription,
    mfrPartNo: item.mfrPartNo,
    upc: item.upc,
    uom: item.uom,
    available: item.stocked ? available.toFixed() : '',
    price: price(item.price),
    status: item.active ? 'A' : 'I',
    weight: item.weight?.toFixed() ?? '',
    categoryCode: item.categoryCode,
    taxable: flag(item.taxable),
    modifiedAt: stamp(item.modifiedAt),
  };
}

export const categoryRow = ({ code, parentCode, name, active }: Category): FileRow => ({
  code,
  parentCode,
  name,
  active: flag(active),
});

/** The price of the list stands among the others, without a customer and a level. */
export const listPriceRows = ({ sku, uom, price: listPrice }: Item): readonly FileRow[] =>
  listPrice === undefined ? [] : [{ sku, uom, minQty: '1', price: price(listPrice) }];

export const priceRow = (special: SpecialPrice): FileRow => ({
  customerId: special.customerId,
  priceLevel: special.priceLevel,
  sku: special.sku,
  uom: special.uom,
  minQty: special.minQty.toFixed(),
  price: price(special.price),
  from: special.from,
  to: special.to,
});

/** One row for each ship-to; one without any where there is none. */
export function customerRows(customer: Customer): readonly FileRow[] {
  const { billing } = customer;
  const shipTos: readonly (ShipTo | undefined)[] = customer.shipTos.length === 0 ? [undefined] : customer.shipTos;
  return shipTos.map((shipTo) => {
    const ship = shipTo ?? { id: '', ...NOWHERE };
    return {
      customerId: customer.customerId,
      ref: customer.ref,
      name: customer.name,
      email: customer.email,
      phone: customer.phone,
      billName: billing.name,
      billLine1: billing.line1,
      billLine2: billing.line2,
      billCity: billing.city,
      billState: billing.state,
      billZip: billing.zip,
      billCountry: billing.country,
      shipToId: ship.id,
      shipName: ship.name,
      shipLine1: ship.line1,
      shipLine2: ship.line2,
      shipCity: ship.city,
      shipState: ship.state,
      shipZip: ship.zip,
      shipCountry: ship.country,
      terms: customer.terms,
      priceLevel: customer.priceLevel,
      taxable: flag(customer.taxable),
      taxExemptNo: customer.taxExemptNo,
      poRequired: flag(customer.poRequired),
      creditHold: flag(customer.creditHold),
      creditLimit: customer.creditLimit === undefined ? '' : amount(customer.creditLimit),
      active: flag(customer.active),
      modifiedAt: stamp(customer.modifiedAt),
    };
  });
}

/** Figures of an item in the warehouse; `modifiedAt` is when they became what they are. */
export function stockFigures(company: Company, item: Item): FileRow {
  const committed = company.committed(item.sku);
  return {
    sku: item.sku,
    warehouse: company.settings.warehouse,
    onHand: item.onHand.toFixed(),
    committed: committed.toFixed(),
    available: item.onHand.minus(committed).toFixed(),
    onOrder: item.onOrder.toFixed(),
  };
}

/** One row a line (sheets 3.5: one parcel a shipment here). */
export const shipmentRows = (shipment: Shipment, site: SiteTime): readonly FileRow[] =>
  shipment.lines.map(({ line, quantity }) => ({
    ref: shipment.order.ref,
    erpOrderNo: shipment.order.orderNo,
    shipmentNo: shipment.shipmentNo,
    shipDate: site.dayOf(shipment.shippedAt),
    carrier: shipment.carrier,
    service: shipment.service,
    trackingNo: shipment.trackingNo,
    lineNo: String(line.lineNo),
    sku: line.sku,
    quantity: quantity.toFixed(),
  }));

const DAYS_TO_PAY = 30;

export const invoiceRows = (invoice: Invoice, site: SiteTime): readonly FileRow[] =>
  invoice.lines.map(({ line, quantity, amount: lineTotal }) => ({
    invoiceNo: invoice.invoiceNo,
    erpOrderNo: invoice.order.orderNo,
    ref: invoice.order.ref,
    customerId: invoice.order.customerId,
    invoiceDate: site.dayOf(invoice.invoicedAt),
    dueDate: site.dayOf(invoice.invoicedAt + DAYS_TO_PAY * 86_400_000),
    subtotal: amount(invoice.subtotal),
    tax: amount(invoice.tax),
    freight: amount(invoice.freight),
    discount: amount(invoice.discount),
    total: amount(invoice.total),
    balance: amount(invoice.balance),
    status: invoice.status,
    poNumber: invoice.order.poNumber,
    lineNo: String(line.lineNo),
    sku: line.sku,
    quantity: quantity.toFixed(),
    unitPrice: price(line.unitPrice),
    amount: amount(lineTotal),
    pdfUrl: '',
  }));

export const returnRow = (credit: Credit, site: SiteTime): FileRow => ({
  creditNo: credit.creditNo,
  erpOrderNo: credit.order.orderNo,
  ref: credit.order.ref,
  sku: credit.sku,
  quantity: credit.quantity.toFixed(),
  amount: amount(credit.amount),
  restock: flag(credit.restock),
  date: site.dayOf(credit.creditedAt),
});
