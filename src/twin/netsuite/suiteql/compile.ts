import { AGGREGATES, FUNCTIONS } from './functions.ts';
import { queryError } from './query-error.ts';
import { compileQuery } from './run-query.ts';
import { type Context, type Frame, frameAt, resolve, type Scope } from './scope.ts';
import { type Expression, isQuery } from './syntax.ts';
import { compareValues, numberOf, shown, textValue, type Value } from './value.ts';

export type Evaluate = (frame: Frame) => Value;
/** True, false, or null: not known. */
export type Decide = (frame: Frame) => boolean | null;

export const isAggregate = ({ name }: Expression & { readonly kind: 'call' }): boolean =>
  name in AGGREGATES || name === 'LISTAGG';

/** An expression that yields a value. Throws where it names what is not there. */
export function compileValue(expression: Expression, scope: Scope, context: Context): Evaluate {
  const value = (each: Expression) => compileValue(each, scope, context);
  switch (expression.kind) {
    case 'literal': {
      const literal = typeof expression.value === 'string' ? textValue(expression.value) : expression.value;
      return () => literal;
    }
    case 'parameter': {
      const parameter = context.parameters[expression.index];
      if (parameter === undefined) throw queryError(`There is no value for parameter ${expression.index + 1}.`);
      return () => parameter;
    }
    case 'column':
      return compileColumn(expression, scope, context);
    case 'unary': {
      if (expression.operator === 'NOT') break;
      const operand = value(expression.operand);
      return (frame) => mapped(operand(frame), (each) => -numberOf(each));
    }
    case 'binary': {
      const left = value(expression.left);
      const right = value(expression.right);
      const operate = OPERATIONS[expression.operator];
      if (operate === undefined) break;
      return (frame) => operate(left(frame), right(frame));
    }
    case 'case': {
      const branches = expression.branches.map(({ when, result }) => ({
        when: compileTest(when, scope, context),
        result: value(result),
      }));
      const otherwise = expression.otherwise === undefined ? () => null : value(expression.otherwise);
      return (frame) => (branches.find(({ when }) => when(frame) === true)?.result ?? otherwise)(frame);
    }
    case 'scalar': {
      const run = compileQuery(expression.query, context, scope);
      return (frame) => run(frame).rows[0]?.[0] ?? null;
    }
    case 'call':
      return compileCall(expression, scope, context);
    default:
      break;
  }
  throw queryError('A condition cannot stand where a value is expected.');
}

const mapped = (value: Value, change: (value: Value) => Value): Value => (value === null ? null : change(value));

type Operate = (left: Value, right: Value) => Value;
const reckoned =
  (reckon: (left: number, right: number) => number): Operate =>
  (left, right) =>
    left === null || right === null ? null : reckon(numberOf(left), numberOf(right));

const OPERATIONS: Readonly<Record<string, Operate>> = {
  '+': reckoned((left, right) => left + right),
  '-': reckoned((left, right) => left - right),
  '*': reckoned((left, right) => left * right),
  '/': reckoned((left, right) => left / right),
  '||': (left, right) => textValue([left, right].map((each) => (each === null ? '' : shown(each))).join('')),
};

function compileColumn(expression: Expression & { readonly kind: 'column' }, scope: Scope, context: Context): Evaluate {
  if (expression.table === undefined) {
    if (['sysdate', 'current_date', 'current_timestamp', 'systimestamp'].includes(expression.name))
      return () => context.now;
    if (expression.name === 'rownum') return ({ number = null }) => number;
  }
  const { depth, index, column } = resolve(scope, expression);
  return (frame) => {
    const row = frameAt(frame, depth).rows[index];
    return row === undefined ? null : column.value(row);
  };
}

function compileCall(call: Expression & { readonly kind: 'call' }, scope: Scope, context: Context): Evaluate {
  if (call.name === 'BUILTIN.DF') return compileDisplay(call, scope, context);
  if (isAggregate(call)) return compileAggregate(call, scope, context);
  const compute = FUNCTIONS[call.name];
  if (compute === undefined)
    throw queryError(`The function '${call.name}' does not exist or cannot be read by this twin.`);
  const given = call.arguments.map((each) => compileValue(each, scope, context));
  return (frame) => compute(given.map((each) => each(frame)));
}

/** `BUILTIN.DF(column)`: what people read in place of an id or a letter (sheet section 3). */
function compileDisplay(call: Expression & { readonly kind: 'call' }, scope: Scope, context: Context): Evaluate {
  const [argument] = call.arguments;
  if (argument?.kind !== 'column') throw queryError('BUILTIN.DF needs a column.');
  const { depth, index, column } = resolve(scope, argument);
  const { display } = column;
  if (display === undefined) return compileColumn(argument, scope, context);
  return (frame) => {
    const row = frameAt(frame, depth).rows[index];
    return row === undefined ? null : display(row);
  };
}

