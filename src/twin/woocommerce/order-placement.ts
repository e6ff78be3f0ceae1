import type { Instant } from '../../model/clock.ts';
import { soldName } from './order-lines.ts';
import type { Order } from './order-state.ts';
import { createOrder } from './order-write.ts';
import type { BillingAddress, PostalAddress } from './postal-address.ts';
import { createRefund } from './refund-write.ts';
import type { Store } from './store.ts';

export interface PlacedLine {
  /** One of the two. The id may be a variation's. */
  readonly productId?: number;
  readonly sku?: string;
  readonly quantity?: number;
  readonly subtotal?: string;
  readonly total?: string;
  readonly meta?: Readonly<Record<string, unknown>>;
}

export interface PlacedRefund {
  /** Decimal text; without it the lines are added up. */
  readonly amount?: string;
  readonly reason?: string;
  readonly restock?: boolean;
  /** By position in the order. Totals are net. */
  readonly lines?: readonly { readonly line: number; readonly quantity: number; readonly total?: string }[];
}

export interface OrderPlacement {
  readonly lines: readonly PlacedLine[];
  /** A customer's id; without it a guest, known by `billing` only. */
  readonly customerId?: number;
  readonly billing?: Partial<BillingAddress>;
  readonly shipping?: Partial<PostalAddress>;
  /** Default `processing`. */
  readonly status?: string;
  readonly dateCreated?: Instant;
  /** Default `checkout`. */
  readonly createdVia?: string;
  readonly currency?: string;
  readonly paymentMethod?: string;
  readonly paymentMethodTitle?: string;
  readonly transactionId?: string;
  readonly customerNote?: string;
  readonly shippingLines?: readonly { readonly methodId: string; readonly title: string; readonly total: string }[];
  readonly fees?: readonly { readonly name: string; readonly total: string; readonly taxStatus?: 'taxable' | 'none' }[];
  readonly coupons?: readonly string[];
  readonly refunds?: readonly PlacedRefund[];
  readonly meta?: Readonly<Record<string, unknown>>;
}

/**
 * Puts an order into the shop through the same code as `POST /orders`, at its own time. The addresses of a customer
 * are taken from the record where the placement has none. Throws the RestError the API would answer with.
 */
export function placeOrder(placement: OrderPlacement, store: Store): Order {
  const at = placement.dateCreated === undefined ? undefined : Math.floor(Date.parse(placement.dateCreated) / 1000);
  return store.asOf(at, () => {
    const order = createOrder(bodyOf(placement, store), store);
    for (const refund of placement.refunds ?? []) createRefund(order, refundBody(refund, order), store);
    return order;
  });
}

function bodyOf(placement: OrderPlacement, store: Store): Readonly<Record<string, unknown>> {
  const customer = store.customers.get(placement.customerId ?? 0);
  const createdVia = placement.createdVia ?? 'checkout';
  const isCheckout = createdVia === 'checkout' || createdVia === 'store-api';
  return defined({
    status: placement.status ?? 'processing',
    customer_id: placement.customerId,
    created_via: createdVia,
    currency: placement.currency,
    payment_method: placement.paymentMethod ?? 'bacs',
    payment_method_title: placement.paymentMethodTitle ?? 'Bank transfer',
    transaction_id: placement.transactionId,
    customer_note: placement.customerNote,
    billing: { ...customer?.billing, ...placement.billing },
    shipping: { ...(placement.billing === undefined ? customer?.shipping : undefined), ...placement.shipping },
    line_items: placement.lines.map((line) =>
      defined({
        product_id: line.productId,
        sku: line.sku,
        quantity: line.quantity,
        subtotal: line.subtotal,
        total: line.total,
        meta_data: entries(line.meta),
      }),
    ),
    shipping_lines: placement.shippingLines?.map(({ methodId, title, total }) => ({
      method_id: methodId,
      method_title: title,
      total,
      meta_data: isCheckout ? [{ key: 'Items', value: itemsText(placement, store) }] : [],
    })),
    fee_lines: placement.fees?.map(({ name, total, taxStatus }) => ({
      name,
      total,
      tax_status: taxStatus ?? 'taxable',
    })),
    coupon_lines: placement.coupons?.map((code) => ({ code })),
    meta_data: entries(placement.meta),
  });
}

/** What a checkout notes on its shipping line: `Ceramic mug &times; 1, Cotton T-shirt &times; 3` (captured). */
function itemsText(placement: OrderPlacement, store: Store): string {
  return placement.lines
    .map((line) => {
      const product = line.sku === undefined ? store.products.get(line.productId ?? 0) : store.productBySku(line.sku);
      return `${product === undefined ? '' : soldName(product, store)} &times; ${line.quantity ?? 1}`;
    })
    .join(', ');
}

function refundBody(refund: PlacedRefund, order: Order): Readonly<Record<string, unknown>> {
  return defined({
    amount: refund.amount,
    reason: refund.reason,
    api_refund: false,
    api_restock: refund.restock ?? true,
    line_items: refund.lines?.map(({ line, quantity, total }) =>
      defined({
        id: order.lines[line]?.id ?? 0,
        quantity,
        refund_total: total === undefined ? undefined : Number(total),
      }),
    ),
  });
}

function entries(meta: Readonly<Record<string, unknown>> | undefined): readonly unknown[] | undefined {
  return meta === undefined ? undefined : Object.entries(meta).map(([key, value]) => ({ key, value }));
}

function defined(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
