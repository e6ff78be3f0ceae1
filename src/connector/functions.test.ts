import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileExpression, ExpressionError } from '../map/expression.ts';
import { compileTemplate } from '../map/template.ts';
import { CONNECTOR_FUNCTIONS } from './functions.ts';

for (const { name, examples } of CONNECTOR_FUNCTIONS) {
  for (const { expression, result } of examples) {
    test(`$${name}: ${expression} is as its example says`, () => {
      assert.deepEqual(compileExpression(expression, CONNECTOR_FUNCTIONS).evaluate({}), result);
    });
  }
}

test('nothing stays nothing, so that a parameter made of it is left out', () => {
  const template = compileTemplate('{$odataText($payload.email)}', CONNECTOR_FUNCTIONS);
  assert.equal(template.fill({ payload: {} }), undefined);
});

test('a list is refused instead of being glued together', () => {
  const expression = compileExpression('$searchText(["a", "b"])', CONNECTOR_FUNCTIONS);
  assert.throws(() => expression.evaluate({}), ExpressionError);
});

test('what a record holds cannot end the quotes', () => {
  const hostile = `x' or 1 eq 1 or 'y" OR *:* \\`;
  const quoted = compileExpression(
    '[$odataText($t), $searchText($t), $progressText($t)]',
    CONNECTOR_FUNCTIONS,
  ).evaluate({}, { t: hostile });
  assert.deepEqual(
    [...(quoted as string[])],
    [`'x'' or 1 eq 1 or ''y" OR *:* \\'`, `"x' or 1 eq 1 or 'y\\" OR *:* \\\\"`, `"x' or 1 eq 1 or 'y~" OR *:* ~\\"`],
  );
});

test('mappings do not have the functions of connectors', () => {
  assert.throws(() => compileExpression('$odataText("a")').evaluate({}), ExpressionError);
});
