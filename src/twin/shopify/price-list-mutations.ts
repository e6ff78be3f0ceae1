import { amountOf, type MoneyV2 } from './money.ts';
import type { FixedPrice, PriceListRecord } from './price-lists.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';

/** Shopify Help Center, volume pricing. */
const MOST_BREAKS = 10;

interface PriceInput {
  readonly variantId: string;
  readonly price: MoneyV2;
  readonly compareAtPrice?: MoneyV2 | null;
}

interface BreakInput {
  readonly variantId: string;
  readonly minimumQuantity: number;
  readonly price: MoneyV2;
}

interface QuantityPricingInput {
  readonly pricesToAdd: readonly PriceInput[];
  readonly pricesToDeleteByVariantId: readonly string[];
  readonly quantityPriceBreaksToAdd: readonly BreakInput[];
  readonly quantityPriceBreaksToDelete: readonly string[];
  readonly quantityPriceBreaksToDeleteByVariantId?: readonly string[] | null;
  readonly quantityRulesToAdd: readonly unknown[];
  readonly quantityRulesToDeleteByVariantId: readonly string[];
}

const fault = (at: readonly (string | number)[], code: string, message: string): UserError => ({
  field: ['input', ...at.map(String)],
  code,
  message,
});

function priceFaults(shop: Shop, list: PriceListRecord, { pricesToAdd }: QuantityPricingInput): UserError[] {
  const wrong = pricesToAdd.flatMap(({ variantId, price }, at): UserError[] => {
    if (!shop.variants.has(variantId))
      return [fault(['pricesToAdd', at], 'PRICE_ADD_VARIANT_NOT_FOUND', 'Variant not found.')];
    if (price.currencyCode !== list.currency)
      return [fault(['pricesToAdd', at], 'PRICE_ADD_CURRENCY_MISMATCH', 'Currency mismatch.')];
    return [];
  });
  if (new Set(pricesToAdd.map(({ variantId }) => variantId)).size === pricesToAdd.length) return wrong;
  const message = 'Prices to add inputs must be unique by variant id.';
  return pricesToAdd.map((_, at) => fault(['pricesToAdd', at], 'PRICE_ADD_DUPLICATE_INPUT_FOR_VARIANT', message));
}

function deletionFaults(shop: Shop, list: PriceListRecord, input: QuantityPricingInput): UserError[] {
  const known = new Set([...list.prices.values()].flatMap(({ breaks }) => breaks.map(({ id }) => id)));
  const unknown = (
    name: string,
    ids: readonly string[],
    isKnown: (id: string) => boolean,
    code: string,
    what: string,
  ) => ids.flatMap((id, at) => (isKnown(id) ? [] : [fault([name, at], code, what)]));
  const isVariant = (id: string) => shop.variants.has(id);
  return [
    ...unknown(
      'pricesToDeleteByVariantId',
      input.pricesToDeleteByVariantId,
      isVariant,
      'PRICE_DELETE_VARIANT_NOT_FOUND',
      'Variant not found.',
    ),
    ...unknown(
      'quantityRulesToDeleteByVariantId',
      input.quantityRulesToDeleteByVariantId,
      isVariant,
      'QUANTITY_RULE_DELETE_VARIANT_NOT_FOUND',
      'Variant not found.',
    ),
    ...unknown(
      'quantityPriceBreaksToDeleteByVariantId',
      input.quantityPriceBreaksToDeleteByVariantId ?? [],
      isVariant,
      'QUANTITY_PRICE_BREAK_DELETE_BY_VARIANT_ID_VARIANT_NOT_FOUND',
      'Variant to delete by is not found.',
    ),
    ...unknown(
      'quantityPriceBreaksToDelete',
      input.quantityPriceBreaksToDelete,
      (id) => known.has(id),
      'QUANTITY_PRICE_BREAK_DELETE_NOT_FOUND',
      'Quantity price break not found.',
    ),
  ];
}

