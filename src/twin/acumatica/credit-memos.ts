import type Big from 'big.js';
import { cents, decimal, plain, sum, ZERO } from '../kit/decimal.ts';
import { screenRule } from './contract-error.ts';
import { setParty } from './document-party.ts';
import type { Given } from './given.ts';
import { importedTaxes, isImported, taxesOf, taxRow } from './order-amounts.ts';
import { ownLine } from './order-lines.ts';
import { listOf, partOf, type Row, textOf } from './row.ts';
import type { Session } from './session.ts';
import { notFound, type Tenant } from './tenant.ts';
import { factorOf } from './warehouse-stock.ts';

/** Set by the system, or written by this file under rules of their own. */
const OWN = ['Type', 'ReferenceNbr', 'CustomerID', 'IsTaxValid', 'TaxCalcMode'];

/**
 * A credit memo that nobody made an order for: a direct return (sheet sections 3.7, 3.8; the vendor's guide to its REST API,
 * "Create a Credit Memo"). Its lines name lines of invoices, from which item, unit, price and tax category are taken, or an
 * item; what was made from an order is not written here.
 */
export function writeCreditMemo(tenant: Tenant, given: Given, before: Row | undefined, session: Session): Row {
  if ((before === undefined ? given.text('Type') : textOf(before, 'Type')) !== 'Credit Memo' || isOfOrder(before))
    throw screenRule('Invoices of orders are prepared from their orders or shipments.');
  if (before !== undefined && !['Balanced', 'On Hold'].includes(textOf(before, 'Status')))
    throw screenRule(`The document ${textOf(before, 'ReferenceNbr')} is released and cannot be changed.`);
  const memo = before === undefined ? newMemo(tenant) : structuredClone(before);
  const customer = customerOf(tenant, given, memo);
  given.into(memo, OWN);
  tenant.check(given, 'Currency', tenant.settings.currencies);
  tenant.check(given, 'TaxCalcMode', ['Tax Settings', 'Gross', 'Net'], 'Tax Calculation Mode');
  if (given.has('TaxCalcMode')) memo.values.TaxCalcMode = given.text('TaxCalcMode');
  if (customer !== undefined) {
    setParty(tenant, given, memo, customer);
    setZone(tenant, given, memo, customer);
  }
  const lines = listOf(memo, 'Details');
  for (const body of given.list('Details') ?? []) {
    const line = body.id === undefined ? undefined : ownLine(lines, body.id, session);
    if (line === undefined) lines.push(addLine(tenant, body, memo));
    else if (body.removed) lines.splice(lines.indexOf(line), 1);
    else setLine(tenant, body, memo, line);
  }
  setTaxes(tenant, given, memo);
  setTotals(memo);
  if (decimal(memo.values.Amount).lt(0)) given.refuse('Amount', 'The document amount is less than zero.');
  memo.values.Status = memo.values.Hold === true ? 'On Hold' : 'Balanced';
  return memo;
}

export function keepCreditMemo(tenant: Tenant, memo: Row): Row {
  if (textOf(memo, 'ReferenceNbr') === '') memo.values.ReferenceNbr = tenant.number('CRM', 6);
  memo.values.LastModifiedDateTime = tenant.now();
  return tenant.invoices.put(memo);
}

/** What comes back with a direct return is on hand when it is released; lines of orders move with their receipts. */
export function receiveDirectReturn(tenant: Tenant, memo: Row): void {
  const goods = listOf(memo, 'Details').filter(
    (line) => textOf(line, 'OrderNbr') === '' && tenant.stockItems.get(textOf(line, 'InventoryID')) !== undefined,
  );
  if (goods.length === 0) return;
  const named = { InventoryDocType: 'Receipt', InventoryRefNbr: tenant.number('IN', 6) };
  for (const line of goods) {
    Object.assign(line.values, named);
    const pieces = decimal(line.values.Qty).times(factorOf(tenant, line));
    tenant.stock.post(textOf(line, 'InventoryID'), textOf(line, 'WarehouseID'), pieces);
  }
}

