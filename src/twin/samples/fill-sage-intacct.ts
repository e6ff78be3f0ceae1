import type { SageIntacctTwin } from '../sage-intacct/sage-intacct-twin.ts';
import { SAMPLE_ITEMS } from './sample-buyers.ts';

/** Puts the sample goods into the company: what the sample shops sell, it can deliver. Customers and orders come from the shop. */
export function fillSageIntacct(twin: SageIntacctTwin): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS) twin.addItem({ id: sku, name, basePrice: price, stock });
}
