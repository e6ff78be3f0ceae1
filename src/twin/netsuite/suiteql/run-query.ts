import { compileTest, compileValue, type Evaluate, isAggregate } from './compile.ts';
import { joinConditions, keysOf } from './join-keys.ts';
import { queryError } from './query-error.ts';
import type { Context, Frame, Scope } from './scope.ts';
import type { Expression, Order, Query, Source } from './syntax.ts';
import type { Table } from './table.ts';
import { compareValues, shown, type Value } from './value.ts';

/** Rows of an answer, by position; names in lower case. */
export interface Answer {
  readonly names: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

type Run = (outer?: Frame) => Answer;

/** Makes a query ready to run; `around` is the scope of the query in which it stands. Throws the system's refusals. */
export function compileQuery(query: Query, context: Context, around?: Scope): Run {
  const tables = query.from.map(({ table, alias }) => ({ alias, table: tableOf(table, context) }));
  const scope: Scope = around === undefined ? { tables } : { tables, outer: around };
  const select = query.select.flatMap((each) => expanded(each, scope));
  const where = query.where === undefined ? undefined : compileTest(query.where, scope, context);
  const joins = query.from.map((source, index) => compileJoin(source, index, scope, context, query.where));
  const columns = select.map(({ expression }) => compileValue(expression, scope, context));
  const grouped = query.groupBy.length > 0 || select.some(({ expression }) => holdsAggregate(expression));
  const group = grouped ? compileGrouping(query, select, scope, context) : undefined;
  const orders = query.orderBy.map((order) => compileOrder(order, select, scope, context));

  return (outer) => {
    const begin: Frame = outer === undefined ? { rows: [] } : { rows: [], outer };
    let frames: Frame[] = [begin];
    for (const join of joins) frames = frames.flatMap(join());
    if (where !== undefined) frames = kept(frames, where);
    if (group !== undefined) frames = group(frames, begin);
    let rows = frames.map((frame) => ({ frame, values: columns.map((column) => column(frame)) }));
    if (query.distinct) rows = [...new Map(rows.map((row) => [JSON.stringify(row.values), row])).values()];
    if (orders.length > 0) rows.sort((a, b) => inOrder(orders, a, b));
    const until = query.most === undefined ? undefined : query.skip + query.most;
    return { names: select.map(({ name }) => name), rows: rows.slice(query.skip, until).map(({ values }) => values) };
  };
}

/** The rows for which a condition is true, numbered as they are kept: `ROWNUM <= 10`. */
function kept(frames: readonly Frame[], where: (frame: Frame) => boolean | null): Frame[] {
  const result: Frame[] = [];
  for (const frame of frames) {
    const numbered = { ...frame, number: result.length + 1 };
    if (where(numbered) === true) result.push(numbered);
  }
  return result;
}

function tableOf(table: string | Query, context: Context): Table {
  if (typeof table === 'string') {
    const found = context.tableNamed(table);
    if (found === undefined) throw queryError(`Record '${table}' was not found.`);
    return found;
  }
  const run = compileQuery(table, context);
  const names = table.select.map(({ name }) => name);
  return {
    rows: () => run().rows,
    columns: Object.fromEntries(
      names.map((name, index) => [name, { value: (row: unknown) => (row as readonly Value[])[index] ?? null }]),
    ),
  };
}

type Selected = Query['select'][number];

/** `*` and `t.*` are all columns of the tables that they mean. */
function expanded({ expression, name }: Selected, { tables }: Scope): Selected[] {
  if (expression.kind !== 'star') return [{ expression, name }];
  return tables
    .filter(({ alias }) => expression.table === undefined || expression.table === alias)
    .flatMap(({ alias, table }) =>
      Object.keys(table.columns).map(
        (column): Selected => ({
          expression: { kind: 'column', table: alias, name: column },
          name: column,
        }),
      ),
    );
}

/** Joins a table to the rows so far; by a look-up where its condition compares a column of it, else row by row. */
function compileJoin(
  source: Source,
  index: number,
  whole: Scope,
  context: Context,
  where: Expression | undefined,
): () => (frame: Frame) => Frame[] {
  const scope: Scope = { ...whole, tables: whole.tables.slice(0, index + 1) };
  const table = scope.tables[index]?.table;
  if (table === undefined) throw new TypeError('no table to join');
  const on = source.join === undefined ? undefined : compileTest(source.join.on, scope, context);
  const keys = keysOf(source.join?.on ?? joinConditions(where, scope), index, scope, context);
  return () => {
    const rows = table.rows();
    const lookUp = keys === undefined ? () => rows : indexed(rows, keys.own, keys.other, index);
    return (frame) => {
      const joined = lookUp(frame).map((row): Frame => ({ ...frame, rows: [...frame.rows, row] }));
      const matching = on === undefined ? joined : joined.filter((each) => on(each) === true);
      if (matching.length > 0 || source.join?.outer !== true) return matching;
      return [{ ...frame, rows: [...frame.rows, undefined] }];
    };
  };
}

function indexed(
  rows: readonly unknown[],
  own: Evaluate,
  other: Evaluate,
  index: number,
): (frame: Frame) => readonly unknown[] {
  const byKey = new Map<string, unknown[]>();
  for (const row of rows) {
    const value = own({ rows: [...Array<undefined>(index), row] });
    if (value === null) continue;
    const known = byKey.get(shown(value));
    if (known === undefined) byKey.set(shown(value), [row]);
    else known.push(row);
  }
  return (frame) => {
    const value = other(frame);
    return value === null ? [] : (byKey.get(shown(value)) ?? []);
  };
}

function compileGrouping(query: Query, select: readonly Selected[], scope: Scope, context: Context) {
  for (const { expression } of select)
    if (!belongs(expression, query.groupBy)) throw queryError('Not a GROUP BY expression.');
  for (const by of query.groupBy)
    if (by.kind === 'call' && by.name === 'BUILTIN.DF') throw queryError('GROUP BY cannot be used with BUILTIN.DF.');
  const keys = query.groupBy.map((each) => compileValue(each, scope, context));
  const having = query.having === undefined ? undefined : compileTest(query.having, scope, context);
  return (frames: readonly Frame[], begin: Frame): Frame[] => {
    const groups = new Map<string, Frame[]>();
    if (keys.length === 0) groups.set('', [...frames]);
    else
      for (const frame of frames) {
        const key = JSON.stringify(keys.map((each) => each(frame)));
        groups.set(key, [...(groups.get(key) ?? []), frame]);
      }
    const all = [...groups.values()].map(
      (group): Frame => ({ ...(group[0] ?? { ...begin, rows: scope.tables.map(() => undefined) }), group }),
    );
    return having === undefined ? all : all.filter((frame) => having(frame) === true);
  };
}

/** Whether an expression has one value in each group. */
function belongs(expression: Expression, groupBy: readonly Expression[]): boolean {
  const text = JSON.stringify(expression);
  if (groupBy.some((each) => JSON.stringify(each) === text)) return true;
  if (expression.kind === 'call' && isAggregate(expression)) return true;
  if (expression.kind === 'column') return false;
  return partsOf(expression).every((each) => belongs(each, groupBy));
}

function holdsAggregate(expression: Expression): boolean {
  if (expression.kind === 'call' && isAggregate(expression)) return true;
  return partsOf(expression).some(holdsAggregate);
}

/** The expressions of which one is made; those of a query in it are its own. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'unary':
    case 'null-test':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'between':
      return [expression.operand, expression.from, expression.until];
    case 'in':
      return [expression.operand, ...(Array.isArray(expression.among) ? expression.among : [])];
    case 'case':
      return [
        ...expression.branches.flatMap(({ when, result }) => [when, result]),
        ...(expression.otherwise === undefined ? [] : [expression.otherwise]),
      ];
    case 'call':
      return expression.arguments;
    default:
      return [];
  }
}

interface Ordering {
  readonly value: (row: { readonly frame: Frame; readonly values: readonly Value[] }) => Value;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** By a column of the answer (its name or its place) or any expression; nulls come last, as in the database below. */
function compileOrder(
  { by, descending, nullsFirst }: Order,
  select: readonly Selected[],
  scope: Scope,
  context: Context,
): Ordering {
  const place =
    by.kind === 'literal' && typeof by.value === 'number'
      ? by.value - 1
      : by.kind === 'column' && by.table === undefined
        ? select.findIndex(({ name }) => name === by.name)
        : -1;
  const ordering = { descending, nullsFirst: nullsFirst ?? descending };
  if (place >= 0) return { ...ordering, value: ({ values }) => values[place] ?? null };
  const compiled = compileValue(by, scope, context);
  return { ...ordering, value: ({ frame }) => compiled(frame) };
}

type Row = { readonly frame: Frame; readonly values: readonly Value[] };

function inOrder(orders: readonly Ordering[], a: Row, b: Row): number {
  for (const { value, descending, nullsFirst } of orders) {
    const [left, right] = [value(a), value(b)];
    if (left === null && right === null) continue;
    if (left === null || right === null) return (left === null) === nullsFirst ? -1 : 1;
    const order = compareValues(left, right) ?? 0;
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}
