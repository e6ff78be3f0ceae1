import type Big from 'big.js';
import { cents, decimal, sum } from '../kit/decimal.ts';
import type { OrderHeader, OrderLine } from './company.ts';
import type { Settings } from './settings.ts';

export const netOfLine = ({ price, discAmt, qtyord }: OrderLine): Big => cents(price.times(qtyord).minus(discAmt));

export const linesTotal = ({ lines }: Pick<OrderHeader, 'lines'>): Big => sum(lines.map(netOfLine));

export const addonsTotal = ({ addons }: Pick<OrderHeader, 'addons'>): Big => sum(addons.map(({ amount }) => amount));

/** Goods less the discount of the whole order, with its add-ons. */
export const netOf = (order: Pick<OrderHeader, 'lines' | 'addons' | 'wodiscamt'>): Big =>
  linesTotal(order).minus(order.wodiscamt).plus(addonsTotal(order));

/** The same without the add-ons that are not taxed. */
export const taxedOf = (order: Pick<OrderHeader, 'lines' | 'addons' | 'wodiscamt'>, { untaxedAddons }: Settings): Big =>
  netOf(order).minus(addonsTotal({ addons: order.addons.filter(({ addonno }) => untaxedAddons.includes(addonno)) }));

export const totalOf = (order: OrderHeader): Big => netOf(order).plus(order.taxamt);

/** Tax of so much, by the country that it goes to, half up to the cent. */
export function taxOn(
  net: Big,
  { shipto, taxable }: Pick<OrderHeader, 'shipto' | 'taxable'>,
  { taxPercent }: Settings,
): Big {
  const percent = decimal(taxable ? (taxPercent[shipto.country] ?? taxPercent['*'] ?? 0) : 0);
  return cents(net.times(percent).div(100));
}
