import { allocate, centsOf, centText, millionths } from './money.ts';
import { named, oneLine } from './order-document.ts';
import type { Address, Allocation, Customer, Field, Item, Money, ShopifyOrder, Tax, Way } from './shopify-order.ts';

/**
 * Shopify order → order document, written by hand: what mappings/shopify/order.from.jsonata says, with the connector's
 * default options, for orders in a currency with cents of which nothing was removed or refunded. Business buyers, tips,
 * duties, fees, captures of authorisations and fields of an ERP are not written out: the benchmark's orders have none,
 * and it throws where it meets one. The benchmark compares its documents with the mapping's before it measures.
 */
export function shopifyOrderDocument(order: ShopifyOrder): Record<string, unknown> {
  const { lineItems, shippingLines, discountApplications, customer } = order;
  if (
    lineItems.pageInfo.hasNextPage ||
    shippingLines.pageInfo.hasNextPage ||
    discountApplications.pageInfo.hasNextPage
  ) {
    throw new Error(`order ${order.name} is not whole`);
  }
  if (
    order.refunds.length > 0 ||
    order.cancelledAt !== null ||
    order.purchasingEntity?.__typename === 'PurchasingCompany'
  ) {
    throw new Error(`order ${order.name} is of a kind that is not written out`);
  }
  if (order.currentTotalPriceSet.shopMoney.currencyCode !== order.currencyCode) throw new Error('mixed currencies');
  const billing = address(order.billingAddress);
  const shipping = address(order.shippingAddress);
  const email = oneLine(customer?.defaultEmailAddress?.emailAddress ?? order.email);
  const company = oneLine(order.billingAddress?.company);
  const person = joined(customer?.firstName, customer?.lastName) ?? billing?.name;
  const name = company ?? person ?? email;
  if (name === undefined) throw new Error(`order ${order.name} has no customer`);
  const fields = new Map(order.customAttributes.map(({ key, value }) => [key, value]));
  const asked = flag(fields.get('custom.apply_for_credit') ?? metafield(customer, 'custom.apply_for_credit'));
  const financial = FINANCIAL[order.displayFinancialStatus];
  const fulfillment = FULFILLMENT[order.displayFulfillmentStatus];
  if (financial === undefined || fulfillment === undefined)
    throw new Error(`order ${order.name} has an unknown status`);
  const risk = riskOf(order);
  const taken = new Map<number, number>();
  const lines = lineItems.nodes.map((item) => line(item, taken));
  const ways = shippingLines.nodes.filter((way) => !way.isRemoved).map((way) => shippingLine(way, taken));
  const open = ['pending', 'voided', 'unknown'].includes(financial) && order.paymentTerms === null ? 'pending' : 'open';
  return {
    origin: {
      system: 'shopify',
      id: order.legacyResourceId,
      number: order.name,
      created_at: instant(order.createdAt),
      updated_at: instant(order.updatedAt),
    },
    number: order.name,
    ...named('channel', oneLine(order.sourceName)),
    status: risk === 'high' ? 'on_hold' : order.displayFulfillmentStatus === 'FULFILLED' ? 'completed' : open,
    origin_status: `${order.displayFinancialStatus} / ${order.displayFulfillmentStatus}`,
    payment_status: cents(order.originalTotalPriceSet) === 0 ? 'not_required' : financial,
    fulfillment_status: fulfillment,
    placed_at: instant(order.processedAt),
    edited: order.edited,
    test: order.test,
    risk,
    currency: order.currencyCode,
    prices_include_tax: order.taxesIncluded,
    customer: {
      ...(customer === null ? {} : { origin: { system: 'shopify', id: idOf(customer.id) } }),
      guest: customer === null,
      kind: company === undefined ? 'person' : 'company',
      name,
      ...named('first_name', oneLine(customer?.firstName ?? order.billingAddress?.firstName)),
      ...named('last_name', oneLine(customer?.lastName ?? order.billingAddress?.lastName)),
      ...(company === undefined ? {} : { company: { name: company } }),
      ...named('email', email),
      ...named(
        'phone',
        oneLine(customer?.defaultPhoneNumber?.phoneNumber ?? order.phone ?? order.billingAddress?.phone),
      ),
      addresses: billing === undefined ? [] : [{ ...billing, default_billing: true }],
      ...(customer?.taxExempt === true ? { tax_exemption: { exempt: true, status: 'approved' } } : {}),
      ...(asked === undefined ? {} : { credit: { requested: asked, status: asked ? 'requested' : 'none' } }),
    },
    ...named('email', oneLine(order.email)),
    ...named('phone', oneLine(order.phone)),
    ...(billing === undefined ? {} : { billing_address: billing }),
    ...(shipping === undefined ? {} : { shipping_address: shipping }),
    ...named('po_number', order.poNumber?.trim() || oneLine(fields.get('PO number'))),
    ...named('customer_note', order.note?.trim() ? order.note : undefined),
    lines,
    discounts: discountApplications.nodes.map((application) => {
      const { percentage } = application.value;
      const toShipping = application.targetType === 'SHIPPING_LINE';
      return {
        id: String(application.index),
        source: SOURCES[application.__typename] ?? 'other',
        ...named('code', oneLine(application.code)),
        ...named('title', oneLine(application.title) ?? oneLine(application.description)),
        kind:
          percentage === undefined ? 'fixed_amount' : toShipping && percentage === 100 ? 'free_shipping' : 'percentage',
        value: String(percentage ?? application.value.amount),
        target: toShipping
          ? 'shipping'
          : application.allocationMethod === 'ACROSS' && application.targetSelection === 'ALL'
            ? 'order'
            : 'line',
        amount: centText(taken.get(application.index) ?? 0),
      };
    }),
    shipping_lines: ways,
    fees: [],
    taxes: taxes(order.currentTaxLines),
    items_total: text(order.currentSubtotalPriceSet),
    discount_total: text(order.currentTotalDiscountsSet),
    shipping_total: text(order.currentShippingPriceSet),
    tax_total: text(order.currentTotalTaxSet),
    total: text(order.currentTotalPriceSet),
    credits: [],
    payments: payments(order),
    refunds: [],
    ...(order.tags.length > 0 ? { tags: order.tags.map(oneLine) } : {}),
    ...ownFields(order.customAttributes, PLACED),
  };
}

