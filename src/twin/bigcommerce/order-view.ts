import type Big from 'big.js';
import { rfc2822 } from './moment.ts';
import { v2Money, v3Money } from './money.ts';
import type { Order, OrderLine, ShippingAddress, Taxed, TaxRow } from './order-state.ts';
import { STATUS_NAMES } from './order-status.ts';
import type { Store } from './store.ts';

/** `{name}_ex_tax`, `{name}_inc_tax` and `{name}_tax`. */
const three = (name: string, { ex, inc }: Taxed): Readonly<Record<string, string>> => ({
  [`${name}_ex_tax`]: v2Money(ex),
  [`${name}_inc_tax`]: v2Money(inc),
  [`${name}_tax`]: v2Money(inc.minus(ex)),
});

const zeros = (name: string): Readonly<Record<string, string>> => ({
  [`${name}_ex_tax`]: '0.0000',
  [`${name}_inc_tax`]: '0.0000',
  [`${name}_tax`]: '0.0000',
});

const pieces = (lines: readonly OrderLine[], pick: (line: OrderLine) => number) =>
  lines.reduce((total, line) => total + pick(line), 0);

export function viewOrder(order: Order, { settings }: Store) {
  const { storeHash, currency, displayCurrency, pricesIncludeTax } = settings;
  const { totals, lines } = order;
  const name = STATUS_NAMES[order.statusId];
  // `/shippingaddresses` is how links spell it; both spellings work.
  const link = (resource: string) => ({
    url: `https://api.bigcommerce.com/stores/${storeHash}/v2/orders/${order.id}/${resource}`,
    resource: `/orders/${order.id}/${resource}`,
  });
  return {
    id: order.id,
    customer_id: order.customerId,
    date_created: rfc2822(order.createdAt),
    date_modified: rfc2822(order.modifiedAt),
    date_shipped: rfc2822(order.shippedAt),
    status_id: order.statusId,
    status: name,
    custom_status: name,
    ...three('subtotal', totals.subtotal),
    base_shipping_cost: v2Money(totals.shippingBase),
    ...three('shipping_cost', totals.shipping),
    shipping_cost_tax_class_id: 0,
    base_handling_cost: '0.0000',
    ...zeros('handling_cost'),
    base_wrapping_cost: '0.0000',
    ...zeros('wrapping_cost'),
    ...three('total', totals.total),
    is_tax_inclusive_pricing: pricesIncludeTax,
    items_total: pieces(lines, ({ quantity }) => quantity),
    items_shipped: pieces(lines, ({ shipped }) => shipped),
    payment_method: order.paymentMethod,
    payment_provider_id: order.providerId,
    payment_status: order.paymentStatus,
    // Always zero: refunds are in V3 (sheet, section 3.1).
    refunded_amount: '0.0000',
    order_is_digital: lines.length > 0 && lines.every(({ type }) => type === 'digital'),
    store_credit_amount: v2Money(order.storeCredit),
    gift_certificate_amount: v2Money(order.giftCertificate),
    ip_address: '203.0.113.9',
    ip_address_v6: '',
    geoip_country: order.billing.country,
    geoip_country_iso2: order.billing.country_iso2,
    currency_id: 1,
    currency_code: displayCurrency,
    currency_exchange_rate: '1.0000000000',
    default_currency_id: 1,
    default_currency_code: currency,
    store_default_currency_code: currency,
    store_default_to_transactional_exchange_rate: '1.0000000000',
    staff_notes: order.staffNotes,
    customer_message: order.customerMessage,
    discount_amount: v2Money(totals.discount),
    coupon_discount: v2Money(totals.couponDiscount),
    shipping_address_count: order.addresses.length,
    cart_id: order.cartId,
    channel_id: order.channelId,
    order_source: order.source,
    external_source: order.externalSource,
    external_id: null,
    external_merchant_id: order.externalMerchantId,
    external_order_id: order.externalOrderId,
    tax_provider_id: 'BasicTaxProvider',
    customer_locale: 'en',
    is_deleted: order.isArchived,
    ebay_order_id: '0',
    credit_card_type: null,
    billing_address: order.billing,
    products: link('products'),
    shipping_addresses: link('shippingaddresses'),
    coupons: link('coupons'),
    fees: order.fees.map(({ id, name: shown, cost }) => ({
      id,
      type: 'custom_fee',
      display_name_customer: shown,
      display_name_merchant: shown,
      ...feeCost(cost),
      source: 'checkout',
    })),
  };
}

