import type { AstNode } from '../ast.ts';
import { child } from '../ast.ts';
import { groupingBy } from '../group-by.ts';
import { negated } from '../numeric.ts';
import { isSettled, keepWhere, pickAt, picked, pickedAt, pickSettled } from '../predicate.ts';
import { collapse } from '../sequence.ts';
import { emitBinary } from './emit-binary.ts';
import { emitBind, emitBlock } from './emit-block.ts';
import { emitCall } from './emit-call.ts';
import { emitClosure, needsClosure } from './emit-closure.ts';
import { emitCondition } from './emit-condition.ts';
import { emitArray, emitObject } from './emit-constructor.ts';
import { emitIndexedPath, isIndexedPath } from './emit-indexed-path.ts';
import { emitLambda } from './emit-lambda.ts';
import { emitPath } from './emit-path.ts';
import { emitVariable } from './emit-variable.ts';
import { bodyOf, deeper, NotGenerated, type Place, type Value } from './emitter.ts';
import { literal } from './javascript.ts';
import { keptAsList } from './runtime.ts';

/** Writes the evaluation of a node; yields its value as compileNode does: filtered, grouped and collapsed. */
export function emitNode(node: AstNode, place: Place): Value {
  if (isIndexedPath(node, place)) {
    const value = emitIndexedPath(node, place);
    return (node.predicate?.length ?? 0) > 0 ? emitMarks(node, value, place) : value;
  }
  if (needsClosure(node)) return emitClosure(node, place);
  const value = emitBare(node, place);
  const filtered = (node.predicate?.length ?? 0) > 0;
  const grouped = node.type !== 'path' && node.group !== undefined;
  if (filtered || grouped || node.keepArray === true) return emitMarks(node, value, place);
  return value.raw === true ? collapsed(value, place) : value;
}

function emitBare(node: AstNode, place: Place): Value {
  switch (node.type) {
    case 'string':
      return { js: literal(String(node.value)), kind: 'text' };
    case 'number':
      return { js: literal(node.value as number), kind: 'number' };
    case 'value':
      return { js: literal(node.value as boolean | null), kind: node.value === null ? 'null' : 'boolean' };
    case 'path':
      return emitPath(node, place);
    case 'binary':
      return emitBinary(node, place);
    case 'unary':
      return emitUnary(node, place);
    case 'condition':
      return emitCondition(node, place);
    case 'block':
      return emitBlock(node, place);
    case 'bind':
      return emitBind(node, place);
    case 'function':
      return emitCall(node, place);
    case 'variable':
      return emitVariable(node, place);
    case 'lambda':
      return emitLambda(node, place);
    default:
      throw new NotGenerated(`there is no code for "${node.type}"`);
  }
}

function emitUnary(node: AstNode, place: Place): Value {
  if (node.value === '[') return emitArray(node, place);
  if (node.value === '{') return emitObject(node, place);
  const { out } = place;
  const operand = emitNode(child(node.expression, node), deeper(place));
  const result = out.temporary();
  out.risk(`${result} = ${out.constant(negated)}(${operand.js}, ${literal(node.position)});`);
  return { js: result, kind: 'any' };
}

export function collapsed(value: Value, { out }: Place): Value {
  if (value.kind !== 'any') return value;
  const result = out.temporary();
  out.line(`${result} = typeof ${value.js} === 'object' ? ${out.constant(collapse)}(${value.js}) : ${value.js};`);
  return { js: result, kind: 'any' };
}

/** Filters, a grouping and `[]` after a value. */
function emitMarks(node: AstNode, value: Value, place: Place): Value {
  const { out } = place;
  const [first, second] = node.predicate ?? [];
  let current = value.js;
  const next = (js: string): void => {
    const result = out.temporary();
    out.risk(`${result} = ${js};`);
    current = result;
  };
  const alone = second === undefined && node.group === undefined && node.keepArray !== true && node.type !== 'block';
  if (alone && first?.expr !== undefined) {
    if (first.expr.type === 'number') {
      next(`${out.constant(pickedAt)}(${current}, ${literal(Math.floor(first.expr.value as number))})`);
      return { js: current, kind: 'any' };
    }
    if (isSettled(first.expr)) {
      next(`${out.constant(picked)}(${current}, ${emitCode(first.expr, place)}, root, run)`);
      return { js: current, kind: 'any' };
    }
  }
  for (const { expr } of node.predicate ?? []) next(`${emitFilter(child(expr, node), place)}(${current}, root, run)`);
  if (node.group !== undefined) {
    const keys = node.group.lhs.map(([key]) => emitCode(key, place));
    const values = node.group.lhs.map(([, member]) => emitCode(member, place));
    const grouping = `${out.constant(groupingBy)}([${keys.join(', ')}], [${values.join(', ')}], ${literal(node.group.position)})`;
    next(`${grouping}(${current}, root, run)`);
  }
  if (node.keepArray === true) next(`${out.constant(keptAsList)}(${current})`);
  return collapsed({ js: current, kind: 'any' }, place);
}

/** The text of a filter. */
export function emitFilter(predicate: AstNode, place: Place): string {
  const { out } = place;
  if (predicate.type === 'number') {
    const index = Math.floor(predicate.value as number);
    return out.shared(`pick ${index}`, () => pickAt(index));
  }
  return `${out.constant(isSettled(predicate) ? pickSettled : keepWhere)}(${emitCode(predicate, place)})`;
}

/** The text of a function that evaluates a node for a context that it is given: what closures call Code. */
export function emitCode(node: AstNode, place: Place): string {
  const { out } = place;
  const input = out.name('in');
  const inside: Place = { ...deeper(place), input, single: false };
  const text = out.inFunction(() => out.line(`return ${emitNode(node, inside).js};`));
  return `(${input}, root, run) => {\n${bodyOf(text)}\n}`;
}
