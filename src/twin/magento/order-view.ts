import { viewOrderAddress } from './addresses.ts';
import { type Amount, sum, ZERO } from './amount.ts';
import { both } from './base-amounts.ts';
import { viewComment } from './order-comments.ts';
import { ownRows } from './order-quantities.ts';
import type { Order, OrderItem } from './order-state.ts';
import { originalNumber } from './place-order.ts';
import { compact } from './route.ts';
import type { Settings } from './settings.ts';
import { written } from './site-time.ts';
import type { Store } from './store.ts';

export const ORDER_COLUMNS = [
  'entity_id',
  'increment_id',
  'state',
  'status',
  'created_at',
  'updated_at',
  'store_id',
  'customer_id',
  'customer_is_guest',
  'customer_group_id',
  'customer_email',
  'customer_firstname',
  'customer_lastname',
  'ext_order_id',
  'ext_customer_id',
  'coupon_code',
  'order_currency_code',
  'base_currency_code',
  'grand_total',
  'base_grand_total',
  'subtotal',
  'total_paid',
  'total_due',
  'total_refunded',
  'total_canceled',
  'shipping_description',
  'quote_id',
];

const none = (amount: Amount): Amount | undefined => (amount.eq(0) ? undefined : amount);

/** An order as `GET /V1/orders/{id}` shows it. What is nothing has no key. */
export function viewOrder(order: Order, store: Store) {
  const { settings } = store;
  const { totals } = order;
  const isGuest = order.customerId === undefined;
  const rows = ownRows(order);
  return compact({
    ...both(
      {
        discount_amount: totals.discount.times(-1),
        discount_tax_compensation_amount: totals.compensation,
        grand_total: totals.grandTotal,
        shipping_amount: totals.shipping,
        shipping_discount_amount: ZERO,
        shipping_incl_tax: totals.shipping.plus(totals.shippingTax),
        shipping_tax_amount: totals.shippingTax,
        subtotal: totals.subtotal,
        subtotal_incl_tax: totals.subtotalInclTax,
        tax_amount: totals.tax,
        total_due: totals.grandTotal.minus(order.paid),
        total_paid: none(order.paid),
        total_invoiced: none(order.paid),
        total_refunded: none(order.refunded),
        total_canceled: none(order.canceledTotal),
        shipping_invoiced: none(order.shippingInvoiced),
        shipping_refunded: none(order.shippingRefunded),
      },
      settings,
    ),
    applied_rule_ids: order.appliedRules.length === 0 ? undefined : order.appliedRules.join(','),
    base_currency_code: settings.baseCurrency,
    base_to_order_rate: Number(settings.baseToOrderRate),
    billing_address: order.billing === undefined ? undefined : viewOrderAddress(order.billing, order.id),
    coupon_code: order.couponCodes[0],
    created_at: written(order.createdAt),
    customer_email: order.email,
    customer_firstname: order.firstname,
    customer_group_id: order.customerGroupId,
    customer_id: order.customerId,
    customer_is_guest: Number(isGuest),
    customer_lastname: order.lastname,
    customer_taxvat: order.taxvat,
    discount_description: order.discountDescription,
    email_sent: order.emailSent ? 1 : undefined,
    entity_id: order.id,
    ext_customer_id: order.extCustomerId,
    ext_order_id: order.extOrderId,
    global_currency_code: settings.baseCurrency,
    hold_before_state: order.heldFrom?.state,
    hold_before_status: order.heldFrom?.status,
    increment_id: order.incrementId,
    is_virtual: Number(order.shipTo === undefined),
    order_currency_code: settings.currency,
    edit_increment: order.edits === 0 ? undefined : String(order.edits),
    original_increment_id: order.replaces === undefined ? undefined : originalNumber(order),
    quote_id: order.quoteId,
    relation_child_id: order.replacedBy === undefined ? undefined : String(order.replacedBy.id),
    relation_child_real_id: order.replacedBy?.incrementId,
    relation_parent_id: order.replaces === undefined ? undefined : String(order.replaces.id),
    relation_parent_real_id: order.replaces?.incrementId,
    remote_ip: '192.0.2.10',
    shipping_description: order.shippingDescription,
    state: order.state,
    status: order.status,
    store_currency_code: settings.currency,
    store_id: 1,
    store_name: 'Main Website\nMain Website Store\nDefault Store View',
    total_item_count: rows.length,
    total_qty_ordered: rows.reduce((total, { ordered }) => total + ordered, 0),
    updated_at: written(order.updatedAt),
    weight: 0,
    items: order.items.map((item) => viewOrderItem(item, order, settings)),
    payment: viewPayment(order, settings),
    status_histories: [...order.comments].reverse().map((each) => viewComment(each, order.id)),
    extension_attributes: extension(order, settings),
  });
}

