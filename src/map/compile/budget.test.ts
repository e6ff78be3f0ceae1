import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CompileOptions, compileSync as compileForm } from './compiled-expression.ts';

/** Every expression runs as closures, and as JavaScript that is generated for the first evaluation already. */
for (const [form, generateAfter] of Object.entries({ closures: Number.POSITIVE_INFINITY, generated: 0 })) {
  describe(form, () => {
    const compileSync = (source: string, options: CompileOptions = {}) =>
      compileForm(source, { ...options, generateAfter });

    /** A clock that moves by a millisecond each time that it is asked. */
    function tickingClock(): () => number {
      let now = 0;
      return () => {
        now += 1;
        return now;
      };
    }

    const failure = (
      source: string,
      options: CompileOptions,
      input: unknown = {},
    ): { code: string; message: string } => {
      try {
        compileSync(source, options).evaluate(input);
      } catch (error) {
        return error as { code: string; message: string };
      }
      throw new Error(`${source} came to an end`);
    };

    const ENDLESS: Readonly<Record<string, string>> = {
      'a function that calls itself last': '($f := function($x){ $f($x + 1) }; $f(1))',
      'nested maps': '$map([1..90000], function($a){ $map([1..90000], function($b){ $a * $b }) })',
      'a comparison of values that refer to one part many times':
        '($big := function(){ $reduce([1..60], function($x, $i){ {"a": $x, "b": $x} }, "x") }; $big() = $big())',
      'a list that grows item by item': '$reduce([1..90000], function($list, $i){ $append($list, $i) })',
      'lists in lists of one part': '$boolean($reduce([1..60], function($x, $i){ [[$x, $x]] }, 0))',
      'a sort that never ends soon': '$sort([1..90000], function($a, $b){ $count($sort([1..90000])) > $a + $b })',
      'text searched again and again':
        '($s := $pad("x", 900000); $map([1..90000], function($i){ $contains($s, /y/) }))',
      'a hostile regular expression on long texts':
        '($s := $pad("a", 50000, "a"); $map([1..90000], function($i){ $contains($s, /(a|a?)+b/) }))',
    };

    for (const [what, source] of Object.entries(ENDLESS)) {
      test(`${what} is stopped by the clock`, () => {
        const { code, message } = failure(source, {
          limits: { time: 50, steps: Number.POSITIVE_INFINITY },
          monotonicClock: tickingClock(),
        });
        assert.equal(code, 'D1012');
        assert.match(message, /timeout after 50 milliseconds/);
      });

      test(`${what} is stopped by its steps when the clock stands still`, () => {
        const { code, message } = failure(source, { limits: { steps: 1_000_000 }, monotonicClock: () => 0 });
        assert.equal(code, 'D1012');
        assert.match(message, /after 1000000 steps/);
      });
    }

    const DEEP = [
      '($f := function($n){ $n + $f($n + 1) }; $f(1))',
      '($f := function($n){ $map([1], function($x){ $f($n + 1) }) }; $f(1))',
      '($f := function($n){ [1].($f($n + 1)) }; $f(1))',
      '($f := function($n){ { "a": $f($n + 1) } }; $f(1))',
      '($f := function($n){ a[$f($n + 1)] }; $f(1))',
      '($f := function($n){ 1 + ($n ~> $f) }; $f(1))',
      '($f := function($n){ $reduce([1, 2], function($a, $b){ $f($n + 1) }) }; $f(1))',
    ];

    for (const source of DEEP) {
      test(`${source} is stopped before the stack of JavaScript ends`, () => {
        const { code, message } = failure(source, {}, { a: 1 });
        assert.equal(code, 'D1011');
        assert.match(message, /^Stack overflow/);
      });
    }

    test('a tail call uses no stack', () => {
      const source = '($f := function($n, $sum){ $n = 0 ? $sum : $f($n - 1, $sum + $n) }; $f(100000, 0))';
      assert.equal(compileSync(source, { limits: { depth: 20 } }).evaluate(undefined), 5000050000);
    });

    test('levels are counted as jsonata counts them', () => {
      const factorial = (n: number): string => `($f := function($n){ $n = 0 ? 1 : $n * $f($n - 1) }; $f(${n}))`;
      assert.equal(typeof compileSync(factorial(99), { limits: { depth: 302 } }).evaluate(undefined), 'number');
      assert.equal(failure(factorial(100), { limits: { depth: 302 } }).code, 'D1011');
    });

    const LARGE: Readonly<Record<string, string>> = {
      '[1..1e9]': 'D2014',
      '$join([1..1e9])': 'D2014',
      '[1..1000000]': 'D2015',
      '[1..1000].([1..1000])': 'D2015',
      '[1..1000].{"a": [1..1000]}.a': 'D2015',
      '$split($pad("x", 900000), "")': 'D2015',
      '($f := function($s){ $f($s & $s) }; $f("ab"))': 'D2015',
      '$pad("x", 1e12)': 'D2015',
      '($s := $pad("x", 100000, "x"); $replace($s, "x", $s))': 'D2015',
      '($s := $pad("x", 100000, "x"); $replace($s, /x/, $s))': 'D2015',
      '$string($reduce([1..60], function($x, $i){ [[$x, $x]] }, "x"))': 'D2015',
      '$join([1..100000].$pad("x", 1000))': 'D2015',
    };

    for (const [source, code] of Object.entries(LARGE)) {
      test(`${source} is refused before it fills the memory`, () => {
        const options = { limits: { sequence: 200_000, text: 1_000_000 }, monotonicClock: () => 0 };
        assert.equal(failure(source, options).code, code);
      });
    }
  });
}
