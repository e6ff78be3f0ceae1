import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import jsonata from 'jsonata';
import { Hold } from '../../model/hold.ts';
import { FUNCTION_LIBRARY } from '../functions/function-library.ts';
import { BUILT_INS } from './built-ins/all.ts';
import { type CompileOptions, compileSync as compileForm } from './compiled-expression.ts';
import { arityOf } from './function-value.ts';

/** Every expression runs as closures, and as JavaScript that is generated for the first evaluation already. */
for (const [form, generateAfter] of Object.entries({ closures: Number.POSITIVE_INFINITY, generated: 0 })) {
  describe(form, () => {
    const compileSync = (source: string, options: CompileOptions = {}) =>
      compileForm(source, { ...options, generateAfter });

    const INPUT = { a: [{ b: 1 }, { b: 2 }], c: 5, d: 'x' };

    interface Failure {
      readonly code?: string;
      readonly position?: number;
      readonly token?: string;
      readonly message?: string;
    }

    const FAILING = [
      '$nope(1)',
      'nope(1)',
      'sum(1)',
      'c(1)',
      '$sum("x")',
      '($sum(1); $map([1], function($x){ $sum("x") }))',
      '($f := function($x){ 1 + "a" }; 2 + $f(3))',
      '$map(a, function($x){ 1 + "a" })',
      '(function(){ $uppercase() })()',
      '($f := function($x){ $length(7) }; [$f(1)])',
      '($f := function($x){ $string($x) & $length(7) }; $f(1))',
      '$f(?, 1)',
      'string(?)',
      '"a" < 1',
      'a < 1',
      '1 + "a"',
      'd - 1',
      '-d',
      'a^(b).$uppercase(b)',
      'a^($)',
      'c ~> 5',
      '$number("z")',
      '{"a": 1, "a": 2}',
      '{c: 1}',
      '{"_jsonata_lambda": true}',
      '[1..1e9]',
      '["a".."b"]',
      '$replace("abc", /b/, function(){ 1 })',
      '$replace("abc", "", "x")',
      '$match("ab", /x*/)',
      '$eval("1 +")',
      '$eval("1 + d")',
      '$error("out of order")',
      '$assert(false, "not so")',
      '$single(a, function($x){ true })',
      '$ ~> |a|5|',
      '$ ~> |a|{},5|',
      '$formatNumber(1, "0.0.0")',
      '$toMillis("then")',
      '$decodeUrl("%E0")',
      '1 / 0 + 1',
      '$formatBase(100, 1)',
    ];

    for (const source of FAILING) {
      test(`${source} fails as jsonata says it: code, place, token and message`, async () => {
        let expected: Failure | undefined;
        try {
          await jsonata(source).evaluate(structuredClone(INPUT));
        } catch (error) {
          expected = error as Failure;
        }
        assert.ok(expected !== undefined, 'jsonata itself does not fail');
        assert.throws(
          () => compileSync(source).evaluate(structuredClone(INPUT)),
          (actual: Failure) => {
            const shown = ({ code, position, token, message }: Failure) => ({ code, position, token, message });
            assert.deepEqual(shown(actual), shown(expected as Failure));
            return true;
          },
        );
      });
    }

    test('a function of the language takes as many arguments from its caller as in jsonata', async () => {
      for (const [name, callable] of BUILT_INS) {
        const original = (await jsonata(`$${name}`).evaluate(undefined)) as { implementation: { length: number } };
        assert.equal(arityOf(callable), original.implementation.length, name);
      }
    });

    test('nothing of a prototype is seen', () => {
      for (const source of [
        '__proto__',
        'constructor',
        'toString',
        'd.length',
        'a.length',
        'a.constructor.name',
        '$lookup($, "constructor")',
        '$lookup($, "__proto__")',
        '$f.name',
        '$sum.implementation',
        '$sum.definition',
        '(function($x){ $x }).arity',
        '$f.constructor("return 1")',
      ]) {
        let value: unknown;
        try {
          value = compileSync(source).evaluate(structuredClone(INPUT), { f: () => 1 });
        } catch (error) {
          assert.equal((error as Failure).code, 'T1006', source);
        }
        assert.equal(value, undefined, source);
      }
    });

    test('a member called __proto__ is a member and changes no prototype', () => {
      const input = JSON.parse('{"__proto__": {"x": 1}, "key": "__proto__"}');
      for (const source of ['{"__proto__": 1}', '{key: 1}', '$merge([$])', '$sift($, function(){ true })']) {
        const made = compileSync(source).evaluate(input) as object;
        assert.ok(Object.hasOwn(made, '__proto__'), source);
        assert.equal(Object.getPrototypeOf(made), Object.prototype, source);
      }
      assert.equal(compileSync('x').evaluate(input), undefined);
      assert.equal(compileSync('`__proto__`.x').evaluate(input), 1);
    });

    test('the input is never written on', () => {
      const input = { list: [], one: [1], lines: [{ a: 1 }] };
      const before = structuredClone(input);
      for (const source of [
        'list{"a": 1}',
        'one[]',
        'lines[]',
        '$ ~> |lines|{"a": 2}|',
        '$append(list, 1)',
        '$sort(one)',
      ]) {
        compileSync(source).evaluate(input);
        assert.deepEqual(input, before, source);
        assert.deepEqual(Object.keys(input.one), ['0'], source);
      }
    });

    test('a Hold goes through as it was thrown', () => {
      const expression = compileSync('($f := function($x){ $hold("odd", "text") }; 1 + $f(2))', {
        functions: FUNCTION_LIBRARY,
      });
      assert.throws(
        () => expression.evaluate({}),
        (error: unknown) => {
          assert.ok(error instanceof Hold);
          assert.equal(error.code, 'odd');
          assert.equal(error.message, 'text');
          assert.deepEqual(
            Object.keys(error).filter((key) => key === 'position' || key === 'token'),
            [],
          );
          return true;
        },
      );
    });

    test('evaluations inside one another do not see each other', () => {
      const expression = compileSync('($mine := name; $seen := $deeper(name); $mine & ":" & $seen & ":" & name)');
      let depth = 0;
      const deeper = (name: unknown): unknown => {
        depth += 1;
        const inner = depth < 50 ? expression.evaluate({ name: `n${depth}` }, { deeper }) : 'end';
        return `${String(name)}(${String(inner).length})`;
      };
      const first = expression.evaluate({ name: 'n0' }, { deeper });
      assert.equal(String(first).startsWith('n0:n0('), true);
      assert.equal(String(first).endsWith('):n0'), true);
      assert.equal(depth, 50);
    });

    test('a variable keeps its value in the function that was made with it, one for each turn', () => {
      const source = '($made := [1..3].($n := $; function(){ $n * 10 }); $made.$())';
      assert.throws(() => compileSync('$()').evaluate({}), { code: 'T1006' });
      const called = compileSync(source.replace('$made.$()', '$map($made, function($f){ $f() })')).evaluate(undefined);
      assert.deepEqual([...(called as number[])], [10, 20, 30]);
    });

    test('a variable that is not bound yet is the one further out', () => {
      assert.equal(compileSync('($x := 1; ($y := $x; $x := 2; $y))').evaluate(undefined), 1);
      assert.equal(compileSync('($x := $x + 1; $x)').evaluate(undefined, { x: 4 }), 5);
      const input = { list: [1, 2] };
      assert.deepEqual(
        [...(compileSync('list.($x ? "kept" : "new"; $y := $x; $x := $; $y)').evaluate(input, { x: 0 }) as [])],
        [0, 0],
      );
    });

    test('a function handed in gets functions of the expression as functions of JavaScript', () => {
      const apply = (call: unknown): unknown => (call as (value: number) => unknown)(20);
      assert.equal(compileSync('$apply(function($x){ $x + 1 })').evaluate({}, { apply }), 21);
    });

    test('a function handed in that answers later is refused, not waited for', () => {
      const later = () => Promise.resolve(1);
      assert.throws(() => compileSync('$later()').evaluate({}, { later }), /only synchronous functions/);
    });

    test('a function that another evaluation made keeps the variables of that one', () => {
      const made = compileSync('($base := 100; function($x){ $base + $given + $x })').evaluate({}, { given: 10 });
      const using = compileSync('($base := 1; $given & ":" & $f(2) & ":" & $map([3], $f) & ":" & $given)');
      assert.equal(using.evaluate({}, { f: made, given: 'own' }), 'own:112:113:own');
    });

    test('a transform that calls itself keeps its variables apart', () => {
      const source = `(
    $mark := |$|{ "depth": ($own := level; $inner := inner ~> $mark; $own), "inner": inner ~> $mark }|;
    $mark($)
  )`;
      const input = { level: 1, inner: { level: 2, inner: { level: 3 } } };
      const { depth, inner } = compileSync(source).evaluate(input) as { depth: number; inner: { depth: number } };
      assert.deepEqual([depth, inner.depth], [1, 2]);
    });

    test('an array with a filter after it is no item of the array around it when nothing is left', () => {
      assert.deepEqual(compileSync('[1, [2, 3][$ > 5], [2, 3][$ > 2], [[4]][0]]').evaluate({}), [1, 3, [4]]);
    });
  });
}
