import type { WooCommerceAddress, WooCommerceOrder } from './woocommerce-order.ts';

const FIRST_MODIFIED = Date.parse('2025-01-06T00:00:00Z');
const TAX_PERCENT = 8;
const COUPON_PERCENT = 10;
const TAX_RATE_ID = 3;

/** Amounts of the answers are asked for with six decimals (`dp=6`). Takes cents. */
const amount = (cents: number): string => (cents / 100).toFixed(6);
const taxOf = (cents: number): number => Math.round((cents * TAX_PERCENT) / 100);
const second = (index: number): string => new Date(FIRST_MODIFIED + index * 1000).toISOString().slice(0, 19);

/** When the order with this index was last changed, in milliseconds: one order a second, in order. */
export const modifiedAt = (index: number): number => FIRST_MODIFIED + index * 1000;

/**
 * The order with this index (from 0): every second one of a company with a purchase order number, every fourth with a
 * coupon over all lines, every fifth line a variation, every tenth order with a fee. All fields that WooCommerce 10
 * sends, also those that nobody reads: parsing them is part of the work.
 */
export function makeOrder(index: number, lineCount: number): WooCommerceOrder {
  const id = 100_000 + index;
  const isCompany = index % 2 === 0;
  const hasCoupon = index % 4 === 0;
  const hasFee = index % 10 === 0;
  const lines = Array.from({ length: lineCount }, (_, at) => line(id, index, at, hasCoupon));
  const shipping = 990;
  const fee = hasFee ? 350 : 0;
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const net = sum(lines.map(({ cents }) => cents.total));
  const subtotal = sum(lines.map(({ cents }) => cents.subtotal));
  const goodsTax = sum(lines.map(({ cents }) => cents.tax)) + taxOf(fee);
  const tax = goodsTax + taxOf(shipping);
  const billing = { ...address(index, isCompany), email: `buyer${index % 997}@example.com` };
  const unread = {
    parent_id: 0,
    version: '10.0.2',
    prices_include_tax: false,
    date_created: second(index),
    date_modified: second(index),
    date_completed: null,
    date_paid: second(index),
    discount_tax: amount(taxOf(subtotal - net)),
    shipping_tax: amount(taxOf(shipping)),
    cart_tax: amount(goodsTax),
    order_key: `wc_order_example${id}`,
    customer_ip_address: '203.0.113.9',
    customer_user_agent:
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36',
    cart_hash: 'd41d8cd98f00b204e9800998ecf8427e',
    refunds: [],
    payment_url: `https://shop.example.com/checkout/order-pay/${id}/?pay_for_order=true&key=wc_order_example${id}`,
    is_editable: false,
    needs_payment: false,
    date_completed_gmt: null,
    currency_symbol: '$',
    _links: {
      self: [{ href: `https://shop.example.com/wp-json/wc/v3/orders/${id}` }],
      collection: [{ href: 'https://shop.example.com/wp-json/wc/v3/orders' }],
    },
  };
  const order = {
    ...unread,
    id,
    status: 'processing',
    currency: 'USD',
    discount_total: amount(subtotal - net),
    shipping_total: amount(shipping),
    total: amount(net + shipping + fee + tax),
    total_tax: amount(tax),
    customer_id: index % 3 === 0 ? 0 : 50 + (index % 997),
    billing,
    shipping: address(index + 1, isCompany),
    payment_method: 'stripe',
    payment_method_title: 'Credit card',
    transaction_id: `ch_3Example${id}`,
    created_via: 'checkout',
    customer_note: index % 3 === 0 ? 'Leave at dock 3\r\nThanks 🚚' : '',
    number: String(id),
    meta_data: [
      ...(isCompany ? [{ id: id * 10, key: '_po_number', value: `4500-${index}` }] : []),
      { id: id * 10 + 1, key: 'is_vat_exempt', value: 'no' },
      { id: id * 10 + 2, key: '_stripe_customer_id', value: 'cus_example' },
      ...(hasFee ? [{ id: id * 10 + 3, key: 'gift_message', value: 'Happy birthday' }] : []),
      { id: id * 10 + 4, key: '_wc_order_attribution_session_count', value: '1' },
    ],
    line_items: lines.map(({ item }) => item),
    tax_lines: [
      {
        id: id * 10 + 5,
        rate_code: 'US-TX-SALES-1',
        rate_id: TAX_RATE_ID,
        label: 'Sales tax',
        compound: false,
        tax_total: amount(goodsTax),
        shipping_tax_total: amount(taxOf(shipping)),
        rate_percent: TAX_PERCENT,
        meta_data: [],
      },
    ],
    shipping_lines: [
      {
        id: id * 10 + 6,
        method_title: 'Ground',
        method_id: 'flat_rate',
        instance_id: '2',
        total: amount(shipping),
        total_tax: amount(taxOf(shipping)),
        taxes: taxes(shipping),
        tax_status: 'taxable',
        meta_data: [{ id: id * 10 + 7, key: 'Items', value: 'Hex Bolt M8 &times; 10' }],
      },
    ],
    fee_lines: hasFee
      ? [
          {
            id: id * 10 + 8,
            name: 'Gift wrap',
            tax_class: '',
            tax_status: 'taxable',
            amount: amount(fee),
            total: amount(fee),
            total_tax: amount(taxOf(fee)),
            taxes: taxes(fee),
            meta_data: [],
          },
        ]
      : [],
    coupon_lines: hasCoupon
      ? [
          {
            id: id * 10 + 9,
            code: 'spring10',
            discount: ((subtotal - net) / 100).toFixed(2),
            discount_tax: (taxOf(subtotal - net) / 100).toFixed(2),
            meta_data: [],
            discount_type: 'percent',
            nominal_amount: COUPON_PERCENT,
            free_shipping: false,
          },
        ]
      : [],
    needs_processing: true,
    date_created_gmt: second(index),
    date_modified_gmt: second(index),
    date_paid_gmt: second(index),
  };
  return order;
}

