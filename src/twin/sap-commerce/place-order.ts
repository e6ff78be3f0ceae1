import { createHash } from 'node:crypto';
import type { Big } from 'big.js';
import { decimal, ZERO } from '../kit/decimal.ts';
import { discountText, taxText } from './internal-values.ts';
import type { Item } from './item.ts';
import { type Cart, type Discount, type OrderTotals, payable, totalsOf } from './order-totals.ts';
import { priceOf, productIn } from './products.ts';
import { EXEMPT_TAX_GROUP } from './settings.ts';
import { reserve } from './stock.ts';
import type { Store, Values } from './store.ts';

export interface AddressOf {
  readonly firstname: string;
  readonly lastname: string;
  readonly company?: string | undefined;
  readonly streetname: string;
  readonly streetnumber?: string | undefined;
  readonly town: string;
  readonly postalcode: string;
  /** `IT-TO`. */
  readonly region?: string | undefined;
  readonly country: string;
  readonly phone1?: string | undefined;
  readonly email?: string | undefined;
}

/** A cart as its buyer sends it off. Amounts are decimal texts. */
export interface Placement {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  /** uid of an account. */
  readonly customer?: string;
  readonly guest?: { readonly email: string; readonly name: string };
  readonly billing: AddressOf;
  readonly shipTo?: AddressOf;
  /** Entered by staff for somebody at the counter: without a payment address, or without any. */
  readonly withoutAddress?: 'billing' | 'any' | undefined;
  readonly delivery?: { readonly mode: string; readonly cost: string };
  readonly coupons?: readonly string[];
  readonly discounts?: readonly Discount[];
  readonly paymentCost?: string;
  readonly paymentMode: string;
  /** The card was charged, by this request. */
  readonly captured?: string | undefined;
  readonly status?: string;
  readonly purchaseOrderNumber?: string;
  /** Attributes that the tenant has added. */
  readonly custom?: Values;
}

/** Orders with the carts that they were calculated from, for when pieces are called off. */
export type Carts = Map<Item, Cart>;

export function placeOrder(placement: Placement, store: Store, carts: Carts): Item {
  const { settings } = store;
  const code = String(100_001 + carts.size);
  const user = userOf(placement, store);
  const shipTo = placement.shipTo ?? placement.billing;
  const exempt = user.code('Europe1PriceFactory_UTG') === EXEMPT_TAX_GROUP;
  const cart: Cart = {
    rows: placement.lines.map(({ sku, quantity }) => {
      const buying = { pieces: quantity, group: user.code('Europe1PriceFactory_UPG') };
      return { sku, quantity, price: priceOf(store, sku, buying) ?? noPrice(sku) };
    }),
    discounts: placement.discounts ?? [],
    rate: exempt ? undefined : settings.taxRates.find(({ country }) => country === shipTo.country),
    deliveryCost: decimal(placement.delivery?.cost ?? '0'),
    paymentCost: decimal(placement.paymentCost ?? '0'),
    net: settings.net,
  };
  const enumValue = (type: string, value: string) => store.enumValue(type, value);
  const named = (type: string, key: string, value: string) =>
    store.find(type, { [key]: value }) ?? missing(type, value);
  const order = store.create('Order', {
    code: code.padStart(8, '0'),
    guid: guidOf(code),
    date: store.now(),
    status: enumValue('OrderStatus', placement.status ?? 'CREATED'),
    deliveryStatus: enumValue('DeliveryStatus', 'NOTSHIPPED'),
    paymentStatus: enumValue('PaymentStatus', placement.captured === undefined ? 'NOTPAID' : 'PAID'),
    exportStatus: enumValue('ExportStatus', 'NOTEXPORTED'),
    net: settings.net,
    currency: named('Currency', 'isocode', settings.currency),
    language: named('Language', 'isocode', settings.languages[0] ?? 'en'),
    site: named('BaseSite', 'uid', settings.site),
    store: named('BaseStore', 'uid', settings.store),
    salesApplication: enumValue('SalesApplication', 'Web'),
    user,
    unit: user.item('defaultB2BUnit') ?? null,
    purchaseOrderNumber: placement.purchaseOrderNumber ?? null,
    appliedCouponCodes: placement.coupons ?? [],
    deliveryMode: placement.delivery === undefined ? null : named('DeliveryMode', 'code', placement.delivery.mode),
    paymentMode: named('PaymentMode', 'code', placement.paymentMode),
    paymentInfo: store.create('PaymentInfo', { code: `pi-${code}` }),
    ...placement.custom,
  });
  const email = placement.guest?.email ?? user.text('uid') ?? '';
  const address = (of: AddressOf) => store.create('Address', addressValues({ email, ...of }, order, store));
  if (placement.withoutAddress === undefined) store.set(order, { paymentAddress: address(placement.billing) });
  if (placement.withoutAddress !== 'any') store.set(order, { deliveryAddress: address(shipTo) });
  const entries = cart.rows.map(({ sku, quantity }, entryNumber) => {
    const product = productIn(store, sku, 'Online') ?? missing('Product', sku);
    reserve(store, sku, quantity);
    return store.create('OrderEntry', { order, entryNumber, product, unit: product.get('unit'), giveAway: false });
  });
  const totals = recalculate(order, entries, cart, store, carts);
  if (placement.captured !== undefined) pay(order, payable(totals, cart), placement.captured, store);
  return order;
}

