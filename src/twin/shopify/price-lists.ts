import { connectionOf, type PageArgs } from './connection.ts';
import { type Amount, amountOf, type MoneyV2 } from './money.ts';
import type { VariantRecord } from './product-record.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';

/** The price list of a catalogue. What it has no fixed price for costs there what it costs everybody. */
export interface PriceListRecord {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  /** The fixed prices, by variant. */
  readonly prices: Map<string, FixedPrice>;
}

export interface FixedPrice {
  readonly price: Amount;
  readonly compareAtPrice: Amount | null;
  readonly breaks: readonly PriceBreak[];
}

export interface PriceBreak {
  readonly id: string;
  readonly minimumQuantity: number;
  readonly price: Amount;
}

interface ShownPrice extends FixedPrice {
  readonly list: PriceListRecord;
  readonly variant: VariantRecord;
  readonly originType: 'FIXED' | 'RELATIVE';
}

interface ShownBreak extends PriceBreak {
  readonly list: PriceListRecord;
  readonly variant: VariantRecord;
}

export function addPriceList(shop: Shop, name: string): PriceListRecord {
  const list = { id: shop.ids.take('PriceList'), name, currency: shop.settings.currency, prices: new Map() };
  shop.priceLists.set(list.id, list);
  shop.revision += 1;
  return list;
}

/** What one piece of a variant costs whoever buys from a catalogue, and so many pieces at once. */
export function priceIn({ prices }: PriceListRecord, variant: VariantRecord, pieces: number): Amount {
  const fixed = prices.get(variant.id);
  if (fixed === undefined) return variant.price;
  const reached = fixed.breaks.filter(({ minimumQuantity }) => minimumQuantity <= pieces);
  return reached.sort((a, b) => b.minimumQuantity - a.minimumQuantity)[0]?.price ?? fixed.price;
}

const moneyIn = ({ currency }: PriceListRecord, price: Amount | null): MoneyV2 | null =>
  price === null ? null : { amount: amountOf(price), currencyCode: currency };

function shownPrices(shop: Shop, list: PriceListRecord): ShownPrice[] {
  return [...shop.variants.values()].map((variant) => {
    const fixed = list.prices.get(variant.id);
    const { price, compareAtPrice } = variant;
    if (fixed === undefined) return { list, variant, originType: 'RELATIVE', price, compareAtPrice, breaks: [] };
    return { list, variant, originType: 'FIXED', ...fixed };
  });
}

export const priceListQueries: Resolvers<unknown> = {
  priceList: (_, { id }: { id: string }, { shop }) => shop.priceLists.get(id) ?? null,
  priceLists: (_, args: PageArgs, { shop }) => connectionOf([...shop.priceLists.values()], args),
};

export const priceListResolvers: Resolvers<PriceListRecord> = {
  fixedPricesCount: ({ prices }) => prices.size,
  prices: (list, args: PageArgs & { readonly originType?: string | null }, { shop }) =>
    connectionOf(
      shownPrices(shop, list).filter(({ originType }) => !args.originType || originType === args.originType),
      args,
      ({ variant }) => variant.id,
    ),
};

export const priceListPriceResolvers: Resolvers<ShownPrice> = {
  price: ({ list, price }) => moneyIn(list, price),
  compareAtPrice: ({ list, compareAtPrice }) => moneyIn(list, compareAtPrice),
  quantityPriceBreaks: ({ list, variant, breaks }, args: PageArgs) =>
    connectionOf(
      breaks.map((each) => ({ ...each, list, variant })),
      args,
    ),
};

export const priceBreakResolvers: Resolvers<ShownBreak> = {
  price: ({ list, price }) => moneyIn(list, price),
  priceList: ({ list }) => list,
};