export function viewOrderItem(item: OrderItem, order: Order, settings: Settings): Record<string, unknown> {
  const { money } = item;
  const parent = order.items.find(({ id }) => id === item.parentId);
  return compact({
    ...both(
      {
        original_price: money.originalPrice,
        price: money.price,
        price_incl_tax: money.priceInclTax,
        row_total: money.rowTotal,
        row_total_incl_tax: money.rowTotalInclTax,
        discount_amount: money.discount,
        tax_amount: money.tax,
        discount_tax_compensation_amount: money.compensation,
      },
      settings,
    ),
    applied_rule_ids: item.appliedRules.length === 0 ? undefined : item.appliedRules.join(','),
    created_at: written(order.createdAt),
    discount_percent: Number(money.discountPercent),
    ext_order_item_id: item.extItemId,
    free_shipping: 0,
    is_qty_decimal: 0,
    is_virtual: Number(item.isVirtual),
    item_id: item.id,
    name: item.name,
    order_id: order.id,
    parent_item_id: item.parentId,
    product_id: item.productId,
    product_type: item.productType,
    qty_canceled: item.canceled,
    qty_invoiced: item.invoiced,
    qty_ordered: item.ordered,
    qty_refunded: item.refunded,
    qty_shipped: item.shipped,
    quote_item_id: item.id,
    row_weight: 0,
    sku: item.sku,
    store_id: 1,
    tax_percent: Number(money.taxPercent),
    updated_at: written(order.updatedAt),
    parent_item: parent === undefined ? undefined : viewOrderItem(parent, order, settings),
    product_option:
      item.option === undefined
        ? undefined
        : { extension_attributes: { configurable_item_options: [{ option_id: '93', option_value: item.productId }] } },
  });
}

function viewPayment(order: Order, settings: Settings) {
  const { payment, totals } = order;
  return compact({
    account_status: null,
    additional_information: [payment.title],
    ...both(
      {
        amount_ordered: totals.grandTotal,
        amount_paid: none(order.paid),
        amount_refunded: none(order.refunded),
        shipping_amount: totals.shipping,
      },
      settings,
    ),
    cc_last4: null,
    entity_id: order.id,
    last_trans_id: payment.transactionId,
    method: payment.method,
    parent_id: order.id,
    po_number: payment.poNumber,
  });
}

function extension(order: Order, settings: Settings) {
  const { totals, taxRate } = order;
  return compact({
    shipping_assignments: [
      compact({
        shipping: compact({
          address: order.shipTo === undefined ? undefined : viewOrderAddress(order.shipTo, order.id),
          method: order.shippingMethod,
          total: both(
            {
              shipping_amount: totals.shipping,
              shipping_discount_amount: ZERO,
              shipping_incl_tax: totals.shipping.plus(totals.shippingTax),
              shipping_tax_amount: totals.shippingTax,
            },
            settings,
          ),
        }),
        items: order.items.map((item) => viewOrderItem(item, order, settings)),
      }),
    ].slice(0, order.shipTo === undefined ? 0 : 1),
    payment_additional_info: [{ key: 'method_title', value: order.payment.title }],
    applied_taxes:
      taxRate === undefined
        ? []
        : [
            {
              code: taxRate.code,
              title: taxRate.code,
              percent: Number(taxRate.percent),
              ...both({ amount: totals.tax }, settings),
            },
          ],
    item_applied_taxes: taxRate === undefined ? [] : itemTaxes(order, settings),
    ...(taxRate === undefined || totals.fees.length === 0
      ? {}
      : {
          additional_itemized_taxes: totals.fees.map((fee) => ({
            tax_code: taxRate.code,
            tax_percent: Number(taxRate.percent),
            ...both({ amount: fee.tax }, settings),
            taxable_item_type: 'custom_fee',
          })),
        }),
    custom_fees:
      totals.fees.length === 0
        ? undefined
        : totals.fees.map((fee) => ({
            custom_fee_code: fee.code,
            custom_fee_label: fee.label,
            ...both({ custom_fee_amount: fee.amount }, settings),
          })),
    coupon_codes: order.couponCodes.length === 0 ? undefined : order.couponCodes,
    ...(totals.storeCredit.eq(0) ? {} : both({ customer_balance_amount: totals.storeCredit }, settings)),
  });
}

function itemTaxes(order: Order, settings: Settings) {
  const { taxRate, totals } = order;
  const applied = (amount: Amount) => [
    {
      code: taxRate?.code ?? '',
      title: taxRate?.code ?? '',
      percent: Number(taxRate?.percent ?? 0),
      ...both({ amount }, settings),
    },
  ];
  return [
    ...ownRows(order).map(({ id, money }) => ({ type: 'product', item_id: id, applied_taxes: applied(money.tax) })),
    ...(totals.shipping.eq(0) ? [] : [{ type: 'shipping', applied_taxes: applied(totals.shippingTax) }]),
  ];
}

/** What of an order is neither called off nor given back, to the cent: what its buyer pays in the end. */
export function remainingTotal(order: Order): Amount {
  return sum([order.totals.grandTotal, order.canceledTotal.times(-1), order.refunded.times(-1)]);
}
