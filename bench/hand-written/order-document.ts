import type {
  WooCommerceAddress,
  WooCommerceLine,
  WooCommerceMeta,
  WooCommerceOrder,
  WooCommerceTaxShare,
} from '../server/woocommerce-order.ts';
import { allocate, centsOf, centText, isFinerThanCents, millionths } from './money.ts';
import type { DocumentAddress, DocumentLine, DocumentTax, OrderDocument } from './order-shape.ts';

/**
 * WooCommerce order → order document, written by hand: what mappings/woocommerce/order.from.jsonata says, with the
 * connector's default options and for orders in a currency with cents. Refunds, pick-up and references of an ERP are
 * not written out: the benchmark's orders have none. `pipewright bench` compares its documents with the mapping's.
 */
export function orderDocument(order: WooCommerceOrder, connection: string): OrderDocument {
  const items = order.line_items;
  const total = centsOf(millionths(order.total));
  const taxTotal = centsOf(millionths(order.total_tax));
  const feeNets = order.fee_lines.map((fee) => centsOf(millionths(fee.total)));
  const feeTaxes = order.fee_lines.map((fee) => centsOf(millionths(fee.total_tax)));
  const parts = [...items, ...order.shipping_lines];
  const exactNets = parts.map((part) => millionths(part.total));
  const nets = inCents(total - taxTotal - sum(feeNets), exactNets);
  const taxes = inCents(
    taxTotal - sum(feeTaxes),
    parts.map((part) => millionths(part.total_tax)),
  );
  const subtotals = items.map((item, index) => {
    const before = centsOf(millionths(item.subtotal));
    const net = nets[index] ?? 0;
    return millionths(item.subtotal) > millionths(item.total) && before > net ? before : net;
  });
  const reductions = subtotals.map((subtotal, index) => subtotal - (nets[index] ?? 0));
  const discounts = discountsOf(order, reductions, exactNets.some(isFinerThanCents));
  const shares = spread(
    reductions,
    discounts.map(({ cents }) => cents),
  );

  const billing = address(order.billing);
  const shipping = address(order.shipping);
  const email = oneLine(order.billing.email);
  const phone = oneLine(order.billing.phone);
  const company = oneLine(order.billing.company);
  const person = fullName(order.billing);
  const buyer = company ?? person ?? email;
  if (buyer === undefined) throw new Error(`order ${order.number} has neither a name nor a company nor an e-mail`);
  const poNumber = metaText(order.meta_data, PO_NUMBER_KEYS);
  const taxId = metaText(order.meta_data, TAX_ID_KEYS);
  const exempt = isYes(metaText(order.meta_data, ['is_vat_exempt']));
  const paidAt = order.date_paid_gmt === null ? undefined : instant(order.date_paid_gmt);
  const placedAt = instant(order.date_created_gmt);
  const status = STATUSES[order.status];
  if (status === undefined) throw new Error(`order ${order.number} has the unknown status ${order.status}`);
  const note = order.customer_note.trim() === '' ? undefined : order.customer_note;
  const channel = oneLine(order.created_via);
  const method = oneLine(order.payment_method);
  const methodTitle = oneLine(order.payment_method_title);
  const transaction = oneLine(order.transaction_id);
  const fields = customFields(order.meta_data);
  const fulfillment =
    status === 'completed'
      ? 'fulfilled'
      : !order.needs_processing && status === 'open'
        ? 'not_required'
        : UNFULFILLED.has(status)
          ? 'unfulfilled'
          : undefined;

  return {
    origin: {
      system: 'woocommerce',
      id: String(order.id),
      ...(order.number === String(order.id) ? {} : { number: order.number }),
      created_at: placedAt,
      updated_at: instant(order.date_modified_gmt),
      connection,
    },
    number: order.number,
    ...(channel === undefined ? {} : { channel }),
    status,
    origin_status: order.status,
    payment_status:
      total === 0 ? 'not_required' : paidAt !== undefined ? 'paid' : status === 'failed' ? 'failed' : 'pending',
    ...(fulfillment === undefined ? {} : { fulfillment_status: fulfillment }),
    placed_at: placedAt,
    currency: order.currency,
    prices_include_tax: false,
    customer: {
      ...(order.customer_id === 0 ? {} : { origin: { system: 'woocommerce', id: String(order.customer_id) } }),
      guest: order.customer_id === 0,
      kind: company === undefined ? 'person' : 'company',
      name: buyer,
      ...named('first_name', oneLine(order.billing.first_name)),
      ...named('last_name', oneLine(order.billing.last_name)),
      ...(company === undefined ? {} : { company: { name: company, ...named('tax_id', taxId) } }),
      ...named('email', email),
      ...named('phone', phone),
      addresses: billing === undefined ? [] : [{ ...billing, default_billing: true }],
      ...(exempt ? { tax_exemption: { exempt: true } } : {}),
    },
    ...named('email', email),
    ...named('phone', phone),
    ...(billing === undefined ? {} : { billing_address: billing }),
    ...(shipping === undefined ? {} : { shipping_address: shipping }),
    ...named('po_number', poNumber),
    ...(note === undefined ? {} : { customer_note: note }),
    ...(exempt ? { tax_exemption: { exempt: true } } : {}),
    lines: items.map((item, index) => documentLine(order, item, index, nets, taxes, subtotals, discounts, shares)),
    discounts: discounts.map(({ discount }) => discount),
    shipping_lines: order.shipping_lines.map((line, index) => {
      const net = nets[items.length + index] ?? 0;
      const tax = taxes[items.length + index] ?? 0;
      const instance = oneLine(line.instance_id);
      const id = oneLine(line.method_id);
      const name = id !== undefined && instance !== undefined && instance !== '0' ? `${id}:${instance}` : id;
      return {
        id: String(line.id),
        ...named('method', name),
        title: oneLine(line.method_title) ?? id ?? '',
        subtotal: centText(net),
        discounts: [],
        total: centText(net),
        taxes: taxLines(order, line.taxes, tax),
        tax_total: centText(tax),
      };
    }),
    fees: order.fee_lines.map((fee, index) => {
      const net = feeNets[index] ?? 0;
      const tax = feeTaxes[index] ?? 0;
      const name = oneLine(fee.name);
      return {
        id: String(fee.id),
        kind: net < 0 ? 'discount' : 'other',
        ...named('code', name),
        title: name ?? 'Fee',
        total: centText(net),
        taxes: taxLines(order, fee.taxes, tax),
        tax_total: centText(tax),
      };
    }),
    taxes: order.tax_lines.map((rate) => ({
      ...named('code', oneLine(rate.rate_code)),
      ...named('title', oneLine(rate.label)),
      rate: String(rate.rate_percent),
      amount: centText(centsOf(millionths(rate.tax_total) + millionths(rate.shipping_tax_total))),
    })),
    discount_total: centText(centsOf(millionths(order.discount_total))),
    shipping_total: centText(centsOf(millionths(order.shipping_total))),
    tax_total: centText(taxTotal),
    total: centText(total),
    credits: [],
    payments:
      method === undefined || total <= 0
        ? []
        : [
            {
              method,
              ...named('title', methodTitle),
              status: paidAt !== undefined ? 'paid' : status === 'failed' ? 'failed' : 'pending',
              amount: centText(total),
              ...named('transaction_id', transaction),
              ...named('paid_at', paidAt),
            },
          ],
    refunds: [],
    ...(fields === undefined ? {} : { custom_fields: fields }),
  };
}

