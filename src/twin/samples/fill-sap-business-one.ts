import type { SapBusinessOneTwin } from '../sap-business-one/sap-business-one-twin.ts';
import { SAMPLE_ITEMS } from './sample-buyers.ts';

/** Puts the sample goods into a company: what the sample shops sell, it can deliver. Customers and orders come from the shop. */
export function fillSapBusinessOne(twin: SapBusinessOneTwin): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS)
    twin.addItem({ ItemCode: sku, ItemName: name, price: Number(price), stock });
}
