import { badRequest } from './api-error.ts';

export interface Page {
  readonly limit: number;
  readonly offset: number;
}

export interface PageBounds {
  readonly most: number;
  readonly usual: number;
  readonly least?: number;
}

/** What a page asks for, as text in a query or as a number in a body. Throws the 400 of what is out of bounds. */
export function pageOf(limit: unknown, offset: unknown, { most, usual, least = 1 }: PageBounds): Page {
  const page = { limit: whole(limit, 'limit') ?? usual, offset: whole(offset, 'offset') ?? 0 };
  if (page.limit < least || page.limit > most)
    throw badRequest(`The value '${page.limit}' of limit is not between ${least} and ${most}.`);
  if (page.limit + page.offset > 10_000) throw badRequest('Offset and limit together are more than 10000.');
  return page;
}

function whole(written: unknown, name: string): number | undefined {
  if (written === null || written === undefined) return undefined;
  const number = typeof written === 'string' && written !== '' ? Number(written) : written;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < 0)
    throw badRequest(`The value '${String(written)}' of ${name} is not a whole number.`);
  return number;
}

export const sliceOf = <T>(rows: readonly T[], { limit, offset }: Page): readonly T[] =>
  rows.slice(offset, offset + limit);