const FINANCIAL: Readonly<Record<string, string>> = {
  PENDING: 'pending',
  AUTHORIZED: 'authorized',
  PARTIALLY_PAID: 'partially_paid',
  PAID: 'paid',
  VOIDED: 'voided',
  EXPIRED: 'voided',
};
const FULFILLMENT: Readonly<Record<string, string>> = {
  UNFULFILLED: 'unfulfilled',
  OPEN: 'unfulfilled',
  SCHEDULED: 'unfulfilled',
  PARTIALLY_FULFILLED: 'partially_fulfilled',
  FULFILLED: 'fulfilled',
  ON_HOLD: 'on_hold',
};
const SOURCES: Readonly<Record<string, string>> = {
  DiscountCodeApplication: 'coupon',
  AutomaticDiscountApplication: 'automatic',
  ManualDiscountApplication: 'manual',
};
const STATES: Readonly<Record<string, string>> = {
  SUCCESS: 'paid',
  PENDING: 'pending',
  AWAITING_RESPONSE: 'pending',
  FAILURE: 'failed',
  ERROR: 'failed',
  UNKNOWN: 'unknown',
};
const PLACED = new Set(['PO number', 'custom.apply_for_credit']);

const cents = ({ shopMoney }: Money): number => centsOf(millionths(shopMoney.amount));
const text = (money: Money): string => centText(cents(money));
const idOf = (gid: string): string => gid.slice(gid.lastIndexOf('/') + 1);
const joined = (first?: string | null, last?: string | null): string | undefined =>
  oneLine([oneLine(first), oneLine(last)].filter((part) => part !== undefined).join(' '));

function instant(written: string): string {
  const ms = Date.parse(written);
  if (Number.isNaN(ms)) throw new Error(`${written} is no time`);
  return new Date(ms).toISOString();
}

function flag(word: string | null | undefined): boolean | undefined {
  if (word === undefined || word === null || word === '') return undefined;
  if (['yes', '1', 'true', 'on'].includes(word.toLowerCase())) return true;
  if (['no', '0', 'false', 'off'].includes(word.toLowerCase())) return false;
  throw new Error(`${word} is neither yes nor no`);
}

const metafield = (customer: Customer | null, key: string): string | null | undefined =>
  customer?.metafields.nodes.find((field) => `${field.namespace}.${field.key}` === key)?.value;

function riskOf({ risk }: ShopifyOrder): string {
  const levels = risk.assessments.map(({ riskLevel }) => riskLevel);
  if (levels.includes('HIGH') || risk.recommendation === 'CANCEL') return 'high';
  if (levels.includes('MEDIUM') || risk.recommendation === 'INVESTIGATE') return 'medium';
  return levels.includes('LOW') || risk.recommendation === 'ACCEPT' ? 'low' : 'unknown';
}

function address(from: Address | null): Record<string, string> | undefined {
  if (from === null || from.countryCodeV2 === '') return undefined;
  const code = from.provinceCode || undefined;
  const own = code?.startsWith(`${from.countryCodeV2}-`) === true ? code.slice(3) : code;
  return {
    ...named('name', oneLine(from.name) ?? joined(from.firstName, from.lastName)),
    ...named('first_name', oneLine(from.firstName)),
    ...named('last_name', oneLine(from.lastName)),
    ...named('company', oneLine(from.company)),
    ...named('line1', oneLine(from.address1)),
    ...named('line2', oneLine(from.address2)),
    ...named('city', oneLine(from.city)),
    ...named('region_code', own),
    ...named('region', oneLine(from.province)),
    ...named('postcode', oneLine(from.zip)),
    country: from.countryCodeV2,
    ...named('phone', oneLine(from.phone)),
  };
}