function compileAggregate(call: Expression & { readonly kind: 'call' }, scope: Scope, context: Context): Evaluate {
  const [argument, separator] = call.arguments;
  if (argument === undefined) throw queryError(`${call.name} needs an argument.`);
  const value = argument.kind === 'star' ? () => 1 : compileValue(argument, scope, context);
  const between = separator === undefined ? () => null : compileValue(separator, scope, context);
  const orders = (call.within ?? []).map(({ by, descending }) => ({
    by: compileValue(by, scope, context),
    descending,
  }));
  const aggregate = AGGREGATES[call.name];
  return (frame) => {
    if (frame.group === undefined) throw queryError(`${call.name} is not allowed here.`);
    const rows = [...frame.group].sort((a, b) => {
      for (const { by, descending } of orders) {
        const sign = compareValues(by(a), by(b)) ?? 0;
        if (sign !== 0) return descending ? -sign : sign;
      }
      return 0;
    });
    const all = rows.map(value).filter((each) => each !== null);
    const values = call.distinct ? [...new Map(all.map((each) => [shown(each), each])).values()] : all;
    if (aggregate !== undefined) return aggregate(values);
    return textValue(values.map(shown).join(mapped(between(frame), shown)?.toString() ?? ''));
  };
}

/** An expression that is true or not, or of which that is not known. */
export function compileTest(expression: Expression, scope: Scope, context: Context): Decide {
  const value = (each: Expression) => compileValue(each, scope, context);
  const test = (each: Expression) => compileTest(each, scope, context);
  switch (expression.kind) {
    case 'unary': {
      if (expression.operator !== 'NOT') break;
      const operand = test(expression.operand);
      return (frame) => not(operand(frame));
    }
    case 'binary':
      if (expression.operator === 'AND' || expression.operator === 'OR') {
        const [left, right] = [test(expression.left), test(expression.right)];
        return expression.operator === 'AND'
          ? (frame) => both(left(frame), () => right(frame))
          : (frame) => not(both(not(left(frame)), () => not(right(frame))));
      }
      return compileComparison(expression.operator, value(expression.left), value(expression.right));
    case 'between': {
      const operand = value(expression.operand);
      const from = compileComparison('>=', operand, value(expression.from));
      const until = compileComparison('<=', operand, value(expression.until));
      return (frame) => both(from(frame), () => until(frame));
    }
    case 'in':
      return compileMembership(expression, scope, context);
    case 'exists': {
      const run = compileQuery(expression.query, context, scope);
      return (frame) => run(frame).rows.length > 0;
    }
    case 'null-test': {
      const operand = value(expression.operand);
      return (frame) => operand(frame) === null;
    }
    default:
      break;
  }
  throw queryError('A value cannot stand where a condition is expected.');
}

const not = (known: boolean | null): boolean | null => (known === null ? null : !known);

function both(left: boolean | null, right: () => boolean | null): boolean | null {
  if (left === false) return false;
  const other = right();
  if (other === false) return false;
  return left === null || other === null ? null : true;
}

const SIGNS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

function compileComparison(operator: string, left: Evaluate, right: Evaluate): Decide {
  if (operator === 'LIKE')
    return (frame) => {
      const [value, pattern] = [left(frame), right(frame)];
      return value === null || pattern === null ? null : likePattern(shown(pattern)).test(shown(value));
    };
  const holds = SIGNS[operator];
  if (holds === undefined) throw queryError(`A value cannot stand where a condition is expected.`);
  return (frame) => {
    const order = compareValues(left(frame), right(frame));
    return order === undefined ? null : holds(order);
  };
}

function likePattern(written: string): RegExp {
  const parts = written.split(/([%_])/).map((part) => (part === '%' ? '.*' : part === '_' ? '.' : RegExp.escape(part)));
  return new RegExp(`^${parts.join('')}$`, 's');
}

function compileMembership(
  { operand: written, among }: Expression & { readonly kind: 'in' },
  scope: Scope,
  context: Context,
): Decide {
  const operand = compileValue(written, scope, context);
  const values = isQuery(among)
    ? valuesOfQuery(compileQuery(among, context, scope))
    : valuesOfList(among.map((each) => compileValue(each, scope, context)));
  return (frame) => {
    const value = operand(frame);
    const all = values(frame);
    if (all.some((each) => compareValues(value, each) === 0)) return true;
    return value === null || all.includes(null) ? null : false;
  };
}

const valuesOfQuery = (run: ReturnType<typeof compileQuery>) => (frame: Frame) =>
  run(frame).rows.map((row) => row[0] ?? null);
const valuesOfList = (list: readonly Evaluate[]) => (frame: Frame) => list.map((each) => each(frame));
