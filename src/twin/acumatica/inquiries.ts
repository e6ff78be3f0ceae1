import { screenRule } from './contract-error.ts';
import type { Given } from './given.ts';
import { listOf, type Row, textOf } from './row.ts';
import type { Shape } from './shape.ts';
import { INVENTORY_SUMMARY, QUANTITY_AVAILABLE, SALES_PRICES, STORAGE_DETAILS } from './shapes.ts';
import { notFound, type Tenant } from './tenant.ts';

export interface Inquiry {
  readonly shape: Shape;
  readonly rows: (tenant: Tenant, given: Given) => Row[];
  /** The collection that holds the rows. */
  readonly into: string;
}

/** Forms that are read with PUT: parameters in the body, rows in a collection that `$expand` names (sheet section 3.0). */
export const INQUIRIES: readonly Inquiry[] = [
  { shape: STORAGE_DETAILS, into: 'StorageDetails', rows: storageDetails },
  { shape: INVENTORY_SUMMARY, into: 'Results', rows: summary },
  { shape: QUANTITY_AVAILABLE, into: 'Results', rows: quantityAvailable },
  { shape: SALES_PRICES, into: 'SalesPriceDetails', rows: ({ prices }, given) => prices.asked(given) },
];

function storageDetails(tenant: Tenant, given: Given): Row[] {
  const asked = given.text('WarehouseID');
  tenant.check(given, 'WarehouseID', tenant.settings.warehouses, 'Warehouse');
  const quantities = tenant.stock.all();
  return tenant.stockItems.all().flatMap((item) =>
    tenant.settings.warehouses
      .filter((warehouse) => asked === '' || warehouse === asked)
      .map((warehouse) => {
        const { onHand, available, forIssue, modified } = quantities(textOf(item, 'InventoryID'), warehouse);
        return tenant.row({
          InventoryID: textOf(item, 'InventoryID'),
          WarehouseID: warehouse,
          QtyOnHand: onHand,
          QtyAvailable: available,
          QtyAvailableforIssue: forIssue,
          QtyHardAvailable: forIssue,
          LastModifiedDateofWarehouseQty: modified === 0 ? (item.values.LastModified ?? 0) : modified,
        });
      }),
  );
}

function summary(tenant: Tenant, given: Given): Row[] {
  const number = given.text('InventoryID');
  const item = tenant.stockItems.get(number);
  if (number === '') throw screenRule("'Inventory ID' cannot be empty.");
  if (item === undefined) {
    given.refuse('InventoryID', notFound('Inventory ID', number));
    return [];
  }
  const asked = given.text('WarehouseID');
  const quantities = tenant.stock.all();
  return tenant.settings.warehouses
    .filter((warehouse) => asked === '' || warehouse === asked)
    .map((warehouse) => {
      const { onHand, available, forIssue } = quantities(textOf(item, 'InventoryID'), warehouse);
      return tenant.row({
        WarehouseID: warehouse,
        QtyOnHand: onHand,
        QtyAvailable: available,
        QtyAvailableForShipment: forIssue,
        QtyNotAvailable: 0,
        BaseUOM: textOf(item, 'BaseUOM'),
      });
    });
}

/** Totals over all warehouses, with when they changed: the delta feed (sheet section 3.4). */
function quantityAvailable(tenant: Tenant, given: Given): Row[] {
  const number = given.text('InventoryID');
  const since = given.value('LastModifiedDateTime');
  if (number !== '' && tenant.stockItems.get(number) === undefined)
    given.refuse('InventoryID', notFound('Inventory ID', number));
  const quantities = tenant.stock.all();
  return tenant.stockItems
    .all()
    .filter((item) => number === '' || textOf(item, 'InventoryID') === number)
    .map((item) => {
      const all = tenant.settings.warehouses.map((warehouse) => quantities(textOf(item, 'InventoryID'), warehouse));
      const modified = Math.max(...all.map((each) => each.modified));
      return tenant.row({
        InventoryID: textOf(item, 'InventoryID'),
        QtyAvailable: all.reduce((total, { available }) => total + available, 0),
        LastModifiedDateTime: modified === 0 ? (item.values.LastModified ?? 0) : modified,
      });
    })
    .filter(
      ({ values }) => since === undefined || since === null || Number(values.LastModifiedDateTime) > Number(since),
    );
}

/** What the item's own screen shows of its warehouses: on hand only (sheet section 3.3). */
export function warehouseDetails(tenant: Tenant, item: Row): Row[] {
  const quantities = tenant.stock.all();
  return tenant.settings.warehouses.map((warehouse, index) =>
    tenant.row({
      WarehouseID: warehouse,
      QtyOnHand: quantities(textOf(item, 'InventoryID'), warehouse).onHand,
      IsDefault: index === 0,
      Status: 'Active',
    }),
  );
}

/** The lines of a shop's matrix item: every item that names it as its template (sheet section 3.3). */
export function matrixOf(tenant: Tenant, template: Row): Row[] {
  return tenant.stockItems
    .filter((item) => textOf(item, 'TemplateItemID') === textOf(template, 'InventoryID'))
    .map(({ values }) =>
      tenant.row(
        Object.fromEntries(
          ['InventoryID', 'Description', 'DefaultPrice', 'MSRP', 'ItemStatus', 'ExportToExternal'].map((name) => [
            name,
            values[name] ?? null,
          ]),
        ),
      ),
    );
}

/** The members of a category: every item that has it among its categories (sheet section 3.5). */
export function membersOf(tenant: Tenant, category: Row): Row[] {
  return tenant.stockItems
    .all()
    .filter((item) => listOf(item, 'Categories').some(({ values }) => values.CategoryID === category.values.CategoryID))
    .map(({ values }) =>
      tenant.row(
        Object.fromEntries(
          ['InventoryID', 'Description', 'ItemClass', 'ItemStatus'].map((name) => [name, values[name] ?? null]),
        ),
      ),
    );
}
