import { allocate, centsOf, centText, millionths } from './money.ts';
import { oneLine } from './order-document.ts';

/**
 * Order document → body of one POST /salesOrders, written by hand: what mappings/business-central/order.to.jsonata says,
 * with the connector's default options, for orders in a currency with cents. Bundles, third parties, gift cards, credits,
 * refunds and tables of codes are not written out: the benchmark's orders have none, and it throws where it meets one.
 * The benchmark compares its payloads with the mapping's before it measures.
 */
export function businessCentralOrder(order: OrderToWrite, surroundings: Surroundings): Record<string, unknown> {
  const { options } = surroundings;
  if (order.test === true || ['draft', 'failed', 'cancelled', 'deleted', 'on_hold'].includes(order.status)) {
    throw new Error(`order ${order.number} is not to be written`);
  }
  if (order.risk === 'high' || order.credits.length > 0 || order.tax_exemption !== undefined) {
    throw new Error(`order ${order.number} is of a kind that is not written out`);
  }
  const billing = order.billing_address ?? order.shipping_address;
  const shipping = order.shipping_address;
  if (billing === undefined) throw new Error(`order ${order.number} has no address`);
  if (surroundings.customer === undefined) throw new Error(`the customer of order ${order.number} is not known`);
  const lines = linesOf(order, options);
  if (!lines.some(({ lineType }) => lineType === 'Item')) throw new Error('nothing is left to deliver');
  const methods = new Set(
    order.shipping_lines.map(({ method, title }) => surroundings.translate('shipping-methods', method ?? title)),
  );
  if (methods.size > 1) throw new Error(`order ${order.number} is shipped by several methods`);
  const phone = order.phone ?? billing.phone ?? order.customer.phone;
  const number = order.number;
  if (number.length > 35) throw new Error(`the number ${number} is too long`);
  return {
    externalDocumentNumber: number,
    orderDate: dateIn(order.placed_at, options.time_zone),
    customerId: surroundings.customer,
    ...(order.currency === options.local_currency
      ? {}
      : { currencyCode: surroundings.reference('currencies', order.currency) }),
    pricesIncludeTax: order.prices_include_tax,
    ...(methods.size === 1
      ? { shipmentMethodId: surroundings.reference('shipment-methods', [...methods][0] ?? '') }
      : {}),
    ...fit('email', order.email ?? order.customer.email, 80),
    ...fit('phoneNumber', dialable(phone), 30),
    ...addressOf('sellTo', billing),
    ...(shipping === undefined
      ? {}
      : {
          ...fit('shipToName', shipping.company ?? shipping.name, 100),
          ...(shipping.company === undefined ? {} : fit('shipToContact', shipping.name, 100)),
          ...addressOf('shipTo', shipping),
        }),
    salesOrderLines: [...lines, ...wordsOf(order, billing, phone, surroundings)],
  };
}

export interface Surroundings {
  readonly customer: string | undefined;
  readonly options: Options;
  readonly translate: (table: string, code: string) => string;
  readonly reference: (list: string, key: string) => unknown;
}
interface Options {
  readonly local_currency: string;
  readonly time_zone: string;
  readonly shipping_account: string;
  readonly fee_account: string;
}
interface Address {
  readonly name?: string;
  readonly company?: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly line3?: string;
  readonly city?: string;
  readonly region_code?: string;
  readonly region?: string;
  readonly postcode?: string;
  readonly country: string;
  readonly phone?: string;
}
interface Line {
  readonly kind: string;
  readonly sku?: string;
  readonly name: string;
  readonly quantity: string;
  readonly subtotal: string;
  readonly total: string;
  readonly note?: string;
}
interface Charge {
  readonly method?: string;
  readonly title: string;
  readonly subtotal?: string;
  readonly total: string;
}
/** The fields of an order document that are read. */
export interface OrderToWrite {
  readonly number: string;
  readonly status: string;
  readonly test?: boolean;
  readonly risk?: string;
  readonly currency: string;
  readonly prices_include_tax: boolean;
  readonly placed_at: string;
  readonly payment_status: string;
  readonly customer: { readonly name: string; readonly email?: string; readonly phone?: string };
  readonly email?: string;
  readonly phone?: string;
  readonly billing_address?: Address;
  readonly shipping_address?: Address;
  readonly po_number?: string;
  readonly customer_note?: string;
  readonly tax_exemption?: unknown;
  readonly lines: readonly Line[];
  readonly discounts: readonly {
    readonly source: string;
    readonly code?: string;
    readonly title?: string;
    readonly target: string;
    readonly amount: string;
  }[];
  readonly shipping_lines: readonly Charge[];
  readonly fees: readonly Charge[];
  readonly tax_total: string;
  readonly total: string;
  readonly credits: readonly unknown[];
  readonly payments: readonly {
    readonly method: string;
    readonly status: string;
    readonly amount: string;
    readonly transaction_id?: string;
  }[];
}

