import { createHash } from 'node:crypto';
import type Big from 'big.js';
import { decimal, ZERO } from '../kit/decimal.ts';
import type { Coupon } from './coupons.ts';
import { EMPTY_ADDRESS, type OrderAddress } from './order-address.ts';
import { type PricedLine, priceAbroad, priceLines, taxed, taxedPrice, totalsOf } from './order-pricing.ts';
import type { Fee, Order, OrderCoupon, OrderLine, ShippingAddress, Transaction } from './order-state.ts';
import { STATUS, type StatusId } from './order-status.ts';
import { holdStock, stockInStatus } from './order-stock.ts';
import { taxRowsOf } from './order-taxes.ts';
import { calculatedPrice, type Product, type Variant } from './product-state.ts';
import type { Store } from './store.ts';

/** How a buyer has paid, or will. */
export interface Payment {
  /** The display name: `Credit Card`. */
  readonly name: string;
  readonly status: string;
  readonly event: Transaction['event'];
  readonly method: string;
  readonly gateway: string;
  readonly gatewayId?: string;
  readonly fraudReview?: boolean;
}

/** A cart as its buyer sends it off. Amounts are decimal texts, as prices are entered in the store. */
export interface Placement {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly customerId?: number;
  readonly billing: OrderAddress;
  readonly shipTo?: OrderAddress;
  /** Written by staff who were told no address, or none for the bill: its fields are empty. */
  readonly withoutAddress?: 'billing' | 'any';
  /** Net. Nothing is shipped without it, and the goods go to the address all the same. */
  readonly shipping?: { readonly method: string; readonly price: string };
  readonly coupons?: readonly string[];
  readonly promotions?: readonly { readonly name: string; readonly amount: string }[];
  /** Net. */
  readonly fees?: readonly { readonly name: string; readonly amount: string }[];
  readonly payment: Payment;
  readonly paidByStoreCredit?: boolean;
  readonly statusId?: StatusId;
  readonly message?: string;
}

/** A checkout: an order that is Incomplete first, and then what its payment makes of it (sheet, section 12). */
export function placeOrder(placement: Placement, store: Store): Order {
  const { settings } = store;
  const shipTo = placement.shipTo ?? placement.billing;
  const isExempt = (store.customers.get(placement.customerId ?? 0)?.taxExemptCategory ?? '') !== '';
  const rate = isExempt ? undefined : settings.taxRates.find(({ country }) => country === shipTo.country_iso2);
  const percent = decimal(rate?.percent);
  const coupons = (placement.coupons ?? []).map((code) => couponNamed(code, store));
  const others = (placement.promotions ?? []).map(({ name, amount }) => ({
    id: String(store.nextId('promotion')),
    name,
    amount: decimal(amount),
  }));
  const terms = { coupons, others, rate };
  const addressId = store.nextId('orderAddress');
  const bought = placement.lines.map(({ sku, quantity }) => ({ ...soldAs(sku, store), quantity }));
  const priced = bought.map(({ product, variant, quantity }) => pricedLine(product, variant, quantity, percent, store));
  const money = priceLines(priced, terms, settings.pricesIncludeTax);
  const lines = bought.map(({ product, variant, quantity }, at): OrderLine => {
    const line = priced[at] ?? { sku: variant.sku, quantity, price: ZERO, percent };
    return {
      id: store.nextId('line'),
      productId: product.id,
      variantId: variant.id,
      addressId: product.type === 'digital' ? 0 : addressId,
      name: product.name,
      sku: variant.sku,
      upc: variant.upc,
      type: product.type,
      options: variant.options.map(({ optionName, label }) => ({ name: optionName, value: label })),
      basePrice: line.price,
      price: taxedPrice(line, settings.pricesIncludeTax),
      quantity,
      shipped: 0,
      refunded: 0,
      refundAmount: ZERO,
      money: money[at] ?? priceLines([line], terms, settings.pricesIncludeTax)[0] ?? emptyMoney(),
    };
  });
  const fees = (placement.fees ?? []).map(({ name, amount }): Fee => {
    const net = decimal(amount);
    return { id: store.nextId('fee'), name, cost: taxed(net, percent, false) };
  });
  const shipping = shippingOf(placement, coupons, percent);
  const address: ShippingAddress = {
    ...shipTo,
    id: addressId,
    method: placement.shipping?.method ?? '',
    base: shipping.base,
    cost: shipping.cost,
    zone: shipTo.country,
  };
  const totals = totalsOf(
    lines.map((line) => line.money),
    shipping,
    fees,
  );
  const isShipped = lines.some(({ addressId: to }) => to !== 0) && placement.withoutAddress !== 'any';
  const id = store.nextId('order');
  const now = store.now();
  const order: Order = {
    id,
    customerId: placement.customerId ?? 0,
    createdAt: now,
    modifiedAt: now,
    shippedAt: undefined,
    statusId: STATUS.incomplete,
    paymentMethod: placement.payment.name,
    providerId: placement.payment.gatewayId ?? '',
    paymentStatus: placement.payment.status,
    billing:
      placement.withoutAddress === undefined ? placement.billing : { ...EMPTY_ADDRESS, email: placement.billing.email },
    addresses: isShipped ? [address] : [],
    lines,
    coupons: couponsOn(coupons, lines, shipping.waived, store),
    taxes: taxRowsOf(lines, isShipped ? [address] : [], rate, store),
    fees,
    totals,
    storeCredit: placement.paidByStoreCredit === true ? totals.total.inc : ZERO,
    giftCertificate: ZERO,
    staffNotes: '',
    customerMessage: placement.message ?? '',
    externalOrderId: '',
    externalSource: null,
    externalMerchantId: null,
    channelId: 1,
    source: 'www',
    cartId: cartIdOf(id),
    isArchived: false,
    transactions: [],
    taken: new Map(),
    terms,
  };
  store.orders.set(order.id, order);
  order.transactions.push(transactionOf(placement.payment, order, store));
  store.tell('store/order/created', 'order', order.id);
  if (settings.inventory.takesStock === 'order_placed') holdStock(order, store);
  enterStatus(order, placement.statusId ?? STATUS.awaitingFulfillment, store);
  return order;
}

