import type { SiteTime } from '../kit/site-time.ts';
import { badQuery } from './contract-error.ts';
import type { Row, Scalar } from './row.ts';
import type { FieldRule, Shape } from './shape.ts';

export type RowTest = (row: Row) => boolean;

const TOKEN = new RegExp(
  [
    /datetimeoffset'([^']*)'/,
    /guid'([^']*)'/,
    /('(?:[^']|'')*')/,
    /(-?\d+(?:\.\d+)?)/,
    /([A-Za-z_][A-Za-z0-9_./]*)/,
    /([(),=])/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'y',
);
const KINDS = ['instant', 'guid', 'string', 'number', 'name', 'mark'] as const;

interface Token {
  readonly kind: (typeof KINDS)[number];
  readonly text: string;
}

interface Operand {
  readonly read: (row: Row) => Scalar;
  readonly rule?: FieldRule;
}

const COMPARE: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
};
const FUNCTIONS: Readonly<Record<string, (args: readonly [string, string]) => boolean>> = {
  // The text that is looked for comes first in `substringof`, and second in the other two (sheet section 3.0).
  substringof: ([sought, field]) => field.includes(sought),
  startswith: ([field, sought]) => field.startsWith(sought),
  endswith: ([field, sought]) => field.endsWith(sought),
};

/**
 * `$filter` of sheet section 3.0: comparisons, `and`, `or`, parentheses, three text functions, linked objects by `/`,
 * user-defined fields by `cf.String(f='…')`. Fields of detail lines are refused. Text is compared without case.
 */
export function filterOf(source: string, shape: Shape, time: SiteTime): RowTest {
  const tokens = tokensOf(source);
  let at = 0;
  const refused = (why: string) => badQuery(`The query specified in the URI is not valid. ${why} in '${source}'`);
  const peek = (text: string) => tokens[at]?.kind !== 'string' && tokens[at]?.text === text;
  const take = (text: string) => {
    if (!peek(text)) throw refused(`'${text}' expected at '${tokens[at]?.text ?? 'the end'}'`);
    at += 1;
  };
  const word = (text: string) => {
    const there = peek(text);
    if (there) at += 1;
    return there;
  };

  function either(): RowTest {
    let test = both();
    while (word('or')) {
      const [left, right] = [test, both()];
      test = (row) => left(row) || right(row);
    }
    return test;
  }
  function both(): RowTest {
    let test = term();
    while (word('and')) {
      const [left, right] = [test, term()];
      test = (row) => left(row) && right(row);
    }
    return test;
  }
  function term(): RowTest {
    if (word('(')) {
      const inner = either();
      take(')');
      return inner;
    }
    if (peek('not')) throw refused("'not' is not supported");
    const name = tokens[at]?.text ?? '';
    const test = FUNCTIONS[name];
    if (test !== undefined && tokens[at + 1]?.text === '(') {
      at += 2;
      const first = operand();
      take(',');
      const second = operand();
      take(')');
      return (row) => test([folded(first.read(row)), folded(second.read(row))]);
    }
    const left = operand();
    const compare = COMPARE[tokens[at]?.text ?? ''];
    if (compare === undefined) throw refused(`an operator expected at '${tokens[at]?.text ?? 'the end'}'`);
    at += 1;
    const right = operand();
    return comparison(left, right, compare, time);
  }
  function operand(): Operand {
    const token = tokens[at];
    at += 1;
    switch (token?.kind) {
      case 'string':
        return literal(token.text);
      case 'guid':
        return literal(token.text.toLowerCase());
      case 'number':
        return literal(Number(token.text));
      case 'instant': {
        const instant = time.read(token.text);
        if (instant === undefined) throw refused(`unrecognised datetimeoffset '${token.text}'`);
        return { read: () => instant, rule: { type: 'instant', write: false } };
      }
      case 'name':
        if (token.text === 'true' || token.text === 'false') return literal(token.text === 'true');
        if (token.text === 'null') return literal(null);
        return token.text.startsWith('cf.') ? customField() : field(token.text, shape, refused);
      default:
        throw refused(`unexpected ${token?.text ?? 'end'}`);
    }
  }
  function customField(): Operand {
    take('(');
    take('f');
    take('=');
    const name = tokens[at]?.text ?? '';
    at += 1;
    take(')');
    return { read: (row) => row.custom[name]?.value ?? null };
  }

  const test = either();
  if (at < tokens.length) throw refused(`unexpected '${tokens[at]?.text}'`);
  return test;
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < source.length) {
    if (source[at] === ' ') {
      at += 1;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (match === null)
      throw badQuery(`The query specified in the URI is not valid. Syntax error at position ${at} in '${source}'.`);
    const index = match.slice(1).findIndex((group) => group !== undefined);
    const text = match[index + 1] ?? '';
    const kind = KINDS[index] ?? 'mark';
    tokens.push({ kind, text: kind === 'string' ? text.slice(1, -1).replaceAll("''", "'") : text });
    at = TOKEN.lastIndex;
  }
  return tokens;
}

const literal = (value: Scalar): Operand => ({ read: () => value });

function field(path: string, shape: Shape, refused: (why: string) => Error): Operand {
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
function comparison(left: Operand, right: Operand, compare: (order: number) => boolean, time: SiteTime): RowTest {
  const comparable = (operand: Operand, row: Row): Scalar => {
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
