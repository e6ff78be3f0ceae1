import type { Parameters } from './parameter-schema.ts';
import { numberIn, type Values } from './request-values.ts';
import type { RestReply, RestRequest } from './route.ts';

export const PAGING: Parameters = {
  page: { type: 'integer', minimum: 1, default: 1 },
  per_page: { type: 'integer', minimum: 1, maximum: 100, default: 10 },
  offset: { type: 'integer' },
};

/** The rows of the asked page. `offset` wins over `page`. */
export function pageOf<T>(rows: readonly T[], values: Values): readonly T[] {
  const size = numberIn(values, 'per_page') ?? 10;
  const start = numberIn(values, 'offset') ?? ((numberIn(values, 'page') ?? 1) - 1) * size;
  return rows.slice(start, start + size);
}

/**
 * A page as WordPress answers it: a bare list, totals and neighbours in headers. `defaults` are the parameters that
 * WordPress adds to the neighbours' addresses. `totalPastEnd` is false for orders, whose totals are 0 on a page past
 * the end (captured).
 */
export function pageReply(
  request: RestRequest,
  total: number,
  shown: number,
  content: Pick<RestReply, 'body' | 'json'>,
  options: { readonly defaults?: readonly (readonly [string, string])[]; readonly totalPastEnd?: boolean } = {},
): RestReply {
  const { values } = request;
  const size = numberIn(values, 'per_page') ?? 10;
  const page = numberIn(values, 'page') ?? 1;
  const rows = shown === 0 && page > 1 && options.totalPastEnd === false ? 0 : total;
  const pages = Math.ceil(rows / size);
  const neighbours: string[] = [];
  if (page > 1) neighbours.push(link(request, Math.min(page - 1, pages), 'prev', options.defaults));
  if (page < pages) neighbours.push(link(request, page + 1, 'next', options.defaults));
  return {
    status: 200,
    ...content,
    headers: {
      'X-WP-Total': String(rows),
      'X-WP-TotalPages': String(pages),
      ...(neighbours.length === 0 ? {} : { Link: neighbours.join(', ') }),
    },
  };
}

function link(
  request: RestRequest,
  page: number,
  rel: string,
  defaults: readonly (readonly [string, string])[] = [],
): string {
  const query = new URLSearchParams();
  // The keys of a query string reach the link too; a real site leaks them the same way.
  for (const [name, value] of request.query)
    if (name !== 'rest_route') query.append(name, name === 'page' ? String(page) : value);
  if (!query.has('page')) query.append('page', String(page));
  for (const [name, value] of defaults)
    if (!query.has(name) && !query.has(name.replace(/\[.*$/, ''))) query.append(name, value);
  return `<${request.site}/wp-json${request.path}?${query}>; rel="${rel}"`;
}
