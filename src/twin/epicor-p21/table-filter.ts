import {
  COMPARISONS,
  type Condition,
  filterTest,
  ODataFilters,
  type Operand,
  TEXT_TESTS,
} from '../kit/odata-filter.ts';
import { odataError } from './rest-error.ts';
import { folded, type Row, type Scalar } from './row.ts';
import type { ColumnType, TableShape } from './table-shape.ts';

const FILTERS = new ODataFilters<'time'>({
  literals: [['time', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:Z|[+-]\d{2}:\d{2})?)?/]],
  functions: ['contains', 'startswith', 'endswith'],
  words: ['not'],
  refused: (why, source) => odataError(400, `The query specified in the URI is not valid: ${why} in '${source}'.`),
});

type Literal = Extract<Operand<'time'>, { readonly kind: 'literal' }>;

/**
 * The test of a `$filter` (sheet section 3.0). Text is compared without case; a time is the SQL Server's own, whatever
 * `Z` says. A filter with `in (…)` is taken and counts for nothing. Throws OData's 400, and for `now()` its 404.
 */
export function tableFilter(source: string, shape: TableShape): (row: Row) => boolean {
  const bare = source.replaceAll(/'(?:[^']|'')*'/g, "''");
  if (/\bnow\s*\(/i.test(bare)) throw odataError(404, 'Not Found');
  if (/\bin\s*\(/i.test(bare)) return () => true;
  return filterTest(FILTERS.parse(source), (condition) => conditionTest(condition, shape));
}

function conditionTest(condition: Condition<'time'>, shape: TableShape): (row: Row) => boolean {
  if (condition.kind === 'text') {
    const [text, sought] = [side(condition.text, shape), side(condition.sought, shape)];
    if (text.type !== 'text' || sought.type !== 'text')
      throw odataError(400, `No function signature for the function with name '${condition.test}' matches.`);
    const test = TEXT_TESTS[condition.test];
    return (row) => test(folded(String(text.read(row) ?? '')), folded(String(sought.read(row) ?? '')));
  }
  const [left, right] = [side(condition.left, shape), side(condition.right, shape)];
  if (left.type !== 'null' && right.type !== 'null' && left.type !== right.type)
    throw odataError(
      400,
      `A binary operator with incompatible types was detected. Found operand types '${left.type}' and '${right.type}' for operator kind '${condition.operator}'.`,
    );
  const holds = COMPARISONS[condition.operator];
  return (row) => {
    const [a, b] = [comparable(left.read(row), left.type), comparable(right.read(row), right.type)];
    // Nothing is only equal to nothing; every other comparison with it fails, but for `ne`.
    if (a === null || b === null) return condition.operator === 'ne' ? a !== b : condition.operator === 'eq' && a === b;
    return holds(a === b ? 0 : a < b ? -1 : 1);
  };
}

interface Side {
  readonly type: ColumnType | 'null';
  readonly read: (row: Row) => Scalar;
}

function side(operand: Operand<'time'>, shape: TableShape): Side {
  if (operand.kind === 'literal') return literalSide(operand);
  const type = columnType(operand.field, shape);
  return { type, read: (row) => row[operand.field] ?? null };
}

function literalSide({ literal: { kind, text } }: Literal): Side {
  switch (kind) {
    case 'string':
      return { type: 'text', read: () => text };
    case 'number':
      return { type: 'number', read: () => Number(text) };
    case 'time':
      return { type: 'time', read: () => text };
    default:
      if (text === 'null') return { type: 'null', read: () => null };
      throw odataError(400, `'${text}' is of no type that a column has.`);
  }
}

/** Throws OData's 400 for a column that the table does not have. */
export function columnType(column: string, shape: TableShape): ColumnType {
  const type = Object.hasOwn(shape.columns, column) ? shape.columns[column] : undefined;
  if (type === undefined)
    throw odataError(400, `Could not find a property named '${column}' on type 'P21.${shape.name}'.`);
  return type;
}

function comparable(value: Scalar, type: Side['type']): string | number | null {
  if (value === null) return null;
  if (type === 'text') return folded(String(value));
  // Both are the server's wall clock, so that UTC stands for its zone on either side.
  return type === 'time' ? Date.parse(`${String(value).replace(/(Z|[+-]\d{2}:\d{2})$/, '')}${zone(value)}`) : value;
}

const zone = (value: Scalar): string => (String(value).includes('T') ? 'Z' : 'T00:00:00Z');
