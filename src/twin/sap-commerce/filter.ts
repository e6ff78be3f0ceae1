import { Big } from 'big.js';
import { COMPARISONS, type Condition, filterTest, ODataFilters, type Operand } from '../kit/odata-filter.ts';
import type { FilterToken } from '../kit/odata-filter-tokens.ts';
import { badRequest, noProperty } from './integration-error.ts';
import { integrationKey } from './integration-key.ts';
import { type IntegrationItem, type IntegrationObject, isPlain } from './integration-object.ts';
import { Item, type Value } from './item.ts';
import type { Store } from './store.ts';

interface Scope {
  readonly of: IntegrationItem;
  readonly object: IntegrationObject;
  readonly store: Store;
}

type Kind = 'time' | 'exact';
type Read = (item: Item) => Value;

/** `datetime'2026-03-01T00:00:00'` is a time in UTC, `8M` a decimal, `2L` a long; no functions, no `not` (sheet section 3.0). */
const FILTERS = new ODataFilters<Kind>({
  literals: [
    ['time', /datetime'([^']*)'/],
    ['exact', /(-?\d+(?:\.\d+)?)[MDFL](?!\w)/],
  ],
  functions: [],
  words: [],
  refused: (why, source) => badRequest('odata_error', `Invalid filter expression: '${source}': ${why}.`),
});

const UNSUPPORTED = {
  filter_not_supported: /\b(startswith|endswith|substringof|contains|tolower|toupper|length)\s*\(/,
  operator_not_supported: /(^|[\s(])(not|add|sub|mul|div|mod)[\s(]/,
} as const;

/**
 * Compiles `$filter`: comparisons joined by `and` and `or`, over attributes of the item and of one reference deep, and not
 * over the integrationKey of the item itself. Throws what a filter that cannot be read is answered with.
 */
export function compileFilter(source: string, scope: Scope): (item: Item) => boolean {
  const bare = source.replaceAll(/'(?:[^']|'')*'/g, "''");
  for (const code of ['filter_not_supported', 'operator_not_supported'] as const) {
    const [found] = UNSUPPORTED[code].exec(bare) ?? [];
    if (found !== undefined)
      throw badRequest(code, `Filtering by [${found.replaceAll(/[\s(]/g, '')}] is not supported.`);
  }
  return filterTest(FILTERS.parse(source), (condition) => conditionTest(condition, scope));
}

function conditionTest(condition: Condition<Kind>, scope: Scope): (item: Item) => boolean {
  if (condition.kind === 'text') throw badRequest('filter_not_supported', 'Functions are not supported in filters.');
  const { operator } = condition;
  const [left, right] = [reader(condition.left, scope), reader(condition.right, scope)];
  return (item) => {
    const [a, b] = [left(item), right(item)];
    // Nothing is equal to nothing only, and neither before nor after anything.
    if (a === null || b === null) return operator === 'eq' ? a === b : operator === 'ne' ? a !== b : false;
    return COMPARISONS[operator](orderOf(a, b));
  };
}

function reader(operand: Operand<Kind>, scope: Scope): Read {
  if (operand.kind === 'field') return fieldReader(operand.field, scope);
  const value = literalOf(operand.literal);
  return () => value;
}

function literalOf({ kind, text }: FilterToken<Kind>): Value {
  switch (kind) {
    case 'number':
    case 'exact':
      return new Big(text);
    case 'time': {
      const shaped = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?$/.test(text);
      const milliseconds = shaped ? Date.parse(`${text}Z`) : Number.NaN;
      if (Number.isNaN(milliseconds)) throw badRequest('odata_error', `Invalid date in the filter: '${text}'.`);
      return milliseconds;
    }
    case 'name':
      return text === 'null' ? null : text === 'true';
    default:
      return text;
  }
}

function fieldReader(path: string, { of, object, store }: Scope): Read {
  const [first = '', second, ...deeper] = path.split('/');
  if (deeper.length > 0)
    throw badRequest('filter_not_supported', `[${path}]: a filter goes no deeper than one reference.`);
  if (first === 'integrationKey')
    throw badRequest('filter_not_supported', 'Filtering by the integrationKey of the item itself is not supported.');
  const attribute = of.attributes.get(first);
  if (attribute === undefined) throw noProperty(first, of.code);
  const { qualifier, many } = attribute.descriptor;
  if (many) throw badRequest('filter_not_supported', `[${path}]: filtering by a collection is not supported.`);
  if (second === undefined) return (item) => plainValue(item, qualifier, store);
  const inner = object.item(attribute.target ?? '');
  const nested = inner.attributes.get(second);
  const read =
    second === 'integrationKey'
      ? (item: Item) => integrationKey(item, inner, object)
      : nested !== undefined && isPlain(nested)
        ? (item: Item) => plainValue(item, nested.descriptor.qualifier, store)
        : undefined;
  if (read === undefined) throw noProperty(second, inner.code);
  return (item) => {
    const value = item.get(qualifier);
    return value instanceof Item ? read(value) : null;
  };
}

/** A localized text counts in the language of the platform. */
function plainValue(item: Item, qualifier: string, { settings }: Store): Value {
  const value = item.get(qualifier);
  return value instanceof Map ? (item.localized(qualifier, settings.languages[0] ?? '') ?? null) : value;
}

/** Below, equal or above. Values of different kinds have no order. */
export function orderOf(a: Value, b: Value): number {
  if (a instanceof Big || b instanceof Big) return numeric(a) && numeric(b) ? new Big(a).cmp(new Big(b)) : Number.NaN;
  if (typeof a !== typeof b || a === null || b === null) return Number.NaN;
  return a === b ? 0 : a < b ? -1 : 1;
}

const numeric = (value: Value): value is number | Big => typeof value === 'number' || value instanceof Big;
