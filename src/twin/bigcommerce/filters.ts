import { ApiError } from './api-error.ts';
import { momentOf, type Seconds } from './moment.ts';

type Test<T> = (row: T, written: string) => boolean;

/** What a V3 list may be asked for, by the name of the parameter. */
export type Filters<T> = Readonly<Record<string, Test<T>>>;

const NOT_FILTERS = ['page', 'limit', 'sort', 'direction', 'include', 'include_fields', 'exclude_fields'];

/** Rows for which all filters hold. A parameter that the list does not know is refused, so that no filter is lost unseen. */
export function filtered<T>(rows: Iterable<T>, query: URLSearchParams, filters: Filters<T>): T[] {
  const asked = [...query].flatMap(([name, written]): [Test<T>, string][] => {
    if (NOT_FILTERS.includes(name)) return [];
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined;
    if (filter === undefined) throw new ApiError(422, `The filter(s): ${name} are not valid filter parameter(s).`);
    return [[filter, written]];
  });
  return [...rows].filter((row) => asked.every(([filter, written]) => filter(row, written)));
}

type Value = string | number | boolean | undefined;

/** `id:in=1,2`; letters' case does not count. */
export const isIn =
  <T>(pick: (row: T) => Value | readonly Value[]): Test<T> =>
  (row, written) => {
    const wanted = written.split(',').map((each) => each.trim().toLowerCase());
    return [pick(row)].flat().some((value) => wanted.includes(String(value ?? '').toLowerCase()));
  };

export const equals =
  <T>(pick: (row: T) => Value): Test<T> =>
  (row, written) =>
    String(pick(row) ?? '').toLowerCase() === written.toLowerCase();

export const contains =
  <T>(pick: (row: T) => string): Test<T> =>
  (row, written) =>
    pick(row).toLowerCase().includes(written.toLowerCase());

export const isTrue =
  <T>(pick: (row: T) => boolean): Test<T> =>
  (row, written) =>
    pick(row) === (written === 'true' || written === '1');

export const greater =
  <T>(pick: (row: T) => number): Test<T> =>
  (row, written) =>
    pick(row) > Number(written);

/** `date_modified:min`, which is included, and `:max`. */
export function between<T>(name: string, pick: (row: T) => Seconds, now: Seconds): Filters<T> {
  const moment = (written: string): Seconds => {
    const at = momentOf(written, now);
    if (at === undefined) throw new ApiError(422, `The value of ${name} is not a valid date.`);
    return at;
  };
  return {
    [`${name}:min`]: (row, written) => pick(row) >= moment(written),
    [`${name}:max`]: (row, written) => pick(row) <= moment(written),
  };
}

/** `sort=date_modified` with `direction=desc`, or the two in one as `date_modified:desc`. Equal ones stay by id. */
export function sorted<T>(
  rows: readonly T[],
  query: URLSearchParams,
  columns: Readonly<Record<string, (row: T) => number | string>>,
): readonly T[] {
  const [column = '', inline] = (query.get('sort') ?? 'id').split(':');
  const pick = Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (pick === undefined) throw new ApiError(422, `The list cannot be sorted by ${column}.`);
  const sign = (inline ?? query.get('direction') ?? 'asc') === 'desc' ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [pick(one), pick(other)];
    return a === b ? 0 : (a < b ? -1 : 1) * sign;
  });
}
