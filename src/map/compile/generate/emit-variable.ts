import type { AstNode } from '../ast.ts';
import { type Place, UsedAsValue, type Value } from './emitter.ts';
import type { Variable } from './names.ts';

export function emitVariable(node: AstNode, place: Place): Value {
  if (node.value === '') return { js: place.input, kind: 'any' };
  return emitNamed(String(node.value), place);
}

/** The value of a variable from the innermost place where it is bound; else what was handed in, or a function. */
export function emitNamed(name: string, place: Place): Value {
  const { out, names } = place;
  const candidates = names.candidates(name);
  const last = candidates.at(-1);
  if (candidates.length === 1 && last?.bound === true && last.settled) return { js: readOf(last), kind: 'any' };
  let js = last?.bound === true ? readOf(last) : out.given(place.root.declare(name));
  for (const variable of candidates.toReversed()) {
    if (variable.bound) continue;
    variable.asked = true;
    js = `(${readOf(variable)} !== unbound ? ${variable.js} : ${js})`;
  }
  if (candidates.length === 0) return { js, kind: 'any' };
  // It may be bound anew before the value is used.
  const result = out.temporary();
  out.line(`${result} = ${js};`);
  return { js: result, kind: 'any' };
}

function readOf(variable: Variable): string {
  if (variable.known !== undefined) throw new UsedAsValue(variable.known.lambda);
  return variable.js;
}
