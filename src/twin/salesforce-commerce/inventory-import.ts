import { attributeIn, below, ImportError, needed, rootOf, textOf } from './impex-xml.ts';
import type { Store } from './store.ts';

const NAMESPACE = 'http://www.demandware.com/xml/impex/inventory/2007-05-31';

/** The step ImportInventoryLists in the mode MERGE (sheet section 3.5). Answers what was not taken. */
export function importInventory(xml: string, store: Store): readonly string[] {
  const warnings: string[] = [];
  for (const list of below(rootOf(xml, 'inventory', NAMESPACE), 'inventory-list')) {
    const [header] = below(list, 'header');
    const id = needed(header === undefined ? undefined : attributeIn(header, 'list-id'), 'list-id');
    if (id !== store.settings.inventoryListId) throw new ImportError(`there is no inventory list ${id}`);
    for (const written of below(list, 'records').flatMap((records) => below(records, 'record'))) {
      const productId = needed(attributeIn(written, 'product-id'), 'product-id');
      const amount = Number(textOf(written, 'allocation') ?? Number.NaN);
      if (!store.products.has(productId) || Number.isNaN(amount) || amount < 0) {
        warnings.push(`the record of ${productId} is not taken`);
        continue;
      }
      const timestamp = textOf(written, 'allocation-timestamp');
      const record = store.stock.recordOf(productId);
      store.stock.allocate(record, amount, timestamp === undefined ? undefined : Date.parse(timestamp));
      record.perpetual = textOf(written, 'perpetual') === 'true';
    }
  }
  return warnings;
}
