import type { Company } from './company.ts';
import type { Row } from './entity-set.ts';
import { type FieldRules, guid, instant, readFields, text } from './field-rules.ts';
import { EMPTY_GUID } from './identifiers.ts';
import { duplicate, ODataError } from './odata-error.ts';
import type { Body } from './request-body.ts';

/** Sheet section 3.5. There is no parent. */
export const ITEM_CATEGORY: FieldRules = {
  id: guid('no'),
  code: text(20),
  displayName: text(100),
  lastModifiedDateTime: instant(),
};

export function createCategory(company: Company, body: Body): Row {
  const read = readFields('itemCategory', ITEM_CATEGORY, body, 'create');
  return company.itemCategories.add({
    id: company.identifiers.guid(),
    displayName: '',
    ...read,
    code: freeCode(company, read.code),
  });
}

export function changeCategory(company: Company, row: Row, body: Body): Row {
  const read = readFields('itemCategory', ITEM_CATEGORY, body, 'update');
  if ('code' in read && read.code !== row.code) {
    const code = freeCode(company, read.code);
    for (const item of assigned(company, row)) company.items.change(item, { itemCategoryCode: code });
  }
  return company.itemCategories.change(row, read);
}

/** Items lose the category with it: assumed, the sheet does not say. */
export function deleteCategory(company: Company, row: Row): void {
  for (const item of assigned(company, row))
    company.items.change(item, { itemCategoryId: EMPTY_GUID, itemCategoryCode: '' });
  company.itemCategories.remove(row);
}

const assigned = (company: Company, { id }: Row): Row[] => company.items.by('itemCategoryId', id);

function freeCode(company: Company, code: unknown): string {
  if (typeof code !== 'string' || code === '')
    throw new ODataError(400, 'BadRequest_RequiredParamNotProvided', "Field 'code' must not be blank or empty.");
  if (company.itemCategories.by('code', code).length > 0) throw duplicate('Item Category', 'Code', code);
  return code;
}
