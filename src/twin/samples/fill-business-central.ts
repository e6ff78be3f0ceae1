import type { BusinessCentralTwin } from '../business-central/business-central-twin.ts';
import { SAMPLE_ITEMS } from './sample-buyers.ts';

/** Puts the sample goods into a company: what the sample shops sell, it can deliver. Customers and orders come from the shop. */
export function fillBusinessCentral(twin: BusinessCentralTwin): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS)
    twin.addItem({
      number: sku,
      displayName: name,
      unitPrice: Number(price),
      inventory: stock,
      taxGroupCode: 'TAXABLE',
    });
}
