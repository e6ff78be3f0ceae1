import {
  COMPARISONS,
  type Condition,
  filterTest,
  ODataFilters,
  type Operand,
  TEXT_TESTS,
} from '../kit/odata-filter.ts';
import { choiceNamed, dayIn } from './body.ts';
import type { Scalar } from './row.ts';
import { malformed } from './service-layer-error.ts';
import type { FieldRule } from './shape.ts';

type LiteralKind = 'day' | 'time';

/** Days and times stand in quotes or without them. */
const FILTERS = new ODataFilters<LiteralKind>({
  literals: [
    ['day', /\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?/],
    ['time', /\d{2}:\d{2}:\d{2}/],
  ],
  functions: ['startswith', 'endswith', 'contains', 'substringof'],
  words: ['not'],
  refused: (why, source) => malformed(`Query string error: ${why} in '${source}'`),
});

export const parseFilter = (source: string) => FILTERS.parse(source);
export type SapFilter = ReturnType<typeof parseFilter>;

/** A property that a filter may name: what it holds, and how it is read from a row. */
export interface FilterProperty<R> {
  readonly rule: FieldRule;
  readonly read: (row: R) => Scalar;
}

/** How a filter finds its properties; throws a 400 at one that there is not. `folded`: capitals count for nothing. */
export interface FilterScope<R> {
  readonly property: (name: string) => FilterProperty<R>;
  readonly folded: boolean;
}

/** The test of a filter. Literals are read by what they are compared with: enums by name or stored value, days by their first ten characters (sheet sections 1 and 12). */
export function rowTest<R>(filter: SapFilter, { property, folded }: FilterScope<R>): (row: R) => boolean {
  const fold = (value: Scalar): Scalar => (folded && typeof value === 'string' ? value.toLowerCase() : value);
  const reader = (operand: Operand<LiteralKind>, other: Operand<LiteralKind>): ((row: R) => Scalar) => {
    if (operand.kind === 'field') return property(operand.field).read;
    const value = literalValue(operand, other.kind === 'field' ? property(other.field).rule : undefined);
    return () => value;
  };
  return filterTest<LiteralKind, R>(filter, (condition: Condition<LiteralKind>) => {
    if (condition.kind === 'text') {
      const [text, sought] = [reader(condition.text, condition.sought), reader(condition.sought, condition.text)];
      const passes = TEXT_TESTS[condition.test];
      return (row) => passes(String(fold(text(row)) ?? ''), String(fold(sought(row)) ?? ''));
    }
    const [left, right] = [reader(condition.left, condition.right), reader(condition.right, condition.left)];
    const compare = COMPARISONS[condition.operator];
    return (row) => {
      const [a, b] = [fold(left(row)), fold(right(row))];
      if (a === b) return compare(0);
      return compare(a === null || b === null ? Number.NaN : a < b ? -1 : a > b ? 1 : Number.NaN);
    };
  });
}

/** A literal as rows hold such a value. Throws a 400 where it is of another type. */
export function literalValue(
  { literal }: Extract<Operand<LiteralKind>, { readonly kind: 'literal' }>,
  rule: FieldRule | undefined,
): Scalar {
  const { kind, text } = literal;
  if (kind === 'name' && text === 'null') return null;
  const wrong = () => malformed(`Query string error: incompatible types at '${text}'`);
  switch (rule?.type) {
    case 'integer':
    case 'number':
      if (kind !== 'number') throw wrong();
      return Number(text);
    case 'day': {
      const day = dayIn(text);
      if (day === undefined) throw wrong();
      return day;
    }
    case 'flag':
      if (kind !== 'string' || !/^(tYES|tNO|Y|N)$/.test(text)) throw wrong();
      return text === 'tYES' || text === 'Y' ? 'tYES' : 'tNO';
    case 'choice': {
      const name = kind === 'string' ? choiceNamed(rule, text) : undefined;
      if (name === undefined) throw wrong();
      return name;
    }
    default:
      if (kind === 'number') {
        if (rule !== undefined) throw wrong();
        return Number(text);
      }
      if (kind === 'name') throw wrong();
      return text;
  }
}
