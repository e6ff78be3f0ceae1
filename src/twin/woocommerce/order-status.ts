import type { Order, OrderStatus } from './order-state.ts';
import { returnStock, soldProduct, takeStock } from './order-stock.ts';
import type { Store } from './store.ts';

/** The labels in the shop's own notes. */
const LABELS: Readonly<Record<OrderStatus, string>> = {
  'auto-draft': 'auto-draft',
  pending: 'Pending payment',
  processing: 'Processing',
  'on-hold': 'On hold',
  completed: 'Completed',
  cancelled: 'Cancelled',
  refunded: 'Refunded',
  failed: 'Failed',
  'checkout-draft': 'Draft',
  trash: 'trash',
};

const TAKES_STOCK: readonly OrderStatus[] = ['processing', 'on-hold', 'completed'];
/** `failed` and `refunded` keep the stock taken. */
const GIVES_STOCK_BACK: readonly OrderStatus[] = ['pending', 'cancelled'];
const PAYABLE: readonly OrderStatus[] = ['pending', 'on-hold', 'failed', 'cancelled', 'checkout-draft'];

/** Changes the status with all that follows: stock, dates, coupon usage, a note. The same status again does nothing. */
export function setStatus(order: Order, status: OrderStatus, store: Store): void {
  const from = order.status;
  if (from === status) return;
  order.status = status;
  const now = store.now();
  if (status === 'completed') order.completedAt = now;
  if (order.paidAt === undefined && paysWith(order, store, status)) markPaid(order, store);
  if (from !== 'auto-draft') addNote(order, `Order status changed from ${LABELS[from]} to ${LABELS[status]}.`, store);
  if (TAKES_STOCK.includes(status)) takeStock(order, store);
  if (GIVES_STOCK_BACK.includes(status)) returnStock(order, store);
  countCoupons(order, store);
}

/** `set_paid`: what a gateway does when the money is there. */
export function completePayment(order: Order, transactionId: string, store: Store): void {
  if (!PAYABLE.includes(order.status)) return;
  if (transactionId !== '') order.transactionId = transactionId;
  if (order.paidAt === undefined) markPaid(order, store);
  setStatus(order, paidStatus(order, store), store);
}

export function needsProcessing(order: Order, store: Store): boolean {
  return order.lines.some((line) => {
    const product = soldProduct(line, store);
    return product !== undefined && !(product.virtual && product.downloadable);
  });
}

export function needsPayment(order: Order): boolean {
  return ['pending', 'failed', 'checkout-draft'].includes(order.status) && order.totals.total.gt(0);
}

export function addNote(order: Order, note: string, store: Store, customerNote = false, author = 'WooCommerce') {
  const added = { id: store.nextId('comment'), author, note, customerNote, createdAt: store.now() };
  order.notes.push(added);
  return added;
}

/** Cash on delivery is paid when it is completed: captured, processing with `date_paid` null. */
function paidStatus(order: Order, store: Store): OrderStatus {
  return order.paymentMethod === 'cod' || !needsProcessing(order, store) ? 'completed' : 'processing';
}

function paysWith(order: Order, store: Store, status: OrderStatus): boolean {
  return status === paidStatus(order, store) || (status === 'completed' && paidStatus(order, store) === 'processing');
}

function markPaid(order: Order, store: Store): void {
  order.paidAt = store.now();
  const customer = store.customers.get(order.customerId);
  if (customer === undefined || customer.isPaying) return;
  customer.isPaying = true;
  customer.modifiedAt = store.now();
}

/** A coupon counts as used while the order stands. */
function countCoupons(order: Order, store: Store): void {
  const stands = [...TAKES_STOCK, 'pending'].includes(order.status);
  const falls = ['cancelled', 'trash', 'failed'].includes(order.status);
  if (stands === order.couponsCounted || (!stands && !falls)) return;
  order.couponsCounted = stands;
  const buyer = order.customerId === 0 ? order.billing.email : String(order.customerId);
  for (const line of order.couponLines) {
    const coupon = store.coupons.get(line.couponId);
    if (coupon === undefined) continue;
    coupon.usageCount += stands ? 1 : -1;
    if (stands && buyer !== '') coupon.usedBy.push(buyer);
    else if (coupon.usedBy.includes(buyer)) coupon.usedBy.splice(coupon.usedBy.indexOf(buyer), 1);
  }
}
