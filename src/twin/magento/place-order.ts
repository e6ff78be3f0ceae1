import { amountOf, ZERO } from './amount.ts';
import type { CartRule } from './cart-rules.ts';
import type { Address } from './customer-state.ts';
import { isExempt } from './customers.ts';
import { reserve } from './inventory.ts';
import { invoiceOrder } from './invoices.ts';
import { addComment } from './order-comments.ts';
import { DEFAULT_STATUS, type Order, type OrderItem, type OrderState, type RowMoney } from './order-state.ts';
import { totalsOf } from './order-totals.ts';
import type { Product } from './product-state.ts';
import { noProduct } from './products.ts';
import { incrementId, type Store } from './store.ts';

/** A cart as its buyer sends it off. Amounts are decimal texts. */
export interface Placement {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
  readonly customerId?: number;
  readonly email: string;
  readonly billing: Address;
  /** Imported by staff, who write rows as they are (sheet section 3.2): without a billing address, or without any. */
  readonly withoutAddress?: 'billing' | 'any' | undefined;
  readonly shipTo?: Address;
  readonly shipping?: { readonly method: string; readonly description: string; readonly price: string };
  readonly coupons?: readonly string[];
  /** Rules without a code, made for this cart. */
  readonly discounts?: readonly { readonly label: string; readonly amount: string }[];
  readonly fees?: readonly { readonly code: string; readonly label: string; readonly amount: string }[];
  readonly payment: { readonly method: string; readonly title: string; readonly poNumber?: string };
  readonly paidByCredit?: boolean;
  /** Default `new`. A captured payment makes an invoice and brings it to `processing`. */
  readonly state?: OrderState;
  readonly status?: string;
  readonly captured?: { readonly transactionId: string } | undefined;
  readonly note?: string;
}

const FREE_ROW: RowMoney = {
  originalPrice: ZERO,
  price: ZERO,
  priceInclTax: ZERO,
  rowTotal: ZERO,
  rowTotalInclTax: ZERO,
  discount: ZERO,
  discountPercent: ZERO,
  tax: ZERO,
  taxPercent: ZERO,
  compensation: ZERO,
};

interface Line {
  readonly product: Product;
  readonly parent: Product | undefined;
  readonly quantity: number;
}

/** `replaces`: the order that staff edit, which another takes the place of. */
export function placeOrder(placement: Placement, store: Store, replaces?: Order): Order {
  const { settings } = store;
  const customer = placement.customerId === undefined ? undefined : store.customers.get(placement.customerId);
  const lines = placement.lines.map(({ sku, quantity }) => lineOf(sku, quantity, store));
  const rules = rulesOf(placement, store);
  const shipTo = placement.shipTo ?? placement.billing;
  const rate =
    customer !== undefined && isExempt(customer)
      ? undefined
      : settings.taxRates.find(({ country }) => country === shipTo.countryId);
  const { rows, totals } = totalsOf(
    {
      rows: lines.map(({ product, quantity }) => ({ sku: product.sku, quantity, price: amountOf(product.price) })),
      rules,
      rate,
      shipping: amountOf(placement.shipping?.price ?? '0'),
      fees: placement.fees ?? [],
      paidByCredit: placement.paidByCredit ?? false,
    },
    settings,
  );
  const id = store.nextId('order');
  const state = placement.state ?? 'new';
  const isVirtual = lines.every(({ product }) => product.typeId === 'virtual');
  const address = (type: 'billing' | 'shipping', from: Address) => ({
    // An address of the customer has an id of its own, which is not that of its copy on the order.
    ...from,
    id: store.nextId('orderAddress'),
    type,
    email: placement.email,
  });
  const order: Order = {
    id,
    incrementId: replaces === undefined ? incrementId(id) : `${originalNumber(replaces)}-${replaces.edits + 1}`,
    state,
    status: placement.status ?? DEFAULT_STATUS[state],
    heldFrom: undefined,
    customerId: customer?.id,
    customerGroupId: customer?.groupId ?? 0,
    email: placement.email,
    firstname: customer?.firstname,
    lastname: customer?.lastname,
    taxvat: customer?.taxvat,
    extOrderId: undefined,
    extCustomerId: undefined,
    couponCodes: placement.coupons ?? [],
    discountDescription: rules.length === 0 ? undefined : rules.map(({ code, label }) => code ?? label).join(', '),
    appliedRules: rules.map((rule) => rule.id),
    shippingMethod: placement.shipping?.method,
    shippingDescription: placement.shipping?.description,
    taxRate: rate === undefined ? undefined : { code: rate.code, percent: amountOf(rate.percent) },
    items: lines.flatMap((line, at) => itemsOf(line, rows[at]?.money ?? FREE_ROW, rows[at]?.rules ?? [], store)),
    billing: placement.withoutAddress === undefined ? address('billing', placement.billing) : undefined,
    shipTo: isVirtual || placement.withoutAddress === 'any' ? undefined : address('shipping', shipTo),
    payment: {
      method: placement.payment.method,
      title: placement.payment.title,
      poNumber: placement.payment.poNumber,
      transactionId: placement.captured?.transactionId,
    },
    totals,
    paid: ZERO,
    refunded: ZERO,
    canceledTotal: ZERO,
    shippingInvoiced: ZERO,
    shippingRefunded: ZERO,
    quoteId: store.nextId('quote'),
    replaces,
    replacedBy: undefined,
    edits: replaces === undefined ? 0 : replaces.edits + 1,
    comments: [],
    emailSent: false,
    createdAt: store.now(),
    updatedAt: store.now(),
  };
  store.orders.set(id, order);
  for (const { product, quantity } of lines) reserve(store, product.sku, -quantity);
  if (placement.note !== undefined)
    addComment(order.comments, 'order', store, { comment: placement.note, status: order.status });
  if (placement.captured !== undefined) invoiceOrder(order, undefined, true, store);
  return order;
}

