import { type BuiltInDefinition, NOT_QUICK, type Shortcut1 } from '../built-in.ts';
import type { Run } from '../run.ts';
import { textOf } from '../text.ts';

/** Where a text may have characters of two code units: JSONata counts characters. */
const SURROGATE = /[\ud800-\udfff]/;

const lengthOf = (text: string): number => {
  if (!SURROGATE.test(text)) return text.length;
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

function substring(run: Run, text: string, start: number, length: number | undefined): string {
  if (text.length > 1000) run.text(text.length);
  if (length !== undefined && length <= 0) return '';
  // A partial application checks no arguments: a list passes for a text then, in jsonata too.
  const characters = typeof text !== 'string' || SURROGATE.test(text) ? [...(text as Iterable<string>)] : undefined;
  const size = characters === undefined ? text.length : characters.length;
  const from = size + start < 0 ? 0 : start;
  const to = length === undefined ? undefined : from >= 0 ? from + length : size + from + length;
  return characters === undefined ? text.slice(from, to) : characters.slice(from, to).join('');
}

/** White space inside becomes one blank, that at the ends goes. */
function trimmed(text: string): string {
  const joined = text.replace(/[ \t\n\r]+/g, ' ');
  return joined.slice(joined.startsWith(' ') ? 1 : 0, joined.length > 1 && joined.endsWith(' ') ? -1 : undefined);
}

function padded(text: string, width: number, filler: string | undefined, run: Run): string {
  const whole = Math.trunc(width);
  const missing = Math.abs(whole) - lengthOf(text);
  if (!(missing > 0)) return text;
  const unit = filler === undefined || filler === '' ? ' ' : filler;
  run.text(text.length + missing * (unit.length > 1 ? 2 : 1));
  const characters = [...unit];
  const padding =
    characters.length === 1
      ? unit.repeat(missing)
      : unit.repeat(Math.floor(missing / characters.length)) +
        characters.slice(0, missing % characters.length).join('');
  return whole > 0 ? text + padding : padding + text;
}

function joined(texts: readonly string[], separator: string | undefined, run: Run): string {
  const between = separator ?? '';
  if (texts.length === 1) return texts[0] ?? '';
  let size = between.length * texts.length;
  for (const text of texts) size += text.length;
  run.steps(texts.length >> 2);
  run.text(size);
  return texts.join(between);
}

function isTexts(value: unknown, run: Run): value is readonly string[] {
  if (!Array.isArray(value)) return false;
  run.steps(value.length >> 3);
  return value.every((item) => typeof item === 'string');
}

/** A function of one text. */
function ofText(name: string, convert: (text: string) => unknown): BuiltInDefinition {
  const quick1: Shortcut1 = (run, text) => {
    if (text === undefined) return undefined;
    if (typeof text !== 'string') return NOT_QUICK;
    if (text.length > 1000) run.text(text.length);
    return convert(text);
  };
  return {
    name,
    signature: name === 'length' ? '<s-:n>' : '<s-:s>',
    arity: 1,
    parameters: 'str',
    call: (run, text) => quick1(run, text),
    quick1,
  };
}

/** A function of a text and a piece to look for in it. */
function ofPiece(name: string, take: (text: string, piece: string, at: number) => string): BuiltInDefinition {
  const find = (run: Run, text: unknown, piece: unknown): unknown => {
    if (text === undefined) return undefined;
    if ((text as string).length > 1000) run.text((text as string).length);
    const at = (text as string).indexOf(piece as string);
    return at === -1 ? text : take(text as string, piece as string, at);
  };
  return {
    name,
    signature: '<s-s:s>',
    arity: 2,
    parameters: 'str, chars',
    call: find,
    quick2: (run, text, piece) =>
      (text === undefined || typeof text === 'string') && typeof piece === 'string'
        ? find(run, text, piece)
        : NOT_QUICK,
  };
}

export const textFunctions: readonly BuiltInDefinition[] = [
  {
    name: 'string',
    signature: '<x-b?:s>',
    arity: 1,
    parameters: 'arg, prettify = false',
    call: (run, value, pretty) => (value === undefined ? undefined : textOf(value, pretty === true, run)),
    quick1: (run, value) =>
      value === undefined ? undefined : typeof value === 'string' ? value : textOf(value, false, run),
  },
  {
    name: 'substring',
    signature: '<s-nn?:s>',
    arity: 3,
    parameters: 'str, start, length',
    call: (run, text, start, length) =>
      text === undefined ? undefined : substring(run, text as string, start as number, length as number | undefined),
    quick2: (run, text, start) =>
      typeof text === 'string' && typeof start === 'number' ? substring(run, text, start, undefined) : NOT_QUICK,
    quick3: (run, text, start, length) =>
      typeof text === 'string' && typeof start === 'number' && typeof length === 'number'
        ? substring(run, text, start, length)
        : NOT_QUICK,
  },
  ofPiece('substringBefore', (text, _piece, at) => text.slice(0, at)),
  ofPiece('substringAfter', (text, piece, at) => text.slice(at + piece.length)),
  ofText('lowercase', (text) => text.toLowerCase()),
  ofText('uppercase', (text) => text.toUpperCase()),
  ofText('length', lengthOf),
  ofText('trim', trimmed),
  {
    name: 'pad',
    signature: '<s-ns?:s>',
    arity: 3,
    parameters: 'str, width, char',
    call: (run, text, width, filler) =>
      text === undefined ? undefined : padded(text as string, width as number, filler as string | undefined, run),
  },
  {
    name: 'join',
    signature: '<a<s>s?:s>',
    arity: 2,
    parameters: 'strs, separator',
    call: (run, texts, separator) =>
      texts === undefined ? undefined : joined(texts as readonly string[], separator as string | undefined, run),
    quick1: (run, texts) =>
      texts === undefined ? undefined : isTexts(texts, run) ? joined(texts, undefined, run) : NOT_QUICK,
    quick2: (run, texts, separator) => {
      if (typeof separator !== 'string') return NOT_QUICK;
      if (texts === undefined) return undefined;
      if (typeof texts === 'string') return texts;
      return isTexts(texts, run) ? joined(texts, separator, run) : NOT_QUICK;
    },
  },
];
