import type { Alternative, Element } from './pattern-syntax.ts';
import { parsePattern } from './pattern-syntax.ts';

/** Why a pattern cannot run in linear time, and where in it. */
export interface RegexRefusal {
  readonly reason: string;
  /** The part that cannot: as written, and where it begins in the pattern. */
  readonly part: string;
  readonly start: number;
}

/** Neither is possible without one of these, which saves the parser for nearly all patterns. */
const SUSPICIOUS = /\(\?<?[=!]|\\[1-9k]/;

/** Repeats are written out, so a count of thousands would fill the memory. */
export const MOST_REPEATS = 1000;
const HIGH_COUNT = /\{\d*\d{4}|,\d{4}/;

/** The first part of a pattern that cannot run in linear time: a look-around, a back-reference or a count without measure. */
export function refusalOf(source: string): RegexRefusal | undefined {
  if (!SUSPICIOUS.test(source) && !HIGH_COUNT.test(source)) return undefined;
  return firstOf(parsePattern(source).alternatives);
}

/** The same as a sentence, or undefined for a pattern that can. `flags` do not matter to it. */
export function regexRefusal(source: string, _flags = ''): string | undefined {
  return refusalOf(source)?.reason;
}

function firstOf(alternatives: readonly Alternative[]): RegexRefusal | undefined {
  for (const { elements } of alternatives) {
    for (const element of elements) {
      const found = inElement(element);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function inElement(element: Element): RegexRefusal | undefined {
  const refuse = (reason: string): RegexRefusal => ({ reason, part: element.raw, start: element.start });
  switch (element.type) {
    case 'Backreference':
      return refuse(
        `the back-reference ${element.raw} cannot run in linear time: match both parts in groups and compare them`,
      );
    case 'Assertion':
      if (element.kind !== 'lookahead' && element.kind !== 'lookbehind') return undefined;
      return refuse(
        `the ${element.kind === 'lookahead' ? 'look-ahead' : 'look-behind'} ${element.raw} cannot run in linear time: match what is around in groups, or test it with a second expression`,
      );
    case 'Group':
    case 'CapturingGroup':
      return firstOf(element.alternatives);
    case 'Quantifier': {
      const most = element.max === Number.POSITIVE_INFINITY ? element.min : element.max;
      if (most > MOST_REPEATS)
        return refuse(
          `${element.raw} repeats more than ${MOST_REPEATS} times: write + or *, and test the length apart`,
        );
      return inElement(element.element);
    }
    default:
      return undefined;
  }
}
