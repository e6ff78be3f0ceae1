import { cents, decimal, plain } from '../kit/decimal.ts';
import type { Account } from './account.ts';
import { type Entry, listOf, textOf } from './entry.ts';
import { invalidContent, userError } from './rest-error.ts';
import { ITEM_TYPES, type ItemType } from './shapes/item-shapes.ts';

/** Completes the lines of an order, a bill or a return: items, prices, places (sheet section 3.1). */
export function settleLines(account: Account, document: Entry, before: Entry | undefined): void {
  const lines = listOf(document, 'item');
  if (lines.length === 0) throw userError('You must enter at least one line item for this transaction.', 'item');
  for (const [index, line] of lines.entries()) {
    const old = before?.lists.item?.find(({ id }) => id === line.id);
    settleLine(account, document, line, old, `item.items[${index}]`);
  }
  const references = lines.map((line) => textOf(line, 'taxDetailsReference'));
  if (new Set(references).size < references.length)
    throw invalidContent('item.items', 'Each line needs a taxDetailsReference of its own.');
}

function settleLine(account: Account, document: Entry, line: Entry, old: Entry | undefined, path: string): void {
  const { values } = line;
  const found = account.item(textOf(line, 'item'));
  if (found === undefined) throw userError('Please enter value(s) for: Item', `${path}.item`);
  const { type, entry: item } = found;
  if (item.values.isInactive === true)
    throw invalidContent(`${path}.item`, `Invalid reference key ${item.id} for item: the item is inactive.`);
  if (old !== undefined) refuseChanges(line, old, path);
  const discount = type.name === 'discountItem';
  if (discount) delete values.quantity;
  else values.quantity ??= 1;
  if (!discount && decimal(values.quantity).lte(0))
    throw userError('The quantity must be greater than zero.', `${path}.quantity`);
  setPrice(account, document, line, old, item);
  values.itemType = ITEM_TYPES[type.name as ItemType];
  values.description ??= textOf(item, 'salesDescription') || textOf(item, 'displayName');
  values.taxDetailsReference ??= `${textOf(line, 'line')}_ITEM`;
  if (type.name !== 'inventoryItem' && type.name !== 'assemblyItem') return;
  values.location ??= textOf(document, 'location') || (account.settings.locations[0]?.id ?? '');
}

/** What was shipped or billed limits what may still change (sheet section 3.1). */
function refuseChanges(line: Entry, old: Entry, path: string): void {
  const fulfilled = decimal(old.values.quantityFulfilled);
  const billed = decimal(old.values.quantityBilled);
  if (fulfilled.eq(0) && billed.eq(0)) return;
  if (line.values.item !== old.values.item)
    throw userError('The item of a line that is fulfilled or billed cannot be changed.', `${path}.item`);
  if (decimal(line.values.quantity).lt(fulfilled) || decimal(line.values.quantity).lt(billed))
    throw userError('The quantity cannot be less than what is fulfilled or billed.', `${path}.quantity`);
  if (billed.gt(0) && line.values.rate !== old.values.rate)
    throw userError('The rate of a line that is billed cannot be changed.', `${path}.rate`);
}

/**
 * A given rate holds under the custom price level alone: under any other the item's own price wins, where it has one
 * (sheet section 3.1). An amount that is given stands as it is.
 */
function setPrice(account: Account, document: Entry, line: Entry, old: Entry | undefined, item: Entry): void {
  const { values } = line;
  const level = textOf(line, 'price') || levelOf(account, document);
  const listed = level === '-1' ? undefined : priceOf(item, level, textOf(document, 'currency'));
  if (listed !== undefined) {
    values.price = level;
    values.rate = listed;
    values.amount = plain(cents(decimal(listed).times(decimal(values.quantity ?? 1))));
    return;
  }
  values.price = '-1';
  const pieces = decimal(values.quantity ?? 1);
  const ownAmount = values.amount !== undefined && values.amount !== old?.values.amount;
  if (values.rate === undefined)
    values.rate = ownAmount ? plain(decimal(values.amount).div(pieces).round(8)) : amountOfItem(item);
  if (!ownAmount && (old === undefined || old.values.rate !== values.rate || old.values.quantity !== values.quantity))
    values.amount = plain(cents(decimal(values.rate).times(pieces)));
  values.amount = plain(cents(decimal(values.amount)));
}

const amountOfItem = (item: Entry): number => {
  const rate = textOf(item, 'rate');
  return rate.endsWith('%') || rate === '' ? 0 : Number(rate);
};

const levelOf = (account: Account, document: Entry): string =>
  textOf(account.find(['customer'], textOf(document, 'entity'))?.entry, 'priceLevel') || '1';

/** The price of an item at a level and in a currency, for one piece; none: it has no list price there. */
export function priceOf(item: Entry, level: string, currency: string): number | undefined {
  const row = listOf(item, 'price').find(
    ({ values }) => values.priceLevel === level && values.currencyPage === currency && (values.quantity ?? '0') === '0',
  );
  return row?.values.price === undefined ? undefined : Number(row.values.price);
}