function taxes(cents: number): readonly { readonly id: number; readonly total: string; readonly subtotal: string }[] {
  return [{ id: TAX_RATE_ID, total: (taxOf(cents) / 100).toFixed(2), subtotal: (taxOf(cents) / 100).toFixed(2) }];
}

function line(orderId: number, index: number, at: number, hasCoupon: boolean) {
  const number = index * 7 + at * 13;
  const quantity = 1 + (number % 5);
  const subtotal = (450 + (number % 400) * 25) * quantity;
  const total = hasCoupon ? subtotal - Math.round((subtotal * COUPON_PERCENT) / 100) : subtotal;
  const isVariation = number % 5 === 0;
  const id = orderId * 100 + at;
  return {
    cents: { subtotal, total, tax: taxOf(total) },
    item: {
      id,
      name: `Hex Bolt M${4 + (number % 20)} - Box of 50`,
      product_id: 200 + (number % 300),
      variation_id: isVariation ? 5000 + (number % 300) : 0,
      quantity,
      tax_class: at % 2 === 0 ? '' : 'reduced-rate',
      subtotal: amount(subtotal),
      subtotal_tax: amount(taxOf(subtotal)),
      total: amount(total),
      total_tax: amount(taxOf(total)),
      taxes: taxes(total),
      meta_data: [
        {
          id: id * 10,
          key: '_reduced_stock',
          value: String(quantity),
          display_key: '_reduced_stock',
          display_value: String(quantity),
        },
        ...(isVariation
          ? [{ id: id * 10 + 1, key: 'pa_finish', value: 'zinc', display_key: 'Finish', display_value: 'Zinc' }]
          : []),
      ],
      sku: `HX-BOLT-${number % 300}`,
      global_unique_id: at % 2 === 0 ? '4006381333931' : '',
      price: total / quantity / 100,
      image: { id: '', src: '' },
      parent_name: null,
    },
  };
}

function address(index: number, isCompany: boolean): WooCommerceAddress {
  const number = index % 997;
  return {
    first_name: 'Dana',
    last_name: `Reyes ${number}`,
    company: isCompany ? `Reyes Tools ${number} LLC` : '',
    address_1: `${number} Mill Rd`,
    address_2: index % 5 === 0 ? 'Bay 3' : '',
    city: 'Austin',
    state: 'TX',
    postcode: '78701',
    country: 'US',
    phone: '+1 512 555 0100',
  };
}
