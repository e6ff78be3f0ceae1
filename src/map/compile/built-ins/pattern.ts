import { type BuiltInDefinition, NOT_QUICK } from '../built-in.ts';
import { fail } from '../errors.ts';
import { type Callable, callBack, isFunction } from '../function-value.ts';
import { type MatchObject, RegexValue } from '../regex-value.ts';
import type { Run } from '../run.ts';
import { asSequence } from '../sequence.ts';

/** What a matcher says of a text. A function of the user's may serve as one; T1010 when it yields something else. */
function matchOf(matcher: unknown, args: readonly unknown[], run: Run): MatchObject | undefined {
  run.step();
  if (typeof args[0] === 'string') run.text(args[0].length);
  const match =
    matcher instanceof RegexValue ? matcher.match(args[0], 0, run) : callBack(matcher as Callable, args, run);
  if (match) {
    const { start, end, groups, next } = match as Partial<Record<keyof MatchObject, unknown>>;
    // That `end` has to be the text "number" is a slip of jsonata's that decides nothing for matchers that work.
    if (typeof start !== 'number' && end !== 'number' && !Array.isArray(groups) && !isFunction(next)) fail('T1010');
  }
  return match as MatchObject | undefined;
}

/** Calls `use` with each match, at most `limit` times. Yields whether there was any. */
function forEachMatch(
  matcher: unknown,
  text: string,
  limit: number | undefined,
  run: Run,
  use: (match: MatchObject) => void,
): boolean {
  let match = matchOf(matcher, [text], run);
  if (match === undefined) return false;
  for (let count = 0; match !== undefined && (limit === undefined || count < limit); count += 1) {
    use(match);
    match = matchOf(match.next, [], run);
  }
  return true;
}

function contains(run: Run, text: unknown, token: unknown): unknown {
  if (text === undefined || token === undefined) return undefined;
  run.text((text as string).length);
  if (typeof token === 'string') return (text as string).includes(token);
  return token instanceof RegexValue ? token.matches(text as string, run) : matchOf(token, [text], run) !== undefined;
}

function match(run: Run, text: unknown, regex: unknown, limit: unknown): unknown {
  if (text === undefined) return undefined;
  const most = limit as number | undefined;
  if (most !== undefined && most < 0) fail('D3040', { value: limit, index: 3 });
  const results: unknown[] = [];
  if (most === undefined || most > 0) {
    forEachMatch(regex, text as string, most, run, (found) => {
      results.push({ match: found.match, index: found.start, groups: found.groups });
      run.sequence(results.length);
    });
  }
  return asSequence(results);
}

function split(run: Run, text: unknown, separator: unknown, limit: unknown): unknown {
  if (text === undefined) return undefined;
  const subject = text as string;
  const most = limit as number | undefined;
  if (most !== undefined && most < 0) fail('D3020', { value: limit, index: 3 });
  if (most !== undefined && !(most > 0)) return [];
  if (typeof separator === 'string') {
    run.steps(subject.length >> 5);
    const parts = subject.split(separator, most);
    run.sequence(parts.length);
    return parts;
  }
  const parts: string[] = [];
  let start = 0;
  const any = forEachMatch(separator, subject, most, run, (found) => {
    parts.push(subject.substring(start, found.start));
    start = found.end;
    run.sequence(parts.length);
  });
  if (!any || most === undefined || parts.length < most) parts.push(any ? subject.substring(start) : subject);
  return parts;
}

