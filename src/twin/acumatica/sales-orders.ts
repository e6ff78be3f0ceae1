import { decimal } from '../kit/decimal.ts';
import { screenRule } from './contract-error.ts';
import { setParty, setTaxZone } from './document-party.ts';
import type { Given } from './given.ts';
import { computeAmounts, importedTaxes } from './order-amounts.ts';
import { ownLine, writeLines } from './order-lines.ts';
import { applyPayments, makePayments } from './order-payments.ts';
import { listOf, partOf, type Row, textOf } from './row.ts';
import type { Session } from './session.ts';
import type { OrderType } from './settings.ts';
import { notFound, type Tenant } from './tenant.ts';

const OWN = ['OrderType', 'OrderNbr', 'CustomerID', 'ShipVia', 'TaxCalcMode', 'IsTaxValid'];
const TAX_MODES = ['Tax Settings', 'Gross', 'Net'];

/** Creates an order, or changes a copy of one: nothing is kept until {@link keepOrder}. */
export function writeOrder(tenant: Tenant, given: Given, before: Row | undefined, session: Session): Row {
  const { settings } = tenant;
  const order = before === undefined ? newOrder(tenant, given) : structuredClone(before);
  if (before !== undefined && ['Canceled', 'Completed'].includes(textOf(before, 'Status')))
    throw screenRule(
      `The sales order ${textOf(before, 'OrderNbr')} is ${textOf(before, 'Status')} and cannot be changed.`,
    );
  const type = typeOf(tenant, order) ?? { code: '', stock: 'none' };
  const customer = customerOf(tenant, given, order);
  given.into(order, OWN);
  tenant.keepCustom(given, order);
  checkCodes(tenant, given);
  if (given.has('LocationID')) checkLocation(tenant, given, order);
  if (customer !== undefined) setParty(tenant, given, order, customer);
  writeShipping(tenant, given, order, customer);
  if (customer !== undefined) setTaxZone(tenant, given, order, customer);
  writeLines(tenant, given, order, type, session);
  writeDiscounts(tenant, given, order, session);
  writeTaxes(tenant, given, order);
  if (given.has('TaxCalcMode')) {
    if (TAX_MODES.includes(given.text('TaxCalcMode'))) order.values.TaxCalcMode = given.text('TaxCalcMode');
    else given.refuse('TaxCalcMode', notFound('Tax Calculation Mode', given.text('TaxCalcMode')));
  }
  if (settings.uniqueCustomerOrder) refuseDuplicate(tenant, given, order);
  computeAmounts(tenant, order);
  if (decimal(order.values.OrderTotal).lt(0) && type.stock !== 'receipt')
    given.refuse('OrderTotal', 'The order total is less than zero: the discount exceeds the lines.');
  applyPayments(tenant, given, order);
  if (given.list('Payments') !== undefined) computeAmounts(tenant, order);
  setStatus(tenant, order);
  return order;
}

/** Puts an order back: numbers it, notes the time, and tells the stock what it claims now. */
export function keepOrder(tenant: Tenant, order: Row): Row {
  const before = tenant.orders.byId(order.id);
  if (before === undefined) {
    order.values.OrderNbr = tenant.number(textOf(order, 'OrderType'));
    order.values.CreatedDate = tenant.now();
    order.values.NoteID = order.id;
  }
  order.values.LastModified = tenant.now();
  makePayments(tenant, order);
  tenant.orders.put(order);
  for (const each of [before, order])
    for (const line of each === undefined ? [] : listOf(each, 'Details'))
      if (
        tenant.stockItems.get(textOf(line, 'InventoryID')) !== undefined &&
        claimOf(before, line) !== claimOf(order, line)
      )
        tenant.stock.touch(textOf(line, 'InventoryID'), textOf(line, 'WarehouseID'));
  return order;
}

/** What a line claims of its warehouse, as text: compared before and after. */
function claimOf(order: Row | undefined, { id }: Row): string {
  if (order === undefined) return '';
  const line = listOf(order, 'Details').find((each) => each.id === id);
  if (line === undefined) return '';
  const { InventoryID, WarehouseID, UOM, OpenQty, QtyOnShipments } = line.values;
  return [textOf(order, 'Status') === 'Canceled', InventoryID, WarehouseID, UOM, OpenQty, QtyOnShipments].join();
}

export const typeOf = (tenant: Tenant, order: Row): OrderType | undefined =>
  tenant.settings.orderTypes.find(({ code }) => code === textOf(order, 'OrderType'));

/** The status that follows from hold, credit and what was shipped (sheet section 3.1). */
export function setStatus(tenant: Tenant, order: Row): void {
  const credit = textOf(tenant.customerOf(order), 'Status') === 'Credit Hold';
  const lines = listOf(order, 'Details');
  const shipments = listOf(order, 'Shipments');
  const open = lines.filter(({ values }) => values.Completed !== true);
  order.values.CreditHold = credit;
  order.values.Approved = true;
  if (textOf(order, 'Status') === 'Canceled') return;
  if (order.values.Hold === true) order.values.Status = 'On Hold';
  else if (lines.length > 0 && open.length === 0) order.values.Status = 'Completed';
  else if (shipments.some((each) => textOf(each, 'Status') === 'Open')) order.values.Status = 'Shipping';
  else if (shipments.length > 0) order.values.Status = 'Back Order';
  else order.values.Status = credit ? 'Credit Hold' : 'Open';
}

