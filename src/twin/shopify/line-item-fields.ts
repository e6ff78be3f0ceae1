import { Big } from 'big.js';
import { connectionOf, type PageArgs } from './connection.ts';
import { globalId } from './global-id.ts';
import { type Amount, moneyBag, sumOf } from './money.ts';
import type { LineRecord, OrderRecord, RefundLineRecord, RefundRecord } from './order-record.ts';
import {
  allocated,
  currentQuantity,
  discountedValue,
  nonFulfillableQuantity,
  originalTotal,
  unfulfilledQuantity,
} from './order-totals.ts';
import { allocationView, taxLineView, transactionView } from './order-views.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';

/** A line with the order it stands in: its amounts need the order's currencies. */
export type LineView = LineRecord & { readonly order: OrderRecord };

export const lineItemResolvers: Resolvers<LineView> = {
  name: ({ title, variantTitle }) => (variantTitle === null ? title : `${title} - ${variantTitle}`),
  currentQuantity,
  refundableQuantity: currentQuantity,
  unfulfilledQuantity,
  nonFulfillableQuantity,
  fulfillmentService: ({ fulfillmentService: handle }) => (handle === null ? null : fulfillmentServiceView(handle)),
  duties: (line, _, { shop }) => (line.duty === null ? [] : [dutyView(shop, line, line.duty)]),
  // Deleted variants and products leave null behind on old orders; the SKU stays.
  variant: ({ variantId }, _, { shop }) => shop.variants.get(variantId ?? '') ?? null,
  product: ({ productId }, _, { shop }) => shop.products.get(productId ?? '') ?? null,
  originalUnitPriceSet: ({ order, unitPrice }) => moneyBag(order, unitPrice),
  originalTotalSet: (line) => moneyBag(line.order, originalTotal(line)),
  discountedUnitPriceAfterAllDiscountsSet: (line) =>
    moneyBag(line.order, line.quantity === 0 ? '0' : discountedValue(line, line.quantity).div(line.quantity)),
  discountedTotalSet: (line, { withCodeDiscounts }: { withCodeDiscounts?: boolean | null }) =>
    moneyBag(line.order, originalTotal(line).minus(lineLevelDiscount(line, withCodeDiscounts === true))),
  totalDiscountSet: (line) => moneyBag(line.order, lineLevelDiscount(line, false)),
  discountAllocations: ({ order, allocations }) => allocations.map((allocation) => allocationView(order, allocation)),
  taxLines: ({ order, taxLines }, { first }: { first?: number | null }) =>
    taxLines.slice(0, first ?? undefined).map((line) => taxLineView(order, line)),
};

/** `manual` is the shop itself; gift cards were told by their service before there was `isGiftCard`. */
function fulfillmentServiceView(handle: string) {
  const known: Readonly<Record<string, { readonly serviceName: string; readonly type: string }>> = {
    manual: { serviceName: 'Manual', type: 'MANUAL' },
    gift_card: { serviceName: 'Gift Card', type: 'GIFT_CARD' },
  };
  const { serviceName, type } = known[handle] ?? { serviceName: handle, type: 'THIRD_PARTY' };
  return { id: `${globalId('FulfillmentService', handle)}?id=true`, handle, serviceName, type };
}

function dutyView(shop: Shop, { id, order, variantId }: LineView, duty: Amount) {
  const item = shop.inventoryItems.get(shop.variants.get(variantId ?? '')?.inventoryItemId ?? '');
  return {
    id: id.replace('LineItem', 'Duty'),
    price: moneyBag(order, duty),
    taxLines: [],
    harmonizedSystemCode: item?.harmonizedSystemCode ?? null,
    countryCodeOfOrigin: item?.countryCodeOfOrigin ?? null,
  };
}

/** Without order-level discounts, and code discounts only on request: not what the line really got off. */
function lineLevelDiscount(line: LineView, withCodes: boolean): Big {
  const counted = line.allocations.filter(({ index }) => {
    const application = line.order.discountApplications[index];
    if (application === undefined) return false;
    if (application.kind === 'code') return withCodes;
    return application.targetSelection !== 'ALL';
  });
  return counted.length === line.allocations.length ? allocated(line) : sumOf(counted.map(({ amount }) => amount));
}

type RefundView = RefundRecord & { readonly order: OrderRecord };
type RefundLineView = RefundLineRecord & { readonly order: OrderRecord };

export const refundResolvers: Resolvers<RefundView> = {
  totalRefundedSet: ({ order, transactionIds }) =>
    moneyBag(
      order,
      sumOf(order.transactions.filter(({ id }) => transactionIds.includes(id)).map(({ amount }) => amount)),
    ),
  return: () => null,
  refundLineItems: ({ order, lines }, args: PageArgs) =>
    connectionOf(
      lines.map((line) => ({ ...line, order })),
      args,
    ),
  refundShippingLines: ({ order, shipping }, args: PageArgs) =>
    connectionOf(
      shipping.map(({ id, subtotal, tax }) => ({
        id,
        subtotalAmountSet: moneyBag(order, subtotal),
        taxAmountSet: moneyBag(order, tax),
      })),
      args,
    ),
  orderAdjustments: ({ order, adjustments }, args: PageArgs) =>
    connectionOf(
      adjustments.map(({ id, amount, tax, reason }) => ({
        id,
        reason,
        amountSet: moneyBag(order, amount),
        taxAmountSet: moneyBag(order, tax),
      })),
      args,
    ),
  transactions: ({ order, transactionIds }, args: PageArgs) =>
    connectionOf(
      order.transactions
        .filter(({ id }) => transactionIds.includes(id))
        .map((transaction) => transactionView(order, transaction)),
      args,
    ),
};

export const refundLineResolvers: Resolvers<RefundLineView> = {
  lineItem: ({ order, lineId }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    return line === undefined ? null : { ...line, order };
  },
  location: ({ locationId }, _, { shop }) => shop.locations.get(locationId ?? '') ?? null,
  subtotalSet: ({ order, subtotal }) => moneyBag(order, subtotal),
  totalTaxSet: ({ order, tax }) => moneyBag(order, tax),
  priceSet: ({ order, subtotal, quantity }) => moneyBag(order, new Big(subtotal).div(quantity)),
};
