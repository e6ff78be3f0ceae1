import type { Transaction } from './transaction.ts';

export const EMPTY_GUID = '00000000-0000-0000-0000-000000000000';
export const EMPTY_DATE = '0001-01-01';

/** Ids and numbers from counters, so that two runs with the same input give the same answers. */
export class Identifiers {
  readonly #transaction: Transaction;
  readonly #series = new Map<string, number>();
  #guid = 0;

  constructor(transaction: Transaction) {
    this.#transaction = transaction;
  }

  guid(): string {
    this.#guid += 1;
    const hex = this.#guid.toString(16).padStart(12, '0');
    return `7f2c1a10-5b1e-4f6a-9d53-${hex}`;
  }

  /**
   * The next number of a number series: `S-ORD` gives S-ORD101001, S-ORD101002 … Numbers that were entered by hand are
   * passed over; a number of a write that fails is given out again.
   */
  number(prefix: string, first: number, taken: (number: string) => boolean): string {
    const before = this.#series.get(prefix) ?? first;
    let next = before;
    while (taken(`${prefix}${next}`)) next += 1;
    this.#series.set(prefix, next + 1);
    this.#transaction.note(() => this.#series.set(prefix, before));
    return `${prefix}${next}`;
  }
}
