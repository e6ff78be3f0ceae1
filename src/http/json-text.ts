import { exactNumber } from './exact-number.ts';

/** The text is not JSON, or not JSON that may be read. Says what came instead, never more than its first 80 characters. */
export class JsonTextError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JsonTextError';
  }
}

/** Real documents have under 20 levels; JSONata and everything after it recurses by level. */
const DEEPEST = 200;

/** Characters of a number that a double always holds as written. Longer ones, and all with an exponent, are looked at. */
const SURELY_EXACT = 15;

/** A letter of `__proto__`, escaped. */
const ESCAPED_PROTO = /\\u00(?:5[fF]|6[fF]|7[024])/;

/**
 * Parses JSON. Integers beyond 2^53 and decimals that a double cannot hold become text, as written: ids and amounts
 * are never rounded. Of duplicate keys the last one counts; `__proto__` is left out. Throws a JsonTextError.
 */
export function parseJsonText(text: string): unknown {
  const look = lookThrough(text);
  if (look === 'too-deep') throw new JsonTextError(`JSON nested deeper than ${DEEPEST} levels`);
  try {
    // A reviver makes parsing ten times as dear. Digits inside text must not call for it: one in four MD5 sums has `9e980`
    // in it, and every WooCommerce order has such a sum.
    return look === 'maybe-inexact' || text.includes('__proto__') || ESCAPED_PROTO.test(text)
      ? JSON.parse(text, keepExact as Reviver)
      : JSON.parse(text);
  } catch {
    // Node's own message quotes the text at the place of the mistake, which may be anything; ours says what it is.
    throw new JsonTextError(whatCame(text));
  }
}

type Reviver = (this: unknown, key: string, value: unknown) => unknown;

/** `context.source` is the number as written (ES2026, Node ≥ 21); the compiler's library does not know it yet. */
function keepExact(key: string, value: unknown, context: { readonly source?: string }): unknown {
  if (key === '__proto__') return undefined;
  return typeof value === 'number' && context.source !== undefined ? exactNumber(value, context.source) : value;
}

/** What must be known of a text before it is parsed, in one walk that skips what is inside quotes. */
function lookThrough(text: string): 'plain' | 'maybe-inexact' | 'too-deep' {
  let depth = 0;
  let isExact = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === 0x5b || code === 0x7b) {
      // [ {
      depth += 1;
      if (depth > DEEPEST) return 'too-deep';
    } else if (code === 0x5d || code === 0x7d)
      depth -= 1; // ] }
    else if (isDigit(code)) {
      const end = endOfNumber(text, at);
      if (end - at > SURELY_EXACT || hasExponent(text, end)) {
        const written = /^[0-9.eE+-]+/.exec(text.slice(at, at + LONGEST_NUMBER))?.[0] ?? '';
        // Prices divided by a quantity have sixteen digits and are what a double writes: no reviver is needed for them.
        if (written.length === LONGEST_NUMBER || typeof exactNumber(Number(written), written) === 'string')
          isExact = false;
      }
      at = end - 1;
    }
  }
  return isExact ? 'plain' : 'maybe-inexact';
}

const QUOTE = 0x22;
/** Characters of a number that are looked at; a longer one counts as inexact. */
const LONGEST_NUMBER = 40;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Whether there is an E or e at the place. */
const hasExponent = (text: string, at: number): boolean => (text.charCodeAt(at) | 0x20) === 0x65;

/** Where the digits and points that begin at `start` end. */
function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); isDigit(code) || code === 0x2e; code = text.charCodeAt(end)) end += 1;
  return end;
}

/** Where the string that begins at `open` ends; the end of the text when it never does. */
function endOfString(text: string, open: number): number {
  let end = text.indexOf('"', open + 1);
  while (end !== -1 && text.charCodeAt(end - 1) === 0x5c) {
    let slashes = 1;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) break;
    end = text.indexOf('"', end + 1);
  }
  return end === -1 ? text.length : end;
}

function whatCame(text: string): string {
  const start = text.trimStart();
  if (start === '') return 'nothing came where JSON was expected';
  const kind = /^<(!doctype html|html|head|body|center|h1)/i.test(start)
    ? 'HTML'
    : start.startsWith('<')
      ? 'XML or HTML'
      : /^[[{"]/.test(start)
        ? 'damaged or cut-off JSON'
        : 'other text';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an error is one line
  const shown = start.replace(/[\u0000-\u001f\u007f\s]+/g, ' ').slice(0, 80);
  return `${kind} came where JSON was expected: ${shown}`;
}
