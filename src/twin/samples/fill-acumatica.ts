import type { AcumaticaTwin } from '../acumatica/acumatica-twin.ts';
import { SAMPLE_ITEMS } from './sample-buyers.ts';

/** Puts the sample goods into a tenant: what the sample shops sell, it can deliver. Customers and orders come from the shop. */
export function fillAcumatica(twin: AcumaticaTwin): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS)
    twin.addItem({ InventoryID: sku, Description: name, DefaultPrice: Number(price), stock });
}