function newOrder(tenant: Tenant, given: Given): Row {
  const { settings } = tenant;
  const order = tenant.row();
  const type = given.text('OrderType') || settings.defaultOrderType;
  if (!settings.orderTypes.some(({ code }) => code === type)) given.refuse('OrderType', notFound('Order Type', type));
  Object.assign(order.values, {
    OrderType: type,
    // Made when the order is kept: a refused one takes no number.
    OrderNbr: '',
    Hold: settings.holdOnEntry,
    LocationID: 'MAIN',
    Date: tenant.today(),
    RequestedOn: given.value('Date') ?? tenant.today(),
    Branch: settings.branches[0] ?? '',
    CurrencyID: settings.currency,
    TaxCalcMode: 'Tax Settings',
    DisableAutomaticDiscountUpdate: false,
    DisableAutomaticTaxCalculation: false,
    BillToAddressOverride: false,
    BillToContactOverride: false,
    ShipToAddressOverride: false,
    ShipToContactOverride: false,
    WillCall: false,
  });
  return order;
}

function customerOf(tenant: Tenant, given: Given, order: Row): Row | undefined {
  const number = given.has('CustomerID') ? given.text('CustomerID') : textOf(order, 'CustomerID');
  const customer = tenant.customers.get(number);
  if (number === '') given.refuse('CustomerID', "'Customer' cannot be empty.");
  else if (customer === undefined) given.refuse('CustomerID', notFound('Customer', number));
  else if (['On Hold', 'Inactive'].includes(textOf(customer, 'Status')))
    given.refuse('CustomerID', `The customer status is '${textOf(customer, 'Status')}'.`);
  order.values.CustomerID = customer === undefined ? number : textOf(customer, 'CustomerID');
  if (
    customer !== undefined &&
    !given.has('CurrencyID') &&
    textOf(order, 'OrderNbr') === '' &&
    textOf(customer, 'CurrencyID') !== ''
  )
    order.values.CurrencyID = textOf(customer, 'CurrencyID');
  return customer;
}

function checkCodes(tenant: Tenant, given: Given): void {
  const { settings } = tenant;
  tenant.check(given, 'PaymentMethod', settings.paymentMethods, 'Payment Method');
  tenant.check(given, 'Branch', settings.branches);
  tenant.check(given, 'CurrencyID', settings.currencies, 'Currency');
}

function checkLocation(tenant: Tenant, given: Given, order: Row): void {
  const location = given.text('LocationID');
  if (tenant.locations.get(textOf(order, 'CustomerID'), location) === undefined)
    given.refuse('LocationID', notFound('Location', location));
}

/** The way of shipping stands in two places, which are one (sheet section 3.1); a freight price needs its flag. */
function writeShipping(tenant: Tenant, given: Given, order: Row, customer: Row | undefined): void {
  const body = given.part('ShippingSettings');
  const row =
    partOf(order, 'ShippingSettings') ??
    tenant.row({ FreightPrice: 0, PremiumFreight: 0, OverrideFreightPrice: false });
  order.parts.ShippingSettings = row;
  const codes = tenant.settings.shipMethods.map(({ code }) => code);
  const override = body?.value('OverrideFreightPrice') ?? row.values.OverrideFreightPrice;
  body?.into(row, override === true ? [] : ['FreightPrice']);
  for (const place of [given, body])
    if (place?.has('ShipVia') === true) {
      tenant.check(place, 'ShipVia', codes, 'Ship Via');
      order.values.ShipVia = place.text('ShipVia');
    }
  if (body !== undefined) tenant.check(body, 'FreightTaxCategory', tenant.settings.taxCategories, 'Tax Category');
  if (order.values.ShipVia === undefined) order.values.ShipVia = textOf(customer, 'ShipVia');
  row.values.ShipVia = order.values.ShipVia;
}

/** Discounts of the document. One without `ManualDiscount` is the system's own to find, and it finds none (sheet section 12). */
function writeDiscounts(tenant: Tenant, given: Given, order: Row, session: Session): void {
  const rows = listOf(order, 'DiscountDetails');
  for (const body of given.list('DiscountDetails') ?? []) {
    const row = body.id === undefined ? undefined : ownLine(rows, body.id, session);
    if (body.removed && row !== undefined) rows.splice(rows.indexOf(row), 1);
    else if (row !== undefined) body.into(row);
    else if (body.value('ManualDiscount') === true) {
      const added = tenant.row({ Type: 'External Document' });
      body.into(added);
      rows.push(added);
    }
  }
}

/** Tax of the body counts when `IsTaxValid` says so; when goods or freight change afterwards, the system taxes anew. */
function writeTaxes(tenant: Tenant, given: Given, order: Row): void {
  const bodies = given.list('TaxDetails');
  if (given.has('IsTaxValid')) order.values.IsTaxValid = given.value('IsTaxValid') ?? false;
  if (order.values.IsTaxValid === true && bodies !== undefined) {
    order.parts.TaxDetails = importedTaxes(tenant, bodies);
    return;
  }
  const changed =
    ['Details', 'DiscountDetails'].some((name) => given.list(name) !== undefined) ||
    given.part('ShippingSettings') !== undefined;
  if (changed && order.values.IsTaxValid === true && order.values.DisableAutomaticTaxCalculation !== true)
    order.values.IsTaxValid = false;
}

function refuseDuplicate(tenant: Tenant, given: Given, order: Row): void {
  const number = textOf(order, 'CustomerOrder');
  const same = tenant.orders.find(
    (each) =>
      each.id !== order.id &&
      number !== '' &&
      ['CustomerID', 'OrderType', 'CustomerOrder'].every((field) => textOf(each, field) === textOf(order, field)),
  );
  if (same !== undefined)
    given.refuse(
      'CustomerOrder',
      `An order with the customer order number ${number} already exists: ${textOf(same, 'OrderNbr')}.`,
    );
}
