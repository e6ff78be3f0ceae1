import type { Account } from './account.ts';
import { type Entry, entryOf, listOf, textOf } from './entry.ts';
import type { RecordRules } from './record-rules.ts';
import { duplicate, invalidContent, userError } from './rest-error.ts';

/** `commerceCategory` (sheet section 3.5). */
export const CATEGORY_RULES: RecordRules = {
  settle: (account, category) => {
    const { values } = category;
    if (textOf(category, 'name') === '') throw userError('Please enter value(s) for: Name', 'name');
    values.catalog ??= '1';
    values.isInactive ??= false;
    values.displayInSite ??= true;
    values.urlFragment ??= textOf(category, 'name')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-');
    values.lastModified = account.now();
    for (let above: Entry | undefined = category; above !== undefined; above = parentOf(account, above))
      if (above.values.primaryParent === category.id)
        throw invalidContent('primaryParent', 'A category cannot stand below itself.');
    const siblings = account
      .all('commerceCategory')
      .filter((each) => each.id !== category.id && each.values.primaryParent === values.primaryParent);
    if (siblings.some((each) => each.values.urlFragment === values.urlFragment))
      throw duplicate(`There is already a category with the URL fragment ${String(values.urlFragment)}.`);
    listOf(category, 'items');
  },
  removed: (account, category) => {
    if (account.all('commerceCategory').some((each) => each.values.primaryParent === category.id))
      throw userError('This record cannot be deleted because it has dependent records.');
  },
  present: (account, category) => {
    const below = account.all('commerceCategory').filter((each) => each.values.primaryParent === category.id);
    return {
      ...category,
      lists: {
        ...category.lists,
        subcategories: below.map((each) =>
          entryOf(each.id, {
            name: textOf(each, 'name'),
            subcategory: each.id,
            sequenceNumber: each.values.sequenceNumber ?? 0,
          }),
        ),
      },
    };
  },
};

const parentOf = (account: Account, category: Entry): Entry | undefined =>
  account.find(['commerceCategory'], textOf(category, 'primaryParent'))?.entry;

/** `classification` (item.class), often used as a category. */
export const CLASSIFICATION_RULES: RecordRules = {
  settle: (_account, entry) => {
    if (textOf(entry, 'name') === '') throw userError('Please enter value(s) for: Name', 'name');
    entry.values.isInactive ??= false;
  },
  removed: (account, entry) => {
    if (account.itemsOf('class', entry.id).length > 0)
      throw userError('This record cannot be deleted because it has dependent records.');
  },
};
