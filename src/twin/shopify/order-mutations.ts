import { Big } from 'big.js';
import { cancelFault, cancelOrder } from './cancel-order.ts';
import { addressFault, type MailingAddressInput, mailingAddress } from './mailing-address.ts';
import { type MetafieldInput, writeMetafields } from './metafields.ts';
import type { Attribute, OrderRecord } from './order-record.ts';
import { addTransaction, financialStatus, outstanding } from './payments.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { normaliseTags } from './tags.ts';
import { NO_ERRORS, refuse } from './user-error.ts';

interface OrderInput {
  readonly id: string;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly note?: string | null;
  readonly poNumber?: string | null;
  readonly tags?: readonly string[] | null;
  readonly shippingAddress?: MailingAddressInput | null;
  readonly customAttributes?: readonly Attribute[] | null;
  readonly metafields?: readonly MetafieldInput[] | null;
}

interface CancelArgs {
  readonly orderId: string;
  readonly reason: string;
  readonly restock: boolean;
  readonly refund?: boolean | null;
  readonly refundMethod?: { readonly originalPaymentMethodsRefund?: boolean | null } | null;
  readonly staffNote?: string | null;
}

function orderChanged(shop: Shop, order: OrderRecord): void {
  shop.touch(order);
  shop.emit('ORDERS_UPDATED', order.id);
}

function settle(shop: Shop, order: OrderRecord, amount: Big, gateway: string, processedAt?: string): void {
  addTransaction(shop, order, { kind: 'SALE', gateway, amount, ...(processedAt === undefined ? {} : { processedAt }) });
  order.statedFinancialStatus = null;
  orderChanged(shop, order);
  if (outstanding(order).lte(0)) shop.emit('ORDERS_PAID', order.id);
}

export const orderMutations: Resolvers<unknown> = {
  /** `tags` and `customAttributes` replace the whole list. Lines and prices cannot be changed here. */
  orderUpdate: (_, { input }: { input: OrderInput }, { shop }) => {
    const order = shop.orders.get(input.id);
    if (order === undefined) return refuse(['id'], 'Order does not exist');
    if (input.email && !/^\S+@\S+\.\S+$/.test(input.email)) return refuse(['email'], 'Email is invalid');
    const fault = input.shippingAddress ? addressFault(input.shippingAddress) : undefined;
    if (fault !== undefined) return refuse(['shippingAddress', fault.field], fault.message);
    const errors = writeMetafields(shop, order.id, input.metafields ?? [], ['metafields']);
    if (errors.length > 0) return { userErrors: errors };
    if (input.email !== undefined) order.email = input.email;
    if (input.phone !== undefined) order.phone = input.phone;
    if (input.note !== undefined) order.note = input.note;
    if (input.poNumber !== undefined) order.poNumber = input.poNumber;
    if (input.tags) order.tags = normaliseTags(input.tags);
    if (input.customAttributes)
      order.customAttributes = input.customAttributes.map(({ key, value }) => ({ key, value }));
    if (input.shippingAddress)
      order.shippingAddress = mailingAddress(shop, input.shippingAddress, order.shippingAddress ?? undefined);
    orderChanged(shop, order);
    return { order, userErrors: NO_ERRORS };
  },

  /** Answers with a job that is not done: the order is cancelled when the clock has passed it, and not before. */
  orderCancel: (_, args: CancelArgs, { shop }) => {
    const order = shop.orders.get(args.orderId);
    const fault = order === undefined ? 'Order does not exist' : cancelFault(order);
    if (order === undefined || fault !== undefined) {
      const code = order === undefined ? 'NOT_FOUND' : 'INVALID';
      return {
        job: null,
        orderCancelUserErrors: [{ field: ['orderId'], message: fault, code }],
        userErrors: [{ field: ['orderId'], message: fault }],
      };
    }
    const job = shop.startJob(() => {
      // What happened to the order meanwhile may forbid it now: the job then ends without effect, and without a word.
      if (cancelFault(order) !== undefined) return;
      const refund = args.refund ?? args.refundMethod?.originalPaymentMethodsRefund ?? false;
      cancelOrder(shop, order, {
        reason: args.reason,
        restock: args.restock,
        refund,
        staffNote: args.staffNote ?? null,
      });
    });
    return { job, orderCancelUserErrors: NO_ERRORS, userErrors: NO_ERRORS };
  },

  orderMarkAsPaid: (_, { input: { id } }: { input: { id: string } }, { shop }) => {
    const order = shop.orders.get(id);
    if (order === undefined) return refuse(['id'], 'Order does not exist');
    const due = outstanding(order);
    if (order.cancelledAt !== null || due.lte(0) || financialStatus(order) === 'AUTHORIZED')
      return refuse(['id'], 'Order cannot be marked as paid.');
    settle(shop, order, due, 'manual');
    return { order, userErrors: NO_ERRORS };
  },

  orderCreateManualPayment: (
    _,
    args: {
      id: string;
      amount?: { amount: string } | null;
      paymentMethodName?: string | null;
      processedAt?: string | null;
    },
    { shop },
  ) => {
    const order = shop.orders.get(args.id);
    if (order === undefined) return refuse(['id'], 'Order does not exist', 'ORDER_NOT_FOUND');
    const due = outstanding(order);
    const amount = args.amount ? new Big(args.amount.amount) : due;
    if (amount.lte(0)) return refuse(['amount'], 'Amount must be greater than 0', 'INVALID');
    if (amount.gt(due)) return refuse(['amount'], 'Amount exceeds the outstanding balance', 'AMOUNT_EXCEEDS_BALANCE');
    settle(shop, order, amount, args.paymentMethodName ?? 'manual', args.processedAt ?? undefined);
    return { order, userErrors: NO_ERRORS };
  },

  orderClose: (_, { input: { id } }: { input: { id: string } }, { shop }) => {
    const order = shop.orders.get(id);
    if (order === undefined) return refuse(['id'], 'Order does not exist');
    order.closedAt ??= shop.now();
    orderChanged(shop, order);
    return { order, userErrors: NO_ERRORS };
  },

  orderOpen: (_, { input: { id } }: { input: { id: string } }, { shop }) => {
    const order = shop.orders.get(id);
    if (order === undefined) return refuse(['id'], 'Order does not exist');
    order.closedAt = null;
    orderChanged(shop, order);
    return { order, userErrors: NO_ERRORS };
  },
};
