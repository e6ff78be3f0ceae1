import type { GraphQLResolveInfo } from 'graphql';
import { badRequest, type Connection, decodeCursor, encodeCursor, type PageArgs, pageOf } from './connection.ts';
import { legacyIdOf } from './global-id.ts';
import type { Call } from './resolvers.ts';
import { compileSearch, type SearchFields } from './search-match.ts';
import { parseSearchQuery } from './search-query.ts';
import type { Shop } from './shop.ts';

export interface ListArgs extends PageArgs {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}

/** How the records of one kind are searched and sorted. */
export interface ListKind<Record> {
  readonly name: string;
  readonly fields: SearchFields<Record>;
  /** RELEVANCE and every key that is not here sort by id. */
  readonly sortKeys: Readonly<{ [key: string]: (record: Record, shop: Shop) => string | number }>;
}

interface Sorted<Record> {
  readonly record: Record;
  readonly value: string | number;
  readonly number: number;
}

interface Searchable {
  readonly id: string;
  readonly touchedMs: number;
}

interface CachedList {
  readonly revision: number;
  readonly entries: readonly unknown[];
  readonly ignored: readonly string[];
}

// A poll pages through one list many times: without this every page of 10,000 orders would be searched and sorted anew.
const cachedLists = new WeakMap<Shop, Map<string, CachedList>>();
const CACHED_LISTS = 16;

/**
 * Answers a root connection: search, sort, one page. With a `query` the records that changed within the search lag are
 * missing, for search reads an index; without one they are there. A cursor holds for the same list, query and sort only.
 */
export function listRecords<Record extends Searchable>(
  kind: ListKind<Record>,
  candidates: () => Iterable<Record>,
  args: ListArgs,
  call: Call,
  info: GraphQLResolveInfo,
): Connection<Record> {
  const { shop } = call;
  const sortKey = args.sortKey ?? 'ID';
  const reverse = args.reverse === true;
  const scope = `${kind.name}|${args.query ?? ''}|${sortKey}|${reverse}`;
  const { entries, ignored } = sortedList(kind, candidates, args, shop, scope);
  for (const field of ignored) call.searchWarnings.push({ path: [info.path.key], query: args.query ?? '', field });

  const after = cursorContent(args.after, scope);
  const before = cursorContent(args.before, scope);
  const offset = after?.n ?? 0;
  if (offset >= shop.settings.pagingLimit)
    throw badRequest(`Pagination is limited to ${shop.settings.pagingLimit} objects; narrow the query.`);
  const from = after === undefined ? 0 : boundary(entries, after, reverse, true);
  const to = before === undefined ? entries.length : boundary(entries, before, reverse, false);
  const page = pageOf(entries, args, from, to, (entry, index) =>
    encodeCursor({
      last_id: entry.number,
      last_value: entry.value,
      n: offset + index - from + 1,
      scope: digest(scope),
    }),
  );
  return {
    edges: page.edges.map((edge) => ({ cursor: edge.cursor, node: edge.node.record })),
    nodes: page.nodes.map((entry) => entry.record),
    pageInfo: page.pageInfo,
  };
}

/** How many records a query matches. */
export function countRecords<Record extends Searchable>(
  kind: ListKind<Record>,
  candidates: () => Iterable<Record>,
  query: string | null | undefined,
  shop: Shop,
): number {
  return sortedList(kind, candidates, { query: query ?? null }, shop, `${kind.name}|${query ?? ''}|ID|false`).entries
    .length;
}

function sortedList<Record extends Searchable>(
  kind: ListKind<Record>,
  candidates: () => Iterable<Record>,
  args: ListArgs,
  shop: Shop,
  scope: string,
): { readonly entries: readonly Sorted<Record>[]; readonly ignored: readonly string[] } {
  const cache = cachedLists.get(shop) ?? new Map<string, CachedList>();
  cachedLists.set(shop, cache);
  const searching = args.query !== null && args.query !== undefined && args.query.trim() !== '';
  const lagging = searching && shop.settings.searchLagMs > 0;
  const cached = cache.get(scope);
  if (cached !== undefined && cached.revision === shop.revision && !lagging)
    return { entries: cached.entries as readonly Sorted<Record>[], ignored: cached.ignored };

  const ignored: string[] = [];
  const matcher = searching
    ? compileSearch(parseSearchQuery(args.query ?? ''), kind.fields, shop, (field) => ignored.push(field))
    : null;
  const indexedUntil = shop.nowMs() - shop.settings.searchLagMs;
  const sortValue = kind.sortKeys[args.sortKey ?? 'ID'];
  const entries: Sorted<Record>[] = [];
  for (const record of candidates()) {
    if (lagging && record.touchedMs > indexedUntil) continue;
    if (matcher !== null && !matcher(record)) continue;
    const number = Number(legacyIdOf(record.id));
    entries.push({ record, number, value: sortValue === undefined ? number : sortValue(record, shop) });
  }
  const sign = args.reverse === true ? -1 : 1;
  entries.sort((a, b) => sign * compareEntries(a, b));
  if (cache.size >= CACHED_LISTS) cache.delete(cache.keys().next().value ?? '');
  cache.set(scope, { revision: shop.revision, entries, ignored });
  return { entries, ignored };
}

interface Position {
  readonly value: string | number;
  readonly number: number;
}

function compareEntries(a: Position, b: Position): number {
  if (a.value < b.value) return -1;
  if (a.value > b.value) return 1;
  return a.number - b.number;
}

function cursorContent(
  cursor: string | null | undefined,
  scope: string,
): (Position & { readonly n: number }) | undefined {
  if (cursor === null || cursor === undefined) return undefined;
  const { last_id: number, last_value: value, n, scope: written } = decodeCursor(cursor);
  const held = typeof value === 'string' || typeof value === 'number';
  if (written !== digest(scope) || typeof number !== 'number' || typeof n !== 'number' || !held)
    throw badRequest('Invalid cursor for current pagination sort.');
  return { number, value, n };
}

/**
 * The index after (or of) a position, by its value and not by its row: a record that moves to the end while the list is
 * paged is met a second time, one that moves back is missed, as in the real thing.
 */
function boundary(entries: readonly Position[], position: Position, reverse: boolean, after: boolean): number {
  const sign = reverse ? -1 : 1;
  const index = entries.findIndex((entry) => {
    const comparison = sign * compareEntries(entry, position);
    return after ? comparison > 0 : comparison >= 0;
  });
  return index < 0 ? entries.length : index;
}

function digest(text: string): number {
  let hash = 7;
  for (let index = 0; index < text.length; index += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return hash;
}
