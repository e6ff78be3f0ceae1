import { filterTest, pinnedBy } from '../kit/odata-filter.ts';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { Entity } from './entity.ts';
import type { Row } from './entity-set.ts';
import { shapedRow, shapeOf } from './entity-shape.ts';
import { type BusinessCentralFilter, parseFilter } from './filter.ts';
import { conditionTest, filterValue } from './filter-match.ts';
import { listOrder, type Place, readSkipToken, skipToken } from './list-order.ts';
import { badRequest, dialog } from './odata-error.ts';

/** Default and maximum of a page online (sheet section 4). */
const MOST_A_PAGE = 20_000;

const OPTIONS = new Set('$filter $select $expand $orderby $top $skip $skiptoken $count $schemaversion'.split(' '));

export const JSON_TYPE = { 'content-type': 'application/json; odata.metadata=minimal; charset=utf-8' };

/**
 * Answers GET on a list: filter, order, pages made by the server with `@odata.nextLink` (sheet section 4). `below` are
 * the rows of a parent; without them it is the whole set. `seen` is told of every row that is shown.
 */
export function listReply(
  entity: Entity,
  below: readonly Row[] | undefined,
  request: TwinRequest,
  seen: (row: Row) => void,
): TwinReply {
  const { query } = request;
  const matching = matchingRows(entity, below, request);
  const shape = shapeOf(entity, query.get('$select'), query.get('$expand'));
  const order = listOrder(entity, query.get('$orderby'));
  const token = query.get('$skiptoken');
  const after = token === null ? undefined : readSkipToken(token);
  let rest = matching.map((row): readonly [Row, Place] => [row, order.place(row)]);
  if (after !== undefined) rest = rest.filter(([, place]) => order.compare(place, after) > 0);
  rest.sort((a, b) => order.compare(a[1], b[1]));
  if (after === undefined) rest = rest.slice(count(query.get('$skip')) ?? 0);
  const top = count(query.get('$top')) ?? Number.POSITIVE_INFINITY;
  const size = pageSize(request);
  const page = rest.slice(0, Math.min(size, top));
  const last = page.at(-1);
  const more = page.length < Math.min(rest.length, top);
  for (const [row] of page) seen(row);
  return {
    status: 200,
    headers: { ...JSON_TYPE, ...(size < MOST_A_PAGE ? { 'preference-applied': `odata.maxpagesize=${size}` } : {}) },
    body: {
      '@odata.context': contextOf(request, entity.name),
      ...(query.get('$count') === 'true' ? { '@odata.count': matching.length } : {}),
      value: page.map(([row]) => shapedRow(entity, row, shape)),
      ...(more && last !== undefined ? { '@odata.nextLink': nextLink(request, last[1], top - page.length) } : {}),
    },
  };
}

/** `{base}/$metadata#companies({id})/salesOrders`; without the company where the path names none. */
export const contextOf = ({ url }: TwinRequest, name: string): string => {
  const [, company = ''] = /\/(companies\([^)]*\)\/)/.exec(url) ?? [];
  return `${url.replace(/\/(companies|subscriptions|[A-Za-z]+)(\(.*)?$/, '')}/$metadata#${company}${name}`;
};

/** `/$count`: how many rows pass the filter, as text. */
export function countReply(entity: Entity, below: readonly Row[] | undefined, request: TwinRequest): TwinReply {
  const found = matchingRows(entity, below, request).length;
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: String(found) };
}

function matchingRows(entity: Entity, below: readonly Row[] | undefined, { query }: TwinRequest): readonly Row[] {
  for (const name of query.keys())
    if (name.startsWith('$') && !OPTIONS.has(name)) throw badRequest(`The query parameter '${name}' is not supported.`);
  const source = query.get('$filter') ?? '';
  const filter = source.trim() === '' ? undefined : parseFilter(source, { in: query.get('$schemaversion') === '2.1' });
  // The bare list of lines is refused, with the text that the product gives (sheet section 3.1).
  if (below === undefined && entity.ofDocument === true && !isPinned(filter))
    throw dialog('You must specify an Id or a Document Id to get the lines.');
  if (filter === undefined) return below ?? entity.rows?.() ?? entity.set.all();
  const test = filterTest(filter, (condition) => conditionTest(entity, condition));
  return (below ?? candidates(entity, filter)).filter(test);
}

const isPinned = (filter: BusinessCentralFilter | undefined): boolean =>
  filter !== undefined && pinnedBy(filter).some(({ field }) => field === 'id' || field === 'documentId');

/** An equality on the id or on an indexed field, alone or within `and`, saves the scan of 20,000 orders. */
function candidates(entity: Entity, filter: BusinessCentralFilter): readonly Row[] {
  const { set } = entity;
  if (entity.rows !== undefined) return entity.rows();
  for (const { field, value } of pinnedBy(filter)) {
    if (entity.computed?.[field] !== undefined) continue;
    if (field === 'id') {
      const row = set.get(String(filterValue(entity, field, value)));
      return row === undefined ? [] : [row];
    }
    if (set.isIndexed(field)) return set.by(field, filterValue(entity, field, value));
  }
  return set.all();
}

function pageSize({ headers }: TwinRequest): number {
  const asked = /\bodata\.maxpagesize=(\d+)/.exec(String(headers.prefer ?? ''))?.[1];
  const size = count(asked ?? null);
  return size === undefined || size === 0 ? MOST_A_PAGE : Math.min(size, MOST_A_PAGE);
}

function nextLink(request: TwinRequest, last: Place, left: number): string {
  const query = new URLSearchParams(request.query);
  query.delete('$skip');
  query.set('$skiptoken', skipToken(last));
  if (Number.isFinite(left)) query.set('$top', String(left));
  return `${request.url}?${query}`;
}

function count(value: string | null): number | undefined {
  if (value === null) return undefined;
  const number = Number(value);
  if (value === '' || !Number.isInteger(number) || number < 0) throw badRequest(`'${value}' is not a valid number.`);
  return number;
}
