import { type AstNode, child } from '../ast.ts';
import { bindingsIn } from '../scope.ts';
import { callText } from './emit-call.ts';
import { emitFunction, emitLambda, isPlainLambda } from './emit-lambda.ts';
import { emitNode } from './emit-node.ts';
import { deeper, NOTHING, NotGenerated, type Place, type Value } from './emitter.ts';
import { Names } from './names.ts';

/** `(a; b; c)`. Its variables are those of a block of JavaScript: new ones each time that it is run. */
export function emitBlock(node: AstNode, place: Place): Value {
  const { out } = place;
  const expressions = node.expressions ?? [];
  const bindings = bindingsIn(expressions);
  const inside: Place = {
    ...deeper(place),
    names: bindings.size === 0 ? place.names : new Names(place.names, out.branch),
  };
  for (const [name, count] of bindings) {
    inside.names.variables.set(name, { js: out.name('v'), settled: count === 1, bound: false, asked: false });
  }
  if (bindings.size === 0) return emitAll(expressions, inside);
  const result = out.temporary();
  const lines = out.aside(() => {
    const value = emitAll(expressions, inside);
    out.line(`${result} = ${value.js};`);
  });
  const variables = [...inside.names.variables.values()].filter(({ known }) => known === undefined);
  const declared = variables.length === 0 ? '' : `let ${variables.map(({ js }) => `${js} = unbound`).join(', ')};\n`;
  out.line(`{\n${declared}${lines.join('\n')}\n}`);
  return { js: result, kind: 'any' };
}

function emitAll(expressions: readonly AstNode[], place: Place): Value {
  let value = NOTHING;
  for (const [index, expression] of expressions.entries()) {
    if (index < expressions.length - 1 && emitKnownFunction(expression, place)) continue;
    value = emitNode(expression, place);
  }
  return value;
}

/** `$f := function(…){…}` as a function of JavaScript, when nothing but calls by its name need it. */
function emitKnownFunction(node: AstNode, place: Place): boolean {
  const { out, names } = place;
  if (node.type !== 'bind' || node.predicate !== undefined || node.group !== undefined || node.keepArray === true) {
    return false;
  }
  const lambda = child(node.rhs, node);
  if (!isPlainLambda(lambda) || out.asValues.has(lambda)) return false;
  const variable = names.variables.get(String((node.lhs as AstNode).value));
  if (variable === undefined || !variable.settled || variable.asked || names.branch !== out.branch) return false;
  const known = {
    js: out.name('f'),
    call: out.name('c'),
    site: out.name('s'),
    parameters: lambda.arguments?.length ?? 0,
    lambda,
    leavesTailCall: true,
    yieldsSequence: true,
    written: false,
  };
  variable.known = known;
  variable.bound = true;
  const made = emitFunction(lambda, deeper(place));
  known.leavesTailCall = made.leavesTailCall;
  known.yieldsSequence = made.yieldsSequence;
  known.written = true;
  out.line(`let ${known.site};\nconst ${known.js} = ${made.text};\nconst ${known.call} = ${callText(known, place)};`);
  return true;
}

/** `$name := value`. */
export function emitBind(node: AstNode, place: Place): Value {
  const { out } = place;
  const found = place.names.innermost(String((node.lhs as AstNode).value));
  if (found === undefined) throw new NotGenerated('a variable is bound outside of every block');
  const rhs = child(node.rhs, node);
  const value = rhs.type === 'lambda' ? emitLambda(rhs, deeper(place)) : emitNode(rhs, deeper(place));
  out.line(`${found.variable.js} = ${value.js};`);
  if (found.names.branch === out.branch) found.variable.bound = true;
  return found.variable.settled && found.variable.bound ? { js: found.variable.js, kind: value.kind } : value;
}
