import { Big } from 'big.js';
import { type Amount, amountOf, fixed, roundHalfUp, sum, ZERO } from './amount.ts';
import { writeMeta } from './meta-data.ts';
import type { LineTax, Order, Refund, TaxLine } from './order-state.ts';
import { setStatus } from './order-status.ts';
import { returnPieces } from './order-stock.ts';
import { touch } from './order-write.ts';
import { paymentGateway } from './payment-gateways.ts';
import { flagIn, numberIn, recordsIn, textIn, type Values } from './request-values.ts';
import { RestError } from './rest-error.ts';
import type { Store } from './store.ts';

/** The shop's administrator, to whom the API keys belong. */
const ADMIN_ID = 1;

/**
 * Refunds a part of an order. The order's own totals stay as they were; refunding all that is left makes it
 * `refunded`. `api_refund` asks the gateway (default), `api_restock` puts the listed quantities back (default).
 * A gateway that cannot refund, or an amount above what is left, is a 500.
 */
export function createRefund(order: Order, values: Values, store: Store): Refund {
  const lines = (recordsIn(values, 'line_items') ?? []).map(refundLine);
  const amount = refundAmount(values, lines);
  const left = amountLeft(order);
  if (amount.lte(0) && textIn(values, 'amount') !== undefined && amount.lt(0))
    throw new RestError('woocommerce_rest_invalid_order_refund', 'Refund amount must be greater than zero.', 400);
  if (amount.lte(0) || amount.gt(left)) throw cannotCreate('Invalid refund amount.');
  const asksGateway = flagIn(values, 'api_refund') ?? true;
  if (asksGateway) requireRefundingGateway(order);

  const isFull = amount.eq(left);
  const refund = buildRefund(order, amount, lines, values, asksGateway, store);
  refund.meta.push({ id: store.nextMetaId(), key: '_refund_type', value: isFull ? 'full' : 'partial' });
  writeMeta(refund.meta, values, store.nextMetaId);
  order.refunds.unshift(refund);
  store.refunds.set(refund.id, refund);
  if (flagIn(values, 'api_restock') ?? true) restock(order, lines, store);
  if (isFull) setStatus(order, 'refunded', store);
  touch(order, store);
  return refund;
}

export function amountLeft(order: Order): Amount {
  return order.totals.total.minus(sum(order.refunds.map((refund) => refund.amount)));
}

interface RefundLine {
  readonly lineId: number;
  readonly quantity: number;
  readonly total: Amount;
  readonly taxes: readonly LineTax[];
}

function refundLine(values: Values): RefundLine {
  return {
    lineId: numberIn(values, 'id') ?? 0,
    quantity: numberIn(values, 'quantity') ?? 0,
    total: new Big(numberIn(values, 'refund_total') ?? 0),
    taxes: (recordsIn(values, 'refund_tax') ?? []).map((tax) => ({
      rateId: Number(textIn(tax, 'id') ?? 0),
      total: new Big(numberIn(tax, 'refund_total') ?? 0),
    })),
  };
}

/** Without an amount the lines and their taxes are added up. */
function refundAmount(values: Values, lines: readonly RefundLine[]): Amount {
  const written = textIn(values, 'amount');
  if (written !== undefined && written !== '') return roundHalfUp(amountOf(written), 2);
  return roundHalfUp(sum(lines.flatMap((line) => [line.total, ...line.taxes.map((tax) => tax.total)])), 2);
}

function requireRefundingGateway(order: Order): void {
  const gateway = paymentGateway(order.paymentMethod);
  if (gateway === undefined) throw cannotCreate('The payment gateway for this order does not exist.');
  if (!gateway.supports.includes('refunds'))
    throw cannotCreate('The payment gateway for this order does not support automatic refunds.');
}

function buildRefund(
  order: Order,
  amount: Amount,
  sent: readonly RefundLine[],
  values: Values,
  refundedPayment: boolean,
  store: Store,
): Refund {
  const id = store.nextId('post');
  const refunded = <L extends { readonly id: number }>(lines: readonly L[]) =>
    lines.flatMap((line) => sent.filter((each) => each.lineId === line.id).map((each) => negative(line, each, store)));
  return {
    id,
    orderId: order.id,
    createdAt: store.now(),
    amount,
    reason: textIn(values, 'reason') ?? '',
    refundedBy: numberIn(values, 'refunded_by') ?? ADMIN_ID,
    refundedPayment,
    meta: [],
    lines: refunded(order.lines).map((line) => ({ ...line, subtotal: line.total })),
    shippingLines: refunded(order.shippingLines),
    feeLines: refunded(order.feeLines),
    taxLines: refundedTaxes(order, sent, store),
  };
}

function negative<L extends { readonly id: number }>(line: L, sent: RefundLine, store: Store) {
  const minus = (value: Amount) => ZERO.minus(value);
  return {
    ...line,
    id: store.nextId('orderItem'),
    quantity: -sent.quantity,
    total: minus(sent.total),
    taxes: sent.taxes.map((tax) => ({ rateId: tax.rateId, total: minus(tax.total), subtotal: minus(tax.total) })),
    meta: [{ id: store.nextMetaId(), key: '_refunded_item_id', value: String(line.id) }],
  };
}

function refundedTaxes(order: Order, sent: readonly RefundLine[], store: Store): TaxLine[] {
  const isShipping = (lineId: number) => order.shippingLines.some((line) => line.id === lineId);
  return order.taxLines.flatMap((taxLine) => {
    const of = (shipping: boolean) =>
      sum(
        sent
          .filter((line) => isShipping(line.lineId) === shipping)
          .flatMap((line) => line.taxes.filter((tax) => tax.rateId === taxLine.rateId).map((tax) => tax.total)),
      );
    const [taxTotal, shippingTaxTotal] = [ZERO.minus(of(false)), ZERO.minus(of(true))];
    if (taxTotal.eq(0) && shippingTaxTotal.eq(0)) return [];
    return [{ ...taxLine, id: store.nextId('orderItem'), taxTotal, shippingTaxTotal }];
  });
}

function restock(order: Order, lines: readonly RefundLine[], store: Store): void {
  for (const { lineId, quantity } of lines) {
    const line = order.lines.find((each) => each.id === lineId);
    if (line !== undefined && quantity > 0) returnPieces(line, quantity, store);
  }
}

function cannotCreate(message: string): RestError {
  return new RestError('woocommerce_rest_cannot_create_order_refund', message, 500);
}

/** `"5.00"`: refund amounts are always shown positive and with the shop's decimals. */
export function refundAmountText(refund: Refund, decimals: number): string {
  return fixed(refund.amount, decimals);
}
