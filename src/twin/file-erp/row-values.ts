import Big from 'big.js';
import type { FileRow } from './csv.ts';
import { RowFault } from './fault.ts';

/** A column of a row, read as what it should be. All throw RowFault BAD_VALUE for what it is not. */
export class RowValues {
  readonly #row: FileRow;

  constructor(row: FileRow) {
    this.#row = row;
  }

  /** Empty and cleared alike are no text. */
  text(column: string): string {
    return this.#row[column] ?? '';
  }

  required(column: string): string {
    const text = this.text(column);
    if (text === '') throw new RowFault('BAD_VALUE', `${column} is empty`);
    return text;
  }

  /** Undefined: nothing is said of it; null: it is to be cleared. */
  change(column: string): string | null | undefined {
    return this.#row[column];
  }

  /** An amount with a decimal point and at most four decimals; empty is nothing. */
  money(column: string): Big {
    return new Big(matching(column, this.text(column) || '0', /^-?\d{1,13}(\.\d{1,4})?$/, 'an amount'));
  }

  requiredMoney(column: string): Big {
    this.required(column);
    return this.money(column);
  }

  quantity(column: string): Big {
    const quantity = new Big(matching(column, this.required(column), /^\d{1,9}(\.\d{1,6})?$/, 'a quantity'));
    if (quantity.eq(0)) throw new RowFault('BAD_VALUE', `${column} is nothing`);
    return quantity;
  }

  wholeNumber(column: string): number {
    return Number(matching(column, this.required(column), /^[1-9]\d{0,5}$/, 'a number'));
  }

  /** Milliseconds. */
  instant(column: string): number {
    const written = matching(column, this.required(column), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, 'a time in UTC');
    const at = Date.parse(written);
    if (Number.isNaN(at)) throw new RowFault('BAD_VALUE', `${column} ${written} is no time in UTC`);
    return at;
  }

  flag(column: string): boolean {
    return matching(column, this.text(column) || 'N', /^[YN]$/, 'Y or N') === 'Y';
  }
}

function matching(column: string, text: string, pattern: RegExp, what: string): string {
  if (!pattern.test(text)) throw new RowFault('BAD_VALUE', `${column} "${text}" is not ${what}`);
  return text;
}
