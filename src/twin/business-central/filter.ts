import { type Condition, type Filter, fieldsOf, ODataFilters, type Operand } from '../kit/odata-filter.ts';
import type { FilterToken } from '../kit/odata-filter-tokens.ts';
import { filterRefused } from './odata-error.ts';

type LiteralKind = 'instant' | 'date' | 'guid';
export type Literal = FilterToken<LiteralKind>;
export type BusinessCentralFilter = Filter<LiteralKind>;
export type BusinessCentralCondition = Condition<LiteralKind>;

/** Ids, dates and instants stand without quotes, as in OData 4 (sheet section 3). */
const DIALECT = {
  literals: [
    ['instant', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/],
    ['date', /\d{4}-\d{2}-\d{2}(?![0-9a-f-])/],
    ['guid', /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/],
  ],
  functions: ['contains', 'startswith', 'endswith', 'tolower', 'toupper'],
  words: ['not', 'lambda'],
  refused: (why: string, source: string) => filterRefused(`The filter '${source}' is not valid: ${why}.`),
} as const;

const FILTERS = new ODataFilters<LiteralKind>(DIALECT);
const FILTERS_WITH_IN = new ODataFilters<LiteralKind>({ ...DIALECT, words: [...DIALECT.words, 'in'] });

/**
 * Parses `$filter`. `or` between different fields is refused, `in` is unless the request names schema version 2.1, and
 * `any`/`all` are ignored (sheet section 12). Throws Application_FilterErrorException.
 */
export function parseFilter(source: string, options: { readonly in: boolean }): BusinessCentralFilter {
  const filter = (options.in ? FILTERS_WITH_IN : FILTERS).parse(source);
  refuseMixedOr(filter, source);
  return filter;
}

/** The field on the left of a condition. Throws Application_FilterErrorException when a literal stands there. */
export function fieldIn(operand: Operand<LiteralKind>) {
  if (operand.kind === 'literal') throw filterRefused(`A field is expected in place of '${operand.literal.text}'.`);
  return operand;
}

/** The literal on the right of a condition. Throws Application_FilterErrorException when a field stands there. */
export function literalIn(operand: Operand<LiteralKind>): Literal {
  if (operand.kind === 'field') throw filterRefused(`A value is expected in place of '${operand.field}'.`);
  return operand.literal;
}

function refuseMixedOr(filter: BusinessCentralFilter, source: string): void {
  if (filter.kind === 'not') refuseMixedOr(filter.inner, source);
  if (filter.kind !== 'and' && filter.kind !== 'or') return;
  if (filter.kind === 'or' && fieldsOf(filter).size > 1)
    throw filterRefused(`The filter '${source}' is not supported: an OR operator on different fields.`);
  refuseMixedOr(filter.left, source);
  refuseMixedOr(filter.right, source);
}
