import { cents, decimal } from '../kit/decimal.ts';
import { type Promotion, pricesOf } from './order-prices.ts';
import type { Address, Order } from './order-state.ts';
import type { Store } from './store.ts';

export interface Placement {
  readonly lines: readonly { readonly productId: string; readonly quantity: number }[];
  readonly customerNo?: string;
  /** Whom the order's mails go to. */
  readonly email: string;
  readonly billing: Address | undefined;
  readonly shipTo: Address | undefined;
  /** Without tax, as every price here. A site with gross prices adds what it takes at home. */
  readonly shipping?: { readonly methodId: string; readonly text: string; readonly price: string };
  /** Charges beside goods and shipping, as surcharges of the shipment. */
  readonly surcharges?: readonly { readonly text: string; readonly price: string }[];
  readonly coupons?: readonly string[];
  /** Promotions that apply by themselves, made for this order. */
  readonly discounts?: readonly { readonly text: string; readonly amount: string }[];
  readonly payment: {
    readonly methodId: string;
    readonly cardType?: string;
    readonly giftCertificate?: string;
    readonly transactionId?: string;
  };
  readonly paid: boolean;
  /** Ready for the ERP. Default true: the shop's own checks have passed. */
  readonly exportReady?: boolean;
  /** Only begun: its payment has not been authorized (sheet section 12). */
  readonly created?: boolean;
  readonly reference?: string;
  readonly custom?: Readonly<Record<string, unknown>>;
}

export function placeOrder(placement: Placement, store: Store): Order {
  const { settings } = store;
  const customer = placement.customerNo === undefined ? undefined : store.customer(placement.customerNo);
  const now = store.now();
  const products = placement.lines.map(({ productId, quantity }) => ({
    product: store.product(productId),
    quantity,
    price: decimal(store.priceOf(productId) ?? '0'),
  }));
  const taxRate = taxRateOf(placement, customer?.fields.c_taxExempt === true, store);
  const charges = [...(placement.shipping === undefined ? [] : [placement.shipping]), ...(placement.surcharges ?? [])];
  const priced = pricesOf({
    taxation: settings.taxation,
    taxRate,
    products: products.map(({ product, quantity, price }) => ({ productId: product.id, quantity, price })),
    shipping: charges.map(({ price }) => shownPrice(price, taxRate, store)),
    promotions: promotionsOf(placement, store),
    nextId: () => store.nextUuid(),
  });
  const order: Order = {
    orderNo: store.nextNumber('order'),
    status: 'created',
    side: {
      confirmation: placement.exportReady === false ? 'not_confirmed' : 'confirmed',
      export: 'not_exported',
      payment: placement.paid ? 'paid' : 'not_paid',
      shipping: 'not_shipped',
    },
    externalStatus: undefined,
    taxation: settings.taxation,
    customer: {
      id: customer?.id ?? store.nextUuid(),
      no: customer?.no ?? store.nextNumber('customer'),
      name: nameOf(customer?.fields ?? placement.billing ?? placement.shipTo ?? {}),
      email: placement.email,
      guest: customer === undefined,
    },
    reference: placement.reference,
    billing: placement.billing,
    shipTo: placement.shipTo,
    shippingMethod: placement.shipping?.methodId,
    products: products.map(({ product, quantity }, at) => ({
      id: store.nextUuid(),
      productId: product.id,
      name: product.nameIn('default') ?? product.id,
      quantity,
      price: priced.products[at] ?? failing(),
    })),
    shipping: charges.map(({ text }, at) => ({
      id: store.nextUuid(),
      text,
      type: at === 0 && placement.shipping !== undefined ? 'fixed_price' : 'surcharge',
      price: priced.shipping[at] ?? failing(),
    })),
    coupons: (placement.coupons ?? []).map((code) => ({ id: store.nextUuid(), code })),
    adjustments: priced.adjustments,
    totals: priced.totals,
    payments: [
      {
        id: store.nextUuid(),
        methodId: placement.payment.methodId,
        amount: priced.totals.order,
        cardType: placement.payment.cardType,
        giftCertificate: placement.payment.giftCertificate,
        transactionId: placement.payment.transactionId,
        custom: {},
      },
    ],
    custom: { ...placement.custom },
    omsEvents: [],
    invoiceNo: undefined,
    shipmentNo: undefined,
    createdAt: now,
    placedAt: undefined,
    changedAt: now,
  };
  store.orders.set(order.orderNo, order);
  for (const { productId, quantity } of order.products) store.stock.take(productId, quantity, order.orderNo);
  if (placement.created !== true) confirm(order, placement.exportReady !== false, store);
  return order;
}

/** From created to new: the order has its numbers, and waits for the ERP when the shop has no doubt about it. */
export function confirm(order: Order, exportReady: boolean, store: Store): void {
  order.status = 'new';
  order.placedAt = store.now();
  order.changedAt = store.now();
  order.invoiceNo ??= store.nextNumber('invoice');
  order.shipmentNo ??= store.nextNumber('shipment');
  if (exportReady) order.side.export = 'ready';
}

const nameOf = ({ firstName, lastName }: { readonly firstName?: unknown; readonly lastName?: unknown }): string =>
  [firstName, lastName].filter((part) => typeof part === 'string').join(' ');

function taxRateOf({ shipTo, billing }: Placement, isExempt: boolean, { settings }: Store): string {
  if (isExempt) return '0';
  // Who takes the goods along at the till is taxed where the shop is.
  const country = (shipTo ?? billing)?.countryCode ?? settings.taxRates[0]?.country;
  return settings.taxRates.find((each) => each.country === country)?.rate ?? '0';
}

const shownPrice = (net: string, taxRate: string, { settings }: Store) =>
  settings.taxation === 'net' ? decimal(net) : cents(decimal(net).times(decimal(taxRate).plus(1)));

/** Coupons first, as they were entered, then what applies by itself. */
function promotionsOf({ coupons = [], discounts = [] }: Placement, store: Store): readonly Promotion[] {
  const entered = coupons.map((code) => {
    const found = store.promotions.find(({ couponCode }) => couponCode?.toLowerCase() === code.toLowerCase());
    if (found === undefined) throw new Error(`no coupon ${code} in the shop`);
    return found;
  });
  const byThemselves = discounts.map(({ text, amount }): Promotion => {
    const id = text.toLowerCase().replace(/\W+/g, '-');
    return { id, couponCode: undefined, text, amount, off: 'order' };
  });
  return [...entered, ...byThemselves];
}

function failing(): never {
  throw new Error('every line has its price');
}
