import { queryError } from './query-error.ts';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const PARTS = /"([^"]*)"|YYYY|YY|MON|MM|DD|HH24|HH12|HH|MI|SS|FF\d?|AM|PM|[^A-Za-z"]/gy;

function partsOf(format: string): string[] {
  const parts: string[] = [];
  PARTS.lastIndex = 0;
  for (let at = 0; at < format.length; at = PARTS.lastIndex) {
    PARTS.lastIndex = at;
    const found = PARTS.exec(format.toUpperCase());
    if (found === null) throw queryError(`The date format '${format}' is not recognized.`);
    parts.push(format.slice(at, PARTS.lastIndex));
  }
  return parts;
}

/** `TO_CHAR(x, 'YYYY-MM-DD"T"HH24:MI:SS')` of a wall clock. */
export function writeDate(ms: number, format: string): string {
  const at = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return partsOf(format)
    .map((part) => {
      switch (part.toUpperCase()) {
        case 'YYYY':
          return String(at.getUTCFullYear());
        case 'YY':
          return two(at.getUTCFullYear() % 100);
        case 'MM':
          return two(at.getUTCMonth() + 1);
        case 'MON':
          return MONTHS[at.getUTCMonth()] ?? '';
        case 'DD':
          return two(at.getUTCDate());
        case 'HH24':
          return two(at.getUTCHours());
        case 'HH':
        case 'HH12':
          return two(at.getUTCHours() % 12 === 0 ? 12 : at.getUTCHours() % 12);
        case 'MI':
          return two(at.getUTCMinutes());
        case 'SS':
          return two(at.getUTCSeconds());
        case 'AM':
        case 'PM':
          return at.getUTCHours() < 12 ? 'AM' : 'PM';
        default:
          if (/^FF/i.test(part))
            return String(at.getUTCMilliseconds())
              .padStart(3, '0')
              .padEnd(Number(part[2] ?? 3), '0');
          return part.startsWith('"') ? part.slice(1, -1) : part;
      }
    })
    .join('');
}

/** `TO_DATE('2026-01-01', 'YYYY-MM-DD')`: a wall clock. Throws where the text is not in the format. */
export function readDate(text: string, format: string): number {
  const pattern = partsOf(format).map((part) => {
    switch (part.toUpperCase()) {
      case 'YYYY':
        return '(?<year>\\d{4})';
      case 'MM':
        return '(?<month>\\d{1,2})';
      case 'DD':
        return '(?<day>\\d{1,2})';
      case 'HH24':
        return '(?<hour>\\d{1,2})';
      case 'MI':
        return '(?<minute>\\d{1,2})';
      case 'SS':
        return '(?<second>\\d{1,2})';
      default:
        if (/^FF/i.test(part)) return '(?<fraction>\\d{1,9})';
        if (/^[A-Z]/i.test(part)) throw queryError(`'${part}' cannot be read from text by this twin.`);
        return RegExp.escape(part.startsWith('"') ? part.slice(1, -1) : part);
    }
  });
  const { groups } = new RegExp(`^${pattern.join('')}$`).exec(text) ?? {};
  if (groups === undefined) throw queryError(`The date '${text}' does not match the format '${format}'.`);
  const { year = '1970', month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '0' } = groups;
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  if (new Date(ms).getUTCDate() !== Number(day) || Number(hour) > 23)
    throw queryError(`'${text}' is not a valid date.`);
  return ms + Number(fraction.padEnd(3, '0').slice(0, 3));
}