type SalesLine = Readonly<Record<string, unknown>> & { readonly lineType: string };

const cents = (amount: string): number => centsOf(millionths(amount));
const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

function linesOf(order: OrderToWrite, options: Options): SalesLine[] {
  const goods = order.lines.filter(({ quantity }) => millionths(quantity) > 0);
  const charges = order.fees.filter(({ total }) => cents(total) !== 0);
  const due = cents(order.total) - (order.prices_include_tax ? 0 : cents(order.tax_total));
  const dueForGoods = due - sum([...order.shipping_lines, ...charges].map(({ total }) => cents(total)));
  const alone = goods.map(({ total }) => cents(total));
  const gap = dueForGoods - sum(alone);
  if (Math.abs(gap) * 2 > goods.length + order.shipping_lines.length + charges.length) {
    throw new Error(`the lines of order ${order.number} do not add up`);
  }
  const totals =
    gap === 0
      ? alone
      : allocate(
          dueForGoods,
          goods.map(({ total }) => millionths(total)),
        );
  let sent = 0;
  const made: SalesLine[] = [];
  const add = (line: SalesLine, quantity: number, price: number, discount: number): void => {
    sent += centsOf(price * quantity) - discount;
    made.push(line);
  };
  for (const [index, line] of goods.entries()) {
    if (line.kind !== 'item') throw new Error(`a ${line.kind} is not written out`);
    if (line.sku === undefined) throw new Error(`line "${line.name}" of order ${order.number} has no SKU`);
    if (line.sku.length > 20) throw new Error(`the SKU ${line.sku} is too long`);
    const { quantity, price, discount } = priced(line.quantity, line.subtotal, totals[index] ?? 0);
    const item = {
      lineType: 'Item',
      lineObjectNumber: line.sku,
      description: shorten(line.name, 100),
      quantity,
      unitPrice: price / 1e6,
      discountAmount: discount / 100,
    };
    add(item, quantity, price, discount);
    if (line.note !== undefined) made.push(...comment('Line note', line.note));
  }
  for (const way of order.shipping_lines) {
    const subtotal = way.subtotal ?? way.total;
    if (cents(subtotal) === 0) {
      made.push(...comment('Shipping', way.title));
      continue;
    }
    const { price, discount } = priced('1', subtotal, cents(way.total));
    const line = {
      lineType: 'Account',
      lineObjectNumber: options.shipping_account,
      description: shorten(`Shipping: ${way.title}`, 100),
      quantity: 1,
      unitPrice: price / 1e6,
      discountAmount: discount / 100,
    };
    add(line, 1, price, discount);
  }
  for (const fee of charges) {
    const price = cents(fee.total) * 10_000;
    const description = shorten(fee.title, 100);
    add(
      { lineType: 'Account', lineObjectNumber: options.fee_account, description, quantity: 1, unitPrice: price / 1e6 },
      1,
      price,
      0,
    );
  }
  if (sent !== due) throw new Error(`the lines made for order ${order.number} do not come to what is due`);
  return made;
}

