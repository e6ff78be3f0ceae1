import assert from 'node:assert/strict';
import test from 'node:test';
import { translatorOf } from './lookup-table.ts';
import { compileMapping, type Surroundings } from './mapping.ts';
import { runMappingCase } from './mapping-cases.ts';

const surroundings: Surroundings = {
  options: { warehouse: 'MAIN' },
  needs: { customer: { id: 'C1', number: 'C10010' } },
  translate: translatorOf(
    [
      {
        name: 'methods',
        file: 'lookups/methods.csv',
        columns: ['shop', 'erp'],
        rows: [
          { line: 2, codes: { shop: 'flat_rate', erp: 'GROUND' } },
          { line: 3, codes: { shop: 'empty', erp: '' } },
        ],
      },
    ],
    'shop',
    'erp',
  ),
  reference: (_list, key) => ({ EUR: 'id-eur' })[key],
};

const run = (source: string, input: unknown = {}) => compileMapping('test.jsonata', source).run(input, surroundings);

test('a mapping sees options, needs, lookups and reference lists', async () => {
  assert.deepEqual(
    await run(
      '{ "w": $options.warehouse, "c": $needs.customer.number, "m": $translate("methods", "flat_rate"), "r": $reference("currencies", "EUR") }',
    ),
    {
      w: 'MAIN',
      c: 'C10010',
      m: 'GROUND',
      r: 'id-eur',
    },
  );
});

test('X07: a list of one stays a list of one, and leaves no hidden marks', async () => {
  const output = (await run('{ "lines": [lines.{ "sku": sku }] }', { lines: [{ sku: 'A' }] })) as { lines: unknown[] };
  assert.deepEqual(Object.getOwnPropertyNames(output.lines).sort(), ['0', 'length']);
});

for (const [why, source, code] of [
  ['a code without a row', '$translate("methods", "drone")', 'translation-missing'],
  ['a row without a word for the target', '$translate("methods", "empty")', 'translation-missing'],
  ['a table that is not there', '$translate("nothing", "x")', 'lookup-missing'],
  ['a mapping that fails', '$number("x")', 'mapping-failed'],
  ['a mapping that yields nothing', 'nothing.here', 'mapping-empty'],
  ['a function as a value', '{ "f": $uppercase }', 'mapping-yields-function'],
  ['its own word', '$hold("tax-unknown", "no rate")', 'tax-unknown'],
] as const) {
  test(`${why} holds the record`, async () => {
    assert.throws(() => run(source), { name: 'Hold', code });
  });
}

test('an output is plain as deep as it goes, and what was plain in the input is left as it was', async () => {
  const input = { items: [{ n: 1 }, { n: 2 }], kept: { tags: ['a'] }, odd: { here: 1, gone: undefined } };
  const output = run(
    '{ "all": items.n, "nested": [{ "some": items[n > 0] }], "kept": kept, "odd": [odd], "row": items.[n] }',
    input,
  ) as { [name: string]: unknown };
  assert.equal(
    JSON.stringify(output),
    '{"all":[1,2],"nested":[{"some":[{"n":1},{"n":2}]}],"kept":{"tags":["a"]},"odd":[{"here":1}],"row":[[1],[2]]}',
  );
  const members = (value: unknown): PropertyKey[] =>
    typeof value === 'object' && value !== null
      ? [...Reflect.ownKeys(value), ...Object.values(value).flatMap(members)]
      : [];
  for (const mark of ['sequence', 'cons', 'keepSingleton', 'tupleStream', 'outerWrapper', 'gone'])
    assert.ok(!members(output).includes(mark), mark);
  assert.deepEqual(input, { items: [{ n: 1 }, { n: 2 }], kept: { tags: ['a'] }, odd: { here: 1, gone: undefined } });
});

test('a failure names file, line and column', async () => {
  assert.throws(() => run('(\n  $a := 1;\n  $number("x")\n)'), { message: /^test\.jsonata:3:/ });
});

test('`*` stands for every code without a row of its own, when the user wrote it', () => {
  const translate = translatorOf(
    [
      {
        name: 't',
        file: 'lookups/t.csv',
        columns: [],
        rows: [
          { line: 2, codes: { shop: 'a', erp: 'A' } },
          { line: 3, codes: { shop: '*', erp: 'OTHER' } },
        ],
      },
    ],
    'shop',
    'erp',
  );
  assert.equal(translate('t', 'a'), 'A');
  assert.equal(translate('t', 'z'), 'OTHER');
});

test('an expression reaches no prototype, process or global', async () => {
  for (const source of [
    '$.constructor',
    '$.__proto__',
    '$.toString',
    '$lookup($, "constructor")',
    '$.lines.constructor.constructor',
  ]) {
    const output = await compileMapping('t.jsonata', `[${source}]`).run({ lines: [1] }, surroundings);
    assert.deepEqual(output, [], source);
  }
});

test('cases: expect is the whole output, includes a part, refuse a hold', async () => {
  const mapping = compileMapping('t.jsonata', 'sku = "bad" ? $hold("sku-bad", "bad") : { "sku": sku, "n": [1, 2] }');
  const passes = async (given: Parameters<typeof runMappingCase>[1]) =>
    (await runMappingCase(mapping, given, () => [])).passed;
  assert.equal(await passes({ name: 'a', given: { sku: 'A' }, expect: { sku: 'A', n: [1, 2] } }), true);
  assert.equal(await passes({ name: 'a', given: { sku: 'A' }, expect: { sku: 'A' } }), false);
  assert.equal(await passes({ name: 'a', given: { sku: 'A' }, includes: { sku: 'A' } }), true);
  assert.equal(await passes({ name: 'a', given: { sku: 'A' }, includes: { n: [1] } }), false);
  assert.equal(await passes({ name: 'a', given: { sku: 'bad' }, refuse: 'sku-bad' }), true);
  assert.equal(await passes({ name: 'a', given: { sku: 'A' }, refuse: 'sku-bad' }), false);
  assert.equal(await passes({ name: 'a', given: { sku: 'bad' }, expect: {} }), false);
});

test('cases: an output that its schema refuses fails the case', async () => {
  const mapping = compileMapping('t.jsonata', '{ "sku": sku }');
  const result = await runMappingCase(mapping, { name: 'a', given: { sku: 'A' }, expect: { sku: 'A' } }, () => [
    'number is missing',
  ]);
  assert.deepEqual([result.passed, result.differences], [false, ['number is missing']]);
});
