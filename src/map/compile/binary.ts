import { type AstNode, child } from './ast.ts';
import { type Code, type Context, deeper } from './code.ts';
import {
  type BooleanOperator,
  type ComparisonOperator,
  compileBoolean,
  compileComparison,
  compileIncludes,
} from './comparison.ts';
import { compileNode, NotCompilable } from './compile-node.ts';
import { compileEquality } from './equality.ts';
import { atOperator } from './errors.ts';
import { compileNumeric, type NumericOperator } from './numeric.ts';
import { compileRange } from './range.ts';
import { compileConcatenation } from './text.ts';
import { isTrue } from './truth.ts';

type Operator = NumericOperator | ComparisonOperator | BooleanOperator | '=' | '!=' | '&' | '..' | 'in';

type OperatorCompiler = (lhs: Code, rhs: Code, node: AstNode, observed: boolean) => Code;

const numeric =
  (operator: NumericOperator): OperatorCompiler =>
  (lhs, rhs, { position }) =>
    compileNumeric(operator, lhs, rhs, position);
const comparison =
  (operator: ComparisonOperator): OperatorCompiler =>
  (lhs, rhs, { position }) =>
    compileComparison(operator, lhs, rhs, position);
const boolean =
  (operator: BooleanOperator): OperatorCompiler =>
  (lhs, rhs, { position }) =>
    compileBoolean(operator, lhs, rhs, isTrue, position);

const OPERATORS: Readonly<Record<Operator, OperatorCompiler>> = {
  '+': numeric('+'),
  '-': numeric('-'),
  '*': numeric('*'),
  '/': numeric('/'),
  '%': numeric('%'),
  '<': comparison('<'),
  '<=': comparison('<='),
  '>': comparison('>'),
  '>=': comparison('>='),
  and: boolean('and'),
  or: boolean('or'),
  '=': (lhs, rhs) => compileEquality('=', lhs, rhs),
  '!=': (lhs, rhs) => compileEquality('!=', lhs, rhs),
  '&': (lhs, rhs, { position }) => compileConcatenation(lhs, rhs, (error) => atOperator(error, position, '&')),
  '..': (lhs, rhs, { position }) => compileRange(lhs, rhs, position),
  // An observer is told of the list and its items, which are not evaluated where they are known.
  in: (lhs, rhs, node, observed) => compileIncludes(lhs, rhs, observed ? undefined : literalsIn(node.rhs)),
};

export function compileBinary(node: AstNode, context: Context): Code {
  const compiler = (OPERATORS as Readonly<Record<string, OperatorCompiler | undefined>>)[String(node.value)];
  if (compiler === undefined) throw new NotCompilable(`there is no code for the operator "${String(node.value)}"`);
  const inside = deeper(context);
  const lhs = compileNode(child(node.lhs as AstNode | undefined, node), inside);
  return compiler(lhs, compileNode(child(node.rhs, node), inside), node, context.program.observation !== undefined);
}

/** The values of an array that is written out with nothing but texts, numbers, true, false and null. */
export function literalsIn(node: AstNode | undefined): readonly unknown[] | undefined {
  if (node?.type !== 'unary' || node.value !== '[' || node.predicate !== undefined || node.group !== undefined) {
    return undefined;
  }
  const items = node.expressions ?? [];
  const plain = items.every(
    ({ type, predicate, group }) =>
      (type === 'string' || type === 'number' || type === 'value') && predicate === undefined && group === undefined,
  );
  return plain ? items.map(({ value }) => value) : undefined;
}
