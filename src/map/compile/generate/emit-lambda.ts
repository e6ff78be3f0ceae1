import { type AstNode, child } from '../ast.ts';
import { checkOf } from '../lambda.ts';
import { bindingsIn } from '../scope.ts';
import { emitTailCall } from './emit-call.ts';
import { emitNode } from './emit-node.ts';
import { bodyOf, type Place, type Value } from './emitter.ts';
import { Names } from './names.ts';
import { enter, type LambdaShape, lambdaOf } from './runtime.ts';

/** Whether the node is a function without a signature, and nothing hangs on it. */
export const isPlainLambda = (node: AstNode): boolean =>
  node.type === 'lambda' &&
  node.thunk !== true &&
  node.signature === undefined &&
  node.predicate === undefined &&
  node.group === undefined &&
  node.keepArray !== true;

/** A function as a value. */
export function emitLambda(node: AstNode, place: Place): Value {
  if (node.thunk === true) return emitTailCall(child(node.body, node), place);
  const { out } = place;
  const parameters = node.arguments?.length ?? 0;
  const shape: LambdaShape = {
    parameters,
    signature: checkOf(node.signature),
    blank: new Array(parameters + 1).fill(undefined),
  };
  const { text } = emitFunction(node, place);
  const result = out.temporary();
  out.line(`${result} = ${out.constant(lambdaOf)}(${out.constant(shape)}, ${text}, ${place.input}, run);`);
  return { js: result, kind: 'any' };
}

export interface WrittenFunction {
  readonly text: string;
  readonly leavesTailCall: boolean;
  readonly yieldsSequence: boolean;
}

/** The text of a function of JavaScript that does what the function of the expression does, for the context around it. */
export function emitFunction(node: AstNode, place: Place): WrittenFunction {
  const { out } = place;
  const body = child(node.body, node);
  const bindings = bindingsIn([body]);
  const parameters: string[] = [];
  const made = out.inFunction(() => {
    const names = new Names(place.names, out.branch);
    for (const { value } of node.arguments ?? []) {
      const name = String(value);
      const js = out.name('p');
      parameters.push(js);
      // Of two parameters with one name, the last is the one that is seen.
      names.variables.set(name, { js, settled: !bindings.has(name), bound: true, asked: false });
    }
    for (const [name, count] of bindings) {
      if (names.variables.has(name)) continue;
      const js = out.name('v');
      names.variables.set(name, { js, settled: count === 1, bound: false, asked: false });
      out.line(`let ${js} = unbound;`);
    }
    const value = emitNode(body, { ...place, names, level: 1 });
    out.line(`return ${value.js};`);
  });
  const text = `(${['run', ...parameters].join(', ')}) => {\n${out.constant(enter)}(run);\n${bodyOf(made)}\n}`;
  return { text, leavesTailCall: made.leavesTailCall, yieldsSequence: made.yieldsSequence };
}
