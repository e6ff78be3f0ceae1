import { type Amount, amountOf, ZERO } from './amount.ts';
import { setMeta, writeMeta } from './meta-data.ts';
import type { FeeLine, Order, ProductLine, ShippingLine } from './order-state.ts';
import { returnLineStock } from './order-stock.ts';
import { taxLocation } from './order-totals.ts';
import { activePrice, taxClassOf } from './product-price.ts';
import type { Product } from './product-state.ts';
import { numberIn, textIn, type Values } from './request-values.ts';
import { RestError } from './rest-error.ts';
import type { Store } from './store.ts';
import { netOf, ratesAt } from './tax-rates.ts';

/** Names that remove a line when they are sent as null together with its id. */
const REMOVING_NULLS = ['product_id', 'method_id', 'method_title', 'name'] as const;

/**
 * Writes one kind of line: with an id it is changed or removed, without one it is added, so a repeated write
 * duplicates it. Throws the 400 for an id that is not of this order.
 */
export function writeLines<L extends { readonly id: number }>(
  lines: L[],
  sent: readonly Values[],
  add: (values: Values) => L,
  change: (line: L, values: Values) => void,
  removed: (line: L) => void = () => {},
): void {
  for (const values of sent) {
    const id = numberIn(values, 'id') ?? 0;
    if (id === 0) {
      lines.push(add(values));
      continue;
    }
    const line = lines.find((each) => each.id === id);
    if (line === undefined)
      throw new RestError(
        'woocommerce_rest_invalid_item_id',
        'Order item ID provided is not associated with order.',
        400,
      );
    if (numberIn(values, 'quantity') === 0 || REMOVING_NULLS.some((name) => values[name] === null)) {
      lines.splice(lines.indexOf(line), 1);
      removed(line);
    } else change(line, values);
  }
}

export function writeProductLines(order: Order, sent: readonly Values[], store: Store): void {
  writeLines(
    order.lines,
    sent,
    (values) => newProductLine(order, values, store),
    (line, values) => changeProductLine(line, values, store),
    (line) => returnLineStock(line, store),
  );
}

export function writeShippingLines(order: Order, sent: readonly Values[], store: Store): void {
  const add = (values: Values): ShippingLine => {
    if ((textIn(values, 'method_id') ?? '') === '')
      throw new RestError('woocommerce_rest_invalid_shipping_item', 'Shipping method ID is required.', 400);
    const line = {
      id: store.nextId('orderItem'),
      methodTitle: '',
      methodId: '',
      instanceId: '',
      taxStatus: 'taxable',
      total: ZERO,
      taxes: [],
      meta: [],
    };
    change(line, values);
    return line;
  };
  const change = (line: ShippingLine, values: Values) => {
    line.methodTitle = textIn(values, 'method_title') ?? line.methodTitle;
    line.methodId = textIn(values, 'method_id') ?? line.methodId;
    line.instanceId = textIn(values, 'instance_id') ?? line.instanceId;
    line.taxStatus = textIn(values, 'tax_status') ?? line.taxStatus;
    line.total = sentAmount(values, 'total') ?? line.total;
    writeMeta(line.meta, values, store.nextMetaId);
  };
  writeLines(order.shippingLines, sent, add, change);
}

export function writeFeeLines(order: Order, sent: readonly Values[], store: Store): void {
  const add = (values: Values): FeeLine => {
    if ((textIn(values, 'name') ?? '') === '')
      throw new RestError('woocommerce_rest_invalid_fee_item', 'Fee name is required.', 400);
    const line = {
      id: store.nextId('orderItem'),
      name: '',
      taxClass: '',
      taxStatus: 'taxable',
      amount: '',
      total: ZERO,
      taxes: [],
      meta: [],
    };
    change(line, values);
    return line;
  };
  const change = (line: FeeLine, values: Values) => {
    line.name = textIn(values, 'name') ?? line.name;
    line.taxClass = textIn(values, 'tax_class') ?? line.taxClass;
    line.taxStatus = textIn(values, 'tax_status') ?? line.taxStatus;
    line.total = sentAmount(values, 'total') ?? line.total;
    writeMeta(line.meta, values, store.nextMetaId);
  };
  writeLines(order.feeLines, sent, add, change);
}

/** An unknown product id or SKU is accepted: the line stands with product 0, no name and no price (captured). */
function newProductLine(order: Order, values: Values, store: Store): ProductLine {
  const sku = textIn(values, 'sku') ?? '';
  const sentId = [textIn(values, 'variation_id'), textIn(values, 'product_id')].map(Number).find((id) => id > 0);
  if (sentId === undefined && sku === '')
    throw new RestError('woocommerce_rest_required_product_reference', 'Product ID or SKU is required.', 400);
  const product = sentId === undefined ? store.productBySku(sku) : store.products.get(sentId);
  const isVariation = product?.type === 'variation';
  const quantity = numberIn(values, 'quantity') ?? 1;
  const price = product === undefined ? ZERO : netPrice(order, product, quantity, store);
  const line: ProductLine = {
    id: store.nextId('orderItem'),
    name: product === undefined ? '' : soldName(product, store),
    productId: isVariation ? product.parentId : (product?.id ?? 0),
    variationId: isVariation ? product.id : 0,
    quantity,
    taxClass: product === undefined ? '' : taxClassOf(product, store),
    subtotal: price,
    total: price,
    taxes: [],
    meta: [],
  };
  for (const { name, option } of product?.options ?? [])
    setMeta(line.meta, attributeKey(name), option, store.nextMetaId);
  changeProductLine(line, values, store);
  return line;
}

/** A new quantity alone leaves the amounts as they were: only `subtotal` and `total` change them. */
function changeProductLine(line: ProductLine, values: Values, store: Store): void {
  line.name = textIn(values, 'name') ?? line.name;
  line.quantity = numberIn(values, 'quantity') ?? line.quantity;
  line.taxClass = textIn(values, 'tax_class') ?? line.taxClass;
  line.subtotal = sentAmount(values, 'subtotal') ?? line.subtotal;
  line.total = sentAmount(values, 'total') ?? line.total;
  writeMeta(line.meta, values, store.nextMetaId);
}

export function attributeKey(name: string): string {
  return name.toLowerCase().replace(/\s+/g, '-');
}

/** `Hoodie - L`: a variation is sold under its parent's name and its options. */
export function soldName(product: Product, store: Store): string {
  const parent = product.type === 'variation' ? store.products.get(product.parentId) : undefined;
  return parent === undefined
    ? product.name
    : `${parent.name} - ${product.options.map(({ option }) => option).join(', ')}`;
}

function netPrice(order: Order, product: Product, quantity: number, store: Store): Amount {
  const price = amountOf(activePrice(product, store)).times(quantity);
  if (!store.settings.pricesIncludeTax || product.taxStatus !== 'taxable') return price;
  return netOf(price, ratesAt(store.taxRates, taxLocation(order, store), taxClassOf(product, store)));
}

function sentAmount(values: Values, name: string): Amount | undefined {
  const text = textIn(values, name);
  return text === undefined ? undefined : amountOf(text);
}
