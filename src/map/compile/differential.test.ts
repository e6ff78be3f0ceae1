import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import jsonata from 'jsonata';
import { compileSync } from './compiled-expression.ts';

/** What an evaluation came to, in a form that can be compared: the value as JSON, or the code of the error. */
type Outcome = { readonly value: string } | { readonly code: string };

/** How many expressions are tried; more by hand: `DIFFERENTIAL_RUNS=100000 node --test …`. */
const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 1500);

/** JSON of a value; a function is shown as one, nothing as nothing, and lists without their marks. */
function written(value: unknown): string {
  const plain = (part: unknown): unknown => {
    if (part === undefined) return '(nothing)';
    if (typeof part === 'number' && !Number.isFinite(part)) return `(${part})`;
    if (typeof part === 'function') return '(function)';
    if (typeof part !== 'object' || part === null) return part;
    if ('_jsonata_lambda' in part || '_jsonata_function' in part) return '(function)';
    if (Array.isArray(part)) return Array.from(part, plain);
    return Object.fromEntries(
      Object.entries(part)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, item]) => [key, plain(item)]),
    );
  };
  return JSON.stringify(plain(value));
}

const codeOf = (error: unknown): string => {
  const { code } = error as { code?: string };
  // Where jsonata itself breaks off, by a TypeError of JavaScript, any error will do.
  return code ?? 'broken';
};

/**
 * jsonata evaluates the members of arrays and objects side by side: when two of them fail, which error is reported
 * depends on how many steps each took. The compiled form reports the first.
 */