const isOfOrder = (invoice: Row | undefined): boolean =>
  invoice !== undefined && listOf(invoice, 'Details').some((line) => textOf(line, 'OrderNbr') !== '');

const newMemo = (tenant: Tenant): Row =>
  tenant.row({
    Type: 'Credit Memo',
    // Made when the memo is kept: a refused one takes no number.
    ReferenceNbr: '',
    Hold: tenant.settings.holdOnEntry,
    Date: tenant.today(),
    Currency: tenant.settings.currency,
    TaxCalcMode: 'Tax Settings',
    DiscountTotal: 0,
    FreightPrice: 0,
    PaymentTotal: 0,
    BillToAddressOverride: false,
    BillToContactOverride: false,
    ShipToAddressOverride: false,
    ShipToContactOverride: false,
  });

function customerOf(tenant: Tenant, given: Given, memo: Row): Row | undefined {
  const number = given.has('CustomerID') ? given.text('CustomerID') : textOf(memo, 'CustomerID');
  const customer = tenant.customers.get(number);
  if (number === '') given.refuse('CustomerID', "'Customer' cannot be empty.");
  else if (customer === undefined) given.refuse('CustomerID', notFound('Customer', number));
  memo.values.CustomerID = number;
  return customer;
}

function setZone(tenant: Tenant, given: Given, memo: Row, customer: Row): void {
  const row = partOf(memo, 'FinancialDetails') ?? tenant.row();
  memo.parts.FinancialDetails = row;
  const body = given.part('FinancialDetails');
  body?.into(row);
  const zones = [...Object.values(tenant.settings.zoneByCountry), ...tenant.settings.externalZones];
  if (body?.has('CustomerTaxZone') === true) tenant.check(body, 'CustomerTaxZone', zones, 'Tax Zone');
  row.values.CustomerTaxZone ??=
    textOf(customer, 'TaxZone') || tenant.zoneOf(textOf(partOf(memo, 'ShipToAddress'), 'Country'));
}

function addLine(tenant: Tenant, body: Given, memo: Row): Row {
  const numbers = listOf(memo, 'Details').map(({ values }) => Number(values.LineNbr));
  const line = tenant.row({ LineNbr: Math.max(0, ...numbers) + 1, Qty: 0, UnitPrice: 0, DiscountAmount: 0 });
  const of = invoiceLine(tenant, body, memo);
  const item = tenant.item(of === undefined ? body.text('InventoryID') : textOf(of.line, 'InventoryID'));
  if (item === undefined)
    body.refuse(
      'InventoryID',
      body.has('InventoryID') ? notFound('Inventory ID', body.text('InventoryID')) : "'Inventory ID' cannot be empty.",
    );
  Object.assign(line.values, {
    InventoryID: textOf(item, 'InventoryID'),
    TransactionDescr: textOf(item, 'Description'),
    UOM: textOf(item, 'SalesUOM') || textOf(item, 'SalesUnit'),
    WarehouseID: tenant.settings.warehouses[0] ?? '',
    UnitPrice: item?.values.DefaultPrice ?? 0,
    TaxCategory: textOf(item, 'TaxCategory'),
  });
  if (of !== undefined)
    for (const name of ['TransactionDescr', 'UOM', 'UnitPrice', 'TaxCategory', 'WarehouseID'])
      line.values[name] = of.line.values[name] ?? line.values[name] ?? null;
  setLine(tenant, body, memo, line);
  return line;
}

function setLine(tenant: Tenant, body: Given, memo: Row, line: Row): void {
  const manual = (flag: string) => (body.value(flag) ?? line.values[flag]) === true;
  body.into(line, [
    'InventoryID',
    ...(manual('ManualPrice') ? [] : ['UnitPrice']),
    ...(manual('ManualDiscount') ? [] : ['DiscountAmount']),
  ]);
  tenant.check(body, 'WarehouseID', tenant.settings.warehouses, 'Warehouse');
  tenant.check(body, 'TaxCategory', tenant.settings.taxCategories, 'Tax Category');
  const of = invoiceLine(tenant, body, memo);
  const quantity = decimal(line.values.Qty);
  if (quantity.eq(0)) body.refuse('Qty', 'The quantity cannot be zero.');
  if (of !== undefined && quantity.gt(decimal(of.line.values.Qty).minus(returned(tenant, of, memo, line))))
    body.refuse('Qty', 'The quantity is more than what is left to be returned of the invoice line.');
  const gross = cents(quantity.times(decimal(line.values.UnitPrice)));
  line.values.Amount = plain(gross.minus(cents(decimal(line.values.DiscountAmount))));
}

