import type { Company } from './company.ts';
import type { Row } from './entity-set.ts';
import { checkFields, type FieldRules, flag, guid, number, text } from './field-rules.ts';
import { ODataError } from './odata-error.ts';

/** Sheet section 3.3. */
const ITEM: FieldRules = {
  id: guid('no'),
  number: text(20),
  displayName: text(100),
  displayName2: text(50),
  type: text(30),
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
  lastModifiedDateTime: text(40, 'no'),
};

/** Sheet section 3.5. There is no parent. */
const CATEGORY: FieldRules = {
  id: guid('no'),
  code: text(20),
  displayName: text(100),
  lastModifiedDateTime: text(40, 'no'),
};

export function createItem(company: Company, body: Readonly<Record<string, unknown>>): Row {
  checkFields('item', ITEM, body, 'create');
  if ('inventory' in body)
    throw new ODataError(400, 'Application_DialogException', 'Inventory cannot be set on a new item.');
  const number =
    typeof body.number === 'string' && body.number !== '' ? body.number : company.identifiers.number('ITEM-', 1000);
  if (company.items.by('number', number).length > 0) {
    throw new ODataError(
      400,
      'Internal_EntityWithSameKeyExists',
      `The record in table Item already exists. Identification fields and values: No.='${number}'.`,
    );
  }
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
    generalProductPostingGroupId: company.identifiers.guid(),
    generalProductPostingGroupCode: 'RETAIL',
    inventoryPostingGroupId: company.identifiers.guid(),
    inventoryPostingGroupCode: 'RESALE',
    ...body,
    number,
    ...references(company, {
      taxGroupCode: 'TAXABLE',
      baseUnitOfMeasureCode: company.settings.units[0] ?? 'PCS',
      ...body,
    }),
  };
  return company.items.add(row);
}

export function changeItem(company: Company, row: Row, body: Readonly<Record<string, unknown>>): Row {
  checkFields('item', ITEM, body, 'update');
  const { inventory, ...changes } = body;
  // A PATCH of the quantity posts an adjustment without location (sheet section 3.3).
  if (typeof inventory === 'number')
    company.postEntry(
      String(row.number),
      inventory - company.onHand(String(row.number)),
      'Positive_x0020_Adjmt.',
      'ADJ',
      '',
    );
  return company.items.change(row, { ...changes, ...references(company, { ...row, ...changes }) });
}

/** Ids and codes of an item's category, tax group and unit, whichever of the two was sent. */
function references(company: Company, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const group = company.coded('taxGroups', undefined, body.taxGroupCode, 'Tax Group');
  const unit = company.coded('unitsOfMeasure', undefined, body.baseUnitOfMeasureCode, 'Base Unit of Measure');
  const code = body.itemCategoryCode;
  const [category] = typeof code === 'string' && code !== '' ? company.itemCategories.by('code', code) : [];
  if (typeof code === 'string' && code !== '' && category === undefined) {
    throw new ODataError(
      400,
      'Application_FieldValidationException',
      `The field Item Category Code contains a value (${code}) that cannot be found in the related table (Item Category).`,
    );
  }
  return {
    taxGroupId: group?.id ?? '',
    taxGroupCode: group?.code ?? '',
    baseUnitOfMeasureId: unit?.id ?? '',
    baseUnitOfMeasureCode: unit?.code ?? '',
    itemCategoryId: category?.id ?? '00000000-0000-0000-0000-000000000000',
    itemCategoryCode: category?.code ?? '',
  };
}

export function createCategory(company: Company, body: Readonly<Record<string, unknown>>): Row {
  checkFields('itemCategory', CATEGORY, body, 'create');
  const code = String(body.code ?? '');
  if (code === '') throw new ODataError(400, 'BadRequest_RequiredParamNotProvided', 'A value must be given for code.');
  if (company.itemCategories.by('code', code).length > 0) {
    throw new ODataError(
      400,
      'Internal_EntityWithSameKeyExists',
      `The record in table Item Category already exists. Identification fields and values: Code='${code}'.`,
    );
  }
  return company.itemCategories.add({ id: company.identifiers.guid(), displayName: '', ...body, code });
}

export function changeCategory(company: Company, row: Row, body: Readonly<Record<string, unknown>>): Row {
  checkFields('itemCategory', CATEGORY, body, 'update');
  return company.itemCategories.change(row, body);
}
