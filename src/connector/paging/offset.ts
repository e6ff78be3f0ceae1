import type { CompiledPaging } from '../compiled-connector.ts';
import { MalformedAnswer } from '../malformed-answer.ts';
import type { Pager } from './pager.ts';
import { toldNumber } from './told-number.ts';

/**
 * Offset and limit. Ends at the number of records that the answer tells, where it tells one: a server may cap the page
 * size in silence, and then a short page is not the last. Otherwise with an empty or short page.
 */
export function offsetPager({ size, rows, totalRecords }: Extract<CompiledPaging, { style: 'offset' }>): Pager {
  return {
    first: { variables: { size, offset: 0 } },
    next: ({ variables, ...rest }, { items, answer }) => {
      const count = rows === undefined ? items.length : toldNumber('rows', rows, answer);
      if (count === undefined) throw new MalformedAnswer(`\`${rows?.source}\` does not say how many rows the page has`);
      const offset = (variables.offset ?? 0) + count;
      const total = totalRecords === undefined ? undefined : toldNumber('total_records', totalRecords, answer);
      const isLast = count === 0 || (total === undefined ? count < size : offset >= total);
      return isLast ? undefined : { ...rest, variables: { ...variables, offset } };
    },
    // Records made of rows may be the same on two pages that are not.
    ...(rows === undefined ? {} : { identity: ({ data }) => JSON.stringify(data) }),
  };
}
