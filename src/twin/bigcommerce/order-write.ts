import type Big from 'big.js';
import { decimal, ZERO } from '../kit/decimal.ts';
import { Sent } from './body.ts';
import { sentAddress } from './order-address.ts';
import { type PricedLine, priceLines, taxedPrice, totalsOf } from './order-pricing.ts';
import type { Fee, Order, OrderLine, ShippingAddress, Taxed } from './order-state.ts';
import { isStatus, STATUS, type StatusId } from './order-status.ts';
import { holdStock } from './order-stock.ts';
import { enterStatus, touch } from './place-order.ts';
import type { Product, Variant } from './product-state.ts';
import type { Store } from './store.ts';

/**
 * `POST /v2/orders`: written as it is sent. No promotion and no coupon is looked at, no buyer is told (sheet, section 3.1).
 */
export function createOrder(body: unknown, store: Store): Order {
  const sent = new Sent(body, 'v2');
  const billing = sent.needed('billing_address', sent.object('billing_address'));
  billing.needed('zip', billing.text('zip'));
  const products = sent.needed('products', sent.list('products'));
  if (products.length === 0) throw sent.refuse('products', 'at least one is needed');
  const customerId = sent.integer('customer_id') ?? 0;
  if (customerId !== 0 && !store.customers.has(customerId))
    throw sent.refuse('customer_id', 'there is no such customer');
  const to = sentAddress(billing);
  const shipping = costIn(sent, 'shipping_cost');
  const addresses = (sent.list('shipping_addresses') ?? []).map((each, at): ShippingAddress => {
    const cost = at === 0 ? shipping : { ex: ZERO, inc: ZERO };
    const place = sentAddress(each, { ...to, form_fields: [] });
    const method = each.text('shipping_method') ?? '';
    return { ...place, id: store.nextId('orderAddress'), method, base: cost.ex, cost, zone: place.country };
  });
  const lines = products.map((each) => lineOf(each, addresses[0]?.id ?? 0, store));
  const id = store.nextId('order');
  const now = store.now();
  const order: Order = {
    id,
    customerId,
    createdAt: momentIn(sent, 'date_created') ?? now,
    modifiedAt: now,
    shippedAt: undefined,
    statusId: STATUS.incomplete,
    paymentMethod: sent.short('payment_method', 100) ?? 'Manual',
    providerId: '',
    paymentStatus: '',
    billing: to,
    addresses,
    lines,
    coupons: [],
    taxes: [],
    fees: feesIn(sent, store) ?? [],
    totals: totalsOf([], { base: ZERO, cost: shipping }, []),
    storeCredit: ZERO,
    giftCertificate: ZERO,
    staffNotes: sent.text('staff_notes') ?? '',
    customerMessage: sent.text('customer_message') ?? '',
    externalOrderId: sent.short('external_order_id', 255) ?? '',
    externalSource: sent.text('external_source') ?? null,
    externalMerchantId: sent.text('external_merchant_id') ?? null,
    channelId: sent.integer('channel_id') ?? 1,
    source: 'external',
    cartId: '',
    isArchived: false,
    transactions: [],
    taken: new Map(),
    terms: undefined,
  };
  discountLines(order, decimal(sent.number('discount_amount')), store);
  const statusId = statusIn(sent) ?? STATUS.pending;
  store.orders.set(id, order);
  store.tell('store/order/created', 'order', id);
  if (store.settings.inventory.takesStock === 'order_placed') holdStock(order, store);
  enterStatus(order, statusId, store);
  return order;
}

/** `PUT /v2/orders/{id}`: what is sent and nothing else. Lines that change lose their discounts, and `fees` replaces the list. */
export function updateOrder(order: Order, body: unknown, store: Store): void {
  const sent = new Sent(body, 'v2');
  const statusId = statusIn(sent);
  const billing = sent.object('billing_address');
  const merchant = sent.text('external_merchant_id');
  if (merchant !== undefined && order.externalMerchantId !== null && merchant !== order.externalMerchantId)
    throw sent.refuse('external_merchant_id', 'can be set once');
  const reference = sent.short('external_order_id', 255);
  const addresses = sent.list('shipping_addresses')?.map((each) => changedAddress(each, order));
  const fees = feesIn(sent, store);
  const products = sent.list('products');
  if (products !== undefined) changeLines(order, products, store);
  if (billing !== undefined) order.billing = sentAddress(billing, order.billing);
  if (addresses !== undefined)
    order.addresses = order.addresses.map((known) => addresses.find(({ id }) => id === known.id) ?? known);
  order.fees = fees ?? order.fees;
  order.staffNotes = sent.text('staff_notes') ?? order.staffNotes;
  order.customerMessage = sent.text('customer_message') ?? order.customerMessage;
  order.externalOrderId = reference ?? order.externalOrderId;
  order.externalMerchantId = merchant ?? order.externalMerchantId;
  order.paymentMethod = sent.short('payment_method', 100) ?? order.paymentMethod;
  if (products !== undefined || fees !== undefined) retotal(order);
  if (statusId === undefined || statusId === order.statusId) touch(order, store);
  else enterStatus(order, statusId, store);
}

function statusIn(sent: Sent): StatusId | undefined {
  const id = sent.integer('status_id');
  if (id === undefined) return undefined;
  if (!isStatus(id)) throw sent.refuse('status_id', 'there is no such status');
  return id;
}

function momentIn(sent: Sent, field: string): number | undefined {
  const written = sent.text(field);
  if (written === undefined) return undefined;
  const at = Date.parse(written);
  if (Number.isNaN(at)) throw sent.refuse(field, 'a date was expected');
  return Math.floor(at / 1000);
}