/** What a list holds when all that is to go is gone and the new fixed prices are there; the new breaks are yet to come. */
function withoutDeleted({ prices }: PriceListRecord, input: QuantityPricingInput): Map<string, FixedPrice> {
  const left = new Map(prices);
  for (const id of input.pricesToDeleteByVariantId) left.delete(id);
  const cleared = new Set(input.quantityPriceBreaksToDeleteByVariantId);
  for (const [id, held] of left)
    left.set(id, {
      ...held,
      breaks: cleared.has(id) ? [] : held.breaks.filter((each) => !input.quantityPriceBreaksToDelete.includes(each.id)),
    });
  for (const { variantId, price, compareAtPrice } of input.pricesToAdd)
    left.set(variantId, {
      price: amountOf(price.amount),
      compareAtPrice: compareAtPrice ? amountOf(compareAtPrice.amount) : null,
      breaks: left.get(variantId)?.breaks ?? [],
    });
  return left;
}

/** Adds the breaks to `prices`; says why one of them cannot be. */
function addBreaks(
  shop: Shop,
  { currency }: PriceListRecord,
  prices: Map<string, FixedPrice>,
  { quantityPriceBreaksToAdd: inputs }: QuantityPricingInput,
): UserError[] {
  const named = inputs.map(({ variantId, minimumQuantity }) => `${variantId} ${minimumQuantity}`);
  return inputs.flatMap(({ variantId, minimumQuantity, price }, at): UserError[] => {
    const refused = (code: string, message: string) => [
      fault(['quantityPriceBreaksToAdd', at], `QUANTITY_PRICE_BREAK_ADD_${code}`, message),
    ];
    const held = prices.get(variantId);
    if (!shop.variants.has(variantId)) return refused('VARIANT_NOT_FOUND', 'Variant not found.');
    if (price.currencyCode !== currency) return refused('CURRENCY_MISMATCH', 'Currency mismatch.');
    if (named.indexOf(named[at] ?? '') !== at)
      return refused(
        'DUPLICATE_INPUT_FOR_VARIANT_AND_MIN',
        'Quantity price breaks to add inputs must be unique by variant id and minimum quantity.',
      );
    if (held === undefined)
      return refused('PRICE_LIST_PRICE_NOT_FOUND', "Quantity price break's fixed price not found.");
    if (minimumQuantity < 1) return refused('INVALID', 'Invalid quantity price break.');
    if (held.breaks.some((each) => each.minimumQuantity === minimumQuantity))
      return refused('FAILED_TO_SAVE', 'Failed to save quantity price break.');
    if (held.breaks.length >= MOST_BREAKS)
      return refused('LIMIT_EXCEEDED', 'Exceeded the allowed number of quantity price breaks per variant.');
    const added = { id: shop.ids.take('QuantityPriceBreak'), minimumQuantity, price: amountOf(price.amount) };
    prices.set(variantId, { ...held, breaks: [...held.breaks, added] });
    return [];
  });
}

/** What was added to, or else what was taken from. */
function touched(input: QuantityPricingInput): ReadonlySet<string> {
  const added = [...input.pricesToAdd, ...input.quantityPriceBreaksToAdd].map(({ variantId }) => variantId);
  const deleted = [...input.pricesToDeleteByVariantId, ...(input.quantityPriceBreaksToDeleteByVariantId ?? [])];
  return new Set(added.length > 0 ? added : deleted);
}

export const priceListMutations: Resolvers<unknown> = {
  /** Deletes before it adds, and does all or nothing. What is not there is deleted all the same (answers of public stores). */
  quantityPricingByVariantUpdate: (
    _,
    { priceListId, input }: { priceListId: string; input: QuantityPricingInput },
    { shop },
  ) => {
    const list = shop.priceLists.get(priceListId);
    if (list === undefined) return refuse(['priceListId'], 'Price list not found.', 'PRICE_LIST_NOT_FOUND');
    if (input.quantityRulesToAdd.length > 0)
      return refuse(['input', 'quantityRulesToAdd'], 'The twin keeps no quantity rules.', 'GENERIC_ERROR');
    const before = [...priceFaults(shop, list, input), ...deletionFaults(shop, list, input)];
    if (before.length > 0) return { userErrors: before };
    const prices = withoutDeleted(list, input);
    const errors = addBreaks(shop, list, prices, input);
    if (errors.length > 0) return { userErrors: errors };
    list.prices.clear();
    for (const [id, held] of prices) list.prices.set(id, held);
    shop.revision += 1;
    const productVariants = [...touched(input)].map((id) => shop.variants.get(id));
    return { productVariants, userErrors: NO_ERRORS };
  },
};