/** The replacement text with `$1`, `$2` … and `$0` filled in; `$$` is a dollar. */
function substituted(template: string, found: MatchObject): string {
  const count = found.groups.length;
  // As many digits as the number of groups has: with 12 groups `$123` is group 12 and a 3, with 9 it is group 1 and 23.
  const digits = count === 0 ? 1 : Math.floor(Math.log(count) * Math.LOG10E) + 1;
  let text = '';
  let at = 0;
  for (let dollar = template.indexOf('$'); dollar !== -1; dollar = template.indexOf('$', at)) {
    text += template.substring(at, dollar);
    at = dollar + 1;
    const next = template.charAt(at);
    if (next === '$') {
      text += '$';
      at += 1;
    } else if (next === '0') {
      text += found.match;
      at += 1;
    } else {
      let group = Number.parseInt(template.substring(at, at + digits), 10);
      if (digits > 1 && group > count) group = Number.parseInt(template.substring(at, at + digits - 1), 10);
      if (Number.isNaN(group)) text += '$';
      else {
        text += found.groups[group - 1] ?? '';
        at += String(group).length;
      }
    }
  }
  return text + template.substring(at);
}

function replace(run: Run, text: unknown, pattern: unknown, replacement: unknown, limit: unknown): unknown {
  if (text === undefined) return undefined;
  const subject = text as string;
  const most = limit as number | undefined;
  if (pattern === '') fail('D3010', { value: pattern, index: 2 });
  if (most !== undefined && most < 0) fail('D3011', { value: limit, index: 4 });
  if (most !== undefined && !(most > 0)) return subject;

  run.text(subject.length);
  let result = '';
  let at = 0;
  const add = (part: string): void => {
    result += part;
    if (result.length > run.limits.text) run.text(result.length);
  };
  if (typeof pattern === 'string') {
    let found = subject.indexOf(pattern);
    for (let count = 0; found !== -1 && (most === undefined || count < most); count += 1) {
      run.step();
      // jsonata would put the source text of its own wrapper around the function there.
      if (typeof replacement !== 'string') return fail('D3012', { value: replacement });
      add(subject.substring(at, found));
      add(replacement);
      at = found + pattern.length;
      found = subject.indexOf(pattern, at);
    }
    return result + subject.substring(at);
  }
  forEachMatch(pattern, subject, most, run, (found) => {
    const instead =
      typeof replacement === 'string'
        ? replacement.includes('$')
          ? substituted(replacement, found)
          : replacement
        : callBack(replacement as Callable, [found], run);
    if (typeof instead !== 'string') return fail('D3012', { value: instead });
    add(subject.substring(at, found.start));
    add(instead);
    at = found.start + found.match.length;
  });
  return result + subject.substring(at);
}

const isPattern = (value: unknown): boolean => typeof value === 'string' || isFunction(value);

export const patternFunctions: readonly BuiltInDefinition[] = [
  {
    name: 'contains',
    callsBack: true,
    signature: '<s-(sf):b>',
    arity: 2,
    parameters: 'str, token',
    call: contains,
    quick2: (run, text, token) =>
      (text === undefined || typeof text === 'string') && isPattern(token) ? contains(run, text, token) : NOT_QUICK,
  },
  {
    name: 'match',
    yieldsSequence: true,
    callsBack: true,
    signature: '<s-f<s:o>n?:a<o>>',
    arity: 3,
    parameters: 'str, regex, limit',
    call: match,
    quick2: (run, text, regex) =>
      (text === undefined || typeof text === 'string') && isFunction(regex)
        ? match(run, text, regex, undefined)
        : NOT_QUICK,
  },
  {
    name: 'split',
    callsBack: true,
    signature: '<s-(sf)n?:a<s>>',
    arity: 3,
    parameters: 'str, separator, limit',
    call: split,
    quick2: (run, text, separator) =>
      (text === undefined || typeof text === 'string') && isPattern(separator)
        ? split(run, text, separator, undefined)
        : NOT_QUICK,
  },
  {
    name: 'replace',
    callsBack: true,
    signature: '<s-(sf)(sf)n?:s>',
    arity: 4,
    parameters: 'str, pattern, replacement, limit',
    call: replace,
    quick3: (run, text, pattern, replacement) =>
      (text === undefined || typeof text === 'string') && isPattern(pattern) && isPattern(replacement)
        ? replace(run, text, pattern, replacement, undefined)
        : NOT_QUICK,
  },
];