const hasMembers = (source: string): boolean => /[[{].*,/.test(source);

/** Of a function as replacement for a plain text, jsonata writes its own source text into the result. */
const showsOwnSource = (outcome: Outcome): boolean => 'value' in outcome && outcome.value.includes('async function');

/** jsonata adds a member to the empty list of the input when it is grouped, which what comes after it sees. */
const writesOnInput = (source: string): boolean => /\be\s*(?:\[[^\]]*\]\s*)*\{/.test(source);

async function interpret(source: string, input: unknown, variables: Record<string, unknown>): Promise<Outcome> {
  try {
    return {
      value: written(await jsonata(source, { timeout: 2000, stack: 400 }).evaluate(structuredClone(input), variables)),
    };
  } catch (error) {
    return { code: codeOf(error) };
  }
}

/** As closures, or as JavaScript that is generated for the first evaluation already. */
const FORMS = { closures: Number.POSITIVE_INFINITY, generated: 0 } as const;

function compile(
  source: string,
  input: unknown,
  variables: Record<string, unknown>,
  form: keyof typeof FORMS,
): Outcome {
  try {
    const compiled = compileSync(source, { limits: { time: 2000, depth: 400 }, generateAfter: FORMS[form] });
    return { value: written(compiled.evaluate(structuredClone(input), variables)) };
  } catch (error) {
    return { code: codeOf(error) };
  }
}

const INPUT = {
  a: 1,
  b: 'two',
  c: null,
  d: true,
  e: [],
  f: [3],
  n: {
    a: { b: 5, a: [1, 2] },
    b: [{ a: 1, b: 'x' }, { a: 2, b: 'y' }, { b: 'z' }],
    c: [
      [1, 2],
      [3, [4]],
    ],
  },
  l: [
    { a: 1, b: 'p', n: [{ a: 10 }, { a: 20 }] },
    { a: 2, b: 'q', n: [{ a: 30 }] },
    { a: 2, b: 'r', n: [] },
    { a: 'x', n: { a: 40 } },
  ],
  s: 'hello world',
  t: '2026-03-02T09:30:00Z',
};
const VARIABLES = { v: 7, w: [1, 2, 3], o: { a: 'A', b: { a: 'B' } }, twice: (x: unknown) => Number(x) * 2 };

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'l', 'n', 's', 'zz', '`a`');
const variable = fc.constantFrom('$', '$$', '$v', '$w', '$o', '$x', '$y', '$unbound');
const literal = fc.constantFrom(
  '0',
  '1',
  '2',
  '-1',
  '1.5',
  '"a"',
  '"b"',
  '"x"',
  '""',
  'true',
  'false',
  'null',
  '[]',
  '()',
);
const leaf = fc.oneof(
  name,
  variable,
  literal,
  fc.constantFrom('*', '**', 'n.b', 'l.a', 'l.n.a', '$o.b.a', 'n.c', '/l+/', '{}'),
);

const { expression } = fc.letrec<{ expression: string; path: string; call: string; block: string; lambda: string }>(
  (tie) => {
    const e = tie('expression');
    const j = (...parts: (fc.Arbitrary<string> | string)[]): fc.Arbitrary<string> =>
      fc
        .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
        .map((all) => all.join(''));
    return {
      expression: fc.oneof(
        { maxDepth: 5, depthIdentifier: 'e' },
        { arbitrary: leaf, weight: 4 },
        { arbitrary: tie('path'), weight: 5 },
        { arbitrary: tie('call'), weight: 4 },
        { arbitrary: tie('block'), weight: 2 },
        { arbitrary: tie('lambda'), weight: 1 },
        {
          arbitrary: j(
            '(',
            e,
            fc.constantFrom(
              ' + ',
              ' - ',
              ' * ',
              ' / ',
              ' % ',
              ' & ',
              ' = ',
              ' != ',
              ' < ',
              ' <= ',
              ' > ',
              ' >= ',
              ' and ',
              ' or ',
              ' in ',
              ' ?: ',
              ' ?? ',
            ),
            e,
            ')',
          ),
          weight: 4,
        },
        { arbitrary: j('(', e, ' ? ', e, ' : ', e, ')'), weight: 1 },
        { arbitrary: j('[', e, ', ', e, ']'), weight: 2 },
        { arbitrary: j('[', fc.constantFrom('0', '1', '$v'), '..', fc.constantFrom('3', '$v', 'a'), ']'), weight: 1 },
        {
          arbitrary: j('{"k": ', e, ', ', fc.constantFrom('"m"', '$string(b)', 'b', '"k"', '"1"'), ': ', e, '}'),
          weight: 2,
        },
        { arbitrary: j('-', leaf), weight: 1 },
      ),
      path: fc.oneof(
        j(e, '.', e),
        j(name, '.', name, '.', name),
        j(e, '[', e, ']'),
        j(e, '[', fc.constantFrom('0', '-1', '1', '5', '[0,1]', '$v - 7'), ']'),
        j(e, '[', e, '].', e),
        j(e, '[]'),
        j(name, '.', name, '[]'),
        j(e, '^(', fc.constantFrom('', '<', '>'), e, ')'),
        j(e, '{', fc.constantFrom('b', '$string(a)', '"g"', '$type($)'), ': ', e, '}'),
        j('l#$x.(', e, ')'),
        j('l@$x.n.(', e, ')'),
        j('l@$x.n@$y.{"p": ', e, '}'),
        j('l.n.{"up": %.', name, ', "v": ', e, '}'),
        j('l#$x[', e, '].[', e, ']'),
        j('l@$x#$y[', e, ']{', fc.constantFrom('b', '"g"'), ': ', e, '}'),
        j('l.n[', e, ']^(a).(%.b)'),
        j(e, '.[', e, ']'),
        j(e, '.(', e, ')'),
        j(e, '.{"q": ', e, '}'),
        j(e, ' ~> |', name, '|{"a": ', e, '}', fc.constantFrom('', ',"b"', ',["a","b"]', ',a'), '|'),
      ),
      call: fc.oneof(
        j(
          fc.constantFrom(
            '$string',
            '$count',
            '$sum',
            '$max',
            '$exists',
            '$not',
            '$boolean',
            '$type',
            '$keys',
            '$length',
            '$uppercase',
            '$trim',
            '$number',
            '$abs',
            '$round',
            '$reverse',
            '$distinct',
            '$spread',
            '$merge',
            '$average',
            '$join',
            '$sort',
            '$floor',
            '$clone',
            '$twice',
            '$eval',
          ),
          '(',
          e,
          ')',
        ),
        j(
          fc.constantFrom(
            '$append',
            '$lookup',
            '$contains',
            '$split',
            '$substring',
            '$substringBefore',
            '$join',
            '$power',
            '$zip',
            '$pad',
            '$round',
            '$match',
            '$string',
          ),
          '(',
          e,
          ', ',
          e,
          ')',
        ),
        j(
          fc.constantFrom('$map', '$filter', '$sort', '$each', '$sift', '$single', '$reduce'),
          '(',
          e,
          ', ',
          tie('lambda'),
          ')',
        ),
        j(
          '$map(',
          e,
          ', ',
          fc.constantFrom('$string', '$sum', '$twice', '$uppercase', '$count', '$substring(?, 1)', '$f'),
          ')',
        ),
        j(
          '$replace(',
          e,
          ', ',
          fc.constantFrom('"l"', '/l+/', '/(o)|x/'),
          ', ',
          fc.constantFrom('"L"', '"[$1]"', '"$0$$"', 'function($m){ $m.match & "!" }'),
          ')',
        ),
        j(
          e,
          ' ~> ',
          fc.constantFrom(
            '$string',
            '$count',
            '$sum()',
            '$substring(1)',
            '$map(function($x){ $x })',
            '$twice',
            '($string ~> $length)',
          ),
        ),
        j(
          fc.constantFrom(
            '$string()',
            '$uppercase()',
            '$length()',
            '$keys()',
            '$number()',
            '$boolean()',
            '$abs()',
            '$spread()',
          ),
        ),
        j(tie('lambda'), '(', e, ', ', e, ')'),
        j(tie('lambda'), '(?, ', e, ')(', e, ')'),
      ),
      block: fc.oneof(
        j('($x := ', e, '; ', e, ')'),
        j('($x := ', e, '; $y := ', e, '; ', e, ')'),
        j('(', e, '; ', e, ')'),
        j('($f := ', tie('lambda'), '; $f(', e, ', ', e, '))'),
        j('($f := function($x, $y){ $x > 3 ? $y : $f($x + 1, [$y, ', e, ']) }; $f(0, []))'),
        j('($f := function($x){ ', e, ' }; $f(', e, ') & $f(1))'),
      ),
      lambda: fc.oneof(
        j('function($x){ ', e, ' }'),
        j('function($x, $y){ ', e, ' }'),
        j('function($x, $y, $z){ ', e, ' }'),
        j('function($x)', fc.constantFrom('<n:n>', '<s-:s>', '<a<n>:n>', '<x-:x>', '<o:x>', '<j?:x>'), '{ ', e, ' }'),
        j('function($x){ ', tie('call'), ' }'),
      ),
    };
  },
);

test('what an expression yields, or the code it fails with, is the same compiled and interpreted', async () => {
  await fc.assert(
    fc.asyncProperty(expression, async (source) => {
      const expected = await interpret(source, INPUT, VARIABLES);
      for (const form of ['closures', 'generated'] as const) {
        const actual = compile(source, INPUT, VARIABLES, form);
        // jsonata breaks off with a TypeError of JavaScript; where the compiled form does not, it has the better answer.
        if ('code' in expected && expected.code === 'broken') continue;
        if ('code' in expected && 'code' in actual && hasMembers(source)) continue;
        if (showsOwnSource(expected) || writesOnInput(source)) continue;
        assert.deepEqual(actual, expected, `${form}: ${source}`);
      }
    }),
    { numRuns: RUNS, seed: Number(process.env.DIFFERENTIAL_SEED ?? 20260302) },
  );
});
