import { compileValue, type Evaluate } from './compile.ts';
import { partsOf } from './run-query.ts';
import { type Context, resolve, type Scope } from './scope.ts';
import type { Expression } from './syntax.ts';

/** What a row of a table is looked up by: a column of its own, and what it must equal. */
export interface JoinKeys {
  readonly own: Evaluate;
  readonly other: Evaluate;
}

/** The first comparison of a condition by which rows of the table at `index` can be looked up; none: each row is tried. */
export function keysOf(
  on: Expression | undefined,
  index: number,
  scope: Scope,
  context: Context,
): JoinKeys | undefined {
  for (const condition of conjuncts(on)) {
    if (condition.kind !== 'binary' || condition.operator !== '=') continue;
    // Two columns: anything else is compared as it is, with what the comparison refuses.
    if (condition.left.kind !== 'column' || condition.right.kind !== 'column') continue;
    const left = tablesOf(condition.left, scope);
    const right = tablesOf(condition.right, scope);
    if (left === undefined || right === undefined) continue;
    const compiled = [condition.left, condition.right].map((each) => compileValue(each, scope, context));
    const [ofLeft, ofRight] = compiled;
    if (ofLeft === undefined || ofRight === undefined) continue;
    if (isOnly(left, index) && !right.has(index)) return { own: ofLeft, other: ofRight };
    if (isOnly(right, index) && !left.has(index)) return { own: ofRight, other: ofLeft };
  }
  return undefined;
}

/** Of a table after a comma: what WHERE says of the tables up to it. */
export function joinConditions(where: Expression | undefined, scope: Scope): Expression | undefined {
  const known = conjuncts(where).filter((each) => tablesOf(each, scope) !== undefined);
  return known.reduce<Expression | undefined>(
    (all, each) => (all === undefined ? each : { kind: 'binary', operator: 'AND', left: all, right: each }),
    undefined,
  );
}

function conjuncts(expression: Expression | undefined): Expression[] {
  if (expression === undefined) return [];
  if (expression.kind !== 'binary' || expression.operator !== 'AND') return [expression];
  return [...conjuncts(expression.left), ...conjuncts(expression.right)];
}

const isOnly = (tables: ReadonlySet<number>, index: number): boolean => tables.size === 1 && tables.has(index);

/** The tables of the query that an expression reads; undefined: it reads what is not in scope, or a query of its own. */
function tablesOf(expression: Expression, scope: Scope): Set<number> | undefined {
  if (['exists', 'scalar', 'in', 'star'].includes(expression.kind)) return undefined;
  if (expression.kind === 'column') {
    if (['rownum', 'sysdate', 'current_date', 'current_timestamp', 'systimestamp'].includes(expression.name))
      return undefined;
    const inScope = scope.tables.some(
      ({ alias, table }) =>
        (expression.table === undefined || expression.table === alias) && expression.name in table.columns,
    );
    if (!inScope) return undefined;
    return new Set([resolve({ tables: scope.tables }, expression).index]);
  }
  const all = new Set<number>();
  for (const part of partsOf(expression)) {
    const tables = tablesOf(part, scope);
    if (tables === undefined) return undefined;
    for (const each of tables) all.add(each);
  }
  return all;
}
