import type { Big } from 'big.js';

/**
 * What an attribute holds: Int32 and Int64 are numbers, Double and Decimal exact decimals, DateTime milliseconds; a
 * localized text is kept by language, a collection is a list.
 */
export type Value = string | number | boolean | Big | Item | readonly Value[] | ReadonlyMap<string, string> | null;

/** One item of the platform: an order, an address, a value of an enum. */
export class Item {
  readonly pk: number;
  readonly type: string;
  readonly values = new Map<string, Value>();

  constructor(pk: number, type: string) {
    this.pk = pk;
    this.type = type;
  }

  get(qualifier: string): Value {
    return this.values.get(qualifier) ?? null;
  }

  text(qualifier: string): string | undefined {
    const value = this.get(qualifier);
    return typeof value === 'string' ? value : undefined;
  }

  number(qualifier: string): number {
    const value = this.get(qualifier);
    return typeof value === 'number' ? value : 0;
  }

  item(qualifier: string): Item | undefined {
    const value = this.get(qualifier);
    return value instanceof Item ? value : undefined;
  }

  /** The `code` of an enum value or another item that an attribute refers to. */
  code(qualifier: string): string | undefined {
    const found = this.item(qualifier);
    return found?.text('code') ?? found?.text('isocode') ?? found?.text('uid');
  }

  list(qualifier: string): readonly Value[] {
    const value = this.get(qualifier);
    return isList(value) ? value : [];
  }

  /** A localized text in a language. */
  localized(qualifier: string, language: string): string | undefined {
    const value = this.get(qualifier);
    return value instanceof Map ? (value as ReadonlyMap<string, string>).get(language) : undefined;
  }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
