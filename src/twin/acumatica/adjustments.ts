import { decimal } from '../kit/decimal.ts';
import { actionRefused } from './contract-error.ts';
import type { Given } from './given.ts';
import { listOf, type Row, textOf } from './row.ts';
import { notFound, type Tenant } from './tenant.ts';

/** A stock adjustment, which counts when it is released (sheet section 3.4). */
export function writeAdjustment(tenant: Tenant, given: Given, before: Row | undefined): Row {
  const adjustment =
    before === undefined
      ? tenant.row({ ReferenceNbr: '', Date: tenant.today(), Hold: false, Status: 'Balanced' })
      : structuredClone(before);
  if (before !== undefined && textOf(before, 'Status') === 'Released')
    throw actionRefused('The adjustment is released.');
  given.into(adjustment, ['ReferenceNbr']);
  for (const body of given.list('Details') ?? []) {
    const item = tenant.stockItems.get(body.text('InventoryID'));
    if (item === undefined) body.refuse('InventoryID', notFound('Inventory ID', body.text('InventoryID')));
    tenant.check(body, 'WarehouseID', tenant.settings.warehouses, 'Warehouse');
    const line = tenant.row({ WarehouseID: tenant.settings.warehouses[0] ?? '', UOM: textOf(item, 'BaseUOM'), Qty: 0 });
    body.into(line);
    listOf(adjustment, 'Details').push(line);
  }
  adjustment.values.Status = adjustment.values.Hold === true ? 'On Hold' : 'Balanced';
  return adjustment;
}

export function keepAdjustment(tenant: Tenant, adjustment: Row): Row {
  if (textOf(adjustment, 'ReferenceNbr') === '') adjustment.values.ReferenceNbr = tenant.number('IA', 6);
  adjustment.values.LastModifiedDateTime = tenant.now();
  return tenant.adjustments.put(adjustment);
}

export function releaseAdjustment(tenant: Tenant, adjustment: Row): void {
  if (textOf(adjustment, 'Status') !== 'Balanced')
    throw actionRefused(`The adjustment ${textOf(adjustment, 'ReferenceNbr')} is ${textOf(adjustment, 'Status')}.`);
  for (const line of listOf(adjustment, 'Details'))
    tenant.stock.post(textOf(line, 'InventoryID'), textOf(line, 'WarehouseID'), decimal(line.values.Qty));
  adjustment.values.Status = 'Released';
}