interface InvoiceLine {
  readonly invoice: Row;
  readonly line: Row;
}

/** The released line that a line of the body takes back. */
function invoiceLine(tenant: Tenant, body: Given, memo: Row): InvoiceLine | undefined {
  const number = body.text('OrigInvNbr');
  if (number === '') return undefined;
  const invoice = tenant.invoices.get(body.text('OrigInvType') || 'Invoice', number);
  if (invoice === undefined || textOf(invoice, 'CustomerID') !== textOf(memo, 'CustomerID')) {
    body.refuse('OrigInvNbr', notFound('Invoice', number));
    return undefined;
  }
  if (!['Open', 'Closed'].includes(textOf(invoice, 'Status')))
    body.refuse('OrigInvNbr', `The invoice ${number} is not released.`);
  const line = listOf(invoice, 'Details').find(({ values }) => values.LineNbr === body.value('OrigInvLineNbr'));
  if (line === undefined) {
    body.refuse('OrigInvLineNbr', notFound('Invoice Line', body.text('OrigInvLineNbr')));
    return undefined;
  }
  return { invoice, line };
}

/** Pieces of an invoice line that other memos, and other lines of this one, take back. */
const returned = (tenant: Tenant, { invoice, line }: InvoiceLine, memo: Row, own: Row): Big =>
  sum(
    [...tenant.invoices.filter((each) => textOf(each, 'Type') === 'Credit Memo' && each.id !== memo.id), memo]
      .flatMap((each) => listOf(each, 'Details'))
      .filter(
        ({ id, values }) =>
          id !== own.id &&
          values.OrigInvNbr === invoice.values.ReferenceNbr &&
          values.OrigInvLineNbr === line.values.LineNbr,
      )
      .map(({ values }) => decimal(values.Qty)),
  );

/** Tax as the system finds it; with `IsTaxValid` what the body says of one that is found (sheet section 3.1). */
function setTaxes(tenant: Tenant, given: Given, memo: Row): void {
  if (given.has('IsTaxValid')) memo.values.IsTaxValid = given.value('IsTaxValid') ?? false;
  const known = listOf(memo, 'TaxDetails').filter(isImported);
  const imported = importedTaxes(tenant, given.list('TaxDetails') ?? []);
  const own = memo.values.IsTaxValid === true ? (imported.length > 0 ? imported : known) : [];
  const found = taxesOf(tenant, {
    zone: textOf(partOf(memo, 'FinancialDetails'), 'CustomerTaxZone'),
    gross: textOf(memo, 'TaxCalcMode') === 'Gross',
    lines: listOf(memo, 'Details').map((line) => ({
      category: textOf(line, 'TaxCategory'),
      amount: decimal(line.values.Amount),
    })),
    discount: ZERO,
    freight: { category: '', amount: ZERO },
  });
  memo.parts.TaxDetails = found.map(
    (each) => own.find((row) => textOf(row, 'TaxID') === each.taxId) ?? taxRow(tenant, each),
  );
}

function setTotals(memo: Row): void {
  const detail = sum(listOf(memo, 'Details').map(({ values }) => decimal(values.Amount)));
  const taxes = listOf(memo, 'TaxDetails');
  const tax = sum(taxes.map(({ values }) => decimal(values.TaxAmount)));
  const amount = textOf(memo, 'TaxCalcMode') === 'Gross' ? detail : detail.plus(tax);
  Object.assign(memo.values, {
    DetailTotal: plain(detail),
    TaxTotal: plain(tax),
    Amount: plain(amount),
    Balance: plain(amount),
    VATTaxableTotal: plain(sum(taxes.map(({ values }) => decimal(values.TaxableAmount)))),
  });
}