/** Writes what a cart costs on its order and on its entries, in the order of its rows. */
export function recalculate(
  order: Item,
  entries: readonly Item[],
  cart: Cart,
  store: Store,
  carts: Carts,
): OrderTotals {
  const totals = totalsOf(cart);
  const currency = order.code('currency') ?? '';
  carts.set(order, cart);
  store.set(order, {
    subtotal: totals.subtotal,
    deliveryCost: cart.deliveryCost,
    paymentCost: cart.paymentCost,
    totalDiscounts: totals.totalDiscounts,
    totalTax: totals.totalTax,
    totalPrice: totals.totalPrice,
    totalTaxValuesInternal: taxText(totals.taxes, currency),
    globalDiscountValuesInternal: discountText(totals.discounts, currency),
  });
  entries.forEach((entry, at) => {
    const [row, counted] = [totals.rows[at], cart.rows[at]];
    store.set(entry, {
      quantity: counted?.quantity ?? 0,
      basePrice: counted?.price ?? ZERO,
      totalPrice: row?.total ?? ZERO,
      discountValuesInternal: discountText(row?.discounts ?? [], currency),
      taxValuesInternal: taxText(row?.taxes ?? [], currency),
    });
  });
  return totals;
}

/** The money of an order has come: authorized and captured. */
export function pay(order: Item, amount: Big, requestId: string, store: Store): void {
  take(order, ['AUTHORIZATION', 'CAPTURE'], amount, requestId, store);
  enterPaid(order, store);
}

/** A part of what is to be paid has come. With the last one the order counts as paid. */
export function payPart(order: Item, amount: Big, due: Big, requestId: string, store: Store): void {
  take(order, ['PARTIAL_CAPTURE'], amount, requestId, store);
  const taken = store
    .parts(order, 'paymentTransactions')
    .flatMap((transaction) => store.parts(transaction, 'entries'))
    .reduce((sum, entry) => sum.plus(decimal(String(entry.get('amount')))), ZERO);
  if (taken.gte(due)) enterPaid(order, store);
  else store.set(order, { paymentStatus: store.enumValue('PaymentStatus', 'PARTPAID') });
}

function enterPaid(order: Item, store: Store): void {
  store.set(order, {
    status: store.enumValue('OrderStatus', 'PAYMENT_CAPTURED'),
    paymentStatus: store.enumValue('PaymentStatus', 'PAID'),
  });
}

/** Adds steps to the payment transaction of an order. */
function take(order: Item, types: readonly string[], amount: Big, requestId: string, store: Store): void {
  const code = `pt-${order.text('code') ?? ''}`;
  const [known] = store.parts(order, 'paymentTransactions');
  const transaction = known ?? store.create('PaymentTransaction', { code, order });
  for (const type of types)
    store.create('PaymentTransactionEntry', {
      code: `${code}-${type}-${store.parts(transaction, 'entries').length + 1}`,
      paymentTransaction: transaction,
      type: store.enumValue('PaymentTransactionType', type),
      amount,
      transactionStatus: 'ACCEPTED',
      requestId,
      time: store.now(),
    });
}

export function addressValues(of: AddressOf, owner: Item, store: Store): Values {
  const { country, region, ...plain } = of;
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    owner,
    country: store.ensure('Country', 'isocode', country),
    region: region === undefined ? null : store.ensure('Region', 'isocode', region),
    billingAddress: true,
    shippingAddress: true,
  };
}

/** A guest gets an account of the moment, whose uid is `{guid}|{email}` (sheet section 12). */
function userOf({ customer, guest }: Placement, store: Store): Item {
  if (customer !== undefined) return store.find('Customer', { uid: customer }) ?? missing('Customer', customer);
  if (guest === undefined) throw new RangeError('an order needs an account or a guest');
  const guid = guidOf(`guest ${store.all('Customer').length}`);
  return store.create('Customer', { uid: `${guid}|${guest.email}`, name: guest.name, customerID: guid });
}

/** In the shape of a guid, and the same for the same text. */
export function guidOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return [8, 4, 4, 4, 12].map((length, at) => digits.slice(at * 5, at * 5 + length)).join('-');
}

function missing(type: string, code: string): never {
  throw new RangeError(`no ${type} ${code}`);
}

function noPrice(sku: string): never {
  throw new RangeError(`${sku} has no price`);
}
