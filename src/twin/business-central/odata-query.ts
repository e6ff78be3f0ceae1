import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { EntitySet, Row } from './entity-set.ts';
import { ODataError } from './odata-error.ts';
import { type Filter, parseFilter, passes } from './odata-filter.ts';

/** How an entity is shown: its own fields, and its navigation properties on `$expand`. */
export interface EntityView {
  readonly set: EntitySet;
  readonly show: (row: Row) => Record<string, unknown>;
  readonly expand: Readonly<Record<string, (row: Row) => unknown>>;
}

const MOST_A_PAGE = 20_000;
const KNOWN = new Set([
  '$filter',
  '$select',
  '$expand',
  '$orderby',
  '$top',
  '$skip',
  '$skiptoken',
  '$count',
  '$schemaversion',
  'company',
]);

/** Answers GET on an entity set: filter, order, page by server, with `@odata.nextLink` (sheet section 4). */
export function listReply(view: EntityView, rows: () => readonly Row[], request: TwinRequest): TwinReply {
  for (const name of request.query.keys()) {
    if (name.startsWith('$') && !KNOWN.has(name))
      throw new ODataError(400, 'BadRequest', `The query parameter '${name}' is not supported.`);
  }
  const filter = request.query.get('$filter');
  const parsed = filter === null || filter.trim() === '' ? undefined : parseFilter(filter);
  const chosen = chosenRows(view, rows, parsed).map((row) => ({ row, shown: view.show(row) }));
  const matching = parsed === undefined ? chosen : chosen.filter(({ shown }) => passes(parsed, shown));
  sortRows(matching, request.query.get('$orderby'));
  const top = numberOf(request.query.get('$top')) ?? Number.POSITIVE_INFINITY;
  const size = Math.min(
    numberOf(/maxpagesize=(\d+)/.exec(String(request.headers.prefer ?? ''))?.[1] ?? null) ?? MOST_A_PAGE,
    MOST_A_PAGE,
  );
  const start = numberOf(request.query.get('$skiptoken')) ?? numberOf(request.query.get('$skip')) ?? 0;
  const limited = matching.slice(0, Math.min(matching.length, top));
  const page = limited.slice(start, start + size);
  const more = start + size < limited.length;
  const context = `${request.url}#${view.set.name}`;
  return {
    status: 200,
    headers: { 'content-type': 'application/json; odata.metadata=minimal' },
    body: {
      '@odata.context': context,
      ...(request.query.get('$count') === 'true' ? { '@odata.count': limited.length } : {}),
      value: page.map(({ row, shown }) => entityBody(view, row, shown, request)),
      ...(more ? { '@odata.nextLink': nextLink(request, start + size) } : {}),
    },
  };
}

export function entityReply(view: EntityView, row: Row, request: TwinRequest, status = 200): TwinReply {
  return {
    status,
    headers: { 'content-type': 'application/json; odata.metadata=minimal' },
    body: {
      '@odata.context': `${request.url}#${view.set.name}/$entity`,
      ...entityBody(view, row, view.show(row), request),
    },
  };
}

function entityBody(
  view: EntityView,
  row: Row,
  shown: Record<string, unknown>,
  { query }: TwinRequest,
): Record<string, unknown> {
  const selected = query
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  const unknown = selected?.find((name) => !(name in shown));
  if (unknown !== undefined)
    throw new ODataError(
      400,
      'BadRequest',
      `Could not find a property named '${unknown}' on type 'Microsoft.NAV.${view.set.name}'.`,
    );
  const body = selected === undefined ? shown : Object.fromEntries(selected.map((name) => [name, shown[name]]));
  const expanded = (query.get('$expand') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const parts = expanded.map((name) => {
    const part = view.expand[name.replace(/\(.*\)$/, '')];
    if (part === undefined)
      throw new ODataError(
        400,
        'BadRequest',
        `Could not find a property named '${name}' on type 'Microsoft.NAV.${view.set.name}'.`,
      );
    return [name.replace(/\(.*\)$/, ''), part(row)] as const;
  });
  return { '@odata.etag': view.set.etag(row), ...body, ...Object.fromEntries(parts) };
}

/** A lone equality on an indexed field, or one joined by `and`, needs no scan. */
function chosenRows({ set }: EntityView, rows: () => readonly Row[], filter: Filter | undefined): readonly Row[] {
  if (
    filter?.kind === 'compare' &&
    filter.operator === 'eq' &&
    filter.letters === undefined &&
    set.isIndexed(filter.field)
  )
    return set.by(filter.field, filter.value);
  if (filter?.kind === 'and') return chosenRows({ set } as EntityView, rows, filter.left);
  return rows();
}

function sortRows(rows: { readonly shown: Record<string, unknown> }[], orderBy: string | null): void {
  if (orderBy === null) return;
  const [field = '', direction = 'asc'] = orderBy.trim().split(/\s+/);
  const sign = direction === 'desc' ? -1 : 1;
  rows.sort((a, b) => {
    const left = a.shown[field];
    const right = b.shown[field];
    if (left === right) return 0;
    return (typeof left === 'number' && typeof right === 'number' ? left < right : String(left) < String(right))
      ? -sign
      : sign;
  });
}

function nextLink(request: TwinRequest, token: number): string {
  const query = new URLSearchParams(request.query);
  query.delete('$skip');
  query.set('$skiptoken', String(token));
  return `${request.url}?${query}`;
}

function numberOf(value: string | null): number | undefined {
  if (value === null) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0)
    throw new ODataError(400, 'BadRequest', `'${value}' is not a valid number.`);
  return number;
}
