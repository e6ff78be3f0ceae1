import type { Company } from './company.ts';
import { gives, isYes, numberOf, type Row, rowsOf, textOf } from './row.ts';
import { businessRule, invalidCode } from './service-layer-error.ts';

/** Goods that come in or go out without a customer: a count that was wrong, a breakage (sheet section 3.4). */
export function createInventoryEntry(company: Company, given: Row, direction: 'in' | 'out'): Row {
  const lines = rowsOf(given, 'DocumentLines').map((line, index): Row => {
    const item = company.items.get(textOf(line, 'ItemCode'));
    if (item === undefined || !isYes(item, 'InventoryItem'))
      throw invalidCode('IGN1.ItemCode', textOf(line, 'ItemCode'));
    const warehouse = gives(line, 'WarehouseCode') ? textOf(line, 'WarehouseCode') : company.settings.warehouses[0];
    if (warehouse === undefined || !company.settings.warehouses.includes(warehouse))
      throw invalidCode('IGN1.WarehouseCode', textOf(line, 'WarehouseCode'));
    const quantity = numberOf(line, 'Quantity');
    if (quantity.lte(0)) throw businessRule('Quantity must be greater than zero');
    if (direction === 'out' && company.stock.onHand(textOf(item, 'ItemCode'), warehouse).lt(quantity))
      throw businessRule('Quantity falls into negative inventory  [IGE1.ItemCode]');
    return { ...line, LineNum: index, WarehouseCode: warehouse };
  });
  if (lines.length === 0) throw businessRule('Document has no rows');
  for (const line of lines)
    company.stock.post(
      textOf(line, 'ItemCode'),
      textOf(line, 'WarehouseCode'),
      numberOf(line, 'Quantity').times(direction === 'in' ? 1 : -1),
    );
  const store = direction === 'in' ? company.inventoryEntries : company.inventoryExits;
  return store.put({
    DocDate: company.today(),
    ...given,
    DocumentLines: lines,
    DocEntry: company.next(`goods ${direction} entry`),
    DocNum: company.next(`goods ${direction} number`, direction === 'in' ? 1001 : 2001),
  });
}
