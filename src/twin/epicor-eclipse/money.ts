import type Big from 'big.js';

/** As prices and amounts go over the wire: text with eight decimals (sheet section 3.4). */
export const moneyView = (value: Big, currency: string): { readonly value: string; readonly currency: string } => ({
  value: value.toFixed(8),
  currency,
});
