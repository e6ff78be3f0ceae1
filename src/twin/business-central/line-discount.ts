import { cents, decimal, fine, plain } from './decimal.ts';
import { fieldRefused } from './odata-error.ts';
import type { Body } from './request-body.ts';

/**
 * Percent and amount of a line discount follow from one another; one of them is to be set (sheet section 3.1), and the
 * amount wins when both are. When only quantity or price change, the percent stays and the amount follows.
 */
export function discountFields(line: Body, written: Body): Record<string, unknown> {
  const full = cents(decimal(line.quantity).times(decimal(line.unitPrice)));
  if (typeof written.discountAmount === 'number') {
    const amount = decimal(written.discountAmount);
    if (amount.lt(0) || amount.gt(full.abs()))
      throw fieldRefused('The line discount must be between 0 and the line amount.');
    return { discountPercent: full.eq(0) ? 0 : plain(fine(amount.div(full).times(100))) };
  }
  const percent = decimal(line.discountPercent);
  if (percent.lt(0) || percent.gt(100)) throw fieldRefused('The line discount percent must be between 0 and 100.');
  return { discountAmount: plain(cents(full.times(percent).div(100))) };
}
