import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { javascriptRegexEngine, type RegexMatch } from '../regex-engine.ts';
import { firstOfAll } from './first-units.ts';
import { type Instructions, instructionsOf, mayBeEmpty } from './instructions.ts';
import { linearRegexEngine } from './linear-regex-engine.ts';
import { matchText } from './match-text.ts';
import { nativeReach } from './native-reach.ts';
import { parsePattern, patternFlags } from './pattern-syntax.ts';
import { flags, patterns, texts } from './patterns.support.ts';
import { regexRefusal } from './refusal.ts';
import { UnitSet } from './unit-set.ts';

const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 3000);
const SEED = process.env.DIFFERENTIAL_SEED === undefined ? {} : { seed: Number(process.env.DIFFERENTIAL_SEED) };

const free = (): void => undefined;

/** A match by the instructions alone, never by JavaScript's own engine. */
function byInstructions(source: string, flag: string, text: string, from: number): RegexMatch | undefined {
  const pattern = parsePattern(source);
  const parsed = patternFlags(flag);
  const empty = pattern.alternatives.some(({ elements }) => elements.every(mayBeEmpty));
  const first = empty ? undefined : firstOfAll(pattern.alternatives, parsed, UnitSet.EMPTY);
  const instructions = instructionsOf(pattern, parsed);
  const held = matchText(instructions, text, from, first, free);
  if (held === undefined) return undefined;
  const part = (group: number): string | undefined =>
    (held[group * 2 + 1] ?? -1) < 0 ? undefined : text.slice(held[group * 2], held[group * 2 + 1]);
  return {
    text: part(0) ?? '',
    start: held[0] ?? -1,
    groups: Array.from({ length: instructions.groups }, (_, index) => part(index + 1)),
  };
}

test('generated patterns match what they match in JavaScript', () => {
  fc.assert(
    fc.property(patterns, flags, texts, fc.nat(3), (source, flag, text, from) => {
      const start = Math.min(from, text.length);
      const expected = javascriptRegexEngine.compile(source, flag).exec(text, start, free);
      assert.deepEqual(byInstructions(source, flag, text, start), expected);
      assert.deepEqual(linearRegexEngine.compile(source, flag).exec(text, start, free), expected);
    }),
    { numRuns: RUNS, ...SEED },
  );
});

for (const [source, flag, text] of [
  ['(a*)*', 'g', 'b'],
  ['(?:(a)|(b))*', 'g', 'ab'],
  ['(|a)*', 'g', 'aa'],
  ['(a?)*?b', 'g', 'aab'],
  ['(?:(a)|b)*?$', 'g', 'ab'],
  ['^.$', 'g', '🙂'],
  ['a$', 'gm', 'a\r\nb'],
  ['\\s+$', 'g', 'x\u00a0\ufeff'],
  ['k', 'gi', '\u212a'],
  ['(?<year>\\d{4})-(?<month>\\d\\d)?', 'g', 'in 2026-'],
  ['a|ab|abc', 'g', 'abc'],
  ['(a+?)(a*)', 'g', 'aaa'],
  ['\\bfoo\\b', 'g', 'foo-foo'],
  ['(z)((a+)?(b+)?(c))*', 'g', 'zaacbbbcac'],
  ['(?:a{0,2}){2,}b', 'g', 'aaab'],
  ['(?i:a)b', 'g', 'Ab'],
  ['(?i:a)b', 'g', 'AB'],
  ['(?i:[ab]c+)d|e', 'g', 'BCcd'],
  ['(?i:[^a])', 'g', 'A'],
  ['(?-i:a)b', 'gi', 'aB'],
  ['(?-i:a)b', 'gi', 'Ab'],
  ['x(?i-m:k$)', 'gm', 'x\u212a\n'],
] as const) {
  test(`/${source}/${flag} on ${JSON.stringify(text)} is as in JavaScript`, () => {
    const expected = javascriptRegexEngine.compile(source, flag).exec(text, 0, free);
    assert.deepEqual(byInstructions(source, flag, text, 0), expected);
  });
}

// A pattern that V8 may run itself has V8's answer, as it has under jsonata.
test('modifiers end with their group, also where V8 forgets it (ECMAScript 2025, 22.2.2.7)', () => {
  assert.equal(byInstructions('(?i:x|(?s:)y)a|[k]', 'g', 'K', 0), undefined);
  assert.equal(byInstructions('(?i:x|(?s:)y)a|[k]', 'g', 'XA', 0), undefined);
  assert.equal(byInstructions('(?i:x|(?s:)y)a|[k]', 'g', 'Xa', 0)?.text, 'Xa');
  assert.equal(byInstructions('(?i:-|[ab])', 'g', 'A', 0)?.text, 'A');
});

test('an alternative that can never match leaves the others, also where V8 gives them up (ECMAScript 2025, 22.2.2.3)', () => {
  assert.deepEqual(byInstructions('([^]*?a^)|', 'g', '', 0), { text: '', start: 0, groups: [undefined] });
  assert.equal(byInstructions('[^]*?a^|b', 'g', 'ab', 0)?.start, 1);
});

