import assert from 'node:assert/strict';
import test from 'node:test';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { coverCases } from './cover-cases.ts';
import { MappingCoverage, percentOf } from './mapping-coverage.ts';

const SOURCE = '{\n  "kind": guest ? "guest" : "account",\n  "note": note\n}';

test('a branch that no evaluation took is missed, with its place', () => {
  const coverage = new MappingCoverage();
  const expression = coverage.observe('a.jsonata', SOURCE);
  expression.evaluate({ guest: true, note: 'x' });
  const [file] = coverage.report();
  assert.deepEqual(
    file?.missed.map(({ line, what }) => ({ line, what })),
    [
      { line: 2, what: 'other branch' },
      { line: 2, what: 'expression' },
    ],
  );
  expression.evaluate({ guest: false });
  assert.deepEqual(coverage.report()[0]?.missed, []);
  assert.equal(percentOf(coverage.report()), 100);
});

test('nothing ran: nothing is covered', () => {
  const coverage = new MappingCoverage();
  coverage.observe('a.jsonata', SOURCE);
  assert.equal(percentOf(coverage.report()), 0);
});

test('what another process ran counts, and so does what ran before a mapping was compiled again', () => {
  const there = new MappingCoverage();
  there.observe('a.jsonata', SOURCE).evaluate({ guest: false });
  const here = new MappingCoverage();
  here.observe('a.jsonata', SOURCE).evaluate({ guest: true });
  for (const hits of JSON.parse(JSON.stringify(there.hits()))) here.add(hits);
  assert.deepEqual(here.report()[0]?.missed, []);
  here.observe('a.jsonata', SOURCE);
  assert.deepEqual(here.report()[0]?.missed, []);
  here.observe('a.jsonata', `${SOURCE} `);
  assert.ok((here.report()[0]?.missed.length ?? 0) > 0, 'another text is another mapping');
});

test('a percentage is never rounded up to a threshold', () => {
  assert.equal(percentOf([{ total: 10_000, covered: 9_799 }]), 97.9);
  assert.equal(percentOf([]), 100);
});

test('the cases beside a mapping are what is run', async () => {
  using project = sampleProject({
    'mappings/acme/kind.jsonata': SOURCE,
    'mappings/acme/kind.cases.yaml':
      '- name: a guest\n  given: { guest: true, note: hello }\n  expect: { kind: guest, note: hello }\n',
    'mappings/acme/alone.jsonata': '{ "a": b }',
  });
  const loaded = loadProject({ root: project.root, builtIn: BUILT_IN });
  const coverage = new MappingCoverage();
  await coverCases(loaded, 'mappings/acme/kind.jsonata', coverage);
  await coverCases(loaded, 'mappings/acme/alone.jsonata', coverage);
  const [alone, kind] = coverage.report();
  assert.equal(alone?.covered, 0);
  assert.deepEqual(
    kind?.missed.map(({ what }) => what),
    ['other branch', 'expression'],
  );
});