/** The number of the first of the orders that followed from one another. */
export function originalNumber(order: Order): string {
  return order.replaces === undefined ? order.incrementId : originalNumber(order.replaces);
}

function lineOf(sku: string, quantity: number, store: Store): Line {
  const product = store.productBySku(sku);
  if (product === undefined) throw noProduct();
  const parent = [...store.products.values()].find(({ children }) => children.includes(product.id));
  return { product, parent, quantity };
}

/** Coupons first, then what applies by itself. */
function rulesOf({ coupons = [], discounts = [] }: Placement, store: Store): CartRule[] {
  const known = [...store.rules.values()];
  const given = coupons.map((code) => {
    const rule = known.find((each) => each.code?.toLowerCase() === code.toLowerCase());
    if (rule === undefined) throw new Error(`no coupon ${code} in the shop`);
    return rule;
  });
  const byThemselves = discounts.map(({ label, amount }) => addRule({ label, amount }, store));
  return [...given, ...byThemselves];
}

export function addRule(rule: Partial<CartRule> & Pick<CartRule, 'label'>, store: Store): CartRule {
  const made: CartRule = {
    id: store.nextId('rule'),
    code: undefined,
    percent: undefined,
    amount: undefined,
    sku: undefined,
    freeShipping: false,
    ...rule,
  };
  store.rules.set(made.id, made);
  return made;
}

/** A configurable product is two rows: the parent with the money and the SKU of the chosen one, and that one for nothing. */
function itemsOf(
  { product, parent, quantity }: Line,
  money: RowMoney,
  rules: readonly number[],
  store: Store,
): OrderItem[] {
  const shared = {
    sku: product.sku,
    isVirtual: product.typeId === 'virtual',
    ordered: quantity,
    invoiced: 0,
    shipped: 0,
    canceled: 0,
    refunded: 0,
    extItemId: undefined,
    option: undefined,
    appliedRules: rules,
  };
  const simple = { ...shared, productId: product.id, productType: product.typeId, name: product.name };
  if (parent === undefined) return [{ ...simple, id: store.nextId('item'), parentId: undefined, money }];
  const id = store.nextId('item');
  return [
    {
      ...shared,
      id,
      parentId: undefined,
      productId: parent.id,
      productType: 'configurable',
      name: parent.name,
      option: parent.optionLabel,
      money,
    },
    { ...simple, id: store.nextId('item'), parentId: id, money: FREE_ROW },
  ];
}
