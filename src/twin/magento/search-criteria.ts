import { asJson, phpQuery } from '../kit/php-query.ts';
import { isFields } from './request-body.ts';
import { INTERNAL_ERROR, RestError, required } from './rest-error.ts';

type Row = Readonly<Record<string, unknown>>;

interface Filter {
  readonly field: string;
  readonly value: string;
  readonly condition_type: string;
}

interface Sort {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

interface Criteria {
  readonly filter_groups: readonly { readonly filters: readonly Filter[] }[];
  readonly sort_orders?: readonly Sort[];
  readonly page_size?: number;
  readonly current_page?: number;
}

/** A list that is searched: rows as they are shown, and the columns of the table, which rows may lack. */
export interface Searched {
  readonly rows: readonly Row[];
  readonly columns: readonly string[];
  /** What a page beyond the last one holds. */
  readonly pastTheEnd: 'last page' | 'nothing';
}

/** The answer to a list call. Throws the 400 of a call without `searchCriteria`, the 500 of an unknown column. */
export function search(query: URLSearchParams, list: Searched) {
  const criteria = criteriaOf(query);
  const { filter_groups, sort_orders = [], page_size, current_page = 1 } = criteria;
  const asked = [...filter_groups.flatMap(({ filters }) => filters), ...sort_orders].map(({ field }) => field);
  if (asked.some((field) => !list.columns.includes(field))) throw new UnknownColumn();
  const found = list.rows.filter((row) =>
    filter_groups.every(({ filters }) => filters.length === 0 || filters.some((filter) => matches(row, filter))),
  );
  const sorted = [...found].sort((a, b) => {
    for (const { field, direction } of sort_orders) {
      const order = compared(a[field], b[field]) * (direction === 'ASC' ? 1 : -1);
      if (order !== 0) return order;
    }
    return 0;
  });
  return {
    items: page(sorted, page_size, current_page, list.pastTheEnd),
    search_criteria: criteria,
    total_count: found.length,
  };
}

class UnknownColumn extends RestError {
  constructor() {
    super(500, (INTERNAL_ERROR.body as { message: string }).message);
  }
}

function page<T>(
  rows: readonly T[],
  size: number | undefined,
  wanted: number,
  pastTheEnd: Searched['pastTheEnd'],
): T[] {
  if (size === undefined || size === 0) return [...rows];
  const last = Math.max(1, Math.ceil(rows.length / size));
  const at = pastTheEnd === 'last page' ? Math.min(Math.max(1, wanted), last) : Math.max(1, wanted);
  return rows.slice((at - 1) * size, at * size);
}

function criteriaOf(query: URLSearchParams): Criteria {
  const parsed = phpQuery(query);
  const sent = parsed.searchCriteria ?? parsed.search_criteria;
  if (sent === undefined) throw required('searchCriteria');
  const fields = asJson(sent);
  if (!isFields(fields)) return { filter_groups: [] };
  const groups = listIn(fields, 'filter_groups', 'filterGroups').map((group) => ({
    filters: listIn(group, 'filters').map((filter) => ({
      field: String(filter.field ?? ''),
      value: String(filter.value ?? ''),
      condition_type: String(filter.condition_type ?? filter.conditionType ?? 'eq'),
    })),
  }));
  const sorts = listIn(fields, 'sort_orders', 'sortOrders').map((sort): Sort => {
    const direction = String(sort.direction ?? 'DESC').toUpperCase();
    return { field: String(sort.field ?? ''), direction: direction === 'ASC' ? 'ASC' : 'DESC' };
  });
  const size = fields.pageSize ?? fields.page_size;
  const current = fields.currentPage ?? fields.current_page;
  return {
    filter_groups: groups,
    ...(sorts.length === 0 ? {} : { sort_orders: sorts }),
    ...(size === undefined ? {} : { page_size: Number(size) }),
    ...(current === undefined ? {} : { current_page: Number(current) }),
  };
}

function listIn(fields: Row, ...names: readonly string[]): Row[] {
  const value = names.map((name) => fields[name]).find((each) => each !== undefined);
  const all = Array.isArray(value) ? value : isFields(value) ? Object.values(value) : [];
  return all.filter(isFields);
}

const CONDITIONS: Readonly<Record<string, (cell: unknown, value: string) => boolean>> = {
  eq: (cell, value) => compared(cell, value) === 0,
  neq: (cell, value) => compared(cell, value) !== 0,
  gt: (cell, value) => compared(cell, value) > 0,
  gteq: (cell, value) => compared(cell, value) >= 0,
  moreq: (cell, value) => compared(cell, value) >= 0,
  from: (cell, value) => compared(cell, value) >= 0,
  lt: (cell, value) => compared(cell, value) < 0,
  lteq: (cell, value) => compared(cell, value) <= 0,
  to: (cell, value) => compared(cell, value) <= 0,
  in: (cell, value) => value.split(',').some((each) => compared(cell, each) === 0),
  nin: (cell, value) => value.split(',').every((each) => compared(cell, each) !== 0),
  like: (cell, value) => like(cell, value),
  nlike: (cell, value) => !like(cell, value),
  finset: (cell, value) => String(cell).split(',').includes(value),
  nfinset: (cell, value) => !String(cell).split(',').includes(value),
};

function matches(row: Row, { field, value, condition_type }: Filter): boolean {
  const cell = row[field];
  const isNull = cell === undefined || cell === null;
  if (condition_type === 'null') return isNull;
  if (condition_type === 'notnull') return !isNull;
  const condition = CONDITIONS[condition_type];
  if (condition === undefined) throw new UnknownColumn();
  // As in SQL, a comparison with nothing is never true, `neq` among them.
  return !isNull && condition(cell, value);
}

/** Numbers as numbers, text without regard to case, as the database's collation does. A date alone is its midnight. */
function compared(cell: unknown, value: unknown): number {
  if (cell === undefined || cell === null || value === undefined || value === null)
    return Number(cell !== undefined && cell !== null) - Number(value !== undefined && value !== null);
  if (typeof cell === 'number') return cell - Number(value);
  const [left, right] = [cell, value].map((each) => timeless(String(each).toLowerCase()));
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
}

const timeless = (text: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text} 00:00:00` : text);

function like(cell: unknown, pattern: string): boolean {
  const source = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, 'is').test(String(cell));
}
