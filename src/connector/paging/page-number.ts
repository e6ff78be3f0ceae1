import type { Expression } from '../../map/expression.ts';
import type { Answer } from '../call-result.ts';
import type { CompiledPaging } from '../compiled-connector.ts';
import { MalformedAnswer } from '../malformed-answer.ts';
import type { Pager } from './pager.ts';
import { toldNumber } from './told-number.ts';

/**
 * Numbered pages. Ends at the number of pages that the answer tells, where it tells one: a server may cap the page size
 * in silence, and then a short page is not the last. Otherwise with an empty or short page, or where the answer tells how
 * many records there are with the page that holds the last of them: some systems never show an empty one.
 */
export function pageNumberPager(rule: Extract<CompiledPaging, { style: 'page-number' }>): Pager {
  const { first, size, totalPagesHeader, totalRecords } = rule;
  return {
    first: { variables: { size, number: first } },
    next: ({ variables, ...rest }, { items, answer }) => {
      const number = variables.number ?? first;
      const totalPages = totalPagesHeader === undefined ? undefined : toldPages(answer, totalPagesHeader);
      const pages = number - first + 1;
      const isLast =
        totalPages === undefined
          ? items.length < size || pages * size >= toldRecords(answer, totalRecords)
          : pages >= totalPages;
      return isLast || items.length === 0 ? undefined : { ...rest, variables: { ...variables, number: number + 1 } };
    },
  };
}

/** Undefined when the header is not there: some proxies drop headers that they do not know. */
function toldPages({ headers }: Answer, header: string): number | undefined {
  const written = headers[header];
  if (written === undefined) return undefined;
  if (/^\d+$/.test(written)) return Number(written);
  throw new MalformedAnswer(`the header ${header} does not hold the number of pages`);
}

function toldRecords(answer: Answer, total: Expression | undefined): number {
  if (total === undefined) return Number.POSITIVE_INFINITY;
  const told = toldNumber('total_records', total, answer);
  if (told === undefined) throw new MalformedAnswer(`\`${total.source}\` does not hold the number of records`);
  return told;
}
