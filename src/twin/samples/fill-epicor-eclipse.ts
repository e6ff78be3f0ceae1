import type { EpicorEclipseTwin } from '../epicor-eclipse/epicor-eclipse-twin.ts';
import { SAMPLE_ITEMS } from './sample-buyers.ts';

/** Puts the sample goods into the ERP: what the sample shops sell, it can deliver. Customers and orders come from the shop. */
export function fillEpicorEclipse(twin: EpicorEclipseTwin): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS)
    twin.addProduct({ catalogNumber: sku, description: name, price, stock });
}