const PO_NUMBER_KEYS = ['_po_number', 'po_number'];
const TAX_ID_KEYS = ['_billing_vat_number', '_vat_number'];
const PLACED = new Set([
  ...PO_NUMBER_KEYS,
  ...TAX_ID_KEYS,
  'apply_for_credit',
  'apply_for_tax_exemption',
  'tax_exempt',
  'tax_exemption_certificate',
  'is_vat_exempt',
]);

const STATUSES: Readonly<Record<string, string>> = {
  pending: 'pending',
  processing: 'open',
  'on-hold': 'on_hold',
  completed: 'completed',
  cancelled: 'cancelled',
  failed: 'failed',
};
const UNFULFILLED = new Set(['pending', 'open', 'on_hold']);

interface Discount {
  readonly cents: number;
  readonly discount: Readonly<Record<string, string>>;
}

const VALUED: Readonly<Record<string, string>> = {
  percent: 'percentage',
  fixed_cart: 'fixed_amount',
  fixed_product: 'fixed_amount',
};

function discountsOf(order: WooCommerceOrder, reductions: readonly number[], isFiner: boolean): readonly Discount[] {
  const promised = order.coupon_lines.map((coupon) => centsOf(millionths(coupon.discount)));
  const reduced = sum(reductions);
  const unexplained = reduced - sum(promised);
  const slack = isFiner ? order.line_items.length : 0;
  const byHand = unexplained > slack || (sum(promised) === 0 && reduced > 0);
  const taken = promised.length === 0 ? [] : byHand || sum(promised) === 0 ? promised : allocate(reduced, promised);
  const discounts: Discount[] = order.coupon_lines.map((coupon, index) => {
    const cents = taken[index] ?? 0;
    const giveaway = coupon.free_shipping && cents <= 0;
    const valued = VALUED[coupon.discount_type];
    return {
      cents,
      discount: {
        id: String(coupon.id),
        source: 'coupon',
        ...named('code', oneLine(coupon.code)),
        kind: giveaway ? 'free_shipping' : (valued ?? 'other'),
        ...(giveaway || valued === undefined ? {} : { value: String(coupon.nominal_amount) }),
        target: giveaway ? 'shipping' : coupon.discount_type === 'fixed_product' ? 'line' : 'order',
        amount: centText(cents),
      },
    };
  });
  if (byHand) {
    const cents = reduced - sum(taken);
    discounts.push({
      cents,
      discount: { id: 'by-hand', source: 'manual', kind: 'other', target: 'line', amount: centText(cents) },
    });
  }
  return discounts;
}

