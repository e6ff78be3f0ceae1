import type { AstNode } from '../ast.ts';
import { compileNode } from '../compile-node.ts';
import { variablesIn } from '../free-variables.ts';
import { needsSequences } from '../path.ts';
import { bindingsIn, FrameLayout, Scope } from '../scope.ts';
import { carriedNames } from '../tuple-stream.ts';
import { NotGenerated, type Place, type Value } from './emitter.ts';
import type { Variable } from './names.ts';
import { frameOf, type LambdaShape, lambdaOf } from './runtime.ts';

/** Kinds of nodes that are rare: closures know them, and are called. */
const BY_CLOSURE = new Set(['wildcard', 'descendant', 'parent', 'transform', 'partial', 'apply', 'regex', 'name']);

export function needsClosure(node: AstNode): boolean {
  if (BY_CLOSURE.has(node.type) || node.tuple === true) return true;
  if (node.type === 'path') return needsSequences(node, node.steps ?? []);
  // A slip of the pen: the name of a function without its `$`.
  if (node.type === 'function' && node.procedure?.type === 'path') return true;
  const marked = (node.predicate?.length ?? 0) > 0 || node.group !== undefined;
  return marked && carriedNames(node).size > 0;
}

/**
 * The node as a closure, which sees the variables around it in a frame made for it. It sees what they hold now: so they
 * have to be bound already, once and for all.
 */
export function emitClosure(node: AstNode, place: Place): Value {
  const { out } = place;
  const result = out.temporary();
  out.risk(`${result} = ${closureOf(node, place)};`);
  return { js: result, kind: 'any' };
}

/** The text of a call of the node's closure for the context. */
export function closureOf(node: AstNode, place: Place): string {
  const { out, root, shared } = place;
  if (node.type === 'lambda' && node.thunk === true) throw new NotGenerated('a filter on a tail call');
  if (bindingsIn([node]).size > 0) throw new NotGenerated('a variable is bound where a closure is needed');
  const layout = new FrameLayout(root.layout);
  const scope = new Scope(root, layout);
  const values: string[] = [];
  for (const name of variablesIn(node)) {
    // `$` is the context.
    if (name === '') continue;
    const candidates = place.names.candidates(name);
    const [variable] = candidates;
    if (variable === undefined) continue;
    if (!variable.bound || !variable.settled) throw new NotGenerated('a variable may change while a closure sees it');
    scope.declare(name);
    values.push(heldBy(variable, place));
  }
  const closure = compileNode(node, { scope, level: place.level, repeats: true, program: shared });
  const frame = `${out.constant(frameOf)}(${[out.constant(layout), 'root', ...values].join(', ')})`;
  return `${out.constant(closure)}(${place.input}, ${frame}, run)`;
}

/** A function that is only called by its name becomes a value here, for as long as the closure runs. */
function heldBy({ js, known }: Variable, { out, input }: Place): string {
  if (known === undefined) return js;
  const shape: LambdaShape = {
    parameters: known.parameters,
    signature: undefined,
    blank: new Array(known.parameters + 1).fill(undefined),
  };
  return `${out.constant(lambdaOf)}(${out.constant(shape)}, ${known.js}, ${input}, run)`;
}
