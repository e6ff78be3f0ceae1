import { type Company, entryOf } from './company.ts';
import type { Row } from './entity-set.ts';
import { type FieldRules, guid, instant, readFields, text } from './field-rules.ts';
import { dialog, duplicate, ODataError } from './odata-error.ts';
import type { Body } from './request-body.ts';

/** Sheet section 3.3. No price and no stock of its own. */
export const ITEM_VARIANT: FieldRules = {
  id: guid('no'),
  itemId: guid('create'),
  itemNumber: text(20, 'create'),
  code: text(10),
  description: text(100),
  lastModifiedDateTime: instant(),
};

export function createVariant(company: Company, body: Body): Row {
  const read = readFields('itemVariant', ITEM_VARIANT, body, 'create');
  const item = entryOf(company.items, 'number', read.itemId, read.itemNumber, 'Item No.');
  if (item === undefined) throw dialog('An itemId or an itemNumber must be provided.');
  return company.itemVariants.add({
    id: company.identifiers.guid(),
    description: '',
    ...read,
    itemId: item.id,
    itemNumber: item.number,
    code: freeCode(company, item.id, read.code),
  });
}

export function changeVariant(company: Company, row: Row, body: Body): Row {
  const read = readFields('itemVariant', ITEM_VARIANT, body, 'update');
  if ('code' in read && read.code !== row.code) freeCode(company, row.itemId, read.code);
  return company.itemVariants.change(row, read);
}

function freeCode(company: Company, itemId: unknown, code: unknown): string {
  if (typeof code !== 'string' || code === '')
    throw new ODataError(400, 'BadRequest_RequiredParamNotProvided', "Field 'code' must not be blank or empty.");
  if (company.itemVariants.by('itemId', itemId).some((other) => other.code === code))
    throw duplicate('Item Variant', 'Code', code);
  return code;
}
