import { Big } from 'big.js';
import { type Amount, amountOf, sumOf } from './money.ts';
import type { OrderRecord, TransactionRecord } from './order-record.ts';
import { currentTotals } from './order-totals.ts';
import type { Shop } from './shop.ts';

function successful(order: OrderRecord, ...kinds: readonly TransactionRecord['kind'][]): Big {
  return sumOf(
    order.transactions
      .filter((transaction) => transaction.status === 'SUCCESS' && kinds.includes(transaction.kind))
      .map(({ amount }) => amount),
  );
}

export function received(order: OrderRecord): Big {
  return successful(order, 'SALE', 'CAPTURE');
}

export function refunded(order: OrderRecord): Big {
  return successful(order, 'REFUND');
}

export function outstanding(order: OrderRecord): Big {
  return currentTotals(order).total.minus(received(order)).plus(refunded(order));
}

/** An authorisation that was neither captured nor voided: such an order cannot be cancelled. */
export function hasPendingAuthorisation(order: OrderRecord): boolean {
  return order.transactions.some(
    (transaction) =>
      transaction.kind === 'AUTHORIZATION' &&
      transaction.status === 'SUCCESS' &&
      !order.transactions.some((other) => other.parentId === transaction.id && other.status === 'SUCCESS'),
  );
}

/** `displayFinancialStatus`, read off the transactions. */
export function financialStatus(order: OrderRecord): string {
  const paid = received(order);
  const back = refunded(order);
  if (paid.gt(0)) {
    if (back.gte(paid)) return 'REFUNDED';
    if (back.gt(0)) return 'PARTIALLY_REFUNDED';
    return paid.lt(order.ordered.total) ? 'PARTIALLY_PAID' : 'PAID';
  }
  if (order.statedFinancialStatus !== null) return order.statedFinancialStatus;
  if (order.transactions.some(({ kind, status }) => kind === 'VOID' && status === 'SUCCESS')) return 'VOIDED';
  if (hasPendingAuthorisation(order)) return 'AUTHORIZED';
  return new Big(order.ordered.total).eq(0) ? 'PAID' : 'PENDING';
}

export interface NewTransaction {
  readonly kind: TransactionRecord['kind'];
  readonly status?: TransactionRecord['status'];
  readonly gateway: string;
  readonly amount: Amount | Big;
  readonly processedAt?: string;
  readonly parentId?: string;
}

export function addTransaction(shop: Shop, order: OrderRecord, given: NewTransaction): TransactionRecord {
  const id = shop.ids.take('OrderTransaction');
  const transaction: TransactionRecord = {
    id,
    kind: given.kind,
    status: given.status ?? 'SUCCESS',
    gateway: given.gateway,
    amount: amountOf(given.amount),
    createdAt: shop.now(),
    processedAt: given.processedAt ?? shop.now(),
    paymentId: `${order.name}.${order.transactions.length + 1}`,
    test: order.test,
    parentId: given.parentId ?? null,
  };
  order.transactions.push(transaction);
  shop.emit('ORDER_TRANSACTIONS_CREATE', order.id);
  return transaction;
}

/** `shopify_payments` → `Shopify payments`. */
export function formattedGateway(gateway: string): string {
  const text = gateway.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