function taxes(lines: readonly Tax[], amounts?: readonly number[]): Record<string, unknown>[] {
  return lines.map((tax, index) => ({
    ...named('code', oneLine(tax.title)),
    ...named('title', oneLine(tax.title)),
    rate: String(Math.round(tax.ratePercentage * 1e6) / 1e6),
    amount: centText(amounts?.[index] ?? cents(tax.priceSet)),
    ...(tax.channelLiable ? { paid_by_channel: true } : {}),
  }));
}

/** What each discount took; adds it to what it took of all lines. */
function discounts(
  allocations: readonly Allocation[],
  sum: number,
  taken: Map<number, number>,
): Record<string, string>[] {
  const exact = allocations.map(({ allocatedAmountSet }) => cents(allocatedAmountSet));
  const parts = exact.every((part) => part === 0) ? exact : allocate(sum, exact);
  return allocations.flatMap(({ discountApplication: { index } }, at) => {
    const part = parts[at] ?? 0;
    if (part <= 0) return [];
    taken.set(index, (taken.get(index) ?? 0) + part);
    return [{ discount_id: String(index), amount: centText(part) }];
  });
}

const total = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

function line(item: Item, taken: Map<number, number>): Record<string, unknown> {
  if (item.currentQuantity !== item.quantity) throw new Error(`line ${item.id} had units removed`);
  const price = millionths(item.originalUnitPriceSet.shopMoney.amount);
  const subtotal = centsOf(price * item.currentQuantity);
  const off = total(item.discountAllocations.map(({ allocatedAmountSet }) => cents(allocatedAmountSet)));
  const net = subtotal - off;
  const tax = item.taxLines.map(({ priceSet }) => cents(priceSet));
  if (net < 0) throw new Error(`line ${item.id} costs less than nothing`);
  const name = oneLine(item.name);
  if (name === undefined) throw new Error(`line ${item.id} has no name`);
  const sku = oneLine(item.sku);
  const service = oneLine(item.fulfillmentService?.handle);
  return {
    id: idOf(item.id),
    kind: item.isGiftCard ? 'gift_card' : item.variant === null && sku === undefined ? 'custom' : 'item',
    ...named('sku', sku),
    ...named('barcode', oneLine(item.variant?.barcode)),
    ...named('variant_id', item.variant === null ? undefined : idOf(item.variant.id)),
    name,
    quantity: String(item.currentQuantity),
    quantity_ordered: String(item.quantity),
    quantity_refunded: '0',
    ...named(
      'quantity_fulfilled',
      item.currentQuantity >= item.unfulfilledQuantity
        ? String(item.currentQuantity - item.unfulfilledQuantity)
        : undefined,
    ),
    unit_price: price % 10_000 === 0 ? centText(centsOf(price)) : String(price / 1e6),
    subtotal: centText(subtotal),
    discounts: discounts(item.discountAllocations, off, taken),
    total: centText(net),
    taxes: taxes(item.taxLines, tax),
    tax_total: centText(total(tax)),
    taxable: item.taxable,
    requires_shipping: item.requiresShipping,
    ...named('fulfillment_service', service === 'manual' || service === 'gift_card' ? undefined : service),
    ...ownFields(item.customAttributes),
  };
}

function shippingLine(way: Way, taken: Map<number, number>): Record<string, unknown> {
  const charged = cents(way.discountedPriceSet);
  const now = cents(way.currentDiscountedPriceSet);
  if (now !== charged) throw new Error(`shipping ${way.id} was refunded`);
  const off = total(way.discountAllocations.map(({ allocatedAmountSet }) => cents(allocatedAmountSet)));
  const tax = way.taxLines.map(({ priceSet }) => cents(priceSet));
  return {
    id: idOf(way.id),
    ...named('method', oneLine(way.code) ?? oneLine(way.title)),
    ...named('title', oneLine(way.title)),
    ...named('carrier', oneLine(way.carrierIdentifier)),
    subtotal: centText(now + off),
    discounts: discounts(way.discountAllocations, off, taken),
    total: centText(now),
    taxes: taxes(way.taxLines, tax),
    tax_total: centText(total(tax)),
  };
}

function payments(order: ShopifyOrder): Record<string, unknown>[] {
  const made = order.transactions
    .filter(({ kind }) => kind === 'SALE' || kind === 'CAPTURE')
    .map((move) => {
      const status = STATES[move.status];
      const method = oneLine(move.gateway);
      if (status === undefined || method === undefined) throw new Error(`transaction ${move.id} is unclear`);
      return {
        id: idOf(move.id),
        method,
        ...named('title', oneLine(move.formattedGateway)),
        status,
        amount: text(move.amountSet),
        ...named('transaction_id', oneLine(move.paymentId)),
        ...named('paid_at', status === 'paid' ? instant(move.processedAt) : undefined),
      };
    });
  const good = made.filter(({ status }) => status !== 'failed');
  return good.length > 0 ? good : made;
}

function ownFields(fields: readonly Field[], placed?: ReadonlySet<string>): { readonly custom_fields?: object } {
  const own: Record<string, string> = {};
  let any = false;
  for (const { key, value } of fields) {
    if (value === null || value.trim() === '' || placed?.has(key) === true) continue;
    own[key] = value;
    any = true;
  }
  return any ? { custom_fields: own } : {};
}
