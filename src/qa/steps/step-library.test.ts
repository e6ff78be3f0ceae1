import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ALL_STEPS } from './all-steps.ts';
import { exampleText, matchStep, nearestStep } from './match-step.ts';
import { PARAMETER_TYPES } from './parameter-types.ts';

describe('the step library', () => {
  for (const definition of ALL_STEPS)
    test(`"${definition.expression}": its example is this step and no other`, () => {
      const matched = matchStep(exampleText(definition)).map((each) => each.definition.expression);
      assert.deepEqual(matched, [definition.expression]);
      assert.ok(definition.example.startsWith(`${definition.keyword} `), definition.example);
      assert.equal(
        definition.takesTable,
        definition.example.includes('\n'),
        'a step with a colon has a table below it',
      );
      assert.match(definition.describes, /[.!]$/);
    });

  test('parameter types take their examples, whole', () => {
    for (const { name, regexp, examples } of PARAMETER_TYPES)
      for (const example of examples)
        assert.match(example, new RegExp(`^(?:${regexp.source})$`), `${name}: ${example}`);
  });

  test('what is nearly a step is told the nearest', () => {
    assert.equal(nearestStep('Giulia order:')?.expression, '{person} orders:');
    assert.equal(nearestStep('the order are carried over')?.expression, 'the {flow} is/are carried over');
    assert.equal(nearestStep('xyzzy plugh'), undefined);
  });
});
