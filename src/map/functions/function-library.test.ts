import assert from 'node:assert/strict';
import test from 'node:test';
import { compileExpression } from '../expression.ts';
import { FUNCTION_LIBRARY } from './function-library.ts';
import { usageOf } from './mapping-function.ts';

const plainJson = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

for (const { name, examples } of FUNCTION_LIBRARY) {
  for (const { expression, result, holds } of examples) {
    test(`$${name}: ${expression} is as its example says`, async () => {
      const outcome = compileExpression(expression).evaluate({});
      if (holds !== undefined) await assert.rejects(outcome, { name: 'Hold', code: holds });
      else assert.deepEqual(plainJson(await outcome), result);
    });
  }
}

for (const { name, parameters, call } of FUNCTION_LIBRARY) {
  test(`$${name}${usageOf({ parameters })}: takes as many arguments as it says`, () => {
    assert.equal(call.length, parameters.length);
    const required = parameters.map(({ optional }) => optional !== true);
    assert.deepEqual(required, [...required].sort().reverse(), 'one that may be left out comes last');
  });
}

const evaluate = (source: string, input: unknown = {}) => compileExpression(source).evaluate(input);

test('time in the hour that a change of clocks repeats or leaves out has one meaning', async () => {
  assert.equal(await evaluate('$instant("2026-10-25T02:30:00", "Europe/Rome")'), '2026-10-25T00:30:00.000Z');
  assert.equal(await evaluate('$instant("2026-03-29T02:30:00", "Europe/Rome")'), '2026-03-29T01:30:00.000Z');
  assert.equal(await evaluate('$instant("2026-07-01T10:00:00", "Asia/Singapore")'), '2026-07-01T02:00:00.000Z');
});

for (const [source, code] of [
  ['$instant("2026-03-02T09:30:00")', 'zone-missing'],
  ['$instant("2026-02-30T09:30:00Z")', 'not-a-time'],
  ['$instant("yesterday", "UTC")', 'not-a-time'],
  ['$moneyAdd("12,50", "1")', 'not-a-decimal'],
  ['$moneySum([null])', 'not-a-decimal'],
  ['$moneyDivide("1", "0")', 'division-by-zero'],
  ['$moneyAllocate("1.00", [])', 'nothing-to-allocate-over'],
  ['$fit("a city with a name that does not end", 10, "city")', 'text-too-long'],
  ['$hold("tax-unknown", "no rate")', 'tax-unknown'],
] as const) {
  test(`${source} holds the record: ${code}`, async () => {
    await assert.rejects(evaluate(source), { name: 'Hold', code });
  });
}

test('half of a character becomes the sign for one that cannot be shown', async () => {
  assert.equal(await evaluate('$oneLine(name)', { name: 'Jo\ud83d Reyes' }), 'Jo\ufffd Reyes');
  assert.equal(await evaluate('$oneLine(name)', { name: 'Jo 🙂' }), 'Jo 🙂');
});

test('a runaway expression is stopped and says so', async () => {
  await assert.rejects(evaluate('($f := function($x){ 1 + $f($x + 1) }; $f(1))'), { name: 'ExpressionError' });
});

test('fifty evaluations at once never see each other’s data', async () => {
  const expression = compileExpression('($a := id; lines.{ "order": $a, "sku": sku })');
  const outputs = await Promise.all(
    Array.from({ length: 50 }, (_, id) => expression.evaluate({ id, lines: [{ sku: `S${id}` }, { sku: `T${id}` }] })),
  );
  outputs.forEach((output, id) => {
    assert.deepEqual(JSON.parse(JSON.stringify(output)), [
      { order: id, sku: `S${id}` },
      { order: id, sku: `T${id}` },
    ]);
  });
});

test('an instant is the same whether it takes the short way or the long one', () => {
  for (const date of [
    '2026-03-02',
    '2024-02-29',
    '2026-02-29',
    '2000-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-04-31',
    '0001-01-01',
  ]) {
    for (const time of ['00:00:00', '23:59:59', '24:00:00', '12:60:00', '12:00:60']) {
      // A fraction makes it take the long way.
      const outcome = (source: string, text: string): unknown => {
        try {
          return compileExpression(source).evaluateSync({ text });
        } catch (error) {
          return (error as { code?: string }).code;
        }
      };
      const long = outcome('$instant(text, "UTC")', `${date}T${time}.000`);
      assert.equal(outcome('$instant(text, "UTC")', `${date}T${time}`), long, `${date}T${time}`);
      assert.equal(
        outcome('$instant(text)', `${date}T${time}Z`),
        outcome('$instant(text)', `${date}T${time}.000Z`),
        `${date}T${time}Z`,
      );
    }
  }
  assert.throws(() => compileExpression('$instant("2026-03-02T09:30:00")').evaluateSync({}), { code: 'zone-missing' });
});
