import type Big from 'big.js';
import { cents, decimal, plain, sum, ZERO } from '../kit/decimal.ts';
import type { Company } from './company.ts';
import { isCancelled, isCharge, type Order } from './order.ts';
import { folded, type Row, textOf } from './row.ts';
import type { Jurisdiction } from './settings.ts';

/** `TP_TOTALS.tp_totals` as exact decimals. */
export interface Totals {
  readonly goods: Big;
  readonly charges: Big;
  readonly freight: Big;
  readonly tax: Big;
  readonly total: Big;
}

/** The jurisdictions of an order's ship-to; none for who is not taxed (sheet section 12: P21 computes tax itself). */
export function jurisdictionsOf({ settings }: Company, { taxable, ship2_country, ship2_state }: Row): Jurisdiction[] {
  if (taxable === 'N') return [];
  const is = (written: string, value: Row[string] | undefined) => folded(written) === folded(String(value ?? ''));
  return settings.jurisdictions.filter(
    ({ country, state }) => is(country, ship2_country) && (state === undefined || is(state, ship2_state)),
  );
}

const rateOf = (jurisdictions: readonly Jurisdiction[]): Big =>
  sum(jurisdictions.map(({ percent }) => ZERO.plus(percent))).div(100);

/** Prices each line out, half up to the cent, with its tax to four decimals: an assumption, after the columns' own scale. */
export function priceLines(company: Company, { header, lines }: Pick<Order, 'header' | 'lines'>): void {
  const rate = rateOf(jurisdictionsOf(company, header));
  for (const line of lines) {
    const extended = cents(decimal(line.unit_quantity).times(decimal(line.unit_price)));
    line.qty_ordered = plain(decimal(line.unit_quantity).times(decimal(line.unit_size)));
    line.extended_price = plain(extended);
    line.sales_tax = line.tax_item === 'Y' ? plain(extended.times(rate).round(4)) : 0;
  }
}

export function totalsOf(company: Company, { header, lines }: Pick<Order, 'header' | 'lines'>): Totals {
  const counting = lines.filter((line) => !isCancelled(line));
  const amount = (rows: readonly Row[]) => sum(rows.map((line) => decimal(line.extended_price)));
  const goods = amount(counting.filter((line) => !isCharge(line)));
  const charges = amount(counting.filter(isCharge));
  const freight = cents(decimal(header.freight_out));
  const lineTax = sum(counting.map((line) => decimal(line.sales_tax)));
  const tax = cents(lineTax.plus(freightTax(company, header, freight)));
  return { goods, charges, freight, tax, total: goods.plus(charges).plus(freight).plus(tax) };
}

export const freightTax = (company: Company, header: Row, freight: Big): Big =>
  company.settings.taxesFreight ? freight.times(rateOf(jurisdictionsOf(company, header))).round(4) : ZERO;

/** What an item costs by its list, in a unit of so many base units. */
export const listPrice = (item: Row, size: number): number => plain(decimal(item.price1).times(size).round(9));

/** Whether tax is due on an item. */
export function isTaxed({ settings }: Company, item: Row): boolean {
  const charge = settings.charges.find(({ itemId }) => itemId === textOf(item, 'item_id'));
  return charge?.taxable ?? true;
}
