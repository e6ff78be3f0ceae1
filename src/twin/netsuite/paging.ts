import { invalidParameter } from './rest-error.ts';
import { selfLink } from './show-record.ts';

export interface Window {
  readonly limit: number;
  readonly offset: number;
}

const MOST = 1000;
const MOST_PAGES = 1000;

/** `limit` and `offset` of both services; an offset is a multiple of the limit (sheet section 4). */
export function windowOf(query: URLSearchParams): Window {
  const limit = whole(query, 'limit', MOST);
  const offset = whole(query, 'offset', 0);
  if (limit < 1 || limit > MOST) throw invalidParameter('limit', `The limit must be between 1 and ${MOST}.`);
  if (offset % limit !== 0) throw invalidParameter('offset', 'The offset must be divisible by the limit.');
  if (offset / limit >= MOST_PAGES) throw invalidParameter('offset', `No more than ${MOST_PAGES} pages can be read.`);
  return { limit, offset };
}

function whole(query: URLSearchParams, name: string, otherwise: number): number {
  const written = query.get(name);
  if (written === null) return otherwise;
  if (!/^\d+$/.test(written)) throw invalidParameter(name, `Invalid value ${written}: a whole number is expected.`);
  return Number(written);
}

/** A page of a list, as both services answer it. */
export function pageOf<T>(all: readonly T[], { limit, offset }: Window, href: string, show: (each: T) => unknown) {
  const page = all.slice(offset, offset + limit);
  const hasMore = offset + page.length < all.length;
  const link = (rel: string, at: number) => ({ rel, href: `${href}?limit=${limit}&offset=${at}` });
  return {
    links: [
      ...(hasMore ? [link('next', offset + limit)] : []),
      ...(offset > 0 ? [link('previous', offset - limit), link('first', 0)] : []),
      ...selfLink(`${href}?limit=${limit}&offset=${offset}`),
    ],
    count: page.length,
    hasMore,
    items: page.map(show),
    offset,
    totalResults: all.length,
  };
}
