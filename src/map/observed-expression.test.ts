import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ObservedNode, observedExpression } from './observed-expression.ts';

/** Evaluates with an observer; yields what was evaluated and which branches were taken, as text with positions. */
function observe(source: string, ...inputs: readonly unknown[]) {
  const evaluated = new Set<ObservedNode>();
  const branches = new Set<string>();
  const expression = observedExpression(source, {
    evaluated: (node) => evaluated.add(node),
    branchTaken: (condition, branch) => branches.add(`${condition.position} ${branch}`),
  });
  const values = inputs.map((input) => expression.evaluate(input));
  const missed = expression.nodes.filter((node) => !evaluated.has(node));
  return { values, missed: missed.map(({ type, position }) => `${type} ${position}`), branches: [...branches].sort() };
}

test('an observer is told which branch of a condition was taken, and which nodes were never evaluated', () => {
  const source = 'paid ? $uppercase(name) : $lowercase(name)';
  assert.deepEqual(observe(source, { paid: true, name: 'Ab' }), {
    values: ['AB'],
    missed: ['function 37', 'path 41'],
    branches: ['6 then'],
  });
  const both = observe(source, { paid: true, name: 'Ab' }, { paid: false, name: 'Ab' });
  assert.deepEqual(both, { values: ['AB', 'ab'], missed: [], branches: ['6 else', '6 then'] });
});

test('a condition without an else has that branch all the same', () => {
  assert.deepEqual(observe('(a = 1 ? b)', { a: 2 }).branches, ['8 else']);
});

test('the right side of `and`, the body of a function and the items of a list are seen only when they are reached', () => {
  assert.deepEqual(observe('a and b', { a: false }).missed, ['path 7']);
  assert.deepEqual(observe('(\n  $f := function($x) { $x + 1 };\n  a ? $f(a)\n)', { a: 0 }).missed, [
    'variable 27',
    'binary 29',
    'number 31',
    'function 44',
    'path 45',
  ]);
  assert.deepEqual(observe('currency in ["EUR", "USD", "GBP", "CHF", "SEK"]', { currency: 'EUR' }).missed, []);
  assert.deepEqual(observe('$map(lines, function($l) { $l.sku })', {}).missed, ['variable 29', 'path 29']);
});

test('a call that is the last act of a function counts as a call', () => {
  const { values, missed } = observe('($f := function($n) { $n > 0 ? $f($n - 1) : "done" }; $f(3))', {});
  assert.deepEqual([values, missed], [['done'], []]);
});

test('an observed expression yields what the ordinary one yields, and fails at the same place', () => {
  assert.throws(() => observe('(\n  $a := 1;\n  $number("x")\n)', {}), {
    name: 'ExpressionError',
    code: 'D3030',
    position: 23,
  });
  assert.throws(() => observe('1 +', {}), { name: 'ExpressionError', code: 'S0207' });
});
