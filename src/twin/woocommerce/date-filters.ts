import { BOOLEAN, DATE_TIME, type Parameters } from './parameter-schema.ts';
import { flagIn, textIn, type Values } from './request-values.ts';
import type { Seconds } from './site-time.ts';
import type { Store } from './store.ts';

export const DATE_FILTERS: Parameters = {
  after: DATE_TIME,
  before: DATE_TIME,
  modified_after: DATE_TIME,
  modified_before: DATE_TIME,
  dates_are_gmt: { ...BOOLEAN, default: false },
};

interface Dated {
  readonly createdAt: Seconds;
  readonly modifiedAt: Seconds;
}

/**
 * The date filters of a list as one test. All four exclude their own second; without `dates_are_gmt` they compare
 * with the site's wall clock.
 */
export function dateTest(values: Values, store: Store): (row: Dated) => boolean {
  const isGmt = flagIn(values, 'dates_are_gmt') === true;
  const clock = (at: Seconds) => (isGmt ? at : store.time.wall(at));
  const bound = (name: string) => {
    const text = textIn(values, name);
    return text === undefined || text === '' ? undefined : store.time.filterWall(text);
  };
  const [after, before] = [bound('after'), bound('before')];
  const [modifiedAfter, modifiedBefore] = [bound('modified_after'), bound('modified_before')];
  return (row) =>
    (after === undefined || clock(row.createdAt) > after) &&
    (before === undefined || clock(row.createdAt) < before) &&
    (modifiedAfter === undefined || clock(row.modifiedAt) > modifiedAfter) &&
    (modifiedBefore === undefined || clock(row.modifiedAt) < modifiedBefore);
}
