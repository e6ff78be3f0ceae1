import type { Address } from '../build-address.ts';
import type { Answer } from '../call-result.ts';

/** Which page is asked for. `variables` is `$page` in templates. */
export interface PageRequest {
  readonly variables: {
    readonly size?: number;
    readonly number?: number;
    readonly offset?: number;
    readonly cursor?: string;
  };
  /** Address of the page, where the answer before named it. */
  readonly link?: Address;
  /** Lower bound of change time, where the window moves instead of the page: milliseconds since 1970. */
  readonly sinceMs?: number;
}

/** A page as it came. */
export interface SeenPage {
  readonly items: readonly unknown[];
  readonly answer: Answer;
}

/** How it shows that a record has left an earlier page meanwhile, and so has shifted another one past the reader. */
export interface Behind {
  /** The page before: it is not what it was when it was read. */
  readonly page: PageRequest;
  /** Where to begin again then. */
  readonly restart: PageRequest;
}

/** How a list goes on. Holds nothing itself: the request carries where the reader is. */
export interface Pager {
  readonly first: PageRequest;
  /** The request after `request`, or undefined when `page` was the last. Throws when the answer does not tell. */
  next(request: PageRequest, page: SeenPage): PageRequest | undefined;
  /** What tells two pages apart, where it is not the keys of their records. */
  identity?(answer: Answer): string;
  /** For a page that is asked for by its number alone, in a list whose records move when they change. */
  behind?(request: PageRequest): Behind | undefined;
  /**
   * How the list goes on when `request` brought the page before it once more, for a pager that may ask so without fault.
   * Undefined when it may not: the system ignores what it is asked.
   */
  afterRepeat?(request: PageRequest, page: SeenPage): PageRequest | undefined;
}

/** A list that comes in one answer. */
export const SINGLE_PAGE: Pager = { first: { variables: {} }, next: () => undefined };
