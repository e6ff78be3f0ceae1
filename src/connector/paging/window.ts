import { isDeepStrictEqual } from 'node:util';
import type { PageRequest, Pager } from './pager.ts';

/** What moving the window needs to know of the list. */
export interface WindowedList {
  /** Change time of a record in milliseconds; none when it does not say. */
  look(item: unknown): { readonly ms?: number };
  /** `$since` as written: two times that are written alike are one window. */
  written(sinceMs: number): string;
}

/**
 * The window begins this long before the last record's time: a filter that leaves out its own second (WooCommerce's
 * does) would otherwise lose the rest of it. What comes again is recognised and dropped.
 */
const STEP_BACK_MS = 1_000;

/**
 * For lists in order of change time: the next page is the first one since the last record's time, so that records that
 * change meanwhile, and move to the end, do not shift others past the reader. Where that would ask the same again, as in
 * a page of ties, the page number moves on.
 */
export function windowPager(pages: Pager, list: WindowedList): Pager {
  return {
    first: pages.first,
    next: (request, page): PageRequest | undefined => {
      const onward = pages.next(request, page);
      if (onward === undefined) return undefined;
      const { ms: last } = list.look(page.items.at(-1));
      if (last === undefined) return onward;
      const sinceMs = last - STEP_BACK_MS;
      const moves =
        request.sinceMs === undefined ||
        (sinceMs > request.sinceMs && list.written(sinceMs) !== list.written(request.sinceMs));
      return moves ? { ...pages.first, sinceMs } : onward;
    },
    behind: ({ variables, sinceMs }) => {
      const { number } = variables;
      if (sinceMs === undefined || number === undefined || number === pages.first.variables.number) return undefined;
      return {
        page: { variables: { ...variables, number: number - 1 }, sinceMs },
        restart: { ...pages.first, sinceMs },
      };
    },
    // A later window brings the same page while more records than a page holds were changed within a second or two, as by
    // an import, or by our own write-backs: the page number moves on. Only once; then the system ignores both.
    afterRepeat: (request, page) =>
      request.sinceMs !== undefined && isDeepStrictEqual(request.variables, pages.first.variables)
        ? pages.next(request, page)
        : undefined,
  };
}
