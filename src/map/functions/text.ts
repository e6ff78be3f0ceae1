import { contentHash } from '../../model/content-hash.ts';
import { Hold } from '../../model/hold.ts';
import type { MappingFunction } from './mapping-function.ts';
import { ANY, listOf, orNull, TEXT, wholeNumber } from './value-schema.ts';

const textOf = (value: unknown, what: string): string => {
  if (typeof value === 'string') return value;
  throw new Hold('not-a-text', `${what} must be text, not ${JSON.stringify(value) ?? 'nothing'}`);
};

/** Line breaks and control characters become one blank; blanks at the ends go. Emoji and letters of any script stay. */
export function oneLine(text: string): string {
  // Nearly every text is words with one blank between them; a mapping asks hundreds of times.
  if (PLAIN.test(text)) return text;
  // Half of a surrogate pair is no character; a system that stores it would not find it again.
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const PLAIN = /^[!-~]+(?: [!-~]+)*$/;

/** Length as systems count it: UTF-16 code units, which is what SQL Server’s nvarchar and most ERPs limit. */
function cut(text: string, length: number): string {
  let end = Math.min(length, text.length);
  const last = text.charCodeAt(end - 1);
  // Never half of a surrogate pair: it would be stored as a broken character.
  if (end < text.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
  return text.slice(0, end);
}

const tooLong = (text: string, most: number, field: string): Hold =>
  new Hold('text-too-long', `${field} has ${text.length} characters, the target takes ${most}: "${text}"`);

export const textFunctions: readonly MappingFunction[] = [
  {
    name: 'oneLine',
    parameters: [{ name: 'text', takes: orNull(TEXT), maybeNothing: true }],
    returns: { gives: TEXT, nothingForNothing: true, maybeNothing: true },
    description:
      'Text on one line: line breaks and control characters become a blank, blanks at the ends go. Nothing or an empty text yields nothing.',
    examples: [{ expression: '$oneLine(" Dana\\r\\nReyes ")', result: 'Dana Reyes' }],
    call: (text) => (text === undefined || text === null ? undefined : oneLine(textOf(text, 'the text')) || undefined),
  },
  {
    name: 'fit',
    parameters: [
      { name: 'text', takes: orNull(TEXT), maybeNothing: true },
      { name: 'length', takes: wholeNumber(1) },
      { name: 'field', takes: TEXT, optional: true },
    ],
    returns: { gives: TEXT, nothingForNothing: true, maybeNothing: true },
    description:
      'One line of at most `length` characters. Longer text holds the record and names the field: nothing is cut off in silence. Nothing yields nothing.',
    examples: [{ expression: '$fit("Springfield", 30, "city")', result: 'Springfield' }],
    call: (text, length, field) => {
      if (text === undefined || text === null) return undefined;
      const line = oneLine(textOf(text, String(field ?? 'the text')));
      if (line.length > Number(length)) throw tooLong(line, Number(length), String(field ?? 'a text'));
      return line === '' ? undefined : line;
    },
  },
  {
    name: 'exactly',
    parameters: [
      { name: 'text', takes: orNull(TEXT), maybeNothing: true },
      { name: 'length', takes: wholeNumber(1) },
      { name: 'field', takes: TEXT },
    ],
    returns: { gives: TEXT, nothingForNothing: true },
    description:
      'The text unchanged, to the blank, where it has at most `length` characters; longer text holds the record and names the field. For what identifies something: numbers, SKUs, codes. Nothing yields nothing.',
    examples: [
      { expression: '$exactly("SKU  7", 20, "item number")', result: 'SKU  7' },
      { expression: '$exactly("SKU-0000000000000000007", 20, "item number")', holds: 'text-too-long' },
    ],
    call: (text, length, field) => {
      if (text === undefined || text === null) return undefined;
      const written = textOf(text, String(field));
      if (written.length > Number(length)) throw tooLong(written, Number(length), String(field));
      return written;
    },
  },
  {
    name: 'shorten',
    parameters: [
      { name: 'text', takes: orNull(TEXT), maybeNothing: true },
      { name: 'length', takes: wholeNumber(1) },
    ],
    returns: { gives: TEXT, nothingForNothing: true, maybeNothing: true },
    description:
      'One line cut to at most `length` characters, with `…` as the last one where something was cut. For descriptions only; what identifies something is never shortened.',
    examples: [{ expression: '$shorten("Garden trowel, stainless steel", 16)', result: 'Garden trowel, …' }],
    call: (text, length) => {
      if (text === undefined || text === null) return undefined;
      const line = oneLine(textOf(text, 'the text'));
      const most = Number(length);
      return (line.length <= most ? line : `${cut(line, most - 1)}…`) || undefined;
    },
  },
  {
    name: 'wrap',
    parameters: [
      { name: 'text', takes: orNull(TEXT), maybeNothing: true },
      { name: 'length', takes: wholeNumber(1) },
    ],
    returns: { gives: listOf(TEXT), nothingForNothing: true, maybeNothing: true },
    description:
      'One line broken into pieces of at most `length` characters, at blanks where possible: for systems with several short lines. Nothing is lost.',
    examples: [{ expression: '$wrap("Leave at dock three", 10)', result: ['Leave at', 'dock three'] }],
    call: (text, length) => {
      if (text === undefined || text === null) return undefined;
      const most = Number(length);
      const pieces: string[] = [];
      let rest = oneLine(textOf(text, 'the text'));
      while (rest.length > most) {
        const blank = rest.lastIndexOf(' ', most);
        const piece = blank > 0 ? rest.slice(0, blank) : cut(rest, most);
        pieces.push(piece);
        rest = rest.slice(piece.length).trimStart();
      }
      if (rest !== '') pieces.push(rest);
      return pieces;
    },
  },
  {
    name: 'digest',
    parameters: [
      { name: 'text', takes: TEXT },
      { name: 'length', takes: wholeNumber(1, 64), optional: true },
    ],
    returns: { gives: TEXT },
    description:
      'The first `length` (12 when not given) hexadecimal digits of the SHA-256 of a text: a short name by which the same content gets the same record, and other content another.',
    examples: [{ expression: '$digest("Via Roma 1, Torino")', result: '920d5fa47f82' }],
    call: (text, length) => contentHash(textOf(text, 'the text')).slice(0, Number(length ?? 12)),
  },
  {
    name: 'idText',
    parameters: [{ name: 'text', takes: TEXT }],
    returns: { gives: TEXT },
    description:
      'A text as an id that takes letters, digits, `-` and `_` only: any other character stands as `_` and the code of each of its bytes in UTF-8, and so does `_` itself, so that different texts have different ids.',
    examples: [
      { expression: '$idText("WEB-1001")', result: 'WEB-1001' },
      { expression: '$idText("#1001/a_b")', result: '_231001_2Fa_5Fb' },
      { expression: '$idText("é")', result: '_C3_A9' },
    ],
    call: (text) =>
      textOf(text, 'the text')
        .toWellFormed()
        .replace(/[^A-Za-z0-9-]/gu, (character) =>
          [...Buffer.from(character)].map((byte) => `_${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
        ),
  },
  {
    name: 'email',
    parameters: [{ name: 'text', takes: orNull(TEXT), maybeNothing: true }],
    returns: { gives: TEXT, nothingForNothing: true, maybeNothing: true },
    description:
      'An e-mail address in the form that is compared: blanks off, lower case. Nothing or an empty text yields nothing.',
    examples: [{ expression: '$email(" Jo@X.example ")', result: 'jo@x.example' }],
    call: (text) =>
      text === undefined || text === null ? undefined : textOf(text, 'the e-mail').trim().toLowerCase() || undefined,
  },
  {
    name: 'phone',
    parameters: [{ name: 'text', takes: orNull(TEXT), maybeNothing: true }],
    returns: { gives: TEXT, nothingForNothing: true, maybeNothing: true },
    description:
      'A phone number with its digits and a leading `+` only. Nothing or a text without digits yields nothing.',
    examples: [{ expression: '$phone("+45 4545 4545")', result: '+4545454545' }],
    call: (text) => {
      if (text === undefined || text === null) return undefined;
      const written = textOf(text, 'the phone number').trim();
      const digits = written.replace(/\D/g, '');
      return digits === '' ? undefined : (written.startsWith('+') ? '+' : '') + digits;
    },
  },
  {
    name: 'given',
    parameters: [{ name: 'value', takes: ANY, maybeNothing: true }],
    returns: { gives: ANY, nothingForNothing: true, maybeNothing: true, likeParameter: 0 },
    description:
      'The value, or nothing when it is null, an empty text or blank: for systems that write "" where they mean nothing.',
    examples: [{ expression: '{ "a": $given(""), "b": $given("x") }', result: { b: 'x' } }],
    call: (value) => (value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value),
  },
];
