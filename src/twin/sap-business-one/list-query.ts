import { type Operand, pinnedBy } from '../kit/odata-filter.ts';
import type { TwinRequest } from '../kit/twin-server.ts';
import { ruleOf } from './body.ts';
import type { Company } from './company.ts';
import { literalValue, parseFilter, rowTest } from './filter.ts';
import { type Row, type Scalar, scalarOf } from './row.ts';
import { malformed, unknownProperty } from './service-layer-error.ts';
import type { FieldRule, Shape } from './shape.ts';

/** Rows that a page has unless the request says otherwise (sheet section 4). */
const PAGE = 20;

const OPTIONS = new Set('$select $filter $orderby $top $skip $count $inlinecount'.split(' '));

/** What a list may be asked from: rows of a shape, fewer of them where a value is known that they must have. */
export interface ListSource {
  readonly shape: Shape;
  readonly all: () => readonly Row[];
  /** Rows with a value in a property that is looked up quickly; undefined when this one is not. */
  readonly with: (property: string, value: Scalar) => readonly Row[] | undefined;
}

export interface Listed {
  readonly page: readonly Row[];
  /** All that pass the filter. */
  readonly matching: number;
  /** The query of the next page; undefined on the last one. */
  readonly next: string | undefined;
}

/** Whether capitals count for nothing in comparisons: by the database, or the header of the request (sheet section 3.0). */
export const isFolded = ({ settings }: Company, { headers }: TwinRequest): boolean =>
  !settings.caseSensitive || String(headers['b1s-caseinsensitive'] ?? '') === 'true';

/** The properties that `$select` names; undefined: all. Throws a 400 at one that there is not. */
export function selectedOf(company: Company, shape: Shape, query: URLSearchParams): ReadonlySet<string> | undefined {
  const source = query.get('$select');
  if (source === null || source.trim() === '' || source.trim() === '*') return undefined;
  const names = source.split(',').map((name) => name.trim());
  for (const name of names)
    if (ruleOf(company, shape, name) === undefined && !(name in shape.rows) && !(name in shape.parts))
      throw unknownProperty(name, shape.name);
  return new Set(names);
}

/** Filters, sorts and cuts a page as the query says (sheet sections 3.0 and 4). */
export function listed(company: Company, source: ListSource, request: TwinRequest): Listed {
  const { query } = request;
  checkOptions(query, source.shape);
  const rows = [...matching(company, source, request)];
  const order = orderOf(company, source.shape, query.get('$orderby'));
  if (order !== undefined) rows.sort(order);
  const skip = count(query.get('$skip')) ?? 0;
  const top = count(query.get('$top')) ?? Number.POSITIVE_INFINITY;
  const size = pageSize(request);
  const page = rows.slice(skip, skip + Math.min(top, size));
  const isLast = page.length >= top || skip + page.length >= rows.length;
  return {
    page,
    matching: rows.length,
    next: isLast ? undefined : nextQuery(query, skip + page.length, top - page.length),
  };
}

export function matching(company: Company, source: ListSource, request: TwinRequest): readonly Row[] {
  const written = request.query.get('$filter') ?? '';
  if (written.trim() === '') return source.all();
  const filter = parseFilter(written);
  const folded = isFolded(company, request);
  const rule = (name: string): FieldRule => {
    const found = ruleOf(company, source.shape, name);
    if (found === undefined) throw unknownProperty(name, source.shape.name);
    return found;
  };
  const test = rowTest<Row>(filter, {
    folded,
    property: (name) => ({ rule: rule(name), read: (row) => scalarOf(row, name) }),
  });
  for (const { field, value } of folded ? [] : pinnedBy(filter)) {
    const operand: Operand<'day' | 'time'> & { readonly kind: 'literal' } = { kind: 'literal', literal: value };
    const found = source.with(field, literalValue(operand, rule(field)));
    if (found !== undefined) return found.filter(test);
  }
  return source.all().filter(test);
}

/** Collections and complex properties come whole, and cannot be expanded (sheet section 3.0). */
function checkOptions(query: URLSearchParams, shape: Shape): void {
  const expanded = query.get('$expand');
  if (expanded !== null) throw malformed(`'${expanded}' is no navigation property of '${shape.name}'`);
  for (const name of query.keys())
    if (name.startsWith('$') && !OPTIONS.has(name)) throw malformed(`Query option '${name}' is not supported`);
}

function orderOf(company: Company, shape: Shape, source: string | null): ((a: Row, b: Row) => number) | undefined {
  if (source === null || source.trim() === '') return undefined;
  const keys = source.split(',').map((part) => {
    const [name = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    if (rest.length > 0 || !/^(asc|desc)$/.test(direction)) throw malformed(`Query string error: '$orderby=${source}'`);
    if (ruleOf(company, shape, name) === undefined) throw unknownProperty(name, shape.name);
    return { name, sign: direction === 'desc' ? -1 : 1 };
  });
  return (a, b) => {
    for (const { name, sign } of keys) {
      const [left, right] = [scalarOf(a, name), scalarOf(b, name)];
      if (left === right) continue;
      // Nothing comes before everything.
      if (left === null || right === null) return left === null ? -sign : sign;
      return left < right ? -sign : sign;
    }
    return 0;
  };
}

/** 0 switches paging off (sheet section 4). */
function pageSize({ headers }: TwinRequest): number {
  const preferred = /\bodata\.maxpagesize=(\d+)/.exec(String(headers.prefer ?? ''))?.[1];
  const written = headers['b1s-pagesize'];
  const size = count(preferred ?? (typeof written === 'string' ? written : null)) ?? PAGE;
  return size === 0 ? Number.POSITIVE_INFINITY : size;
}

function nextQuery(query: URLSearchParams, skip: number, left: number): string {
  const options = [...query].filter(([name]) => name !== '$skip' && name !== '$top');
  if (Number.isFinite(left)) options.push(['$top', String(left)]);
  options.push(['$skip', String(skip)]);
  return options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}

function count(value: string | null): number | undefined {
  if (value === null) return undefined;
  const number = Number(value);
  if (value === '' || !Number.isInteger(number) || number < 0) throw malformed(`Query string error: '${value}'`);
  return number;
}
