import { Big } from 'big.js';
import { legacyIdOf } from './global-id.ts';
import { levelOf, moveQuantity, stockAt } from './inventory.ts';
import { amountOf, sumOf } from './money.ts';
import type { LineRecord, OrderRecord, RefundLineRecord, RefundRecord } from './order-record.ts';
import { releaseUnfulfilled } from './order-stock.ts';
import {
  currentQuantity,
  currentTotals,
  discountedValue,
  shippingCost,
  shippingTax,
  taxValue,
  unfulfilledQuantity,
} from './order-totals.ts';
import { addTransaction, refunded } from './payments.ts';
import type { Shop } from './shop.ts';
import { currentSurcharges, feeTaxes, surchargeTotal } from './surcharges.ts';

export interface RefundOrder {
  readonly note?: string | null;
  readonly lines?: readonly {
    readonly lineId: string;
    readonly quantity: number;
    readonly restockType?: RefundLineRecord['restockType'];
    readonly locationId?: string | null;
  }[];
  /** Duties and fees go back too, with their taxes: a cancellation does it. */
  readonly surcharges?: boolean;
  /** The shipping given back without its tax; `all` is what has not been given back yet. */
  readonly shipping?: string | 'all';
  readonly transactions?: readonly {
    readonly gateway: string;
    readonly amount: string;
    readonly parentId?: string | null;
  }[];
}

/** Books a refund that was found to be in order. Money that the pieces do not account for becomes a discrepancy. */
export function refundOrder(shop: Shop, order: OrderRecord, asked: RefundOrder): RefundRecord {
  const overpaid = refundable(order).minus(currentTotals(order).total);
  const lines = (asked.lines ?? []).flatMap((entry) => {
    const line = order.lines.find(({ id }) => id === entry.lineId);
    return line === undefined ? [] : [refundLine(shop, order, line, entry)];
  });
  const shipping = asked.shipping === undefined ? [] : refundShipping(shop, order, asked.shipping);
  const worth = sumOf(lines.flatMap(({ subtotal, tax }) => (order.taxesIncluded ? [subtotal] : [subtotal, tax])))
    .plus(sumOf(shipping.flatMap(({ subtotal, tax }) => (order.taxesIncluded ? [subtotal] : [subtotal, tax]))))
    .plus(asked.surcharges === true ? returnSurcharges(order) : 0);
  const paidBack = sumOf((asked.transactions ?? []).map(({ amount }) => amount));
  // What an edit has left overpaid goes back without being worth anything on the order any more.
  const surplus = paidBack.minus(worth);
  const owed = overpaid.lt(0) ? new Big(0) : overpaid.gt(surplus) && surplus.gt(0) ? surplus : overpaid;
  const discrepancy = surplus.gt(0) ? owed.minus(surplus) : surplus.times(-1);
  const settles = (asked.transactions ?? []).length > 0 && !discrepancy.eq(0);
  const id = shop.ids.take('Refund');
  const refund: RefundRecord = {
    id,
    legacyResourceId: legacyIdOf(id),
    createdAt: shop.now(),
    processedAt: shop.now(),
    updatedAt: shop.now(),
    note: asked.note ?? null,
    lines,
    shipping,
    adjustments: settles
      ? [
          {
            id: shop.ids.take('OrderAdjustment'),
            amount: amountOf(discrepancy),
            tax: '0.00',
            reason: 'REFUND_DISCREPANCY',
          },
        ]
      : [],
    transactionIds: (asked.transactions ?? []).map(
      ({ gateway, amount, parentId }) =>
        addTransaction(shop, order, { kind: 'REFUND', gateway, amount, ...(parentId ? { parentId } : {}) }).id,
    ),
  };
  order.refunds.push(refund);
  shop.touch(order);
  shop.emit('REFUNDS_CREATE', order.id);
  shop.emit('ORDERS_UPDATED', order.id);
  return refund;
}

/** Takes duties and fees off the order, once, and says what they were worth. */
function returnSurcharges(order: OrderRecord): Big {
  if (order.surchargesReturned) return new Big(0);
  const worth = surchargeTotal(currentSurcharges(order), order.dutiesIncluded);
  order.surchargesReturned = true;
  return worth.plus(sumOf(feeTaxes(order.fees).map(({ amount }) => amount)));
}

function refundLine(
  shop: Shop,
  order: OrderRecord,
  line: LineRecord,
  { quantity, restockType = 'NO_RESTOCK', locationId }: NonNullable<RefundOrder['lines']>[number],
): RefundLineRecord {
  const before = currentQuantity(line);
  const subtotal = discountedValue(line, before).minus(discountedValue(line, before - quantity));
  const tax = taxValue(line, before).minus(taxValue(line, before - quantity));
  // RETURN is for what was shipped; CANCEL and NO_RESTOCK take what was not shipped first.
  const unshipped = unfulfilledQuantity(line);
  const shippedLeft = before - unshipped;
  const fromShipped = restockType === 'RETURN' ? Math.min(quantity, shippedLeft) : Math.max(0, quantity - unshipped);
  line.refundedQuantity += quantity;
  releaseUnfulfilled(shop, order, line, quantity - fromShipped, restockType !== 'NO_RESTOCK');
  const place = locationId ?? line.locationId;
  const item = line.variantId === null ? undefined : shop.variants.get(line.variantId)?.inventoryItemId;
  const restocked = restockType !== 'NO_RESTOCK' && item !== undefined && place !== null;
  if (restocked && fromShipped > 0 && shop.inventoryItems.get(item)?.tracked === true)
    moveQuantity(shop, levelOf(shop, item, place) ?? stockAt(shop, item, place), 'available', fromShipped);
  return {
    id: shop.ids.take('RefundLineItem'),
    lineId: line.id,
    quantity,
    restockType,
    restocked,
    locationId: restocked ? place : null,
    subtotal: amountOf(subtotal),
    tax: amountOf(tax),
  };
}

function refundShipping(shop: Shop, order: OrderRecord, asked: string | 'all'): RefundRecord['shipping'] {
  let left = asked === 'all' ? null : new Big(asked);
  return order.shippingLines.flatMap((line) => {
    const open = shippingCost(line).minus(line.refunded.subtotal);
    const subtotal = left === null || left.gt(open) ? open : left;
    if (subtotal.lte(0)) return [];
    const openTax = shippingTax(line).minus(line.refunded.tax);
    const tax = open.eq(0) ? new Big(0) : new Big(amountOf(openTax.times(subtotal).div(open)));
    line.refunded = {
      subtotal: amountOf(new Big(line.refunded.subtotal).plus(subtotal)),
      tax: amountOf(new Big(line.refunded.tax).plus(tax)),
    };
    left = left === null ? null : left.minus(subtotal);
    return [{ id: shop.ids.take('RefundShippingLine'), subtotal: amountOf(subtotal), tax: amountOf(tax) }];
  });
}

/** How much money can still go back to the buyer. */
export function refundable(order: OrderRecord): Big {
  return sumOf(
    order.transactions
      .filter(({ kind, status }) => (kind === 'SALE' || kind === 'CAPTURE') && status === 'SUCCESS')
      .map(({ amount }) => amount),
  ).minus(refunded(order));
}
