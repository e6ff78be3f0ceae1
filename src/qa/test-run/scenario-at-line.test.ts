import assert from 'node:assert/strict';
import test from 'node:test';
import { sampleFolder } from '../../../test/sample-project.ts';
import { featureWithScenarioLines } from './scenario-at-line.ts';

const FEATURE = `Feature: orders

  Background:
    Given one

  @ORD-07
  Scenario: the first
    Given two

  Scenario Outline: the second
    Given <what>
    Examples:
      | what |
      | a    |
      | b    |
`;

const at = (lines: string, text = FEATURE): string => {
  using folder = sampleFolder({ 'features/o.feature': text });
  return featureWithScenarioLines(folder.root, `features/o.feature${lines}`);
};

test('any line of a scenario stands for it: its tag, its name, a step', () => {
  for (const line of [6, 7, 8, 9]) assert.equal(at(`:${line}`), 'features/o.feature:7');
});

test('of an outline, a row stands for itself and everything else for all rows', () => {
  assert.equal(at(':14'), 'features/o.feature:14');
  for (const line of [10, 11, 13]) assert.equal(at(`:${line}`), 'features/o.feature:10');
});

test('several lines are several scenarios', () => {
  assert.equal(at(':8:15'), 'features/o.feature:7:15');
});

test('a line before the scenarios is told where they begin', () => {
  assert.throws(() => at(':4'), { code: 'USAGE', message: /line 4 of features\/o\.feature .* begin at 7, 10/ });
});

test('a line behind the end of the file is not its last scenario', () => {
  assert.throws(() => at(':999'), {
    code: 'USAGE',
    message: /features\/o\.feature has no line 999: it ends at \d+; its scenarios begin at 7, 10$/,
  });
});

test('a file that is not there is told, and one that is no Gherkin is left to the run', () => {
  using folder = sampleFolder();
  assert.throws(() => featureWithScenarioLines(folder.root, 'features/x.feature:3'), {
    message: 'there is no features/x.feature',
  });
  assert.equal(at(':3', 'Nonsense\n'), 'features/o.feature:3');
});

test('folders, files and patterns stay as they are', () => {
  using folder = sampleFolder({ 'features/o.feature': FEATURE });
  for (const path of ['features', 'features/o.feature', 'features/**/*.feature'])
    assert.equal(featureWithScenarioLines(folder.root, path), path);
});
