import { decimal, plain } from '../kit/decimal.ts';
import { screenRule } from './contract-error.ts';
import type { Given } from './given.ts';
import { listOf, type Row, textOf } from './row.ts';
import type { Session } from './session.ts';
import type { OrderType } from './settings.ts';
import { notFound, type Tenant } from './tenant.ts';

/**
 * Lines of a body against those of the order: without an id a line is added, with one it is changed or, with `delete`,
 * taken off; what is not named stays (sheet section 3.0).
 */
export function writeLines(tenant: Tenant, given: Given, order: Row, type: OrderType, session: Session): void {
  const lines = listOf(order, 'Details');
  for (const body of given.list('Details') ?? []) {
    const line = body.id === undefined ? undefined : ownLine(lines, body.id, session);
    if (body.removed) {
      if (line === undefined) throw screenRule('No line to delete was found.');
      if (decimal(line.values.QtyOnShipments).gt(0) || decimal(line.values.OrderQty).gt(decimal(line.values.OpenQty)))
        throw screenRule('The line cannot be deleted because it is linked to a shipment.');
      lines.splice(lines.indexOf(line), 1);
    } else if (line === undefined) lines.push(addLine(tenant, body, order, type));
    else changeLine(tenant, body, line, type);
  }
}

/** The part of a list that a session knows by this id. Throws when it was never shown it. */
export function ownLine(lines: readonly Row[], id: string, session: Session): Row {
  const own = session.ownId(id);
  const line = lines.find((each) => each.id === own);
  if (line === undefined) throw screenRule(`No detail line with the id ${id} exists in this session.`);
  return line;
}

function addLine(tenant: Tenant, body: Given, order: Row, type: OrderType): Row {
  const line = tenant.row();
  const item = itemOf(tenant, body);
  const { settings } = tenant;
  const taken = listOf(order, 'Details').map(({ values }) => Number(values.LineNbr));
  Object.assign(line.values, {
    LineNbr: Math.max(0, ...taken) + 1,
    OrderQty: 0,
    UOM: textOf(item, 'SalesUOM') || textOf(item, 'SalesUnit'),
    WarehouseID: settings.warehouses[0] ?? '',
    UnitPrice: item?.values.DefaultPrice ?? 0,
    DiscountAmount: 0,
    DiscountPercent: 0,
    TaxCategory: textOf(item, 'TaxCategory'),
    LineDescription: textOf(item, 'Description'),
    ManualPrice: false,
    ManualDiscount: false,
    FreeItem: false,
    Completed: false,
    OpenQty: 0,
    QtyOnShipments: 0,
    Operation: type.stock === 'receipt' ? 'Receipt' : 'Issue',
  });
  write(tenant, body, line, type);
  return line;
}

function changeLine(tenant: Tenant, body: Given, line: Row, type: OrderType): void {
  if (body.has('InventoryID')) itemOf(tenant, body);
  write(tenant, body, line, type);
}

function write(tenant: Tenant, body: Given, line: Row, type: OrderType): void {
  const { settings } = tenant;
  const shipped = decimal(line.values.OrderQty).minus(decimal(line.values.OpenQty));
  const manualPrice = body.value('ManualPrice') ?? line.values.ManualPrice;
  const manualDiscount = body.value('ManualDiscount') ?? line.values.ManualDiscount;
  // A price or a discount without its flag is worked out anew, whatever the body says (sheet section 12).
  body.into(line, [
    ...(manualPrice === true ? [] : ['UnitPrice']),
    ...(manualDiscount === true ? [] : ['DiscountAmount', 'DiscountPercent']),
  ]);
  if (manualDiscount === true && body.has('DiscountAmount') && !body.has('DiscountPercent'))
    line.values.DiscountPercent = 0;
  tenant.check(body, 'WarehouseID', settings.warehouses, 'Warehouse');
  tenant.check(body, 'UOM', unitsOf(tenant, line), 'Unit');
  tenant.check(body, 'TaxCategory', settings.taxCategories, 'Tax Category');
  tenant.check(body, 'Branch', settings.branches);
  const quantity = decimal(line.values.OrderQty);
  if (quantity.lte(0) && type.stock !== 'receipt') body.refuse('OrderQty', 'The quantity must be greater than zero.');
  if (quantity.lt(shipped)) body.refuse('OrderQty', 'The quantity is less than what was shipped.');
  line.values.OpenQty = plain(quantity.minus(shipped));
  if (
    body.text('InvoiceNbr') !== '' &&
    tenant.invoices.get(body.text('InvoiceType') || 'Invoice', body.text('InvoiceNbr')) === undefined
  )
    body.refuse('InvoiceNbr', notFound('Invoice', body.text('InvoiceNbr')));
}

function itemOf(tenant: Tenant, body: Given): Row | undefined {
  const number = body.text('InventoryID');
  const item = tenant.item(number);
  if (number === '') body.refuse('InventoryID', "'Inventory ID' cannot be empty.");
  else if (item === undefined) body.refuse('InventoryID', notFound('Inventory ID', number));
  else if (['Inactive', 'No Sales', 'Marked for Deletion'].includes(textOf(item, 'ItemStatus')))
    body.refuse('InventoryID', `The inventory item is ${textOf(item, 'ItemStatus')}.`);
  return item;
}

const unitsOf = (tenant: Tenant, line: Row): string[] => {
  const item = tenant.item(textOf(line, 'InventoryID'));
  if (item === undefined) return [...tenant.settings.units];
  const named = ['BaseUOM', 'SalesUOM', 'BaseUnit', 'SalesUnit'].map((name) => textOf(item, name));
  return [...named, ...listOf(item, 'UOMConversions').map((each) => textOf(each, 'FromUOM'))].filter(
    (unit) => unit !== '',
  );
};
