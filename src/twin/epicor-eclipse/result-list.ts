import type { TwinReply } from '../kit/twin-server.ts';
import type { Company } from './company.ts';
import { refused } from './eclipse-error.ts';
import type { Family } from './settings.ts';

interface Listed<T> {
  readonly family: Family;
  readonly rows: readonly T[];
  readonly updatedAt?: (row: T) => number;
  /** The words by which a search finds a row. */
  readonly words?: (row: T) => readonly string[];
  readonly view: (row: T) => unknown;
}

/** A list as Eclipse answers it: since a change, by a keyword, page by page (sheet sections 3 and 4). */
export function resultList<T>(company: Company, query: URLSearchParams, listed: Listed<T>): TwinReply {
  const { settings } = company;
  const keyword = query.get('keyword')?.toLowerCase();
  if (keyword !== undefined && !settings.indexed.includes(listed.family))
    return {
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: `To use the search, first index the records of ${listed.family} with the Search Index Builder.`,
    };
  const since = instantIn(query, company);
  const found = listed.rows
    .filter((row) => since === undefined || (listed.updatedAt?.(row) ?? 0) > since)
    .filter((row) => keyword === undefined || listed.words?.(row).some((word) => word.toLowerCase().includes(keyword)));
  const startIndex = countIn(query, 'startIndex') ?? 0;
  const pageSize = Math.min(countIn(query, 'pageSize') ?? settings.mostRows, settings.mostRows);
  const page = found.slice(startIndex, startIndex + pageSize);
  return {
    status: 200,
    body: { metadata: { startIndex, pageSize, totalItems: found.length }, results: page.map(listed.view) },
  };
}

function instantIn(query: URLSearchParams, { time }: Company): number | undefined {
  const written = query.get('updatedAfter');
  if (written === null) return undefined;
  const instant = time.read(written);
  if (instant === undefined) throw refused(`updatedAfter is not a date and time: ${written}`);
  return instant;
}

function countIn(query: URLSearchParams, name: string): number | undefined {
  const written = query.get(name);
  if (written === null) return undefined;
  if (!/^\d{1,9}$/.test(written)) throw refused(`${name} is not a whole number: ${written}`);
  return Number(written);
}
