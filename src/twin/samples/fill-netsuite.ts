import type { NetSuiteTwin } from '../netsuite/netsuite-twin.ts';
import { SAMPLE_ITEMS } from './sample-buyers.ts';

/** Puts the sample goods into an account: what the sample shops sell, it can deliver. Customers and orders come from the shop. */
export function fillNetSuite(twin: NetSuiteTwin): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS) twin.addItem({ sku, name, price: Number(price), stock });
}
