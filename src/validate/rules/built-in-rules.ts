import { moneyAddsUp } from './money-adds-up.ts';
import { notSuspicious } from './not-suspicious.ts';
import { poNumberWhenRequired } from './po-number-when-required.ts';
import type { Rule } from './rule.ts';

/** Rules that pipes name, with the sentence that `check` and the docs show. */
export const BUILT_IN_RULES: Readonly<
  Record<string, { readonly says: string; readonly make: (settings: { readonly tolerance: string }) => Rule }>
> = {
  'money-adds-up': {
    says: 'lines − discounts + shipping + fees + tax is what was charged, to the minor unit',
    make: ({ tolerance }) => moneyAddsUp(tolerance),
  },
  'po-number-when-required': {
    says: 'an order of a customer who needs a PO number has one',
    make: () => poNumberWhenRequired,
  },
  'not-suspicious': { says: 'the order is neither a test nor taken for fraud', make: () => notSuspicious },
};