const feeCost = ({ ex, inc }: Taxed) => ({
  cost_ex_tax: v2Money(ex),
  cost_inc_tax: v2Money(inc),
  cost_tax: v2Money(inc.minus(ex)),
});

export function viewLine(line: OrderLine, order: Order) {
  const { money } = line;
  return {
    id: line.id,
    order_id: order.id,
    product_id: line.productId,
    variant_id: line.variantId,
    order_address_id: line.addressId,
    name: line.name,
    name_customer: line.name,
    name_merchant: line.name,
    sku: line.sku,
    upc: line.upc,
    type: line.type,
    base_price: v2Money(line.basePrice),
    ...three('price', line.price),
    base_total: v2Money(money.base),
    // Before coupons, all three (sheet, section 12).
    ...three('total', money.total),
    discounted_total_inc_tax: v2Money(money.discounted.inc),
    quantity: line.quantity,
    quantity_shipped: line.shipped,
    quantity_refunded: line.refunded,
    is_refunded: line.refunded >= line.quantity && line.quantity > 0,
    refund_amount: v2Money(line.refundAmount),
    weight: '0.0000',
    base_cost_price: '0.0000',
    ...zeros('cost_price'),
    fixed_shipping_cost: '0.0000',
    base_wrapping_cost: '0.0000',
    ...zeros('wrapping_cost'),
    wrapping_message: '',
    parent_order_product_id: null,
    option_set_id: null,
    bin_picking_number: '',
    brand: '',
    external_id: null,
    applied_discounts: money.discounts.map(({ id, amount, name, code, target }) => ({
      id,
      amount: v2Money(amount),
      name,
      code,
      target,
    })),
    product_options: line.options.map(({ name, value }, at) => ({
      id: line.id * 10 + at,
      product_option_id: at + 1,
      display_name: name,
      display_value: value,
      value,
      type: 'Multiple choice',
      name,
    })),
    configurable_fields: [],
    gift_certificate_id: null,
  };
}

export function viewShippingAddress(address: ShippingAddress, order: Order) {
  const { id, method, base, cost, zone, ...place } = address;
  const lines = order.lines.filter(({ addressId }) => addressId === id);
  return {
    id,
    order_id: order.id,
    ...place,
    items_total: pieces(lines, ({ quantity }) => quantity),
    items_shipped: pieces(lines, ({ shipped }) => shipped),
    shipping_method: method,
    base_cost: v2Money(base),
    ...three('cost', cost),
    base_handling_cost: '0.0000',
    ...zeros('handling_cost'),
    shipping_zone_id: 1,
    shipping_zone_name: zone,
    shipping_quotes: { url: '', resource: '' },
  };
}

export function viewCoupons({ id: order_id, coupons }: Order) {
  return coupons.map(({ id, couponId, code, amount, type, discount }) => ({
    id,
    coupon_id: couponId,
    order_id,
    code,
    amount: v3Money(amount),
    type,
    discount: v3Money(discount),
  }));
}

export function viewTax(row: TaxRow, order: Order, withDetails: boolean) {
  const written = (value: Big) => v2Money(value);
  return {
    id: row.id,
    order_id: order.id,
    order_address_id: row.addressId,
    tax_rate_id: 1,
    sales_tax_id: null,
    tax_class_id: 0,
    name: row.name,
    class: 'Default Tax Class',
    rate: written(row.rate),
    priority: 0,
    priority_amount: written(row.amount),
    line_amount: written(row.amount),
    ...(withDetails ? { order_product_id: row.lineId, line_item_type: row.kind } : {}),
  };
}
