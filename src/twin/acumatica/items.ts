import { screenRule } from './contract-error.ts';
import type { Given } from './given.ts';
import { listOf, type Row, textOf } from './row.ts';
import { notFound, type Tenant } from './tenant.ts';

const STATUSES = ['Active', 'No Sales', 'No Purchases', 'No Request', 'Inactive', 'Marked for Deletion'];

/** Creates an item of one of the three kinds, or changes a copy of one (sheet section 3.3). */
export function writeItem(tenant: Tenant, given: Given, before: Row | undefined): Row {
  const { settings } = tenant;
  const unit = settings.units[0] ?? 'EA';
  const units = given.shape.name === 'NonStockItem' ? ['BaseUnit', 'SalesUnit'] : ['BaseUOM', 'SalesUOM'];
  const item =
    before === undefined
      ? tenant.row({
          InventoryID: given.text('InventoryID'),
          ItemStatus: 'Active',
          ItemClass: settings.itemClasses[0] ?? '',
          TaxCategory: settings.taxCategories[0] ?? '',
          DefaultPrice: 0,
          ExportToExternal: true,
          IsAKit: false,
          ...Object.fromEntries(units.map((name) => [name, unit])),
        })
      : structuredClone(before);
  if (textOf(item, 'InventoryID') === '') given.refuse('InventoryID', "'Inventory ID' cannot be empty.");
  const other = tenant.item(textOf(item, 'InventoryID'));
  if (before === undefined && other !== undefined)
    given.refuse('InventoryID', 'An item of another kind has this Inventory ID.');
  given.into(item, ['InventoryID']);
  tenant.check(given, 'ItemStatus', STATUSES, 'Item Status');
  tenant.check(given, 'ItemClass', settings.itemClasses, 'Item Class');
  tenant.check(given, 'TaxCategory', settings.taxCategories, 'Tax Category');
  for (const name of units) tenant.check(given, name, settings.units, 'Unit');
  const template = given.text('TemplateItemID');
  if (template !== '' && tenant.templates.get(template) === undefined)
    given.refuse('TemplateItemID', notFound('Template Item', template));
  writeList(tenant, given, item, 'Categories', 'CategoryID', (body) => {
    const category = body.text('CategoryID');
    if (tenant.categories.get(category) === undefined) body.refuse('CategoryID', notFound('Category', category));
  });
  writeList(tenant, given, item, 'CrossReferences', 'AlternateID');
  writeList(tenant, given, item, 'UOMConversions', 'FromUOM');
  writeList(tenant, given, item, 'Attributes', 'AttributeID');
  item.values.NoteID = item.id;
  item.values.LastModified = tenant.now();
  return item;
}

/** Rows of a list are told apart by one field: the same again changes it, `delete` takes it off. */
function writeList(
  tenant: Tenant,
  given: Given,
  item: Row,
  part: string,
  key: string,
  check: (body: Given) => void = () => undefined,
): void {
  if (given.shape.parts[part] === undefined) return;
  const rows = listOf(item, part);
  for (const body of given.list(part) ?? []) {
    const found = rows.find((each) => textOf(each, key) === body.text(key));
    if (body.removed) {
      if (found !== undefined) rows.splice(rows.indexOf(found), 1);
      continue;
    }
    check(body);
    const row = found ?? tenant.row();
    body.into(row);
    if (found === undefined) rows.push(row);
  }
}

/** A sales category: its id is the system's, and its path is that of its parents (sheet section 3.5). */
export function writeCategory(tenant: Tenant, given: Given, before: Row | undefined): Row {
  const category =
    before === undefined ? tenant.row({ CategoryID: 0, ParentCategoryID: 0, SortOrder: 0 }) : structuredClone(before);
  given.into(category, ['CategoryID']);
  if (textOf(category, 'Description') === '') given.refuse('Description', "'Description' cannot be empty.");
  const parent = textOf(category, 'ParentCategoryID');
  const above = tenant.categories.get(parent);
  if (parent !== '0' && above === undefined) given.refuse('ParentCategoryID', notFound('Category', parent));
  category.values.Path = [textOf(above, 'Path'), textOf(category, 'Description')]
    .filter((name) => name !== '')
    .join('/');
  category.values.LastModifiedDateTime = tenant.now();
  return category;
}

/** The members of a body are put into the category (sheet section 3.5); what holds them is the item. */
export function writeMembers(tenant: Tenant, given: Given, category: Row): void {
  for (const body of given.list('Members') ?? []) {
    const item = tenant.stockItems.get(body.text('InventoryID'));
    if (item === undefined) throw screenRule(notFound('Inventory ID', body.text('InventoryID')));
    const rows = listOf(item, 'Categories');
    const found = rows.find((each) => each.values.CategoryID === category.values.CategoryID);
    if (body.removed && found !== undefined) rows.splice(rows.indexOf(found), 1);
    else if (!body.removed && found === undefined)
      rows.push(tenant.row({ CategoryID: category.values.CategoryID ?? 0 }));
    item.values.LastModified = tenant.now();
  }
}

/** A category goes, and with it its place on every item. One with others below it stays. */
export function removeCategory(tenant: Tenant, category: Row): void {
  const id = category.values.CategoryID;
  if (tenant.categories.find((each) => each.values.ParentCategoryID === id) !== undefined)
    throw screenRule('The category cannot be deleted because it has subcategories.');
  for (const item of tenant.stockItems.all()) {
    const rows = listOf(item, 'Categories');
    const found = rows.find((each) => each.values.CategoryID === id);
    if (found !== undefined) rows.splice(rows.indexOf(found), 1);
  }
  tenant.categories.remove(category);
}
