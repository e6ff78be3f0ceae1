import type Big from 'big.js';
import { cents, decimal, plain, sum, ZERO } from '../kit/decimal.ts';
import { actionRefused } from './contract-error.ts';
import { receiveDirectReturn } from './credit-memos.ts';
import { taxesOf, taxRow } from './order-amounts.ts';
import { listOf, partOf, type Row, textOf } from './row.ts';
import { keepOrder, setStatus, typeOf } from './sales-orders.ts';
import { changeShipment, noteOnOrder, orderOf } from './shipments.ts';
import type { Tenant } from './tenant.ts';

interface Billed {
  readonly line: Row;
  readonly quantity: Big;
}

/** The invoice of a confirmed shipment (`PrepareInvoice`, sheet section 3.6). */
export function invoiceShipment(tenant: Tenant, shipment: Row): Row {
  if (textOf(shipment, 'Status') !== 'Confirmed')
    throw actionRefused(
      `The shipment ${textOf(shipment, 'ShipmentNbr')} is ${textOf(shipment, 'Status')} and cannot be invoiced.`,
    );
  const order = structuredClone(orderOf(tenant, shipment));
  const billed = listOf(shipment, 'Details').flatMap((shipped): Billed[] => {
    const line = listOf(order, 'Details').find(({ values }) => values.LineNbr === shipped.values.OrderLineNbr);
    return line === undefined ? [] : [{ line, quantity: decimal(shipped.values.ShippedQty) }];
  });
  const first = listOf(order, 'Shipments')[0];
  const freight = textOf(first, 'ShipmentNbr') === textOf(shipment, 'ShipmentNbr');
  const invoice = invoiceOf(tenant, order, billed, freight, textOf(shipment, 'ShipmentNbr'));
  const named = { InvoiceType: textOf(invoice, 'Type'), InvoiceNbr: textOf(invoice, 'ReferenceNbr') };
  changeShipment(tenant, shipment, 'Invoiced');
  Object.assign(listOf(shipment, 'Orders')[0]?.values ?? {}, named);
  noteOnOrder(tenant, order, shipment, { Status: 'Invoiced', ...named });
  return invoice;
}

/** The invoice or credit memo of an order whose goods do not move (`PrepareSalesInvoice`). */
export function invoiceOrder(tenant: Tenant, order: Row): Row {
  const type = typeOf(tenant, order);
  if (type?.invoice === undefined || type.stock !== 'none' || textOf(order, 'Status') !== 'Open')
    throw actionRefused(
      `The sales order ${textOf(order, 'OrderNbr')} cannot be invoiced: it is ${textOf(order, 'Status')}.`,
    );
  const changed = structuredClone(order);
  const lines = listOf(changed, 'Details');
  const billed = lines.map((line): Billed => ({ line, quantity: decimal(line.values.OpenQty).abs() }));
  const invoice = invoiceOf(tenant, changed, billed, true, '');
  for (const { values } of lines) Object.assign(values, { OpenQty: 0, Completed: true });
  setStatus(tenant, changed);
  keepOrder(tenant, changed);
  return invoice;
}

/** `ReleaseSalesInvoice`: it is booked, and open until it is paid; its shipments are done, goods of a direct return on hand. */
export function releaseInvoice(tenant: Tenant, invoice: Row): void {
  if (!['Balanced', 'On Hold'].includes(textOf(invoice, 'Status')))
    throw actionRefused(`The invoice ${textOf(invoice, 'ReferenceNbr')} is ${textOf(invoice, 'Status')}.`);
  receiveDirectReturn(tenant, invoice);
  invoice.values.Status = decimal(invoice.values.Balance).eq(0) ? 'Closed' : 'Open';
  invoice.values.LastModifiedDateTime = tenant.now();
  for (const number of new Set(listOf(invoice, 'Details').map((line) => textOf(line, 'ShipmentNbr')))) {
    const shipment = tenant.shipments.get(number);
    if (shipment === undefined) continue;
    changeShipment(tenant, shipment, 'Completed');
    noteOnOrder(tenant, structuredClone(orderOf(tenant, shipment)), shipment, { Status: 'Completed' });
  }
}

