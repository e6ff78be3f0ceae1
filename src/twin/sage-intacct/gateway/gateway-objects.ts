import { ARADVANCE } from './advance-object.ts';
import { queryFailed } from './gateway-error.ts';
import type { AnyObject } from './gateway-object.ts';
import { ITEM, ITEMWAREHOUSEINFO, PRODUCTLINE, SOPRICELIST, SOPRICELISTENTRY, WAREHOUSE } from './goods-objects.ts';
import { CONTACT, CUSTOMER } from './party-objects.ts';
import { ARADJUSTMENT, ARINVOICE, ARPYMT } from './receivable-objects.ts';
import { SODOCUMENT, SODOCUMENTENTRY, SODOCUMENTSUBTOTALS } from './sales-document-objects.ts';

const OBJECTS: readonly AnyObject[] = [
  ...[SODOCUMENT, SODOCUMENTENTRY, SODOCUMENTSUBTOTALS, CUSTOMER, CONTACT],
  ...[ITEM, PRODUCTLINE, WAREHOUSE, ITEMWAREHOUSEINFO, SOPRICELIST, SOPRICELISTENTRY],
  ...[ARINVOICE, ARADJUSTMENT, ARPYMT, ARADVANCE],
];

export const OBJECT_NAMES: readonly string[] = OBJECTS.map(({ name }) => name);

/** The object of this name. Throws GatewayError. */
export function objectNamed(name: string): AnyObject {
  const object = OBJECTS.find((each) => each.name === name);
  if (object === undefined) throw queryFailed(`Object definition ${name} not found`);
  return object;
}
