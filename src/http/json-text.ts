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

/** A number of sixteen digits, or with an exponent of three, may not fit a double. Inside text it only costs time. */
const MAYBE_INEXACT = /[0-9][0-9.]{15}|[0-9][eE][+-]?[0-9]{3}|__proto__|\\u005[fF]/;

/**
 * Parses JSON. Integers beyond 2^53 and decimals that a double cannot hold become text, as written: ids and amounts
 * are never rounded. Of duplicate keys the last one counts; `__proto__` is left out. Throws a JsonTextError.
 */
export function parseJsonText(text: string): unknown {
  if (isDeeper(text)) throw new JsonTextError(`JSON nested deeper than ${DEEPEST} levels`);
  try {
    return MAYBE_INEXACT.test(text) ? JSON.parse(text, keepExact as Reviver) : JSON.parse(text);
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

function isDeeper(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        if (depth > DEEPEST) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
    }
  }
  return false;
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