/** A part of a line's discount goes with a part of its pieces; what is discounted on the document goes by amounts. */
function invoiceOf(
  tenant: Tenant,
  order: Row,
  billed: readonly Billed[],
  withFreight: boolean,
  shipmentNbr: string,
): Row {
  const type = typeOf(tenant, order)?.invoice ?? 'Invoice';
  const rows = billed.map(({ line, quantity }, index) => {
    const ordered = decimal(line.values.OrderQty).abs();
    const share = ordered.eq(0) ? ZERO : quantity.div(ordered);
    const amount = cents(decimal(line.values.Amount).abs().times(share));
    return tenant.row({
      LineNbr: index + 1,
      InventoryID: textOf(line, 'InventoryID'),
      TransactionDescr: textOf(line, 'LineDescription'),
      Qty: plain(quantity),
      UOM: textOf(line, 'UOM'),
      WarehouseID: textOf(line, 'WarehouseID'),
      UnitPrice: line.values.UnitPrice ?? 0,
      ManualPrice: line.values.ManualPrice ?? false,
      ManualDiscount: line.values.ManualDiscount ?? false,
      Amount: plain(amount),
      DiscountAmount: plain(cents(decimal(line.values.DiscountAmount).times(share))),
      OrderType: textOf(order, 'OrderType'),
      OrderNbr: textOf(order, 'OrderNbr'),
      OrderLineNbr: line.values.LineNbr ?? 0,
      ShipmentNbr: shipmentNbr,
      OrigInvType: textOf(line, 'InvoiceType'),
      OrigInvNbr: textOf(line, 'InvoiceNbr'),
      OrigInvLineNbr: line.values.InvoiceLineNbr ?? null,
      TaxCategory: textOf(line, 'TaxCategory'),
    });
  });
  const totals = partOf(order, 'Totals');
  const ordered = decimal(totals?.values.LineTotalAmount).abs();
  const detail = sum(rows.map(({ values }) => decimal(values.Amount)));
  const share = ordered.eq(0) ? ZERO : detail.div(ordered);
  const discount = cents(decimal(totals?.values.DiscountTotal).times(share));
  const premium = withFreight ? decimal(totals?.values.PremiumFreight) : ZERO;
  const freight = withFreight ? decimal(totals?.values.Freight) : ZERO;
  const gross = textOf(order, 'TaxCalcMode') === 'Gross';
  const taxes = taxesOfInvoice(
    tenant,
    order,
    rows,
    discount,
    freight.plus(premium),
    gross,
    detail.eq(ordered) && withFreight,
  );
  const tax = sum(taxes.map(({ values }) => decimal(values.TaxAmount)));
  const amount = detail
    .minus(discount)
    .plus(freight)
    .plus(premium)
    .plus(gross ? ZERO : tax);
  const today = tenant.today();
  const invoice = tenant.row({
    Type: type,
    ReferenceNbr: tenant.number(type === 'Invoice' ? 'INV' : 'CRM', 6),
    Status: 'Balanced',
    Hold: false,
    Date: today,
    DueDate: today,
    CustomerID: textOf(order, 'CustomerID'),
    CustomerOrder: textOf(order, 'CustomerOrder'),
    ExternalRef: textOf(order, 'ExternalRef'),
    Currency: textOf(order, 'CurrencyID'),
    Description: textOf(order, 'Description'),
    TaxCalcMode: textOf(order, 'TaxCalcMode'),
    BillToAddressOverride: order.values.BillToAddressOverride ?? false,
    BillToContactOverride: order.values.BillToContactOverride ?? false,
    ShipToAddressOverride: order.values.ShipToAddressOverride ?? false,
    ShipToContactOverride: order.values.ShipToContactOverride ?? false,
    Amount: plain(amount),
    Balance: plain(amount),
    DetailTotal: plain(detail),
    DiscountTotal: plain(discount),
    TaxTotal: plain(tax),
    FreightPrice: plain(freight.plus(premium)),
    PaymentTotal: 0,
    VATTaxableTotal: plain(sum(taxes.map(({ values }) => decimal(values.TaxableAmount)))),
    LastModifiedDateTime: tenant.now(),
  });
  invoice.parts.Details = rows;
  invoice.parts.TaxDetails = taxes;
  invoice.parts.DiscountDetails = listOf(order, 'DiscountDetails').map((each) => ({
    ...structuredClone(each),
    id: tenant.guid(),
  }));
  invoice.parts.FreightDetails = withFreight
    ? [
        tenant.row({
          ShipmentNbr: shipmentNbr,
          FreightAmount: plain(freight),
          PremiumFreightAmount: plain(premium),
          TotalFreightAmount: plain(freight.plus(premium)),
        }),
      ]
    : [];
  invoice.parts.ApplicationsInvoice = [];
  for (const part of ['BillToAddress', 'BillToContact', 'ShipToAddress', 'ShipToContact']) {
    const own = partOf(order, part);
    if (own !== undefined) invoice.parts[part] = { ...structuredClone(own), id: tenant.guid() };
  }
  return tenant.invoices.put(invoice);
}

/** The whole order carries the order's own tax, imported or not; a part of it is taxed anew. */
function taxesOfInvoice(
  tenant: Tenant,
  order: Row,
  rows: readonly Row[],
  discount: Big,
  freight: Big,
  gross: boolean,
  whole: boolean,
): Row[] {
  if (whole)
    return listOf(order, 'TaxDetails').map(({ values }) => {
      const { TaxID, TaxRate, TaxableAmount, TaxAmount, TaxType } = values;
      return tenant.row({
        TaxID: TaxID ?? '',
        TaxRate: TaxRate ?? 0,
        TaxType: TaxType ?? '',
        TaxableAmount: plain(decimal(TaxableAmount).abs()),
        TaxAmount: plain(decimal(TaxAmount).abs()),
      });
    });
  const shipping = partOf(order, 'ShippingSettings');
  const method = tenant.settings.shipMethods.find(({ code }) => code === textOf(order, 'ShipVia'));
  return taxesOf(tenant, {
    zone: textOf(partOf(order, 'FinancialSettings'), 'CustomerTaxZone'),
    gross,
    lines: rows.map((row) => ({ category: textOf(row, 'TaxCategory'), amount: decimal(row.values.Amount) })),
    discount,
    freight: { category: textOf(shipping, 'FreightTaxCategory') || (method?.taxCategory ?? ''), amount: freight },
  }).map((found) => taxRow(tenant, found));
}
