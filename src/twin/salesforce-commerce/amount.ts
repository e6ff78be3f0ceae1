import { Big } from 'big.js';

export type Amount = Big;
export const ZERO: Amount = new Big(0);

export const amountOf = (written: string | number): Amount => new Big(written);

export const total = (amounts: readonly Amount[]): Amount => amounts.reduce((all, each) => all.plus(each), ZERO);

/** To the smallest unit of the currency, half up. Currencies without cents are not modelled. */
export const cents = (exact: Amount): Amount => exact.round(2, Big.roundHalfUp);

/** Money is a JSON double (sheet section 12). */
export const double = (amount: Amount): number => Number(amount.toString());
