import assert from 'node:assert/strict';
import test from 'node:test';
import { BUILT_IN, sampleProject } from '../../../test/sample-project.ts';
import { loadProject } from '../../load/load-project.ts';
import { compileTree } from '../../map/expression.ts';
import { mappingMutants } from './mapping-mutants.ts';
import { MUTATION_KINDS, type MutationKind } from './mapping-mutations.ts';
import { mutateMapping } from './mutate-mapping.ts';

/** For each kind of mistake: an expression, an input that shows it, and what one mutant makes of it. */
const SAMPLES: { readonly [K in MutationKind]: readonly [source: string, input: unknown, mutated: unknown] } = {
  'field-dropped': ['{ "a": a, "b": b }', { a: 1, b: 2 }, { a: 1 }],
  'field-swapped': ['{ "city": billing.city }', { billing: { city: 'X' }, shipping: { city: 'Y' } }, { city: 'Y' }],
  'operator-changed': ['a < b', { a: 1, b: 1 }, true],
  'branch-taken': ['a ? b : c', { a: false, b: 1, c: 2 }, 1],
  'filter-dropped': ['$count(lines[kept])', { lines: [{ kept: true }, { kept: false }] }, 2],
  'element-dropped': ['[a, b]', { a: 1, b: 2 }, [1]],
  'line-lost': ['$map(lines, function($l) { $l.n })', { lines: [{ n: 1 }, { n: 2 }, { n: 3 }] }, [1, 2]],
  'off-by-one': ['lines[0]', { lines: ['first', 'second'] }, 'second'],
  'money-changed': ['$moneyAdd(a, b)', { a: '3.00', b: '1.00' }, '2'],
  'rounding-changed': ['$moneyRound(a)', { a: '0.129' }, '0.12'],
  'constant-changed': ['"open"', {}, 'open~'],
  'call-dropped': ['$uppercase(a)', { a: 'x' }, 'x'],
  'hold-dropped': ['{ "a": $exists(a) ? a : $hold("no-a", "there is no a") }', {}, {}],
};

for (const [kind, [source, input, mutated]] of Object.entries(SAMPLES) as [
  MutationKind,
  (typeof SAMPLES)[MutationKind],
][]) {
  test(`${kind}: ${MUTATION_KINDS[kind]}`, () => {
    const results = mappingMutants(source)
      .filter((mutant) => mutant.kind === kind)
      .map((mutant) => JSON.stringify(compileTree(source, mutant.tree()).evaluate(input)));
    assert.ok(
      results.includes(JSON.stringify(mutated)),
      `${results.join(' or ')} instead of ${JSON.stringify(mutated)}`,
    );
  });
}

test('a list of one does not lose its only line', () => {
  const source = '$map(lines, function($l) { $l.n })';
  const [lost] = mappingMutants(source).filter(({ kind }) => kind === 'line-lost');
  assert.equal(lost && compileTree(source, lost.tree()).evaluate({ lines: [{ n: 1 }] }), 1);
});

test('what is rounded down already is rounded up by mistake: down again would be none', () => {
  const source = '$moneyRound(a, 0, "down")';
  const mutants = mappingMutants(source).filter(({ kind }) => kind === 'rounding-changed');
  const results = mutants.map((mutant) => [mutant.says, compileTree(source, mutant.tree()).evaluate({ a: '2.7' })]);
  assert.deepEqual(results[0], ['rounded up', '3']);
});

test('what a hold says to a person is no result, its code is', () => {
  const says = mappingMutants('$hold("no-a", "there is no " & what)').map((mutant) => mutant.says);
  assert.deepEqual(says, ['without $hold', '"no-a" → "no-a~"']);
});

test('nor is what a function of the mapping hands on to a hold; what it does with the code is', () => {
  const refuse = '$refuse := function($code, $why) { $hold($code, "order: " & $why) };';
  const says = mappingMutants(`(${refuse} $refuse("no-a", "there is no " & what))`).map((mutant) => mutant.says);
  assert.deepEqual(says, ['without $hold', '"no-a" → "no-a~"']);
  const both = '$both := function($text) { $hold($text, "order: " & $text) };';
  assert.ok(mappingMutants(`(${both} $both("a" & b))`).some(({ says: each }) => each === 'only the left side of &'));
});

test('what the library, a function of the mapping or a variable only says to a person is no result', () => {
  const says = (source: string) => mappingMutants(source).map((mutant) => mutant.says);
  assert.deepEqual(says('$fit(name, 30, "name of it")'), ['30 → 31']);
  const exactly =
    '$exactly := function($text, $field) { $length($text) > 9 ? $hold("long", $field & ": " & $text) : $text };';
  assert.deepEqual(
    says(`(${exactly} $exactly(a, "the " & b))`).filter((each) => each.includes('"the') || each.includes('&')),
    [],
  );
  const called = '$called := $exists(code) ? code : id;';
  assert.deepEqual(says(`(${called} $exists(name) ? name : $hold("no-name", "of " & $called))`), [
    'always the first branch',
    'never the first branch',
    'without $hold',
    '"no-name" → "no-name~"',
  ]);
  assert.ok(says(`(${called} $exists(name) ? $called : $hold("no-name", "of " & $called))`).length > 4);
});

test('a mutant says where it is', () => {
  const [mutant] = mappingMutants('{\n  "a": x,\n  "total": b < c\n}').filter(
    ({ kind }) => kind === 'operator-changed',
  );
  assert.deepEqual([mutant?.line, mutant?.column, mutant?.says], [3, 14, '< → <=']);
});

const MAPPING = 'mappings/acme/kind.jsonata';
const SOURCE = '{ "kind": guest ? "guest" : "account" }';

async function survivorsWith(cases: string): Promise<readonly string[]> {
  using project = sampleProject({ [MAPPING]: SOURCE, 'mappings/acme/kind.cases.yaml': cases });
  const loaded = loadProject({ root: project.root, builtIn: BUILT_IN });
  const { survivors } = await mutateMapping(loaded, MAPPING);
  return survivors.map(({ says }) => says);
}

test('cases that show both branches catch every mistake; those that show one do not', async () => {
  const guest = '- name: a guest\n  given: { guest: true }\n  expect: { kind: guest }\n';
  const account = '- name: an account\n  given: { guest: false }\n  expect: { kind: account }\n';
  assert.deepEqual(await survivorsWith(guest + account), []);
  assert.deepEqual(await survivorsWith(guest), ['always the first branch', '"account" → "account~"']);
});

test('a case that fails already catches nothing', async () => {
  const wrong = '- name: a guest\n  given: { guest: true }\n  expect: { kind: account }\n';
  assert.equal((await survivorsWith(wrong)).length, 5);
});

test('a mapping without cases catches nothing', async () => {
  using project = sampleProject({ [MAPPING]: SOURCE });
  const { mutants, survivors } = await mutateMapping(loadProject({ root: project.root, builtIn: BUILT_IN }), MAPPING);
  assert.equal(mutants, 5);
  assert.equal(survivors.length, 5);
});
