import type { Company } from './company.ts';
import type { Row } from './entity-set.ts';
import { dialog } from './odata-error.ts';

/** Moves the stock of one posted line: only items of type Inventory have any. `quantity` above zero: into stock. */
export function postStock(
  company: Company,
  line: Row,
  quantity: number,
  document: { readonly number: unknown; readonly type: string; readonly customerNumber: unknown },
): void {
  if (line.lineType !== 'Item' || quantity === 0) return;
  const item = company.items.get(String(line.itemId));
  if (item?.type !== 'Inventory') return;
  if (item.inventoryPostingGroupCode === '')
    throw dialog(`Inventory Posting Group must have a value in Item: No.=${String(item.number)}.`);
  company.stock.post({
    itemNumber: String(item.number),
    quantity,
    entryType: 'Sale',
    documentNumber: String(document.number),
    documentType: document.type,
    sourceNumber: String(document.customerNumber),
    description: String(line.description),
    location: company.locationCode(line.locationId),
    unit: String(line.unitOfMeasureCode),
  });
}