/** What each discount took off each line: one after the other, so that rows and columns both add up. */
function spread(reductions: readonly number[], amounts: readonly number[]): readonly (readonly number[])[] {
  let left = reductions;
  return amounts.map((amount) => {
    const share = amount > 0 ? allocate(amount, left) : left.map(() => 0);
    left = left.map((one, index) => one - (share[index] ?? 0));
    return share;
  });
}

/** Rounded amounts that add up to what the shop stated, if rounding explains the difference. */
function inCents(total: number, amounts: readonly number[]): readonly number[] {
  const plain = amounts.map(centsOf);
  if (sum(plain) === total || !amounts.some(isFinerThanCents)) return plain;
  return Math.abs(total * 10_000 - sum(amounts)) <= 20_000 ? allocate(total, amounts) : plain;
}

function documentLine(
  order: WooCommerceOrder,
  item: WooCommerceLine,
  index: number,
  nets: readonly number[],
  taxes: readonly number[],
  subtotals: readonly number[],
  discounts: readonly Discount[],
  shares: readonly (readonly number[])[],
): DocumentLine {
  const name = oneLine(item.name);
  if (name === undefined) throw new Error(`order ${order.number}: line ${item.id} has no name`);
  const subtotal = subtotals[index] ?? 0;
  const tax = taxes[index] ?? 0;
  const isVariation = item.variation_id > 0;
  const options: Record<string, string> = {};
  const fields: Record<string, string | number> = {};
  for (const { key, value, display_key: shownKey, display_value: shown } of item.meta_data) {
    if (key.startsWith('_') || (typeof value !== 'string' && typeof value !== 'number') || isBlank(value)) continue;
    if (isVariation || key.startsWith('pa_')) {
      options[shownKey === undefined || isBlank(shownKey) ? key : shownKey] = String(
        typeof shown === 'string' ? shown : value,
      );
    } else fields[key] = value;
  }
  return {
    id: String(item.id),
    kind: 'item',
    ...named('sku', oneLine(item.sku)),
    ...named('barcode', oneLine(item.global_unique_id)),
    ...(item.product_id > 0 ? { product_id: String(item.product_id) } : {}),
    ...(isVariation ? { variant_id: String(item.variation_id) } : {}),
    name,
    ...(Object.keys(options).length === 0 ? {} : { options }),
    quantity: String(item.quantity),
    quantity_ordered: String(item.quantity),
    unit_price: unitPrice(subtotal, item.quantity),
    subtotal: centText(subtotal),
    discounts: discounts.flatMap(({ discount }, at) => {
      const cents = shares[at]?.[index] ?? 0;
      return cents > 0 ? [{ discount_id: discount.id ?? '', amount: centText(cents) }] : [];
    }),
    total: centText(nets[index] ?? 0),
    taxes: taxLines(order, item.taxes, tax),
    tax_total: centText(tax),
    ...named('tax_class', oneLine(item.tax_class)),
    ...(Object.keys(fields).length === 0 ? {} : { custom_fields: fields }),
  };
}

