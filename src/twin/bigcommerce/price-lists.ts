import { ApiError, notFound } from './api-error.ts';
import { batchOf, Sent } from './body.ts';
import { equals, filtered, isIn } from './filters.ts';
import { iso8601, type Seconds } from './moment.ts';
import { v3Page } from './pages.ts';
import { type ApiRequest, idIn, NO_CONTENT, type Route, route, v3 } from './route.ts';
import type { Store } from './store.ts';

export interface PriceList {
  readonly id: number;
  name: string;
  isActive: boolean;
  readonly createdAt: Seconds;
  /** By variant and currency: `12 eur`. */
  readonly records: Map<string, PriceRecord>;
}

interface PriceRecord {
  readonly variantId: number;
  readonly currency: string;
  readonly price: number | null;
  readonly salePrice: number | null;
  readonly retailPrice: number | null;
  readonly mapPrice: number | null;
  readonly tiers: readonly {
    readonly from: number;
    readonly to: number;
    readonly type: 'price' | 'percent' | 'fixed';
    readonly amount: number;
  }[];
  readonly modifiedAt: Seconds;
}

const SCOPE = 'store_v2_products';
const MOST_AT_A_TIME = 1000;

export const PRICE_LIST_ROUTES: readonly Route[] = [
  route('GET', 'v3/pricelists', SCOPE, ({ store, query }) => {
    const rows = filtered(store.priceLists.values(), query, {
      'id:in': isIn(({ id }) => id),
      name: equals(({ name }) => name),
    });
    return v3Page(rows.map(viewList), query);
  }),
  route('POST', 'v3/pricelists', SCOPE, ({ body, store }) => {
    const sent = new Sent(body, 'v3');
    const name = sent.needed('name', sent.text('name'));
    if ([...store.priceLists.values()].some((each) => each.name === name))
      throw new ApiError(409, 'A price list with this name exists already.');
    const list = addPriceList(store, name);
    list.isActive = sent.flag('active') ?? true;
    return v3(viewList(list));
  }),
  route('GET', 'v3/pricelists/{id:number}/records', SCOPE, (request) => {
    const { store, query } = request;
    const list = listIn(request);
    const rows = filtered(list.records.values(), query, {
      'variant_id:in': isIn(({ variantId }) => variantId),
      'sku:in': isIn(({ variantId }) => store.variant(variantId)?.sku),
      'product_id:in': isIn(({ variantId }) => store.variant(variantId)?.productId),
      currency: equals(({ currency }) => currency),
      'currency:in': isIn(({ currency }) => currency),
    });
    return v3Page(
      rows.map((each) => viewRecord(each, list, store)),
      query,
    );
  }),
  route('PUT', 'v3/pricelists/{id:number}/records', SCOPE, (request) => {
    const list = listIn(request);
    const { store, body } = request;
    const records = batchOf(body, MOST_AT_A_TIME).map((each) => recordOf(each, list, store));
    for (const record of records) list.records.set(`${record.variantId} ${record.currency}`, record);
    return v3({});
  }),
  route('DELETE', 'v3/pricelists/{id:number}/records', SCOPE, (request) => {
    const list = listIn(request);
    const { store, query } = request;
    const named = (filter: string) => query.get(filter)?.split(',');
    const [ids, skus, currency] = [named('variant_id:in'), named('sku:in'), query.get('currency')];
    if (ids === undefined && skus === undefined)
      throw new ApiError(422, 'This shop deletes no price list as a whole: name variants.');
    for (const [key, record] of list.records) {
      const isNamed =
        ids?.includes(String(record.variantId)) ?? skus?.includes(store.variant(record.variantId)?.sku ?? '');
      if (isNamed === true && (currency === null || currency === record.currency)) list.records.delete(key);
    }
    return NO_CONTENT;
  }),
];

/** A price list that staff make. */
export function addPriceList(store: Store, name: string): PriceList {
  const list: PriceList = {
    id: store.nextId('priceList'),
    name,
    isActive: true,
    createdAt: store.now(),
    records: new Map(),
  };
  store.priceLists.set(list.id, list);
  return list;
}

/** What each of so many pieces costs by a price list; nothing where it has no record of the variant. */
export function listedPrice(list: PriceList, variantId: number, currency: string, pieces: number): number | undefined {
  const record = list.records.get(`${variantId} ${currency.toLowerCase()}`);
  if (record === undefined) return undefined;
  const one = record.salePrice ?? record.price;
  const tier = record.tiers.find(({ from, to }) => from <= pieces && (to === 0 || pieces <= to));
  if (tier === undefined || one === null) return one ?? undefined;
  const { type, amount } = tier;
  return type === 'fixed' ? amount : type === 'price' ? one - amount : one * (1 - amount / 100);
}

function listIn(request: ApiRequest): PriceList {
  const found = request.store.priceLists.get(idIn(request));
  if (found === undefined) throw notFound('price list');
  return found;
}

/** What is not sent stays as it was. */
function recordOf(sent: Sent, list: PriceList, store: Store): PriceRecord {
  const sku = sent.text('sku');
  const variant =
    sku === undefined ? store.variant(sent.needed('variant_id', sent.integer('variant_id'))) : store.variantBySku(sku);
  if (variant === undefined) throw sent.refuse(sku === undefined ? 'variant_id' : 'sku', 'there is no such variant');
  const currency = sent.needed('currency', sent.text('currency')).toLowerCase();
  const before = list.records.get(`${variant.id} ${currency}`);
  const price = (field: string, known: number | null | undefined) =>
    sent.fields[field] === null ? null : (sent.number(field) ?? known ?? null);
  return {
    variantId: variant.id,
    currency,
    price: price('price', before?.price),
    salePrice: price('sale_price', before?.salePrice),
    retailPrice: price('retail_price', before?.retailPrice),
    mapPrice: price('map_price', before?.mapPrice),
    tiers:
      sent.list('bulk_pricing_tiers')?.map((each) => ({
        from: each.needed('quantity_min', each.integer('quantity_min')),
        to: each.integer('quantity_max') ?? 0,
        type: each.needed('type', each.oneOf('type', ['price', 'percent', 'fixed'])),
        amount: each.needed('amount', each.number('amount')),
      })) ??
      before?.tiers ??
      [],
    modifiedAt: store.now(),
  };
}

const viewList = ({ id, name, isActive, createdAt }: PriceList) => ({
  id,
  name,
  active: isActive,
  date_created: iso8601(createdAt),
  date_modified: iso8601(createdAt),
});

function viewRecord(record: PriceRecord, { id }: PriceList, store: Store) {
  const variant = store.variant(record.variantId);
  return {
    price_list_id: id,
    variant_id: record.variantId,
    product_id: variant?.productId ?? null,
    sku: variant?.sku ?? null,
    currency: record.currency,
    price: record.price,
    sale_price: record.salePrice,
    retail_price: record.retailPrice,
    map_price: record.mapPrice,
    calculated_price: record.salePrice ?? record.price,
    bulk_pricing_tiers: record.tiers.map(({ from, to, type, amount }) => ({
      quantity_min: from,
      quantity_max: to,
      type,
      amount,
    })),
    date_modified: iso8601(record.modifiedAt),
  };
}
