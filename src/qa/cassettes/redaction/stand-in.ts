import { createHmac } from 'node:crypto';
import type { PersonalKind } from './personal-kind.ts';

const FIRST =
  'Ada Bruno Carla Dario Elsa Fabio Greta Hugo Ines Jonas Kira Luca Mara Nico Olga Paul Rita Sven Tina Vito'.split(' ');
const LAST =
  'Abel Berg Cosma Dahl Engel Ferro Gallo Haas Ivers Jung Klee Lang Moro Nolte Orsini Pohl Rossi Sala Thoma Weiss'.split(
    ' ',
  );
const STREET = 'Ahorn Birken Eichen Erlen Fichten Kiefern Linden Pappel Tannen Ulmen'.split(' ');
const TRADE = 'Handel Werkzeuge Papier Garten Licht Holz Glas Textil Metall Keramik'.split(' ');
const DOMAINS = ['example.com', 'example.org', 'example.net'];

/**
 * Replaces a personal value by a made-up one of the same form: the same value always by the same one, in every system of
 * a project, and by another one in a project with another salt. Without the salt nobody can try out what it was.
 */
export function standInFor(kind: PersonalKind, value: string, salt: string): string {
  const dice = diceOf(salt, kind, plainOf(kind, value));
  // A stand-in that happens to be the value itself would give it away.
  const pick = (list: readonly string[]): string => {
    const others = list.filter((each) => each.toLowerCase() !== value.trim().toLowerCase());
    return others[dice() % others.length] ?? '';
  };
  switch (kind) {
    case 'email':
      return value.includes('@')
        ? mailLike(value, `${pick(FIRST)}.${pick(LAST)}.${number(dice, 6)}@${pick(DOMAINS)}`)
        : `user-${number(dice, 6)}`;
    case 'phone':
      return phoneLike(value, number(dice, 2));
    case 'first-name':
      return caseLike(value, pick(FIRST));
    case 'last-name':
      return caseLike(value, pick(LAST));
    case 'name':
      return caseLike(value, `${pick(FIRST)} ${pick(LAST)}`);
    case 'company':
      return caseLike(value, `${pick(LAST)} ${pick(TRADE)} ${number(dice, 3)}`);
    case 'street':
      return caseLike(
        value,
        /^\d/.test(value) ? `${number(dice, 2)} ${pick(STREET)} Street` : `${pick(STREET)}weg ${number(dice, 2)}`,
      );
    case 'postcode':
      return charactersLike(value, Math.ceil(value.length / 2), dice);
    case 'tax-id':
      return charactersLike(value, /^[A-Za-z]{0,2}/.exec(value)?.[0].length ?? 0, dice);
    case 'ip-address':
      return value.includes(':') ? '2001:db8::1' : `192.0.2.${1 + (dice() % 254)}`; // RFC 3849, RFC 5737
    case 'birthday':
      return value.replace(/\d{4}/, '1980').replace(/-\d\d-\d\d/, '-01-01');
    case 'free-text':
      return /^-?\d+(\.\d+)?$/.test(value) ? '0' : `(text of ${value.length} characters)`;
  }
}

/** What makes two writings of a value one value. */
function plainOf(kind: PersonalKind, value: string): string {
  if (kind === 'phone') return value.replace(/\D/g, '');
  return value.normalize('NFC').trim().toLowerCase();
}

function diceOf(salt: string, kind: PersonalKind, plain: string): () => number {
  let round = 0;
  let bytes = Buffer.alloc(0);
  return () => {
    if (bytes.length < 4) {
      bytes = createHmac('sha256', salt).update(`${kind}\n${round}\n${plain}`).digest();
      round += 1;
    }
    const value = bytes.readUInt32BE(0);
    bytes = bytes.subarray(4);
    return value;
  };
}

const number = (dice: () => number, digits: number): string => String(dice() % 10 ** digits).padStart(digits, '0');

function caseLike(original: string, standIn: string): string {
  if (original === original.toUpperCase() && original !== original.toLowerCase()) return standIn.toUpperCase();
  return original === original.toLowerCase() && original !== original.toUpperCase() ? standIn.toLowerCase() : standIn;
}

/** Mail addresses are compared without case; one that was written with capitals is written so again. */
const mailLike = (original: string, standIn: string): string =>
  original === original.toLowerCase() ? standIn.toLowerCase() : standIn;

/** Country and area stay, with the way it is written; the end is 55501xx, which is given to nobody. */
function phoneLike(original: string, end: string): string {
  const digits = original.replace(/\D/g, '');
  const made = digits.length >= 7 ? `${digits.slice(0, -7)}55501${end}` : `555${end}`.slice(0, digits.length);
  let at = 0;
  return original.replace(/\d/g, () => made[at++] ?? '0');
}

/** Digits by digits and letters by letters after the first `kept` characters. */
const charactersLike = (original: string, kept: number, dice: () => number): string =>
  original.slice(0, kept) +
  original
    .slice(kept)
    .replace(/\d/g, () => String(dice() % 10))
    .replace(/[A-Z]/g, () => String.fromCharCode(65 + (dice() % 26)))
    .replace(/[a-z]/g, () => String.fromCharCode(97 + (dice() % 26)));
