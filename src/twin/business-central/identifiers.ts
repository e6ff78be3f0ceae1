export const EMPTY_GUID = '00000000-0000-0000-0000-000000000000';
export const EMPTY_DATE = '0001-01-01';

/** Ids and numbers from counters, so that two runs with the same input give the same answers. */
export class Identifiers {
  #guid = 0;
  readonly #series = new Map<string, number>();

  guid(): string {
    this.#guid += 1;
    const hex = this.#guid.toString(16).padStart(12, '0');
    return `7f2c1a10-5b1e-4f6a-9d53-${hex}`;
  }

  /** The next number of a number series: `S-ORD` gives S-ORD101001, S-ORD101002 … */
  number(prefix: string, first: number): string {
    const next = this.#series.get(prefix) ?? first;
    this.#series.set(prefix, next + 1);
    return `${prefix}${next}`;
  }
}
