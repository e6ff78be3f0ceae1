import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMPARISONS, fieldsOf, filterTest, ODataFilters, type Operand, pinnedBy, TEXT_TESTS } from './odata-filter.ts';

type Row = Readonly<Record<string, string>>;

const FILTERS = new ODataFilters<'day'>({
  literals: [['day', /day'([^']*)'/]],
  functions: ['contains', 'startswith', 'substringof', 'tolower'],
  words: ['not', 'in', 'lambda'],
  refused: (why, source) => new Error(`${why} in ${source}`),
});

const read = (operand: Operand<'day'>, row: Row): string => {
  if (operand.kind === 'literal') return operand.literal.text;
  const value = row[operand.field] ?? '';
  return operand.letters === 'lower' ? value.toLowerCase() : value;
};

const passes = (source: string, row: Row): boolean =>
  filterTest<'day', Row>(FILTERS.parse(source), (condition) => {
    if (condition.kind === 'text')
      return (each) => TEXT_TESTS[condition.test](read(condition.text, each), read(condition.sought, each));
    return (each) =>
      COMPARISONS[condition.operator](Math.sign(read(condition.left, each).localeCompare(read(condition.right, each))));
  })(row);

const ROW = { Name: "Ana D'Arco", City: 'Bari', Day: '2026-03-02' };

test('conditions are joined with and before or, turned by not, and put in parentheses', () => {
  for (const source of [
    "City eq 'Bari'",
    "City eq 'Bari' or City eq 'Rome' and Name eq 'Otto'",
    "not (City eq 'Rome')",
    "Day ge day'2026-03-01'",
    "Name eq 'Ana D''Arco'",
    "City in ('Rome', 'Bari')",
    "startswith(tolower(Name),'ana')",
    "substringof('Arco',Name) and contains(Name,'Arco')",
    "'Bari' eq City",
    "Lines/any(l: (l/City eq 'Rome'))",
  ])
    assert.equal(passes(source, ROW), true, source);
  for (const source of [
    "(City eq 'Bari' or City eq 'Rome') and Name eq 'Otto'",
    "not City eq 'Bari'",
    "Day gt day'2026-03-02'",
    "City eq 'and'",
    "City in ('Rome')",
  ])
    assert.equal(passes(source, ROW), false, source);
});

test('what cannot be read is refused with its place, and so is what the system does not know', () => {
  const refusals = {
    "City eq 'Bari": /syntax error at position 8/,
    City: /unexpected end/,
    "(City eq 'Bari'": /unexpected end/,
    "City is 'Bari'": /unexpected 'is'/,
    "City eq 'Bari' City": /unexpected 'City'/,
    "endswith(City,'i')": /unexpected '\('/,
    'City eq )': /unexpected '\)'/,
  };
  for (const [source, message] of Object.entries(refusals)) assert.throws(() => FILTERS.parse(source), message);
});

test('the fields of a filter, and those that every row which passes must have', () => {
  const filter = FILTERS.parse("City eq 'Bari' and (Name eq 'a' or Day eq Name) and tolower(Name) eq 'b'");
  assert.deepEqual([...fieldsOf(filter)], ['City', 'Name', 'Day']);
  assert.deepEqual(
    pinnedBy(filter).map(({ field, value }) => [field, value.text]),
    [['City', 'Bari']],
  );
});
