import type { Channel } from '../channel.ts';
import type { CompiledPaging } from '../compiled-connector.ts';
import { cursorPager } from './cursor-pager.ts';
import { filesPager } from './files.ts';
import { nextLinkPager } from './next-link.ts';
import { offsetPager } from './offset.ts';
import { pageNumberPager } from './page-number.ts';
import { type Pager, SINGLE_PAGE } from './pager.ts';

type Makers = {
  readonly [S in CompiledPaging['style']]: (rule: Extract<CompiledPaging, { style: S }>, channel: Channel) => Pager;
};

const MAKERS: Makers = {
  'page-number': pageNumberPager,
  offset: offsetPager,
  cursor: cursorPager,
  'next-link': nextLinkPager,
  files: filesPager,
};

/** How the list of an operation goes on; one answer when it has no paging. */
export function pagerOf(rule: CompiledPaging | undefined, channel: Channel): Pager {
  if (rule === undefined) return SINGLE_PAGE;
  return (MAKERS[rule.style] as (rule: CompiledPaging, channel: Channel) => Pager)(rule, channel);
}
