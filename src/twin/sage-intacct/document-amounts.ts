import type Big from 'big.js';
import { cents, decimal, sum } from '../kit/decimal.ts';
import type { DocumentLine, SalesDocument } from './company.ts';

/** What a line costs, with its discount taken off. */
export const lineTotal = ({ unitPrice, discountPercent }: DocumentLine, quantity: Big): Big =>
  cents(unitPrice.times(quantity).times(decimal(100).minus(discountPercent)).div(100));

export const linesTotal = ({ lines }: Pick<SalesDocument, 'lines'>): Big =>
  sum(lines.map((line) => lineTotal(line, line.unitQuantity)));

export const totalOf = (document: Pick<SalesDocument, 'lines' | 'subtotals'>): Big =>
  linesTotal(document).plus(sum(document.subtotals.map(({ total }) => total)));

/** The subtotal of this description; nothing where there is none. */
export const subtotalOf = ({ subtotals }: Pick<SalesDocument, 'subtotals'>, description: string): Big =>
  sum(subtotals.filter((subtotal) => subtotal.description === description).map(({ total }) => total));
