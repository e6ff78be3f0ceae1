import type { TwinReply } from '../kit/twin-server.ts';
import { ApiError, type Dialect, invalid } from './api-error.ts';
import { NO_CONTENT } from './route.ts';

const V2_MOST = 250;
const USUAL = 50;

/** A bare list; an empty one, and one past the end, is 204 without a body (sheet, section 4). */
export function v2Page(rows: readonly unknown[], query: URLSearchParams): TwinReply {
  const { page, limit } = pageOf(query, V2_MOST, 'v2');
  const shown = rows.slice((page - 1) * limit, page * limit);
  return shown.length === 0 ? NO_CONTENT : { status: 200, body: shown };
}

/** A list in its envelope, with the count of all. */
export function v3Page(rows: readonly unknown[], query: URLSearchParams, most = V2_MOST): TwinReply {
  const { page, limit } = pageOf(query, most, 'v3');
  const data = rows.slice((page - 1) * limit, page * limit);
  const pages = Math.max(1, Math.ceil(rows.length / limit));
  const link = (to: number) => `?page=${to}&limit=${limit}`;
  return {
    status: 200,
    body: {
      data,
      meta: {
        pagination: {
          total: rows.length,
          count: data.length,
          per_page: limit,
          current_page: page,
          total_pages: pages,
          links: {
            ...(page > 1 ? { previous: link(page - 1) } : {}),
            current: link(page),
            ...(page < pages ? { next: link(page + 1) } : {}),
          },
        },
      },
    },
  };
}

function pageOf(query: URLSearchParams, most: number, dialect: Dialect): { page: number; limit: number } {
  const page = countIn(query, 'page', 1, dialect);
  const limit = countIn(query, 'limit', USUAL, dialect);
  if (limit > most) throw new ApiError(413, `The limit is at most ${most}.`);
  return { page, limit };
}

function countIn(query: URLSearchParams, name: string, usual: number, dialect: Dialect): number {
  const written = query.get(name);
  if (written === null) return usual;
  if (!/^[1-9]\d*$/.test(written)) throw invalid(name, 'a positive integer was expected', dialect);
  return Number(written);
}
