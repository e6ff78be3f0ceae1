import type { CassetteExchange } from '../../model/config.generated.ts';
import { alignExchanges } from './align-exchanges.ts';
import { differences, isFields, partsOf, pointerTo } from './difference.ts';

/**
 * One cassette of a system serves every partner: what differs between them stands in `varies`, so that the recordings of
 * N + M systems serve N × M pairs. `joinPartners` puts recordings together, `forPartner` takes one out again, unchanged.
 */

/** The exchanges as they take place with one partner: nothing varies any more. */
export function forPartner(exchanges: readonly CassetteExchange[], partner: string): CassetteExchange[] {
  return exchanges
    .filter((exchange) => exchange.for === undefined || exchange.for.includes(partner))
    .map(({ for: _partners, varies, ...exchange }) => {
      let value: unknown = structuredClone(exchange);
      for (const [pointer, values] of Object.entries(varies ?? {}))
        value = withValueAt(
          value,
          partsOf(pointer),
          Object.hasOwn(values, partner) ? structuredClone(values[partner]) : undefined,
        );
      return value as CassetteExchange;
    });
}

/** The recordings with several partners as one list of exchanges. */
export function joinPartners(recordings: ReadonlyMap<string, readonly CassetteExchange[]>): CassetteExchange[] {
  const partners = [...recordings.keys()].sort();
  return alignExchanges(partners.map((partner) => [partner, recordings.get(partner) ?? []] as const)).map((row) => {
    const [first] = row.values();
    const varies: Record<string, Record<string, unknown>> = {};
    const pointers = varyingPointers([...row.values()]);
    for (const pointer of pointers)
      varies[pointer] = Object.fromEntries(
        [...row].flatMap(([partner, exchange]) => {
          const value = valueAtPointer(exchange, partsOf(pointer));
          return value === undefined ? [] : [[partner, value]];
        }),
      );
    return {
      ...(row.size === partners.length ? {} : { for: [...row.keys()] }),
      ...structuredClone(first as CassetteExchange),
      ...(pointers.length === 0 ? {} : { varies }),
    };
  });
}

/** The fewest places that account for everything in which the values differ from one another. */
function varyingPointers(values: readonly unknown[], pointer = ''): string[] {
  const [first, ...others] = values;
  if (others.every((other) => differences(first, other).length === 0)) return [];
  if (pointer === '' || values.every(isFields)) {
    const names = new Set(values.flatMap((value) => Object.keys(value as object)));
    return [...names].flatMap((name) =>
      varyingPointers(
        values.map((value) => (value as Record<string, unknown>)[name]),
        pointerTo(pointer, name),
      ),
    );
  }
  if (values.every(Array.isArray) && values.every((value) => value.length === (first as unknown[]).length))
    return (first as unknown[]).flatMap((_, index) =>
      varyingPointers(
        values.map((value) => (value as unknown[])[index]),
        pointerTo(pointer, index),
      ),
    );
  return [pointer];
}

export function valueAtPointer(value: unknown, parts: readonly string[]): unknown {
  const [part, ...rest] = parts;
  if (part === undefined) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
  return valueAtPointer((value as Record<string, unknown>)[part], rest);
}

/** A copy with another value at a place; without it when the value is undefined. */
export function withValueAt(value: unknown, parts: readonly string[], replacement: unknown): unknown {
  const [part, ...rest] = parts;
  if (part === undefined) return replacement;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === part ? withValueAt(item, rest, replacement) : item));
  const fields = isFields(value) ? value : {};
  const inner = withValueAt(Object.hasOwn(fields, part) ? fields[part] : undefined, rest, replacement);
  const { [part]: _old, ...others } = fields;
  if (inner === undefined) return others;
  return Object.hasOwn(fields, part)
    ? Object.fromEntries(Object.entries(fields).map(([name, old]) => [name, name === part ? inner : old]))
    : { ...others, [part]: inner };
}
