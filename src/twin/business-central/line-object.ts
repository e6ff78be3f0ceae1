import { type Company, entryOf } from './company.ts';
import { decimal, fine, plain } from './decimal.ts';
import { customerOf } from './document-customer.ts';
import type { Row } from './entity-set.ts';
import { EMPTY_GUID } from './identifiers.ts';
import { dialog, notRelated } from './odata-error.ts';
import type { Body } from './request-body.ts';
import { taxPercent } from './tax-setup.ts';

/** What a line takes from the item, account or charge that it is about. */
export function lineObject(company: Company, header: Row, lineType: string, read: Body): Record<string, unknown> {
  if (read.itemId !== undefined && lineType !== 'Item') throw dialog('itemId can only be used on lines of type Item.');
  if (read.accountId !== undefined && lineType !== 'Account')
    throw dialog('accountId can only be used on lines of type Account.');
  switch (lineType) {
    case 'Item':
      return itemLine(company, header, read);
    case 'Account': {
      const account = entryOf(company.accounts, 'number', read.accountId, read.lineObjectNumber, 'No.');
      return { ...bookedLine(account, 'G/L Account'), accountId: account?.id };
    }
    case 'Charge':
      return bookedLine(entryOf(company.charges, 'number', undefined, read.lineObjectNumber, 'No.'), 'Item Charge');
    default:
      // Resources, fixed assets and standard texts: the twin has none, so that no number can be right.
      if (read.lineObjectNumber !== undefined && read.lineObjectNumber !== '')
        throw notRelated('No.', read.lineObjectNumber, lineType);
      return {};
  }
}

function bookedLine(account: Row | undefined, table: string): Record<string, unknown> {
  if (account === undefined) throw dialog(`No. must have a value in Sales Line: Type=${table}.`);
  return { lineObjectNumber: account.number, description: account.displayName, taxCode: account.taxGroup };
}

function itemLine(company: Company, header: Row, read: Body): Record<string, unknown> {
  const item = entryOf(company.items, 'number', read.itemId, read.lineObjectNumber, 'No.');
  if (item === undefined) throw dialog('No. must have a value in Sales Line: Type=Item.');
  if (item.blocked === true)
    throw dialog(`Blocked must be equal to 'No' in Item: No.=${String(item.number)}. Current value is 'Yes'.`);
  // An item without template has no posting groups, and its lines fail (sheet section 12).
  if (item.generalProductPostingGroupCode === '')
    throw dialog(`Gen. Prod. Posting Group must have a value in Item: No.=${String(item.number)}.`);
  const unit = company.coded(
    'unitsOfMeasure',
    read.unitOfMeasureId,
    read.unitOfMeasureCode ?? (read.unitOfMeasureId === undefined ? item.baseUnitOfMeasureCode : undefined),
    'Unit of Measure Code',
  );
  const taxCode = read.taxCode ?? item.taxGroupCode;
  const variant = variantOf(company, item.id, read.itemVariantId);
  return {
    itemId: item.id,
    lineObjectNumber: item.number,
    description: variant === undefined || variant.description === '' ? item.displayName : variant.description,
    ...(read.unitPrice === undefined ? { unitPrice: listPrice(company, header, item, { taxCode }) } : {}),
    taxCode,
    unitOfMeasureId: unit?.id ?? EMPTY_GUID,
    unitOfMeasureCode: unit?.code ?? '',
    locationId: company.list('locations').all()[0]?.id ?? EMPTY_GUID,
  };
}

/** The variant of an item that a line names; a variant of another item is refused. */
export function variantOf(company: Company, itemId: unknown, variantId: unknown): Row | undefined {
  if (variantId === undefined || variantId === EMPTY_GUID) return undefined;
  const variant = company.itemVariants.get(String(variantId));
  if (variant === undefined || variant.itemId !== itemId) throw notRelated('Variant Code', variantId, 'Item Variant');
  return variant;
}

/**
 * The price of a line that names none: the item's, which is in local currency (sheet section 3.4), brought into the
 * order's currency, and with or without tax as the order has it. The twin has no price lists.
 */
function listPrice(company: Company, header: Row, item: Row, line: Body): number {
  let price = decimal(item.unitPrice);
  if (header.currencyId !== EMPTY_GUID) {
    const rate = company.settings.exchangeRates[String(header.currencyCode)];
    if (rate === undefined)
      throw dialog(
        `The Currency Exchange Rate does not exist. Identification fields and values: Currency Code='${String(header.currencyCode)}'.`,
      );
    price = price.div(rate);
  }
  if (item.priceIncludesTax !== header.pricesIncludeTax) {
    const factor = decimal(Number(taxPercent(company, customerOf(company, header), line)))
      .div(100)
      .plus(1);
    price = header.pricesIncludeTax === true ? price.times(factor) : price.div(factor);
  }
  return plain(fine(price));
}
