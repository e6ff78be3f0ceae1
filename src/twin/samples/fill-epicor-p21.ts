import type { EpicorP21Twin } from '../epicor-p21/epicor-p21-twin.ts';
import { SAMPLE_ITEMS } from './sample-buyers.ts';

/** Puts the sample goods into a company: what the sample shops sell, it can deliver. Customers and orders come from the shop. */
export function fillEpicorP21(twin: EpicorP21Twin): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS) twin.addItem({ itemId: sku, name, price, stock });
}