/** In cents where that is exact, else with six decimals. */
function unitPrice(subtotal: number, quantity: number): string {
  if (quantity === 0) return centText(subtotal);
  const cents = Math.round(subtotal / quantity);
  if (cents * quantity === subtotal) return centText(cents);
  const exact = Math.round((subtotal * 10_000) / quantity);
  return `${Math.floor(exact / 1_000_000)}.${String(exact % 1_000_000).padStart(6, '0')}`.replace(/0+$/, '');
}

function taxLines(
  order: WooCommerceOrder,
  shares: readonly WooCommerceTaxShare[],
  total: number,
): readonly DocumentTax[] {
  const stated = shares.filter((share) => !isBlank(share.total));
  const amounts = inCents(
    total,
    stated.map((share) => millionths(share.total)),
  );
  return stated.flatMap((share, index) => {
    const rate = order.tax_lines.find((one) => one.rate_id === share.id);
    if (rate === undefined) {
      if (amounts[index] === 0) return [];
      throw new Error(`order ${order.number} carries a tax with the unknown rate id ${share.id}`);
    }
    return [
      {
        ...named('code', oneLine(rate.rate_code)),
        ...named('title', oneLine(rate.label)),
        rate: String(rate.rate_percent),
        amount: centText(amounts[index] ?? 0),
      },
    ];
  });
}

function address(from: WooCommerceAddress): DocumentAddress | undefined {
  if (isBlank(from.country)) return undefined;
  const state = oneLine(from.state);
  const code = state === undefined ? undefined : regionCode(state, from.country);
  return {
    ...named('name', fullName(from)),
    ...named('first_name', oneLine(from.first_name)),
    ...named('last_name', oneLine(from.last_name)),
    ...named('company', oneLine(from.company)),
    ...named('line1', oneLine(from.address_1)),
    ...named('line2', oneLine(from.address_2)),
    ...named('city', oneLine(from.city)),
    ...named('region_code', code),
    ...(code === undefined ? named('region', state) : {}),
    ...named('postcode', oneLine(from.postcode)),
    country: from.country,
    ...named('phone', oneLine(from.phone)),
    ...named('email', oneLine(from.email)),
  };
}

function regionCode(state: string, country: string): string | undefined {
  if (country === 'CN') return undefined;
  const code = state.startsWith(country) && /^..(-|[0-9])/.test(state) ? state.slice(2).replace(/^-/, '') : state;
  return /^[A-Z0-9]{1,3}$/.test(code) ? code : undefined;
}

function fullName(person: WooCommerceAddress): string | undefined {
  const first = oneLine(person.first_name);
  const last = oneLine(person.last_name);
  return first === undefined ? last : last === undefined ? first : `${first} ${last}`;
}

function metaText(entries: readonly WooCommerceMeta[], keys: readonly string[]): string | undefined {
  for (const key of keys) {
    for (const entry of entries) {
      if (entry.key === key && isPlain(entry.value) && !isBlank(entry.value)) return oneLine(String(entry.value));
    }
  }
  return undefined;
}

function customFields(entries: readonly WooCommerceMeta[]): Readonly<Record<string, unknown>> | undefined {
  const fields: Record<string, unknown> = {};
  let any = false;
  for (const { key, value } of entries) {
    if (key.startsWith('_') || PLACED.has(key) || !isPlain(value) || isBlank(value)) continue;
    fields[key] = value;
    any = true;
  }
  return any ? fields : undefined;
}

function isYes(value: string | undefined): boolean {
  if (value === undefined) return false;
  const word = value.toLowerCase();
  if (word === 'yes' || word === '1' || word === 'true' || word === 'on') return true;
  if (word === 'no' || word === '0' || word === 'false' || word === 'off') return false;
  throw new Error(`"${value}" is neither yes nor no`);
}

const isPlain = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
const isBlank = (value: unknown): boolean => typeof value === 'string' && value.trim() === '';
const instant = (gmt: string): string => `${gmt}.000Z`;
const sum = (values: readonly number[]): number => {
  let total = 0;
  for (const value of values) total += value;
  return total;
};

/** A property, or nothing when there is no value. */
export function named<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: string });
}

// Most texts of an order are on one line already: looking is cheaper than replacing.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NEEDS_CARE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]| {2}|^\s|\s$/;

export function oneLine(text: string | null | undefined): string | undefined {
  if (text === undefined || text === null || text === '') return undefined;
  if (!NEEDS_CARE.test(text)) return text;
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return line === '' ? undefined : line;
}
