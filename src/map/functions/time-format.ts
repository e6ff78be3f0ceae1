import { Hold } from '../../model/hold.ts';
import { shown, textOf } from './argument.ts';

/**
 * Formats as ERPs' manuals write them: yyyy MM dd HH mm ss SSS, and XXX for the offset (`+02:00`, `Z`). Anything else that
 * is a letter must be in single quotes, save for T.
 */
const PARTS = /yyyy|MM|dd|HH|mm|ss|SSS|XXX|'[^']*'|[^A-Za-z']|T/g;

const DIGITS: Readonly<Record<string, number>> = { yyyy: 4, MM: 2, dd: 2, HH: 2, mm: 2, ss: 2, SSS: 3 };

function partsOf(format: unknown): readonly string[] {
  const text = textOf(format, 'the format');
  const parts = text.match(PARTS) ?? [];
  if (text !== '' && parts.join('') === text) return parts;
  throw new Hold(
    'format-unknown',
    `"${text}" is no format known here: it is made of yyyy, MM, dd, HH, mm, ss, SSS and XXX, with other letters in single quotes`,
  );
}

const literal = (part: string): string => (part.startsWith("'") ? part.slice(1, -1) : part);

function offsetText(minutes: number): string {
  if (minutes === 0) return 'Z';
  const size = Math.abs(minutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** `wall` is what clocks show, in milliseconds as if it were UTC; `offset` is theirs to UTC, in minutes. */
export function writeTime(wall: number, offset: number, format: unknown): string {
  const iso = new Date(wall).toISOString();
  const values: Readonly<Record<string, string>> = {
    yyyy: iso.slice(0, 4),
    MM: iso.slice(5, 7),
    dd: iso.slice(8, 10),
    HH: iso.slice(11, 13),
    mm: iso.slice(14, 16),
    ss: iso.slice(17, 19),
    SSS: iso.slice(20, 23),
    XXX: offsetText(offset),
  };
  return partsOf(format)
    .map((part) => values[part] ?? literal(part))
    .join('');
}

/** What a text of this format says, as `YYYY-MM-DDTHH:mm:ss.SSS` with the offset if it has one. Holds what does not fit. */
export function readTime(written: unknown, format: unknown): string {
  const text = textOf(written, 'the time').trim();
  const found: Record<string, string> = {};
  let at = 0;
  for (const part of partsOf(format)) {
    const digits = DIGITS[part];
    const length =
      digits ??
      (part === 'XXX' ? (/^(Z|[+-]\d{2}:?\d{2})/.exec(text.slice(at))?.[0].length ?? 0) : literal(part).length);
    const piece = text.slice(at, at + length);
    const fits =
      digits === undefined
        ? part === 'XXX'
          ? length > 0
          : piece === literal(part)
        : piece.length === digits && /^\d+$/.test(piece);
    if (!fits) throw new Hold('not-a-time', `${shown(text)} is not a time of the form ${String(format)}`);
    found[part] = piece;
    at += length;
  }
  if (at < text.length || found.yyyy === undefined || found.MM === undefined || found.dd === undefined)
    throw new Hold('not-a-time', `${shown(text)} is not a time of the form ${String(format)}`);
  const { yyyy, MM, dd, HH = '00', mm = '00', ss = '00', SSS = '000', XXX = '' } = found;
  return `${yyyy}-${MM}-${dd}T${HH}:${mm}:${ss}.${SSS}${XXX}`;
}
