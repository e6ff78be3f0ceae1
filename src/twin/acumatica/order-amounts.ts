import type Big from 'big.js';
import { cents, decimal, plain, sum, ZERO } from '../kit/decimal.ts';
import type { Given } from './given.ts';
import { listOf, partOf, type Row, textOf } from './row.ts';
import type { Tenant } from './tenant.ts';

/** A tax that the system has found for a document, with the amounts that belong to it. */
export interface FoundTax {
  readonly taxId: string;
  readonly percent: string;
  readonly taxable: Big;
  readonly tax: Big;
}

/** What taxes are computed from. */
export interface Taxed {
  readonly zone: string;
  readonly gross: boolean;
  /** Amounts of lines by tax category, less their own discounts. */
  readonly lines: readonly { readonly category: string; readonly amount: Big }[];
  /** Taken off the document as a whole: each category bears its share. */
  readonly discount: Big;
  readonly freight: { readonly category: string; readonly amount: Big };
}

/** The tax of a document, for each tax once, half up to the cent. A gross price contains it (TaxCalcMode of sheet section 3.1). */
export function taxesOf({ settings }: Tenant, document: Taxed): FoundTax[] {
  const total = sum(document.lines.map(({ amount }) => amount));
  const rules = settings.taxes.filter(({ zone }) => zone === document.zone);
  return [...new Set(rules.map(({ taxId }) => taxId))].flatMap((taxId) => {
    const own = rules.filter((rule) => rule.taxId === taxId);
    const percent = own[0]?.percent ?? '0';
    const hit = (category: string) => own.some((rule) => rule.category === category);
    const goods = sum(document.lines.filter(({ category }) => hit(category)).map(({ amount }) => amount));
    const borne = total.eq(0) ? ZERO : document.discount.times(goods).div(total);
    const base = cents(goods.minus(borne).plus(hit(document.freight.category) ? document.freight.amount : ZERO));
    if (base.eq(0) && goods.eq(0)) return [];
    const rate = ZERO.plus(percent).div(100);
    if (!document.gross) return [{ taxId, percent, taxable: base, tax: cents(base.times(rate)) }];
    const taxable = cents(base.div(rate.plus(1)));
    return [{ taxId, percent, taxable, tax: base.minus(taxable) }];
  });
}

/** A tax that was found, as invoices and memos show it. */
export const taxRow = (tenant: Tenant, { taxId, percent, taxable, tax }: FoundTax): Row =>
  tenant.row({
    TaxID: taxId,
    TaxRate: Number(percent),
    TaxType: 'VAT',
    TaxableAmount: plain(taxable),
    TaxAmount: plain(tax),
  });

/** Works out what each line, the taxes and the order come to; everything is half up to the cent. */
export function computeAmounts(tenant: Tenant, order: Row): void {
  const lines = listOf(order, 'Details');
  for (const line of lines) computeLine(line);
  const lineTotal = sum(lines.map((line) => decimal(line.values.Amount)));
  const discount = discountOf(order, lineTotal);
  const { freight, premium, category } = freightOf(tenant, order);
  const gross = textOf(order, 'TaxCalcMode') === 'Gross';
  const zone = textOf(partOf(order, 'FinancialSettings'), 'CustomerTaxZone');
  const found = taxesOf(tenant, {
    zone,
    gross,
    lines: lines.map((line) => ({ category: textOf(line, 'TaxCategory'), amount: decimal(line.values.Amount) })),
    discount,
    freight: { category, amount: freight.plus(premium) },
  });
  const taxes = settleTaxes(tenant, order, found, zone);
  const tax = sum(taxes.map((each) => decimal(each.values.TaxAmount)));
  const net = lineTotal.minus(discount).plus(freight).plus(premium);
  const total = gross ? net : net.plus(tax);
  const paid = sum(
    listOf(order, 'Payments')
      .filter((each) => textOf(each, 'Status') !== 'Voided')
      .map((each) => decimal(each.values.AppliedToOrder)),
  );
  order.parts.TaxDetails = taxes;
  Object.assign(order.values, {
    OrderedQty: plain(sum(lines.map((line) => decimal(line.values.OrderQty)))),
    TaxTotal: plain(tax),
    OrderTotal: plain(total),
    ControlTotal: plain(total),
    VATTaxableTotal: plain(sum(taxes.map((each) => decimal(each.values.TaxableAmount)))),
    VATExemptTotal: 0,
  });
  const totals = partOf(order, 'Totals') ?? tenant.row();
  Object.assign(totals.values, {
    LineTotalAmount: plain(lineTotal),
    DiscountTotal: plain(discount),
    TaxTotal: plain(tax),
    Freight: plain(freight),
    PremiumFreight: plain(premium),
    UnpaidBalance: plain(total.minus(paid)),
    UnbilledAmount: plain(total),
  });
  order.parts.Totals = totals;
}

