import { andOr, type Test } from '../kit/and-or.ts';
import { type Fields, isFields } from './fields.ts';
import { malformed } from './intacct-error.ts';

/** What stands at a dotted name; lists are not entered (sheet section 3). */
export function valueAt(row: Fields, name: string): unknown {
  let value: unknown = row;
  for (const part of name.split('.')) {
    if (Array.isArray(value)) throw malformed(`REST-1107: ${name} goes into a list`);
    value = isFields(value) ? value[part] : undefined;
  }
  return value;
}

type Compare = (value: unknown, given: unknown) => boolean;

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));
const both = (given: unknown): readonly [unknown, unknown] => {
  if (!Array.isArray(given) || given.length !== 2) throw malformed('$between needs a list of two values');
  return [given[0], given[1]];
};
const listed = (given: unknown): readonly unknown[] => {
  if (!Array.isArray(given)) throw malformed('$in needs a list');
  return given;
};

/** Numbers, also those in texts, by their size; everything else as text. */
function order(a: unknown, b: unknown): number {
  const [one, other] = [Number(a), Number(b)];
  if (text(a).trim() !== '' && text(b).trim() !== '' && !Number.isNaN(one) && !Number.isNaN(other)) return one - other;
  return text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
}

const OPERATORS: Readonly<Record<string, Compare>> = {
  $eq: (value, given) => (given === null ? value === null || value === undefined : text(value) === text(given)),
  $lt: (value, given) => order(value, given) < 0,
  $lte: (value, given) => order(value, given) <= 0,
  $gt: (value, given) => order(value, given) > 0,
  $gte: (value, given) => order(value, given) >= 0,
  $in: (value, given) => listed(given).some((each) => text(each) === text(value)),
  $between: (value, given) => order(value, both(given)[0]) >= 0 && order(value, both(given)[1]) <= 0,
  $contains: (value, given) => text(value).includes(text(given)),
  $startsWith: (value, given) => text(value).startsWith(text(given)),
  $endsWith: (value, given) => text(value).endsWith(text(given)),
};
const NEGATED: Readonly<Record<string, string>> = {
  $ne: '$eq',
  $notIn: '$in',
  $notBetween: '$between',
  $notContains: '$contains',
  $notStartsWith: '$startsWith',
  $notEndsWith: '$endsWith',
};

/** `{"$gt": {"audit.modifiedDateTime": "…"}}`; `caseSensitive` is the default of the service (sheet section 12). */
function filterOf(filter: Fields, known: (name: string) => void, caseSensitive: boolean): Test<Fields> {
  const [[operator, condition] = ['', undefined], ...others] = Object.entries(filter);
  const compare = OPERATORS[NEGATED[operator] ?? operator];
  if (compare === undefined || others.length > 0 || !isFields(condition))
    throw malformed(`filters: ${operator} is not an operator`);
  const [[field, given] = ['', undefined], ...more] = Object.entries(condition);
  if (more.length > 0 || field === '') throw malformed(`filters: ${operator} needs one field`);
  known(field);
  const folded = (value: unknown): unknown =>
    caseSensitive || typeof value !== 'string' ? value : value.toLowerCase();
  const wanted = Array.isArray(given) ? given.map(folded) : folded(given);
  return (row) => compare(folded(valueAt(row, field)), wanted) !== operator in NEGATED;
}

/** Filters joined by `and`, or as `filterExpression` says: `1 and (2 or 3)`. Throws IntacctError. */
export function testOf(
  filters: readonly Fields[],
  expression: string,
  known: (name: string) => void,
  caseSensitive: boolean,
): Test<Fields> {
  const tests = filters.map((filter) => filterOf(filter, known, caseSensitive));
  if (expression === '' || expression === 'and') return (row) => tests.every((test) => test(row));
  if (expression === 'or') return (row) => tests.some((test) => test(row));
  const tokens = expression.match(/\d+|and|or|[()]|\S+/g) ?? [];
  let at = 0;
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };
  function single(): Test<Fields> {
    const test = tests[Number(tokens[at]) - 1];
    if (test === undefined) throw malformed(`filterExpression: there is no filter ${tokens[at] ?? 'at the end'}`);
    at += 1;
    return test;
  }
  const unclosed = () => malformed(`filterExpression: a bracket is not closed in ${expression}`);
  const whole = andOr({ take, single, unclosed });
  if (at < tokens.length) throw malformed(`filterExpression: ${tokens[at]} is not understood`);
  return whole;
}