/** Staff change how many pieces of lines are sold; discounts are worked out anew, as in the control panel. */
export function editQuantities(order: Order, quantities: ReadonlyMap<number, number>, store: Store): void {
  const { terms } = order;
  if (terms === undefined) throw new Error(`order ${order.id} was not placed by a buyer`);
  const { settings } = store;
  const percent = decimal(terms.rate?.percent);
  for (const line of order.lines) line.quantity = quantities.get(line.id) ?? line.quantity;
  order.lines = order.lines.filter(({ quantity }) => quantity > 0);
  const money = priceLines(
    order.lines.map(({ sku, quantity, basePrice }) => ({ sku, quantity, price: basePrice, percent })),
    terms,
    settings.pricesIncludeTax,
  );
  order.lines.forEach((line, at) => {
    line.money = money[at] ?? line.money;
  });
  const [address] = order.addresses;
  order.totals = totalsOf(
    money,
    { base: address?.base ?? ZERO, cost: address?.cost ?? { ex: ZERO, inc: ZERO } },
    order.fees,
  );
  order.coupons = couponsOn(
    terms.coupons,
    order.lines,
    order.totals.shippingBase.minus(order.totals.shipping.ex),
    store,
  );
  order.taxes = taxRowsOf(order.lines, order.addresses, terms.rate, store);
  if (settings.inventory.adjustsOnEdit) holdStock(order, store);
  touch(order, store);
}

/** Changes the status; what that does to stock is a setting. */
export function enterStatus(order: Order, statusId: StatusId, store: Store): void {
  const before = order.statusId;
  if (before !== statusId) {
    order.statusId = statusId;
    stockInStatus(order, before, store);
    store.tell('store/order/statusUpdated', 'order', order.id, {
      status: { previous_status_id: before, new_status_id: statusId },
    });
  }
  touch(order, store);
}

/** The order was changed now. */
export function touch(order: Order, store: Store): void {
  order.modifiedAt = store.now();
  store.tell('store/order/updated', 'order', order.id);
}

export function transactionOf(payment: Payment, order: Order, store: Store): Transaction {
  return {
    id: store.nextId('transaction'),
    event: payment.event,
    method: payment.method,
    amount: order.totals.total.inc,
    gateway: payment.gateway,
    gatewayId: payment.gatewayId ?? null,
    referenceId: null,
    fraudReview: payment.fraudReview ?? false,
    offlineName: payment.method === 'offline' ? payment.name : undefined,
    createdAt: store.now(),
  };
}

function soldAs(sku: string, store: Store): { readonly product: Product; readonly variant: Variant } {
  const variant = store.variantBySku(sku);
  const product = store.products.get(variant?.productId ?? 0);
  if (variant === undefined || product === undefined) throw new Error(`the store sells no ${sku}`);
  return { product, variant };
}

function pricedLine(product: Product, variant: Variant, quantity: number, percent: Big, store: Store): PricedLine {
  const { pricesIncludeTax, taxRates } = store.settings;
  const home = decimal(taxRates[0]?.percent);
  const price = priceAbroad(calculatedPrice(product, variant), home, percent, pricesIncludeTax);
  return { sku: variant.sku, quantity, price, percent };
}

function couponNamed(code: string, store: Store): Coupon {
  const found = [...store.coupons.values()].find((each) => each.code.toLowerCase() === code.toLowerCase());
  if (found === undefined) throw new Error(`the store has no coupon ${code}`);
  return found;
}

/**
 * What shipping costs, and what coupons took off it. Assumed: the base cost stays as quoted, the costs with and without
 * tax are what is paid, and only the coupon's own row tells of the difference; the sheet has no example of one.
 */
function shippingOf({ shipping }: Placement, coupons: readonly Coupon[], percent: Big) {
  const base = decimal(shipping?.price);
  const off = coupons.reduce(
    (total, { type, amount }) => total.plus(type === 4 ? base : type === 3 ? amount : ZERO),
    ZERO,
  );
  const waived = off.gt(base) ? base : off;
  return { base, waived, cost: taxed(base.minus(waived), percent, false) };
}

function couponsOn(
  coupons: readonly Coupon[],
  lines: readonly OrderLine[],
  waived: Big,
  store: Store,
): readonly OrderCoupon[] {
  return coupons.map(({ id, code, type, amount }) => ({
    id: store.nextId('orderCoupon'),
    couponId: id,
    code,
    amount,
    type,
    discount:
      type === 3 || type === 4
        ? waived
        : lines
            .flatMap((line) => line.money.discounts)
            .filter((each) => each.code === code)
            .reduce((total, each) => total.plus(each.amount), ZERO),
  }));
}

const emptyMoney = () => ({
  base: ZERO,
  total: { ex: ZERO, inc: ZERO },
  discounts: [],
  discounted: { ex: ZERO, inc: ZERO },
});

/** `0b7a6f0e-…`: the cart that an order was. */
function cartIdOf(orderId: number): string {
  const hex = createHash('sha1').update(`cart ${orderId}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
