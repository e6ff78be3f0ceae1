import { GROUPS } from './customer-state.ts';
import type { PriceFailure } from './prices.ts';
import type { Product, TierPrice } from './product-state.ts';
import { type Fields, fieldOf, listOf, numberOf, objectOf, textOf } from './request-body.ts';
import { required } from './rest-error.ts';
import type { RestRequest, Route } from './route.ts';
import type { Store } from './store.ts';

const RESOURCE = 'Magento_Catalog::catalog';
const ALL_GROUPS = 32000;

/** A row of the storage of tier prices that is as it should be. */
interface KnownRow {
  readonly product: Product;
  readonly tier: TierPrice;
}

/**
 * The storage of tier prices (sheet section 3.4). POST adds to what is there, PUT puts the rows that it takes in the place
 * of all that their products had, and answers 200 with the rows that it did not take. Of two rows for the same website,
 * group and quantity neither is taken.
 */
export const TIER_PRICE_ROUTES: readonly Route[] = [
  write('POST', false),
  write('PUT', true),
  {
    methods: ['POST'],
    path: 'products/tier-prices-delete',
    resource: RESOURCE,
    handle: (request) => {
      const { known, failures } = checked(request);
      // A row names a tier only with the price that it has.
      for (const { product, tier } of known) {
        const left = product.tierPrices.filter((each) => !isSame(each, tier) || each.price !== tier.price);
        set(product, left, request.store);
      }
      return failures;
    },
  },
  {
    methods: ['POST'],
    path: 'products/tier-prices-information',
    resource: RESOURCE,
    handle: ({ store, body }) => {
      const skus = fieldOf(body, 'skus');
      return (Array.isArray(skus) ? skus : []).flatMap((sku) => {
        const product = store.productBySku(String(sku));
        return product?.tierPrices.map((tier) => stored(tier, product)) ?? [];
      });
    },
  },
];

function write(method: 'POST' | 'PUT', replaces: boolean): Route {
  return {
    methods: [method],
    path: 'products/tier-prices',
    resource: RESOURCE,
    handle: (request) => {
      const { known, failures } = checked(request);
      if (replaces) for (const { product } of known) product.tierPrices = [];
      for (const { product, tier } of known)
        set(product, [...product.tierPrices.filter((each) => !isSame(each, tier)), tier], request.store);
      return failures;
    },
  };
}

/** What is sold for less to a group, or from a quantity on: the lowest of the tier prices that count. */
export function tierPriceOf({ tierPrices, price }: Product, groupId: number, quantity: number): number | undefined {
  const counting = tierPrices.filter(
    (tier) => [groupId, ALL_GROUPS].includes(tier.groupId) && tier.quantity <= quantity,
  );
  if (counting.length === 0) return undefined;
  return Math.min(...counting.map((tier) => (tier.isDiscount ? Number(price) * (1 - tier.price / 100) : tier.price)));
}

/** As part of a product. */
export const viewTier = ({ groupId, quantity, price, isDiscount, websiteId }: TierPrice) => ({
  customer_group_id: groupId,
  qty: quantity,
  value: isDiscount ? 0 : price,
  extension_attributes: { website_id: websiteId, ...(isDiscount ? { percentage_value: price } : {}) },
});

/** A tier price as it is sent with a product. */
export function tierOfProduct(sent: Fields): TierPrice {
  const more = objectOf(sent, 'extension_attributes') ?? {};
  const percent = numberOf(more, 'percentage_value');
  return {
    groupId: numberOf(sent, 'customer_group_id') ?? ALL_GROUPS,
    quantity: numberOf(sent, 'qty') ?? 1,
    price: percent ?? numberOf(sent, 'value') ?? 0,
    isDiscount: percent !== undefined,
    websiteId: numberOf(more, 'website_id') ?? 0,
  };
}

const stored = ({ groupId, quantity, price, isDiscount, websiteId }: TierPrice, { sku }: Product) => ({
  price,
  price_type: isDiscount ? 'discount' : 'fixed',
  website_id: websiteId,
  sku,
  customer_group: groupId === ALL_GROUPS ? 'ALL GROUPS' : (GROUPS.find(({ id }) => id === groupId)?.code ?? ''),
  quantity,
});

function set(product: Product, tiers: readonly TierPrice[], store: Store): void {
  product.tierPrices = tiers;
  product.updatedAt = store.now();
}

const isSame = (a: TierPrice, b: TierPrice): boolean =>
  a.groupId === b.groupId && a.quantity === b.quantity && a.websiteId === b.websiteId;

function checked({ store, body }: RestRequest) {
  const rows = listOf(body, 'prices');
  if (rows === undefined) throw required('prices');
  const read = rows.map((row) => readRow(row, store));
  const known: KnownRow[] = [];
  const failures: PriceFailure[] = [];
  for (const [index, one] of read.entries()) {
    if ('message' in one) failures.push(one);
    else if (read.some((other, at) => at !== index && !('message' in other) && isDouble(one, other)))
      failures.push({
        message: `We found a duplicate website, tier price, customer group and quantity: Customer Group = %customerGroup, Website ID = %websiteId, Quantity = %qty. ${ROW}`,
        parameters: rowId(rows[index] ?? {}),
      });
    else known.push(one);
  }
  return { known, failures };
}

const isDouble = (a: KnownRow, b: KnownRow): boolean => a.product === b.product && isSame(a.tier, b.tier);

function readRow(row: Fields, store: Store): KnownRow | PriceFailure {
  const product = store.productBySku(textOf(row, 'sku') ?? '');
  const price = numberOf(row, 'price');
  const quantity = numberOf(row, 'quantity') ?? 0;
  const type = textOf(row, 'price_type') ?? '';
  const groupId = groupCalled(textOf(row, 'customer_group') ?? '');
  const websiteId = numberOf(row, 'website_id') ?? 0;
  if (product === undefined) return failed('SKU', '%SKU', row);
  if (price === undefined || price < 0) return failed('Price', '%price', row, price ?? '');
  if (!['fixed', 'discount'].includes(type)) return failed('Price Type', '%priceType', row, type);
  if (quantity < 1) return failed('Quantity', '%qty', row);
  // Prices count for the whole shop, as in a shop that is new.
  if (websiteId !== 0) return failed('Website ID', '%websiteId', row);
  if (groupId === undefined) return failed('Customer Group', '%customerGroup', row);
  return { product, tier: { groupId, quantity, price, isDiscount: type === 'discount', websiteId } };
}

/** By name, in whatever case. */
function groupCalled(name: string): number | undefined {
  const written = name.toLowerCase();
  if (written === 'all groups') return ALL_GROUPS;
  return GROUPS.find(({ code }) => code.toLowerCase() === written)?.id;
}

const ROW = 'Row ID: SKU = %SKU, Website ID: %websiteId, Customer Group: %customerGroup, Quantity: %qty.';

const rowId = (row: Fields): (string | number)[] => [
  textOf(row, 'sku') ?? '',
  numberOf(row, 'website_id') ?? 0,
  textOf(row, 'customer_group') ?? '',
  numberOf(row, 'quantity') ?? 0,
];

const failed = (what: string, placeholder: string, row: Fields, ...value: (string | number)[]): PriceFailure => ({
  message: `Invalid attribute ${what} = ${placeholder}. ${ROW}`,
  parameters: [...value, ...rowId(row)],
});
