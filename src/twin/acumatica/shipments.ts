import type Big from 'big.js';
import { decimal, plain, sum, ZERO } from '../kit/decimal.ts';
import { actionRefused } from './contract-error.ts';
import type { Given } from './given.ts';
import { listOf, partOf, type Row, textOf } from './row.ts';
import { keepOrder, setStatus, typeOf } from './sales-orders.ts';
import type { Tenant } from './tenant.ts';
import { factorOf, POSTED } from './warehouse-stock.ts';

/** Pieces by item; undefined: all that is left. */
export type Pieces = Readonly<Record<string, number>> | undefined;

/**
 * A shipment over what is open of an order (sheet sections 3.1 and 3.6): goods that go out, or for a return goods that
 * come back. Lines without stock (services, charges) go along with the first one.
 */
export function createShipment(tenant: Tenant, order: Row, pieces?: Pieces): Row {
  const type = typeOf(tenant, order);
  const status = textOf(order, 'Status');
  if (!['Open', 'Back Order', 'Shipping'].includes(status))
    throw actionRefused(
      `The action is not available for the sales order ${textOf(order, 'OrderNbr')} with the ${status} status.`,
    );
  const receipt = type?.stock === 'receipt';
  const changed = structuredClone(order);
  const lines = listOf(changed, 'Details').flatMap((line) => {
    const left = decimal(line.values.OpenQty).abs().minus(decimal(line.values.QtyOnShipments));
    const isGoods = tenant.stockItems.get(textOf(line, 'InventoryID')) !== undefined;
    const asked = pieces === undefined || !isGoods ? left : ZERO.plus(pieces[textOf(line, 'InventoryID')] ?? 0);
    const quantity = asked.gt(left) ? left : asked;
    return quantity.gt(0) ? [{ line, quantity }] : [];
  });
  if (lines.length === 0)
    throw actionRefused(`The order ${textOf(order, 'OrderNbr')} has no lines that can be shipped.`);
  const first = listOf(changed, 'Shipments').length === 0;
  const shipment = tenant.row({
    ShipmentNbr: tenant.number('', 6),
    Type: 'Shipment',
    Operation: receipt ? 'Receipt' : 'Issue',
    Status: 'Open',
    ShipmentDate: tenant.today(),
    ShipVia: textOf(order, 'ShipVia'),
    WarehouseID: textOf(lines[0]?.line, 'WarehouseID'),
    CustomerID: textOf(order, 'CustomerID'),
    LocationID: textOf(order, 'LocationID'),
    ShippedQty: plain(sum(lines.map(({ quantity }) => quantity))),
    ShippedWeight: 0,
    PackageCount: 0,
    FreightPrice: first ? (partOf(order, 'ShippingSettings')?.values.FreightPrice ?? 0) : 0,
    FreightCost: 0,
    LastModifiedDateTime: tenant.now(),
  });
  shipment.parts.Packages = [];
  shipment.parts.Details = lines.map(({ line, quantity }, index) => {
    line.values.QtyOnShipments = plain(decimal(line.values.QtyOnShipments).plus(quantity));
    return tenant.row({
      LineNbr: index + 1,
      OrderType: textOf(order, 'OrderType'),
      OrderNbr: textOf(order, 'OrderNbr'),
      OrderLineNbr: line.values.LineNbr ?? 0,
      InventoryID: textOf(line, 'InventoryID'),
      ShippedQty: plain(quantity),
      OrderedQty: line.values.OrderQty ?? 0,
      UOM: textOf(line, 'UOM'),
      WarehouseID: textOf(line, 'WarehouseID'),
    });
  });
  shipment.parts.Orders = [
    tenant.row({
      OrderType: textOf(order, 'OrderType'),
      OrderNbr: textOf(order, 'OrderNbr'),
      ShipmentNbr: textOf(shipment, 'ShipmentNbr'),
      ShippedQty: shipment.values.ShippedQty ?? 0,
    }),
  ];
  listOf(changed, 'Shipments').push(
    tenant.row({
      ShipmentType: 'Shipment',
      ShipmentNbr: textOf(shipment, 'ShipmentNbr'),
      Status: 'Open',
      ShipmentDate: tenant.today(),
      ShippedQty: shipment.values.ShippedQty ?? 0,
      LastModifiedDateTime: tenant.now(),
    }),
  );
  setStatus(tenant, changed);
  keepOrder(tenant, changed);
  return tenant.shipments.put(shipment);
}

