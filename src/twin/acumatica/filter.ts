import {
  COMPARISONS,
  type Comparison,
  type Condition,
  filterTest,
  ODataFilters,
  type Operand,
  TEXT_TESTS,
} from '../kit/odata-filter.ts';
import type { SiteTime } from '../kit/site-time.ts';
import { badQuery } from './contract-error.ts';
import type { Row, Scalar } from './row.ts';
import type { FieldRule, Shape } from './shape.ts';

export type RowTest = (row: Row) => boolean;

type LiteralKind = 'instant' | 'guid' | 'custom';

interface Reader {
  readonly read: (row: Row) => Scalar;
  readonly rule?: FieldRule;
}

const refusal = (why: string, source: string) =>
  badQuery(`The query specified in the URI is not valid. ${why} in '${source}'`);

const FILTERS = new ODataFilters<LiteralKind>({
  literals: [
    ['instant', /datetimeoffset'([^']*)'/],
    ['guid', /guid'([^']*)'/],
    ['custom', /cf\.\w+\(f='([^']*)'\)/],
  ],
  functions: ['substringof', 'startswith', 'endswith'],
  words: [],
  refused: refusal,
});

/**
 * `$filter` of sheet section 3.0: comparisons, `and`, `or`, parentheses, three text functions, linked objects by `/`,
 * user-defined fields by `cf.String(f='…')`. Fields of detail lines are refused. Text is compared without case.
 */
export function filterOf(source: string, shape: Shape, time: SiteTime): RowTest {
  const refused = (why: string) => refusal(why, source);
  const reader = (operand: Operand<LiteralKind>) => readerOf(operand, shape, time, refused);
  return filterTest(FILTERS.parse(source), (condition: Condition<LiteralKind>) => {
    if (condition.kind === 'compare')
      return comparison(reader(condition.left), reader(condition.right), condition.operator, time);
    const [text, sought, passes] = [reader(condition.text), reader(condition.sought), TEXT_TESTS[condition.test]];
    return (row) => passes(folded(text.read(row)), folded(sought.read(row)));
  });
}

function readerOf(
  operand: Operand<LiteralKind>,
  shape: Shape,
  time: SiteTime,
  refused: (why: string) => Error,
): Reader {
  if (operand.kind === 'field') return fieldAt(operand.field, shape, refused);
  const { kind, text } = operand.literal;
  switch (kind) {
    case 'custom':
      return { read: (row) => row.custom[text]?.value ?? null };
    case 'instant': {
      const instant = time.read(text);
      if (instant === undefined) throw refused(`unrecognised datetimeoffset '${text}'`);
      return { read: () => instant, rule: { type: 'instant', write: false } };
    }
    case 'number':
      return literal(Number(text));
    case 'name':
      return literal(text === 'null' ? null : text === 'true');
    case 'guid':
      return literal(text.toLowerCase());
    default:
      return literal(text);
  }
}

const literal = (value: Scalar): Reader => ({ read: () => value });

function fieldAt(path: string, shape: Shape, refused: (why: string) => Error): Reader {
  const steps = path.split('/');
  const name = steps.pop() ?? '';
  let inner = shape;
  for (const step of steps) {
    const part = inner.parts[step];
    if (part === undefined) throw refused(`could not find a property named '${step}' on type '${inner.name}'`);
    if (part.many) throw refused(`fields of the detail '${step}' cannot be filtered`);
    inner = part.shape;
  }
  const rule = inner.fields[name];
  const isId = name === 'id' && steps.length === 0;
  if (rule === undefined && !isId) throw refused(`could not find a property named '${name}' on type '${inner.name}'`);
  return {
    read: (row) => {
      if (isId) return row.id;
      let here: Row | undefined = row;
      for (const step of steps) {
        const part: Row | Row[] | undefined = here?.parts[step];
        here = Array.isArray(part) ? undefined : part;
      }
      return here?.values[name] ?? null;
    },
    ...(rule === undefined ? {} : { rule }),
  };
}

/** Days are compared as the instants that they are shown as. */
function comparison(left: Reader, right: Reader, operator: Comparison, time: SiteTime): RowTest {
  const compare = COMPARISONS[operator];
  const comparable = (operand: Reader, row: Row): Scalar => {
    const value = operand.read(row);
    if (operand.rule?.type === 'day' && typeof value === 'string') return time.read(value) ?? null;
    return typeof value === 'string' ? folded(value) : value;
  };
  const isText = left.rule?.type === 'text' || right.rule?.type === 'text';
  return (row) => {
    const [a, b] = [comparable(left, row), comparable(right, row)].map((value) =>
      value === null && isText ? '' : value,
    );
    if (a === undefined || b === undefined || a === null || b === null) return compare(a === b ? 0 : Number.NaN);
    return compare(a === b ? 0 : a < b ? -1 : a > b ? 1 : Number.NaN);
  };
}

const folded = (value: Scalar): string =>
  String(value ?? '')
    .trimEnd()
    .toLowerCase();
