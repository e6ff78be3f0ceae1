import { Big } from 'big.js';
import { currentQuantity } from './order-totals.ts';
import { type RefundOrder, refundable, refundOrder } from './refund-order.ts';
import type { Resolvers } from './resolvers.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';

interface RefundInput {
  readonly orderId: string;
  readonly note?: string | null;
  readonly shipping?: { readonly amount?: string | null; readonly fullRefund?: boolean | null } | null;
  readonly refundLineItems?:
    | readonly {
        readonly lineItemId: string;
        readonly quantity: number;
        readonly restockType?: 'RETURN' | 'CANCEL' | 'NO_RESTOCK' | 'LEGACY_RESTOCK' | null;
        readonly locationId?: string | null;
      }[]
    | null;
  readonly transactions?:
    | readonly {
        readonly orderId: string;
        readonly gateway: string;
        readonly kind: string;
        readonly amount: string;
        readonly parentId?: string | null;
      }[]
    | null;
}

export const refundMutations: Resolvers<unknown> = {
  /** Gives goods, shipping or money back. All that is asked for is checked before anything moves. */
  refundCreate: (_, { input }: { input: RefundInput }, { shop }) => {
    const order = shop.orders.get(input.orderId);
    if (order === undefined) return refuse(['orderId'], 'Order does not exist');
    const errors: UserError[] = [];
    const lines = input.refundLineItems ?? [];
    for (const [index, entry] of lines.entries()) {
      const at = ['refundLineItems', String(index)];
      const line = order.lines.find(({ id }) => id === entry.lineItemId);
      const asked = lines
        .filter(({ lineItemId }) => lineItemId === entry.lineItemId)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      if (line === undefined)
        errors.push({ field: [...at, 'lineItemId'], message: 'Line item does not belong to the order' });
      else if (entry.quantity <= 0)
        errors.push({ field: [...at, 'quantity'], message: 'Quantity must be greater than 0' });
      else if (asked > currentQuantity(line))
        errors.push({ field: [...at, 'quantity'], message: 'Quantity cannot refund more items than were purchased' });
      if (entry.locationId && !shop.locations.has(entry.locationId))
        errors.push({ field: [...at, 'locationId'], message: 'Location does not exist' });
    }
    const transactions = input.transactions ?? [];
    const total = transactions.reduce((sum, { amount }) => sum.plus(amount), new Big(0));
    if (transactions.some(({ kind }) => kind !== 'REFUND'))
      errors.push({ field: ['transactions'], message: 'Transactions kind is not a refund' });
    if (total.gt(refundable(order)))
      errors.push({
        field: ['transactions'],
        message: `Refund amount of ${total.toFixed(2)} exceeds the ${refundable(order).toFixed(2)} available to refund`,
      });
    if (lines.length === 0 && transactions.length === 0 && !input.shipping)
      errors.push({ field: null, message: 'Refund must contain at least one line item, shipping or transaction' });
    if (errors.length > 0) return { userErrors: errors };
    const asked: RefundOrder = {
      note: input.note ?? null,
      lines: lines.map(({ lineItemId, quantity, restockType, locationId }) => ({
        lineId: lineItemId,
        quantity,
        restockType: restockType === 'RETURN' || restockType === 'CANCEL' ? restockType : 'NO_RESTOCK',
        locationId: locationId ?? null,
      })),
      ...(input.shipping?.fullRefund
        ? { shipping: 'all' }
        : input.shipping?.amount
          ? { shipping: input.shipping.amount }
          : {}),
      transactions: transactions.map(({ gateway, amount, parentId }) => ({
        gateway,
        amount,
        parentId: parentId ?? null,
      })),
    };
    return { refund: { ...refundOrder(shop, order, asked), order }, order, userErrors: NO_ERRORS };
  },
};
