import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileExpression } from '../../map/expression.ts';
import { NOTHING_OF_NOTHING } from './equivalent-mutants.ts';
import { mappingMutants } from './mapping-mutants.ts';

/** What some of the functions are given besides. */
const BESIDE: Readonly<Record<string, string>> = {
  instant: ', "UTC"',
  replace: ', "b", "c"',
  substring: ', 1',
  split: ', "b"',
  shorten: ', 9',
};

const mutantsOf = (source: string) => mappingMutants(source).map(({ says }) => says);

test('a condition that asks whether there is what its branch is made of is always taken without a difference', () => {
  for (const source of [
    '$exists(a) ? a',
    '$exists(a.b) ? $instant(a.b, "UTC")',
    '$exists($options.field) ? $lookup($, $options.field)',
  ]) {
    assert.ok(!mutantsOf(source).includes('always the first branch'), source);
    assert.ok(mutantsOf(source).includes('never the first branch'), source);
  }
  for (const source of [
    '$exists(a) ? b',
    '$exists(a) ? a : b',
    '$exists($given(a)) ? $instant(a, "UTC")',
    '$exists(a) ? { "b": a }',
    '$exists(a) ? $decimal(a)',
    'a ? a',
  ])
    assert.ok(mutantsOf(source).includes('always the first branch'), source);
});

test('what is said to make no difference makes none: the branch yields nothing where there is nothing', () => {
  for (const name of NOTHING_OF_NOTHING)
    assert.equal(compileExpression(`$${name}(a${BESIDE[name] ?? ''})`).evaluate({}), undefined, name);
  assert.equal(compileExpression('$lookup($, a)').evaluate({ b: 1 }), undefined);
});

test('the name of a field that has no value is in no output', () => {
  const source = '{ ($exists(o.f) ? o.f : "none"): $exists(o.f) and $exists(a) ? a }';
  const says = mutantsOf(source);
  assert.ok(!says.includes('"none" → "none~"'));
  assert.equal(says.filter((each) => each === 'always the first branch').length, 1, 'that of the value');
  assert.ok(mutantsOf('{ ($exists(o.f) ? o.f : "none"): a }').includes('"none" → "none~"'));
});
