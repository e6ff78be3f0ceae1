import { Big } from 'big.js';
import { cancellable, consigned } from './cancel-order.ts';
import type { Item } from './item.ts';
import { returned } from './return-order.ts';
import type { Store } from './store.ts';

/** An order as the storefront's API shows it: real numbers, times with their zone, no tax of a line (sheet sections 3.1 and 11). */
export function viewOrder(order: Item, store: Store): unknown {
  const currency = order.code('currency') ?? '';
  const money = (qualifier: string) => price(amount(order, qualifier), currency);
  const entries = store.parts(order, 'entries');
  const [total, tax] = [amount(order, 'totalPrice'), amount(order, 'totalTax')];
  const user = order.item('user');
  const uid = user?.text('uid') ?? '';
  const mode = order.item('deliveryMode');
  return compact({
    code: order.text('code'),
    guid: order.text('guid'),
    status: order.code('status'),
    statusDisplay: order.code('status')?.toLowerCase(),
    created: occTime(order.number('date')),
    net: order.get('net') === true,
    guestCustomer: uid.includes('|'),
    user: compact({ uid, name: user?.text('name') }),
    site: order.code('site'),
    store: order.code('store'),
    purchaseOrderNumber: order.text('purchaseOrderNumber'),
    entries: entries.map((entry) => viewEntry(entry, currency)),
    deliveryMode: mode === undefined ? undefined : { code: mode.text('code'), name: mode.localized('name', 'en') },
    deliveryAddress: viewAddress(order.item('deliveryAddress')),
    deliveryCost: money('deliveryCost'),
    subTotal: money('subtotal'),
    totalDiscounts: money('totalDiscounts'),
    totalTax: price(tax, currency),
    totalPrice: price(total, currency),
    totalPriceWithTax: price(order.get('net') === true ? total.plus(tax) : total, currency),
    appliedVouchers: order.list('appliedCouponCodes').map((code) => ({ code, voucherCode: code })),
    paymentInfo: compact({
      id: order.item('paymentInfo')?.text('code'),
      accountHolderName: user?.text('name'),
      billingAddress: viewAddress(order.item('paymentAddress')),
    }),
    consignments: store.parts(order, 'consignments').map((each) => viewConsignment(each, store)),
    deliveryStatus: order.code('deliveryStatus'),
    cancellable: entries.some((entry) => cancellable(entry, store) > 0),
    returnable: isReturnable(order, store),
    totalItems: entries.length,
  });
}

/** Shipped pieces that have not been returned yet. */
export function isReturnable(order: Item, store: Store): boolean {
  return store.parts(order, 'entries').some((entry) => consigned(entry, store) - returned(entry, store) > 0);
}

export function viewReturn(request: Item, store: Store): unknown {
  const entries = store.parts(request, 'returnEntries');
  const currency = request.code('currency') ?? '';
  const total = entries.reduce((sum, each) => sum.plus(amount(each, 'amount')), new Big(0));
  return {
    code: request.text('code'),
    rma: request.text('RMA'),
    status: request.code('status'),
    order: { code: request.item('order')?.text('code') },
    cancellable: request.code('status') === 'APPROVAL_PENDING',
    returnEntries: entries.map((each) => ({
      orderEntry: { entryNumber: each.item('orderEntry')?.number('entryNumber') },
      expectedQuantity: each.number('expectedQuantity'),
      refundAmount: price(amount(each, 'amount'), currency),
    })),
    totalPrice: price(total, currency),
  };
}

export const price = (value: Big, currencyIso: string) => ({
  currencyIso,
  value: Number(value.toFixed()),
  priceType: 'BUY',
  formattedValue: `${currencyIso} ${value.toFixed(2)}`,
});

export function viewAddress(address: Item | undefined): unknown {
  if (address === undefined) return undefined;
  const region = address.item('region');
  const iso = region?.text('isocode');
  return compact({
    id: String(address.pk),
    firstName: address.text('firstname'),
    lastName: address.text('lastname'),
    companyName: address.text('company'),
    line1: address.text('streetname'),
    line2: address.text('streetnumber'),
    town: address.text('town'),
    postalCode: address.text('postalcode'),
    region: iso === undefined ? undefined : { isocode: iso, isocodeShort: iso.split('-').at(-1) },
    country: { isocode: address.code('country') },
    phone: address.text('phone1'),
    email: address.text('email'),
  });
}

export const compact = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** `2026-03-02T14:05:10+0000`. */
export const occTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, '+0000');

function amount(item: Item, qualifier: string): Big {
  const value = item.get(qualifier);
  return value instanceof Big ? value : new Big(0);
}

function viewEntry(entry: Item, currency: string): unknown {
  const product = entry.item('product');
  return {
    entryNumber: entry.number('entryNumber'),
    quantity: entry.number('quantity'),
    product: compact({ code: product?.text('code'), name: product?.localized('name', 'en') }),
    basePrice: price(amount(entry, 'basePrice'), currency),
    totalPrice: price(amount(entry, 'totalPrice'), currency),
  };
}

function viewConsignment(consignment: Item, store: Store): unknown {
  return compact({
    code: consignment.text('code'),
    status: consignment.code('status'),
    statusDate: occTime(consignment.number('modifiedtime')),
    trackingID: consignment.text('trackingID'),
    shippingAddress: viewAddress(consignment.item('shippingAddress')),
    entries: store.parts(consignment, 'consignmentEntries').map((each) => ({
      orderEntry: { entryNumber: each.item('orderEntry')?.number('entryNumber') },
      quantity: each.number('quantity'),
      shippedQuantity: each.number('shippedQuantity'),
    })),
  });
}