function computeLine(line: Row): void {
  const quantity = decimal(line.values.OrderQty);
  const extended = cents(quantity.times(decimal(line.values.UnitPrice)));
  const percent = decimal(line.values.DiscountPercent);
  const discount = percent.gt(0) ? cents(extended.times(percent).div(100)) : cents(decimal(line.values.DiscountAmount));
  const amount = line.values.FreeItem === true ? ZERO : extended.minus(discount);
  Object.assign(line.values, {
    ExtendedPrice: plain(extended),
    DiscountAmount: plain(discount),
    Amount: plain(amount),
    DiscountedUnitPrice: quantity.eq(0) ? 0 : plain(amount.div(quantity).round(4)),
  });
}

/** Discounts of the whole document: an amount, or percents of the lines. Only manual ones are kept (sheet section 12). */
function discountOf(order: Row, lineTotal: Big): Big {
  const rows = listOf(order, 'DiscountDetails').filter(({ values }) => values.SkipDiscount !== true);
  for (const { values } of rows) {
    const percent = decimal(values.DiscountPercent);
    if (values.DiscountAmount === undefined && percent.gt(0))
      values.DiscountAmount = plain(cents(lineTotal.times(percent).div(100)));
  }
  return sum(rows.map(({ values }) => cents(decimal(values.DiscountAmount))));
}

function freightOf(
  { settings }: Tenant,
  order: Row,
): { readonly freight: Big; readonly premium: Big; readonly category: string } {
  const shipping = partOf(order, 'ShippingSettings');
  const method = settings.shipMethods.find(({ code }) => code === textOf(order, 'ShipVia'));
  return {
    freight: cents(decimal(shipping?.values.FreightPrice)),
    premium: cents(decimal(shipping?.values.PremiumFreight)),
    category: textOf(shipping, 'FreightTaxCategory') || (method?.taxCategory ?? ''),
  };
}

/**
 * Given tax details against what the system finds itself (sheet section 3.1): in an external zone they are stored as they
 * are; in an internal one only the taxes that the system finds are overridden, and anything else is passed over.
 */
function settleTaxes(tenant: Tenant, order: Row, found: readonly FoundTax[], zone: string): Row[] {
  const given = order.values.IsTaxValid === true ? listOf(order, 'TaxDetails').filter(isImported) : [];
  if (tenant.settings.externalZones.includes(zone)) return given;
  return found.map(({ taxId, percent, taxable, tax }) => {
    const override = given.find((each) => textOf(each, 'TaxID') === taxId);
    const row = override ?? listOf(order, 'TaxDetails').find((each) => textOf(each, 'TaxID') === taxId) ?? tenant.row();
    Object.assign(row.values, { TaxID: taxId, TaxRate: Number(percent), TaxType: 'VAT' });
    if (override === undefined) Object.assign(row.values, { TaxableAmount: plain(taxable), TaxAmount: plain(tax) });
    return row;
  });
}

/** Marks a tax detail that came with a body; not part of the contract, so nobody outside sees it. */
const IMPORTED = '#imported';
export const isImported = (row: Row): boolean => row.values[IMPORTED] === true;

/** Rows of taxes that a body brings. */
export const importedTaxes = (tenant: Tenant, bodies: readonly Given[]): Row[] =>
  bodies.map((body) => {
    const row = tenant.row();
    body.into(row);
    row.values[IMPORTED] = true;
    return row;
  });