/** Steps of plain backtracking, without knowledge of failures: what JavaScript's own engine does. Stops at `most`. */
function backtrackingSteps({ code, slots }: Instructions, text: string, most: number): number {
  let steps = 0;
  const go = (next: number, at: number, held: readonly number[]): boolean => {
    steps += 1;
    if (steps > most) return true;
    const instruction = code[next];
    switch (instruction?.kind) {
      case 'unit':
        return at < text.length && instruction.set.has(text.charCodeAt(at)) && go(next + 1, at + 1, held);
      case 'split':
        return go(instruction.first, at, held) || go(instruction.second, at, held);
      case 'jump':
        return go(instruction.to, at, held);
      case 'mark':
        return go(next + 1, at, held.with(instruction.slot, at));
      case 'moved':
        return held[instruction.slot] !== at && go(next + 1, at, held);
      case 'start':
        return at === 0 && go(next + 1, at, held);
      case 'end':
        return at === text.length && go(next + 1, at, held);
      case 'match':
        return true;
      default:
        return go(next + 1, at, held);
    }
  };
  for (let start = 0; start <= text.length; start += 1) if (go(0, start, new Array(slots).fill(-1))) return steps;
  return steps;
}

test('a pattern that is given to JavaScript for any length takes it linear time', () => {
  let examined = 0;
  fc.assert(
    fc.property(patterns, fc.constantFrom('a', 'b', 'ab', '1', ' '), (source, piece) => {
      if (/\\[bB]|\(\?[ims-]/.test(source)) return;
      const parsed = patternFlags('g');
      const pattern = parsePattern(source);
      if (nativeReach(pattern, parsed) !== Number.POSITIVE_INFINITY) return;
      examined += 1;
      const text = `${piece.repeat(200)}\n`;
      const instructions = instructionsOf(pattern, parsed);
      const most = text.length * instructions.code.length * 8;
      assert.ok(backtrackingSteps(instructions, text, most) <= most, `/${source}/ on "${piece}" × 200`);
    }),
    { numRuns: RUNS, ...SEED },
  );
  assert.ok(examined > RUNS / 10, `${examined} of ${RUNS} patterns were of this kind`);
});

const reachOf = (source: string, flag = 'g'): number => nativeReach(parsePattern(source), patternFlags(flag));

test('JavaScript runs what cannot backtrack, and short texts where it can but a little', () => {
  for (const source of [
    '^[A-Z]{2}$',
    '[^a-z0-9]+',
    '\\r?\\n',
    '^-|-$',
    '\\s+',
    '^\\+[0-9]{7,15}$',
    '^[^,]*,[^,]*$',
    '(ab|ac)d',
  ])
    assert.equal(reachOf(source), Number.POSITIVE_INFINITY, source);
  for (const source of ['\\s+$', '<[^>]*>', '^(.*) \\| ([0-9.]+) [A-Z]{3}$'])
    assert.ok(reachOf(source) > 100 && reachOf(source) < 100_000, `${source}: ${reachOf(source)}`);
  for (const source of ['(a+)+$', '(?:a|a)*b', '(?:a|aa){30}', '(.*,)*x', '(?:a*)*b'])
    assert.equal(reachOf(source), 0, source);
});

for (const [source, text] of [
  ['(a+)+$', `${'a'.repeat(200_000)}!`],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(200_000)],
  ['(?:a|a)*b', 'a'.repeat(200_000)],
  ['(?:a?){30}a{30}$', `${'a'.repeat(20_000)}!`],
  ['\\s+$', `${' '.repeat(200_000)}!`],
  ['(.*)*,x', 'y'.repeat(100_000)],
] as const) {
  test(`/${source}/ on ${text.length} characters takes linear time`, () => {
    let spent = 0;
    const regex = linearRegexEngine.compile(source, 'g');
    assert.equal(
      regex.exec(text, 0, (steps) => {
        spent += steps;
      }),
      undefined,
    );
    assert.ok(spent < text.length * 250, `${spent} steps`);
  });
}

test('what is spent can stop it', () => {
  const regex = linearRegexEngine.compile('(a|b|ab)*c', 'g');
  assert.throws(
    () =>
      regex.exec('ab'.repeat(100_000), 0, () => {
        throw new Error('enough');
      }),
    /enough/,
  );
});

for (const [source, part] of [
  ['(?=a)b', 'look-ahead'],
  ['a(?!b)', 'look-ahead'],
  ['(?<=a)b', 'look-behind'],
  ['(?:x|(?<!a)b)', 'look-behind'],
  ['(a)\\1', 'back-reference'],
  ['(?<x>a)\\k<x>', 'back-reference'],
  ['a{5000}', 'repeats'],
] as const) {
  test(`/${source}/ is refused: ${part}`, () => {
    assert.match(regexRefusal(source) ?? '', new RegExp(part));
    assert.throws(() => linearRegexEngine.compile(source, 'g'), { name: 'RegexRefused' });
  });
}

test('what only looks like it is not refused', () => {
  for (const source of ['[(?=]', '\\(?=', '\\1', '(?<name>a)', 'a{1,1000}', '\\k', '[\\1]'])
    assert.equal(regexRefusal(source), undefined, source);
});
