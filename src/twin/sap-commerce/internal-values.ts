import type { Big } from 'big.js';
import { doubleText } from './odata-json.ts';

/** A tax or a discount as it stands encoded on an order or an entry (sheet section 3.1). */
export interface AppliedValue {
  readonly code: string;
  /** A rate in percent, or an amount where it is absolute. */
  readonly value: Big;
  readonly absolute: boolean;
  readonly applied: Big;
}

/** `[<TV<it-vat-full#22.0#false#7.15#EUR>VT>]`; none is `[]`. */
export function taxText(values: readonly AppliedValue[], currency: string): string {
  return list(values.map((each) => `<TV<${fields(each)}#${currency}>VT>`));
}

/** `[<DV<SPRING10#10.0#false#8.2#USD#false>VD>]`. The last field tells of a fixed target price, which this shop does not have. */
export function discountText(values: readonly AppliedValue[], currency: string): string {
  return list(values.map((each) => `<DV<${fields(each)}#${currency}#false>VD>`));
}

const fields = ({ code, value, absolute, applied }: AppliedValue): string =>
  [code, doubleText(value), String(absolute), doubleText(applied)].join('#');

const list = (items: readonly string[]): string => `[${items.join('|')}]`;
