import { problem, type RestError } from '../rest-error.ts';

/** What cannot be read or does not exist: 400 with a long detail (sheet section 6). */
export const queryError = (what: string): RestError =>
  problem(
    400,
    'INVALID_PARAMETER',
    `Invalid search query. Detailed unprocessed description follows. Search error occurred: ${what}`,
  );
