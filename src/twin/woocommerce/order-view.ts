import { fixed, sum, ZERO } from './amount.ts';
import { viewMeta } from './meta-data.ts';
import { viewCouponLine, viewFeeLine, viewProductLine, viewShippingLine, viewTaxLine } from './order-line-view.ts';
import type { Order } from './order-state.ts';
import { needsPayment, needsProcessing } from './order-status.ts';
import { apiUrl, links } from './resource-links.ts';
import { gmt } from './site-time.ts';
import type { Store } from './store.ts';

export const WOOCOMMERCE_VERSION = '11.0.1';

/** The order as the API shows it. `decimals` is the `dp` parameter, `site` the scheme and host for links. */
export function viewOrder(order: Order, store: Store, site: string, decimals: number) {
  const { totals } = order;
  const local = (at: number | undefined) => (at === undefined ? null : store.time.local(at));
  const utc = (at: number | undefined) => (at === undefined ? null : gmt(at));
  return {
    id: order.id,
    parent_id: 0,
    status: order.status,
    currency: order.currency,
    version: WOOCOMMERCE_VERSION,
    prices_include_tax: order.pricesIncludeTax,
    date_created: local(order.createdAt),
    date_modified: local(order.modifiedAt),
    discount_total: fixed(totals.discountTotal, decimals),
    discount_tax: fixed(totals.discountTax, decimals),
    shipping_total: fixed(totals.shippingTotal, decimals),
    shipping_tax: fixed(totals.shippingTax, decimals),
    cart_tax: fixed(totals.cartTax, decimals),
    total: fixed(totals.total, decimals),
    total_tax: fixed(totals.cartTax.plus(totals.shippingTax), decimals),
    customer_id: order.customerId,
    order_key: order.orderKey,
    billing: { ...order.billing },
    shipping: { ...order.shipping },
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentMethodTitle,
    transaction_id: order.transactionId,
    customer_ip_address: order.customerIpAddress,
    customer_user_agent: order.customerUserAgent,
    created_via: order.createdVia,
    customer_note: order.customerNote,
    date_completed: local(order.completedAt),
    date_paid: local(order.paidAt),
    cart_hash: order.cartHash,
    number: String(order.id),
    meta_data: viewMeta(order.meta),
    line_items: order.lines.map((line) => viewProductLine(line, store, decimals)),
    tax_lines: order.taxLines.map((line) => viewTaxLine(line, decimals)),
    shipping_lines: order.shippingLines.map((line) => viewShippingLine(line, store, decimals)),
    fee_lines: order.feeLines.map((line) => viewFeeLine(line, store, decimals)),
    coupon_lines: order.couponLines.map(viewCouponLine),
    refunds: order.refunds.map((refund) => ({
      id: refund.id,
      reason: refund.reason,
      total: fixed(ZERO.minus(refund.amount), decimals),
      total_tax: fixed(sum(refund.taxLines.flatMap((line) => [line.taxTotal, line.shippingTaxTotal])), decimals),
    })),
    payment_url: `${site}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.orderKey}`,
    is_editable: ['pending', 'on-hold', 'auto-draft'].includes(order.status),
    needs_payment: needsPayment(order),
    needs_processing: needsProcessing(order, store),
    date_created_gmt: utc(order.createdAt),
    date_modified_gmt: utc(order.modifiedAt),
    date_completed_gmt: utc(order.completedAt),
    date_paid_gmt: utc(order.paidAt),
    currency_symbol: currencySymbol(order.currency),
    _links: {
      ...links(site, 'orders', order.id, order.customerId === 0 ? {} : { customer: `customers/${order.customerId}` }),
      email_templates: [{ embeddable: true, href: apiUrl(site, `orders/${order.id}/actions/email_templates`) }],
    },
  };
}

const texts = new WeakMap<Order, { readonly key: string; readonly text: string }>();

/** The order as JSON text, kept until the order or what it reads from the catalogue changes: list pages are built from these. */
export function orderText(order: Order, store: Store, site: string, decimals: number): string {
  const key = `${order.revision} ${store.catalogueRevision} ${decimals} ${site}`;
  const kept = texts.get(order);
  if (kept?.key === key) return kept.text;
  const text = JSON.stringify(viewOrder(order, store, site, decimals));
  texts.set(order, { key, text });
  return text;
}

const symbols = new Map<string, string>();

function currencySymbol(currency: string): string {
  let symbol = symbols.get(currency);
  if (symbol === undefined) {
    const parts = new Intl.NumberFormat('en', {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    }).formatToParts(0);
    symbol = parts.find((part) => part.type === 'currency')?.value ?? currency;
    symbols.set(currency, symbol);
  }
  return symbol;
}
