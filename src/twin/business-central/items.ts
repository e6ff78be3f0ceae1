import { type Company, entryOf } from './company.ts';
import { decimal, plain } from './decimal.ts';
import type { Row } from './entity-set.ts';
import { type FieldRules, flag, guid, instant, member, number, readFields, text } from './field-rules.ts';
import { EMPTY_GUID } from './identifiers.ts';
import { dialog, duplicate } from './odata-error.ts';
import type { Body } from './request-body.ts';

/** Sheet section 3.3. */
export const ITEM: FieldRules = {
  id: guid('no'),
  number: text(20),
  displayName: text(100),
  displayName2: text(50),
  type: member(['Inventory', 'Service', 'Non_x002D_Inventory']),
  itemCategoryId: guid(),
  itemCategoryCode: text(20),
  blocked: flag(),
  gtin: text(14),
  inventory: number(),
  unitPrice: number(),
  priceIncludesTax: flag(),
  unitCost: number(),
  taxGroupId: guid(),
  taxGroupCode: text(20),
  baseUnitOfMeasureId: guid(),
  baseUnitOfMeasureCode: text(10),
  generalProductPostingGroupId: guid(),
  generalProductPostingGroupCode: text(20),
  inventoryPostingGroupId: guid(),
  inventoryPostingGroupCode: text(20),
  lastModifiedDateTime: instant(),
};

/** The properties of an item that exist twice, as id and as code. */
const TWICE = [
  ['itemCategory', 'itemCategories', 'Item Category Code'],
  ['taxGroup', 'taxGroups', 'Tax Group Code'],
  ['baseUnitOfMeasure', 'unitsOfMeasure', 'Base Unit of Measure'],
  ['generalProductPostingGroup', 'generalProductPostingGroups', 'Gen. Prod. Posting Group'],
  ['inventoryPostingGroup', 'inventoryPostingGroups', 'Inventory Posting Group'],
] as const;

export function createItem(company: Company, body: Body): Row {
  const read = readFields('item', ITEM, body, 'create');
  if ('inventory' in read) throw dialog('Inventory cannot be set on a new item.');
  const taken = (code: string) => company.items.by('number', code).length > 0;
  const byHand = typeof read.number === 'string' && read.number !== '' ? read.number : undefined;
  if (byHand !== undefined && taken(byHand)) throw duplicate('Item', 'No.', byHand);
  const { templates, units } = company.settings;
  // What an item template brings; without a selected one the posting groups stay empty (sheet section 12).
  const template = {
    baseUnitOfMeasureCode: units[0],
    ...(templates
      ? { taxGroupCode: 'TAXABLE', generalProductPostingGroupCode: 'RETAIL', inventoryPostingGroupCode: 'RESALE' }
      : {}),
  };
  const row: Row = {
    id: company.identifiers.guid(),
    displayName: '',
    displayName2: '',
    type: 'Inventory',
    blocked: false,
    gtin: '',
    unitPrice: 0,
    priceIncludesTax: false,
    unitCost: 0,
    ...blanks(),
    ...references(company, template),
    ...read,
    ...references(company, read),
    number: byHand ?? company.identifiers.number('ITEM-', 1000, taken),
  };
  return company.items.add(row);
}

export function changeItem(company: Company, row: Row, body: Body): Row {
  const { inventory, ...read } = readFields('item', ITEM, body, 'update');
  if (typeof read.number === 'string' && read.number !== row.number) rename(company, row, read.number);
  const changed = company.items.change(row, { ...read, ...references(company, read) });
  // A PATCH of the quantity posts an adjustment without location (sheet section 3.3).
  if (typeof inventory === 'number') adjustStock(company, row, inventory, '');
  return changed;
}

/** Posts what brings an item to this quantity on hand. */
export function adjustStock(company: Company, item: Row, onHand: number, location: string): void {
  const number = String(item.number);
  const difference = plain(decimal(onHand).minus(company.stock.onHand(number)));
  if (difference === 0) return;
  company.stock.post({
    itemNumber: number,
    quantity: difference,
    entryType: difference > 0 ? 'Positive_x0020_Adjmt.' : 'Negative_x0020_Adjmt.',
    documentNumber: 'ADJ',
    location,
    unit: String(item.baseUnitOfMeasureCode),
  });
}

/** An item that an order still asks for stays. */
export function deleteItem(company: Company, row: Row): void {
  if (company.salesOrderLines.by('itemId', row.id).length > 0)
    throw dialog(
      `You cannot delete Item ${String(row.number)} because there is at least one outstanding Sales Order that includes this item.`,
    );
  for (const variant of company.itemVariants.by('itemId', row.id)) company.itemVariants.remove(variant);
  company.items.remove(row);
}

/** A new number is taken over wherever the old one is named (sheet section 3.3: rename allowed). */
function rename(company: Company, row: Row, number: string): void {
  if (company.items.by('number', number).length > 0) throw duplicate('Item', 'No.', number);
  company.stock.rename(String(row.number), number);
  for (const line of company.salesOrderLines.by('itemId', row.id))
    company.salesOrderLines.change(line, { lineObjectNumber: number });
  for (const variant of company.itemVariants.by('itemId', row.id))
    company.itemVariants.change(variant, { itemNumber: number });
}

const blanks = (): Record<string, unknown> =>
  Object.fromEntries(TWICE.flatMap(([field]) => [[`${field}Id`, EMPTY_GUID] as const, [`${field}Code`, ''] as const]));

/** Both halves of every property that exists twice, whichever of them was sent. */
function references(company: Company, read: Body): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [field, list, name] of TWICE) {
    const id = read[`${field}Id`];
    const code = read[`${field}Code`];
    if (id === undefined && code === undefined) continue;
    const set = list === 'itemCategories' ? company.itemCategories : company.list(list);
    const entry = entryOf(set, 'code', id, code, name);
    found[`${field}Id`] = entry?.id ?? EMPTY_GUID;
    found[`${field}Code`] = entry?.code ?? '';
  }
  return found;
}