/** The goods have left: the order is shipped so far, and a tracking number may be published (sheet section 3.6). */
export function confirmShipment(tenant: Tenant, shipment: Row): Row {
  if (textOf(shipment, 'Status') !== 'Open')
    throw actionRefused(`The shipment ${textOf(shipment, 'ShipmentNbr')} is ${textOf(shipment, 'Status')}.`);
  changeShipment(tenant, shipment, 'Confirmed');
  const order = structuredClone(orderOf(tenant, shipment));
  for (const shipped of listOf(shipment, 'Details')) {
    const line = listOf(order, 'Details').find(({ values }) => values.LineNbr === shipped.values.OrderLineNbr);
    if (line === undefined) continue;
    const quantity = decimal(shipped.values.ShippedQty);
    const open = decimal(line.values.OpenQty);
    const left: Big = open.lt(0) ? open.plus(quantity) : open.minus(quantity);
    Object.assign(line.values, {
      QtyOnShipments: plain(decimal(line.values.QtyOnShipments).minus(quantity)),
      OpenQty: plain(left),
      Completed: left.eq(0),
    });
  }
  noteOnOrder(tenant, order, shipment, { Status: 'Confirmed' });
  return shipment;
}

/** Posts the stock of a confirmed shipment: out of the warehouse, or back into it for a receipt (`UpdateIN`). */
export function updateInventory(tenant: Tenant, shipment: Row): void {
  if (textOf(shipment, 'Status') === 'Open' || shipment.values[POSTED] === true)
    throw actionRefused(`The stock of the shipment ${textOf(shipment, 'ShipmentNbr')} cannot be posted.`);
  shipment.values[POSTED] = true;
  const sign = textOf(shipment, 'Operation') === 'Receipt' ? 1 : -1;
  for (const line of listOf(shipment, 'Details')) {
    if (tenant.stockItems.get(textOf(line, 'InventoryID')) === undefined) continue;
    const pieces = decimal(line.values.ShippedQty).times(factorOf(tenant, line)).times(sign);
    tenant.stock.post(textOf(line, 'InventoryID'), textOf(line, 'WarehouseID'), pieces);
  }
}

export function changeShipment(tenant: Tenant, shipment: Row, status: string): void {
  shipment.values.Status = status;
  shipment.values.LastModifiedDateTime = tenant.now();
}

export function orderOf(tenant: Tenant, shipment: Row): Row {
  const [of] = listOf(shipment, 'Orders');
  const order = tenant.orders.get(textOf(of, 'OrderType'), textOf(of, 'OrderNbr'));
  if (order === undefined) throw actionRefused(`The order of the shipment ${textOf(shipment, 'ShipmentNbr')} is gone.`);
  return order;
}

/** What the order shows of a shipment, kept with the order. */
export function noteOnOrder(tenant: Tenant, order: Row, shipment: Row, values: Row['values']): void {
  const shown = listOf(order, 'Shipments').find(
    (each) => textOf(each, 'ShipmentNbr') === textOf(shipment, 'ShipmentNbr'),
  );
  if (shown !== undefined) Object.assign(shown.values, values, { LastModifiedDateTime: tenant.now() });
  setStatus(tenant, order);
  keepOrder(tenant, order);
}

/** Packages and tracking numbers of a shipment: what a body says of them. */
export function writeShipment(tenant: Tenant, given: Given, before: Row): Row {
  const shipment = structuredClone(before);
  given.into(shipment, ['ShipmentNbr', 'CustomerID', 'WarehouseID']);
  tenant.check(
    given,
    'ShipVia',
    tenant.settings.shipMethods.map(({ code }) => code),
    'Ship Via',
  );
  const rows = listOf(shipment, 'Packages');
  for (const body of given.list('Packages') ?? []) {
    const row = tenant.row({ LineNbr: rows.length + 1, Confirmed: false, Type: 'Manual' });
    body.into(row);
    row.parts.PackageContents = (body.list('PackageContents') ?? []).map((content) => {
      const inside = tenant.row();
      content.into(inside);
      return inside;
    });
    rows.push(row);
  }
  Object.assign(shipment.values, { PackageCount: rows.length, LastModifiedDateTime: tenant.now() });
  return shipment;
}
