/** One place where two values differ, by JSON pointer. `undefined` on a side: there is nothing there. */
export interface Difference {
  readonly pointer: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where two values of JSON differ, in document order. The order of fields does not count, that of lists does. */
export function differences(expected: unknown, actual: unknown, pointer = ''): Difference[] {
  if (isFields(expected) && isFields(actual)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...names].flatMap((name) => differences(own(expected, name), own(actual, name), pointerTo(pointer, name)));
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const longest = Math.max(expected.length, actual.length);
    return Array.from({ length: longest }, (_, index) =>
      differences(expected[index], actual[index], pointerTo(pointer, index)),
    ).flat();
  }
  return Object.is(expected, actual) || (expected === 0 && actual === 0) ? [] : [{ pointer, expected, actual }];
}

const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

export const pointerTo = (pointer: string, part: string | number): string =>
  `${pointer}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;

export const partsOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

const LONGEST_SHOWN = 120;
const MOST_SHOWN = 12;

/** `/json/lines/0/quantity: expected 2, got 3`, a line each. */
export function differenceLines(found: readonly Difference[]): string[] {
  const lines = found
    .slice(0, MOST_SHOWN)
    .map(({ pointer, expected, actual }) => `${pointer || '/'}: expected ${shown(expected)}, got ${shown(actual)}`);
  return found.length > MOST_SHOWN ? [...lines, `… and ${found.length - MOST_SHOWN} more`] : lines;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}
