import assert from 'node:assert/strict';
import test from 'node:test';
import { compileExpression } from '../expression.ts';
import { FUNCTION_LIBRARY } from './function-library.ts';
import { usageOf } from './mapping-function.ts';

const plainJson = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

for (const { name, examples } of FUNCTION_LIBRARY) {
  for (const { expression, result, holds } of examples) {
    test(`$${name}: ${expression} is as its example says`, () => {
      const outcome = () => compileExpression(expression).evaluate({});
      if (holds !== undefined) assert.throws(outcome, { name: 'Hold', code: holds });
      else assert.deepEqual(plainJson(outcome()), result);
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

test('time in the hour that a change of clocks repeats or leaves out has one meaning', () => {
  assert.equal(evaluate('$instant("2026-10-25T02:30:00", "Europe/Rome")'), '2026-10-25T00:30:00.000Z');
  assert.equal(evaluate('$instant("2026-03-29T02:30:00", "Europe/Rome")'), '2026-03-29T01:30:00.000Z');
  assert.equal(evaluate('$instant("2026-07-01T10:00:00", "Asia/Singapore")'), '2026-07-01T02:00:00.000Z');
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
  test(`${source} holds the record: ${code}`, () => {
    assert.throws(() => evaluate(source), { name: 'Hold', code });
  });
}

test('half of a character becomes the sign for one that cannot be shown', () => {
  assert.equal(evaluate('$oneLine(name)', { name: 'Jo\ud83d Reyes' }), 'Jo\ufffd Reyes');
  assert.equal(evaluate('$oneLine(name)', { name: 'Jo 🙂' }), 'Jo 🙂');
});

test('a runaway expression is stopped and says so', () => {
  assert.throws(() => evaluate('($f := function($x){ 1 + $f($x + 1) }; $f(1))'), { name: 'ExpressionError' });
});

test('fifty evaluations of one expression never see each other’s data', () => {
  const expression = compileExpression('($a := id; lines.{ "order": $a, "sku": sku })');
  const outputs = Array.from({ length: 50 }, (_, id) =>
    expression.evaluate({ id, lines: [{ sku: `S${id}` }, { sku: `T${id}` }] }),
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
          return compileExpression(source).evaluate({ text });
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
  assert.throws(() => compileExpression('$instant("2026-03-02T09:30:00")').evaluate({}), { code: 'zone-missing' });
});

for (const [source, code] of [
  ['$regionCode("Utopia", "US")', 'region-unknown'],
  ['$currencyDigits("XXX")', 'currency-unknown'],
  ['$moneyNet("10.00", "-100")', 'rate-impossible'],
  ['$convert("1", "gal", "l")', 'unit-unknown'],
  ['$packs("12", "0")', 'pack-size-impossible'],
  ['$instantFromEpoch("1772443800.5", "seconds") & $instantFromEpoch("12.0005", "milliseconds")', 'not-a-time'],
  ['$instant("2026-03-29T02:30:00", "Europe/Rome", "hold")', 'time-ambiguous'],
  ['$timeAs("2026-03-01T23:30:00Z", "YYYY-MM-DD", "UTC")', 'format-unknown'],
  ['$dateRead("2026-3-2", "yyyy-MM-dd")', 'not-a-time'],
  ['$phoneE164("5550100")', 'phone-unknown'],
  ['$htmlAllowed("x", ["script"])', 'tag-unknown'],
  ['$country(true)', 'country-unknown'],
] as const) {
  test(`${source} holds the record: ${code}`, () => {
    assert.throws(() => evaluate(source), { name: 'Hold', code });
  });
}

for (const { name, parameters, returns } of FUNCTION_LIBRARY) {
  if (returns.nothingForNothing !== true || name.startsWith('moneyM')) continue;
  test(`$${name} of nothing, and of null, is nothing`, () => {
    const place = parameters.findIndex(({ maybeNothing }) => maybeNothing === true);
    for (const nothing of ['missing', 'null']) {
      const args = parameters.map((_, index) => (index === place ? nothing : '"x"'));
      assert.equal(evaluate(`$${name}(${args.join(', ')})`), undefined);
    }
  });
}

test('regions of every country: code and name of each lead back to it', () => {
  const expression = compileExpression('$regionCode($regionName(code, land), land)');
  for (const [land, codes] of Object.entries({
    US: ['GA', 'TX', 'DC', 'PR'],
    CA: ['QC', 'NL'],
    IT: ['MB', 'BZ', 'FC', 'AO'],
    DE: ['NW', 'BY'],
    ES: ['M', 'A'],
    MX: ['CMX'],
    AU: ['NSW'],
    BR: ['SP'],
  }))
    for (const code of codes) {
      const expected = code === 'AO' ? '23' : code;
      assert.equal(expression.evaluate({ code, land }), expected, `${land}-${code}`);
    }
});

test('days are added over changes of clocks and years without losing one', () => {
  assert.equal(evaluate('$addDays("2026-03-28", 2)'), '2026-03-30');
  assert.equal(evaluate('$addBusinessDays("2026-01-01", -1)'), '2025-12-31');
  assert.equal(evaluate('$timeAs("1969-12-31T23:59:59.250Z", "yyyyMMddHHmmssSSS", "UTC")'), '19691231235959250');
});

test('text in HTML that looks like markup stays text', () => {
  assert.equal(evaluate('$htmlToText("a &lt;b&gt; c &amp;amp; d")'), 'a <b> c &amp; d');
  assert.equal(evaluate('$htmlAllowed("<a href=\'javascript:x()\' onclick=\'y()\'>z</a>", ["a"])'), '<a>z</a>');
});
