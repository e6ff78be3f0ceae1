import type Big from 'big.js';
import { cents, decimal, sum, ZERO } from '../kit/decimal.ts';
import type { Company, Credit, Invoice, Order, Shipment } from './company.ts';
import { goodsOf, lineAmount } from './take-order.ts';

/** Ships what is left of an order, or so many pieces by SKU, and invoices them. Throws an Error for what is not open. */
export function shipOrder(
  company: Company,
  order: Order,
  at: number,
  pieces?: Readonly<Record<string, number>>,
  trackingNo = company.next('1Z', 12),
): { readonly shipment: Shipment; readonly invoice: Invoice } {
  if (order.status !== 'OPEN') throw new Error(`order ${order.orderNo} is ${order.status}`);
  const parts = partsOf(order, pieces);
  if (parts.length === 0) throw new Error(`nothing of order ${order.orderNo} is open`);
  const before = new Map(parts.map(({ line }) => [line, lineAmount(line, line.shipped)]));
  for (const { line, quantity } of parts) {
    line.shipped = line.shipped.plus(quantity);
    const item = company.items.get(line.sku);
    if (item?.stocked === true) item.onHand = item.onHand.minus(quantity);
  }
  const shipment: Shipment = {
    shipmentNo: company.next('S', 7),
    order,
    shippedAt: at,
    carrier: 'UPS',
    service: order.shipMethod,
    trackingNo,
    lines: parts,
  };
  company.shipments.push(shipment);
  if (order.lines.every((line) => line.recordType !== 'ITEM' || line.shipped.gte(line.quantity)))
    order.status = 'SHIPPED';
  const amounts = parts.map(({ line, quantity }) => ({
    line,
    quantity,
    amount: lineAmount(line, line.shipped).minus(before.get(line) ?? ZERO),
  }));
  return { shipment, invoice: invoice(company, order, at, amounts) };
}

function partsOf({ orderNo, lines }: Order, pieces: Readonly<Record<string, number>> | undefined) {
  const open = lines.filter((line) => line.recordType === 'ITEM' && line.quantity.gt(line.shipped));
  if (pieces === undefined) return open.map((line) => ({ line, quantity: line.quantity.minus(line.shipped) }));
  return Object.entries(pieces).map(([sku, count]) => {
    const line = open.find((each) => each.sku === sku && each.quantity.minus(each.shipped).gte(count));
    if (line === undefined) throw new Error(`order ${orderNo} has no ${count} ${sku} to ship`);
    return { line, quantity: decimal(count) };
  });
}

/** Freight stands on the first invoice; discount and tax are shared out by goods, so that all invoices come to the order. */
function invoice(company: Company, order: Order, at: number, lines: Invoice['lines']): Invoice {
  const { invoiced, discountTotal, taxTotal, shipAmount, paid } = order;
  const subtotal = sum(lines.map(({ amount }) => amount));
  const goods = invoiced.goods.plus(subtotal);
  const whole = goodsOf(order.lines);
  const upTo = (total: Big): Big => (whole.eq(0) ? total : cents(total.times(goods).div(whole)));
  const discount = upTo(discountTotal).minus(invoiced.discount);
  const tax = upTo(taxTotal).minus(invoiced.tax);
  const freight = shipAmount.minus(invoiced.freight);
  const total = subtotal.minus(discount).plus(tax).plus(freight);
  const left = paid.minus(invoiced.paid);
  const applied = company.settings.depositsAreApplied ? (left.lt(total) ? left : total) : ZERO;
  order.invoiced = {
    goods,
    discount: invoiced.discount.plus(discount),
    tax: invoiced.tax.plus(tax),
    freight: invoiced.freight.plus(freight),
    paid: invoiced.paid.plus(applied),
  };
  const balance = total.minus(applied);
  const made: Invoice = {
    invoiceNo: company.next('9', 8),
    order,
    invoicedAt: at,
    subtotal,
    tax,
    freight,
    discount,
    total,
    balance,
    status: balance.eq(0) ? 'PAID' : 'OPEN',
    lines,
    modifiedAt: at,
  };
  company.invoices.push(made);
  return made;
}

/** A clerk takes pieces back and credits them at what was paid for them, without tax and freight. */
export function creditPieces(
  company: Company,
  order: Order,
  given: { readonly sku: string; readonly pieces: number; readonly restock: boolean },
  at: number,
): Credit {
  const { sku, pieces, restock } = given;
  const line = order.lines.find((each) => each.sku === sku && each.shipped.gte(pieces));
  if (line === undefined) throw new Error(`order ${order.orderNo} has no ${pieces} ${sku} that were shipped`);
  const goods = goodsOf(order.lines);
  const amount = lineAmount(line, decimal(pieces));
  const discount = goods.eq(0) ? ZERO : cents(order.discountTotal.times(amount).div(goods));
  const item = company.items.get(sku);
  if (restock && item?.stocked === true) item.onHand = item.onHand.plus(pieces);
  const credit: Credit = {
    creditNo: company.next('C', 7),
    order,
    sku,
    quantity: decimal(pieces),
    amount: amount.minus(discount),
    restock,
    creditedAt: at,
  };
  company.credits.push(credit);
  return credit;
}
