import type { InforTwin } from '../infor/infor-twin.ts';
import { SAMPLE_ITEMS } from './sample-buyers.ts';

/** Puts the sample goods into the ERP: what the sample shops sell, it can deliver. Customers and orders come from the shop. */
export function fillInfor(twin: InforTwin): void {
  for (const { sku, name, price, stock } of SAMPLE_ITEMS)
    twin.addProduct({ prod: sku, descrip1: name, listprice: price, stock });
}
