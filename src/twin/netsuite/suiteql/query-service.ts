import type { TwinReply, TwinRequest } from '../../kit/twin-server.ts';
import type { Account } from '../account.ts';
import { pageOf, windowOf } from '../paging.ts';
import { problem } from '../rest-error.ts';
import { parseQuery } from './parse.ts';
import { queryError } from './query-error.ts';
import { compileQuery } from './run-query.ts';
import type { Table } from './table.ts';
import { tablesOf } from './tables/all-tables.ts';
import { shown, textValue, type Value, WallTime } from './value.ts';

/** Rows of one query that can be read at all (sheet section 4). */
const MOST_ROWS = 100_000;

/** The SuiteQL service (sheet section 3). */
export class QueryService {
  readonly #account: Account;
  readonly #tables: Readonly<Record<string, Table>>;

  constructor(account: Account) {
    this.#account = account;
    this.#tables = tablesOf(account);
  }

  answer({ headers, body, query, url }: TwinRequest): TwinReply {
    if (!/\btransient\b/.test(String(headers.prefer ?? '')))
      throw problem(400, 'INVALID_REQUEST', 'The header Prefer: transient is required.', { 'o:errorHeader': 'Prefer' });
    if (!(headers['content-type'] ?? '').startsWith('application/json'))
      throw problem(415, 'INVALID_REQUEST', 'The media type is not supported.', { 'o:errorHeader': 'Content-Type' });
    const window = windowOf(query);
    const { q, params } = read(body);
    const now = this.#account.now();
    const run = compileQuery(parseQuery(q), {
      parameters: params,
      now: new WallTime(Date.parse(`${this.#account.time.wallClock(now)}Z`)),
      tableNamed: (name) => this.#tables[name],
    });
    const { names, rows } = run();
    if (rows.length > MOST_ROWS) throw queryError(`The query has more than ${MOST_ROWS} rows.`);
    return {
      status: 200,
      headers: { 'content-type': 'application/vnd.oracle.resource+json; type=collection' },
      body: pageOf(rows, window, url, (row) => ({ links: [], ...fieldsOf(names, row) })),
    };
  }
}

/** Every value is text, and a null has no field (sheet section 3). */
const fieldsOf = (names: readonly string[], row: readonly Value[]) =>
  Object.fromEntries(
    names.flatMap((name, index) => {
      const value = row[index] ?? null;
      return value === null ? [] : [[name, shown(value)]];
    }),
  );

function read(body: string): { readonly q: string; readonly params: readonly Value[] } {
  const { q, params = [] } = parsed(body);
  if (typeof q !== 'string')
    throw problem(400, 'INVALID_CONTENT', 'A query is expected: { "q": "SELECT …" }.', { 'o:errorPath': 'q' });
  if (!Array.isArray(params))
    throw problem(400, 'INVALID_CONTENT', 'A list of values is expected.', { 'o:errorPath': 'params' });
  return {
    q,
    params: params.map((each: unknown) => (typeof each === 'number' ? each : textValue(String(each ?? '')))),
  };
}

function parsed(body: string): { readonly q?: unknown; readonly params?: unknown } {
  try {
    return (JSON.parse(body) ?? {}) as { q?: unknown };
  } catch (error) {
    if (error instanceof SyntaxError) throw problem(400, 'INVALID_CONTENT', 'The request body is not JSON.');
    throw error;
  }
}