/** The price in millionths, and in cents the discount that leaves exactly the total. */
function priced(
  written: string,
  subtotal: string,
  total: number,
): { quantity: number; price: number; discount: number } {
  const quantity = millionths(written) / 1e6;
  const gross = Math.max(cents(subtotal), total);
  const even = Math.round(gross / quantity);
  const price = even * quantity === gross ? even * 10_000 : Math.ceil((gross * 1000) / quantity - 1e-9) * 10;
  return { quantity, price, discount: centsOf(price * quantity) - total };
}

function wordsOf(
  order: OrderToWrite,
  billing: Address,
  phone: string | undefined,
  { translate }: Surroundings,
): SalesLine[] {
  const shown = (amount: string): string => `${centText(cents(amount))} ${order.currency}`;
  const { payment_status: status } = order;
  const buyer = billing.company ?? billing.name;
  return [
    ...comment('PO number', order.po_number),
    ...order.discounts.flatMap(({ source, code, title, amount, target }) =>
      comment(
        source === 'coupon' ? 'Coupon' : 'Discount',
        `${code ?? title ?? source} | ${shown(amount)} off ${target === 'line' ? 'lines' : target}`,
      ),
    ),
    ...comment('Payment status', status === 'partially_refunded' || status === 'refunded' ? 'paid' : status),
    ...order.payments
      .filter((payment) => payment.status !== 'failed' && payment.status !== 'voided')
      .flatMap((payment) =>
        comment(
          'Payment',
          `${translate('payment-methods', payment.method)} | ${payment.status} | ${shown(payment.amount)}${payment.transaction_id === undefined ? '' : ` | ${payment.transaction_id}`}`,
        ),
      ),
    ...comment('Shop total', `${shown(order.total)}, tax ${shown(order.tax_total)}`),
    ...(buyer === order.customer.name ? [] : comment('Bill to', buyer)),
    ...(phone === undefined || dialable(phone) === phone ? [] : comment('Phone', phone)),
    ...comment('Note', order.customer_note),
  ];
}

function comment(label: string, text: string | undefined): SalesLine[] {
  if (text === undefined) return [];
  let rest = oneLine(`${label}: ${text}`) ?? '';
  const lines: SalesLine[] = [];
  while (rest.length > 100) {
    const blank = rest.lastIndexOf(' ', 100);
    const piece = rest.slice(0, blank > 0 ? blank : 100);
    lines.push({ lineType: 'Comment', description: piece });
    rest = rest.slice(piece.length).trimStart();
  }
  lines.push({ lineType: 'Comment', description: rest });
  return lines;
}

const shorten = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

function fit(key: string, text: string | undefined, most: number): Record<string, string> {
  const line = oneLine(text);
  if (line === undefined) return {};
  if (line.length > most) throw new Error(`${key} has ${line.length} characters, the target takes ${most}`);
  return { [key]: line };
}

function addressOf(prefix: string, from: Address): Record<string, string> {
  return {
    ...fit(`${prefix}AddressLine1`, from.line1, 100),
    ...fit(`${prefix}AddressLine2`, [from.line2, from.line3].filter((part) => part !== undefined).join(', '), 50),
    ...fit(`${prefix}City`, from.city, 30),
    ...fit(`${prefix}State`, from.region_code ?? from.region, 30),
    ...fit(`${prefix}PostCode`, from.postcode, 20),
    [`${prefix}Country`]: from.country,
  };
}

function dialable(phone: string | undefined): string | undefined {
  const main = phone?.replace(/[\s,;]*(?:ext|extension|x|#)\.?\s*[0-9]+\s*$/i, '').trim();
  return main !== undefined && main.length <= 30 && /^[-+0-9 ()./]+$/.test(main) ? main : undefined;
}

const DATES = new Map<string, Intl.DateTimeFormat>();

function dateIn(instant: string, zone: string): string {
  if (zone === 'UTC') return instant.slice(0, 10);
  const format = DATES.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  DATES.set(zone, format);
  return format.format(new Date(instant));
}
