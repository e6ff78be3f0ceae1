import { Big } from 'big.js';
import type { InventoryItemRecord, Weight } from './inventory-record.ts';
import { amountOf } from './money.ts';

/** `InventoryItemInput`, wherever it is given: alone, or inside a variant. */
export interface InventoryItemInput {
  readonly sku?: string | null;
  readonly cost?: string | null;
  readonly tracked?: boolean | null;
  readonly requiresShipping?: boolean | null;
  readonly measurement?: { readonly weight?: Weight | null } | null;
  readonly countryCodeOfOrigin?: string | null;
  readonly harmonizedSystemCode?: string | null;
}

/** What is wrong with the input, by its field. */
export function inventoryItemFaults(
  input: InventoryItemInput | null | undefined,
): { readonly field: string; readonly message: string }[] {
  const faults: { readonly field: string; readonly message: string }[] = [];
  if (input?.cost && new Big(input.cost).lt(0))
    faults.push({ field: 'cost', message: 'Cost must be greater than or equal to 0' });
  if ((input?.measurement?.weight?.value ?? 0) < 0)
    faults.push({ field: 'measurement', message: 'Weight must be greater than or equal to 0' });
  // shopify.dev, InventoryItemInput.harmonizedSystemCode: a number of 6 to 13 digits. "7318.15" is refused.
  if (input?.harmonizedSystemCode && !/^\d{6,13}$/.test(input.harmonizedSystemCode))
    faults.push({
      field: 'harmonizedSystemCode',
      message: 'Harmonized system code must be a number between 6 and 13 digits',
    });
  return faults;
}

/** Writes what is given; null takes away what may be absent, and is ignored where there must be a value. */
export function writeInventoryItem(item: InventoryItemRecord, input: InventoryItemInput): void {
  const { sku, cost, tracked, requiresShipping, measurement, countryCodeOfOrigin, harmonizedSystemCode } = input;
  if (sku !== undefined) item.sku = sku;
  if (cost !== undefined) item.unitCost = cost === null ? null : amountOf(cost);
  if (typeof tracked === 'boolean') item.tracked = tracked;
  if (typeof requiresShipping === 'boolean') item.requiresShipping = requiresShipping;
  if (measurement?.weight) item.weight = { value: measurement.weight.value, unit: measurement.weight.unit };
  if (countryCodeOfOrigin !== undefined) item.countryCodeOfOrigin = countryCodeOfOrigin;
  if (harmonizedSystemCode !== undefined) item.harmonizedSystemCode = harmonizedSystemCode;
}
