import { plain, sum, ZERO } from '../kit/decimal.ts';
import type { Account } from './account.ts';
import { type Entry, entryOf, listOf, textOf } from './entry.ts';
import type { RecordRules } from './record-rules.ts';
import { typesOf } from './record-types.ts';
import { duplicate, userError } from './rest-error.ts';

/** Items of every type (sheet section 3.3). */
export const ITEM_RULES: RecordRules = {
  settle: (account, item, { before }) => {
    const { values } = item;
    if (textOf(item, 'itemId') === '') throw userError('Please enter value(s) for: Item Name/Number', 'itemId');
    const others = typesOf('item').flatMap(({ name }) => account.all(name));
    const taken = others.some((each) => each.id !== item.id && account.fullName(each) === account.fullName(item));
    if (taken) throw duplicate(`Uniqueness error: there is already an item with the name ${account.fullName(item)}.`);
    if (before === undefined) values.createdDate = account.now();
    values.displayName ??= textOf(item, 'itemId');
    values.isInactive ??= false;
    values.isOnline ??= false;
    values.taxSchedule ??= '1';
    for (const row of listOf(item, 'price')) {
      row.values.currencyPage ??= account.settings.currencies[0]?.id ?? '';
      row.values.priceLevel ??= '1';
      row.values.quantity ??= '0';
      const level = account.find(['priceLevel'], textOf(row, 'priceLevel'));
      row.values.priceLevelName = textOf(level?.entry, 'name');
    }
  },
  removed: (account, item) => {
    const used = typesOf('transaction').some(({ name }) =>
      account.all(name).some((each) => (each.lists.item ?? []).some(({ values }) => values.item === item.id)),
    );
    if (used) throw userError('This record cannot be deleted because it has dependent records.');
  },
  present: presentItem,
};

/** What lies where, as it is now; kits and what is not kept in stock have none (sheet section 3.6). */
function presentItem(account: Account, item: Entry): Entry {
  const type = account.item(item.id)?.type.name;
  if (type !== 'inventoryItem' && type !== 'assemblyItem') return item;
  const shown = structuredClone(item);
  const places = account.settings.locations.map(({ id, name }) => ({ id, name, ...account.stock.at(item.id, id) }));
  shown.lists.locations = places.map(({ id, name, onHand, available, committed, backOrdered }) =>
    entryOf(id, {
      location: id,
      location_display: name,
      quantityOnHand: onHand,
      quantityAvailable: available,
      quantityCommitted: committed,
      quantityBackOrdered: backOrdered,
    }),
  );
  const total = (pick: (place: (typeof places)[number]) => number) =>
    plain(sum(places.map((each) => ZERO.plus(pick(each)))));
  Object.assign(shown.values, {
    quantityOnHand: total(({ onHand }) => onHand),
    quantityAvailable: total(({ available }) => available),
    quantityCommitted: total(({ committed }) => committed),
    quantityBackOrdered: total(({ backOrdered }) => backOrdered),
    quantityOnOrder: 0,
  });
  return shown;
}