function costIn(sent: Sent, name: string): Taxed {
  const ex = sent.number(`${name}_ex_tax`);
  const inc = sent.number(`${name}_inc_tax`);
  if ((ex ?? 0) < 0 || (inc ?? 0) < 0) throw sent.refuse(`${name}_ex_tax`, 'cannot be less than nothing');
  return { ex: decimal(ex ?? inc), inc: decimal(inc ?? ex) };
}

function feesIn(sent: Sent, store: Store): readonly Fee[] | undefined {
  return sent.list('fees')?.map((each) => ({
    id: each.integer('id') ?? store.nextId('fee'),
    name: each.needed('display_name_customer', each.text('display_name_customer') ?? each.text('name')),
    cost: costIn(each, 'cost'),
  }));
}

function changedAddress(sent: Sent, { addresses }: Order): ShippingAddress {
  const known = addresses.find(({ id }) => id === sent.integer('id'));
  if (known === undefined) throw sent.refuse('id', 'the order has no such shipping address');
  return { ...known, ...sentAddress(sent, known) };
}

/** A product of the catalogue, or with a name alone a custom item. Prices are as sent, or the catalogue's without tax. */
function lineOf(sent: Sent, addressId: number, store: Store): OrderLine {
  const productId = sent.integer('product_id') ?? 0;
  const product = store.products.get(productId);
  if (productId !== 0 && product === undefined) throw sent.refuse('product_id', 'there is no such product');
  const variant = product === undefined ? undefined : variantIn(sent, product);
  const name = sent.text('name') ?? product?.name;
  const quantity = sent.integer('quantity') ?? 1;
  if (quantity < 1) throw sent.refuse('quantity', 'at least one is needed');
  const catalogue = variant?.price ?? product?.price;
  const [ex, inc] = [sent.number('price_ex_tax') ?? catalogue, sent.number('price_inc_tax')];
  if (ex === undefined && inc === undefined) throw sent.refuse('price_ex_tax', 'is required of a custom item');
  const price = { ex: decimal(ex ?? inc), inc: decimal(inc ?? ex) };
  const { pricesIncludeTax } = store.settings;
  const entered = { sku: variant?.sku ?? '', quantity, ...enteredPrice(price, pricesIncludeTax) };
  const [money] = priceLines([entered], { coupons: [], others: [] }, pricesIncludeTax);
  if (money === undefined) throw new Error('one line has one price');
  const type = product?.type ?? 'physical';
  return {
    id: store.nextId('line'),
    productId,
    variantId: variant?.id ?? 0,
    addressId: type === 'digital' ? 0 : addressId,
    name: sent.needed('name', name),
    sku: sent.text('sku') ?? variant?.sku ?? '',
    upc: variant?.upc ?? '',
    type,
    options: (variant?.options ?? []).map(({ optionName, label }) => ({ name: optionName, value: label })),
    basePrice: entered.price,
    price: taxedPrice(entered, pricesIncludeTax),
    quantity,
    shipped: 0,
    refunded: 0,
    refundAmount: ZERO,
    money,
  };
}

function variantIn(sent: Sent, { variants }: Product): Variant {
  const id = sent.integer('variant_id');
  const found = id === undefined ? variants[0] : variants.find((each) => each.id === id);
  if (found === undefined) throw sent.refuse('variant_id', 'the product has no such variant');
  if (id === undefined && found.options.length > 0 && !sent.has('product_options'))
    throw sent.refuse('product_options', 'are required of this product');
  return found;
}

/** The rate of tax that two prices tell of. */
function enteredPrice({ ex, inc }: Taxed, pricesIncludeTax: boolean): Pick<PricedLine, 'price' | 'percent'> {
  const percent = ex.eq(0) ? ZERO : inc.div(ex).minus(1).times(100);
  return { price: pricesIncludeTax ? inc : ex, percent };
}

function changeLines(order: Order, products: readonly Sent[], store: Store): void {
  for (const sent of products) {
    const id = sent.integer('id');
    if (id === undefined) {
      order.lines.push(lineOf(sent, order.addresses[0]?.id ?? 0, store));
      continue;
    }
    const line = order.lines.find((each) => each.id === id);
    if (line === undefined) throw sent.refuse('id', 'the order has no such product');
    const quantity = sent.integer('quantity') ?? line.quantity;
    if (quantity < 0) throw sent.refuse('quantity', 'cannot be less than nothing');
    line.quantity = quantity;
    line.money =
      priceLines([entered(line, store)], { coupons: [], others: [] }, store.settings.pricesIncludeTax)[0] ?? line.money;
  }
  order.lines = order.lines.filter(({ quantity }) => quantity > 0);
  if (store.settings.inventory.adjustsOnEdit) holdStock(order, store);
}

const entered = ({ sku, quantity, price }: OrderLine, { settings }: Store): PricedLine => ({
  sku,
  quantity,
  ...enteredPrice(price, settings.pricesIncludeTax),
});

/** A discount by hand is spread over all lines. */
function discountLines(order: Order, amount: Big, store: Store): void {
  const others = amount.gt(0) ? [{ id: 'manual-discount', name: 'Manual discount', amount }] : [];
  const money = priceLines(
    order.lines.map((line) => entered(line, store)),
    { coupons: [], others },
    store.settings.pricesIncludeTax,
  );
  order.lines.forEach((line, at) => {
    line.money = money[at] ?? line.money;
  });
  retotal(order);
}

function retotal(order: Order): void {
  const { shipping, shippingBase } = order.totals;
  order.totals = totalsOf(
    order.lines.map(({ money }) => money),
    { base: shippingBase.eq(0) ? shipping.ex : shippingBase, cost: shipping },
    order.fees,
  );
}
