import { type AstNode, child } from '../ast.ts';
import { BuiltIn } from '../built-in.ts';
import type { Site } from '../call.ts';
import { functionOf, siteOf } from './emit-call.ts';
import { emitFunction, isPlainLambda } from './emit-lambda.ts';
import { emitNode } from './emit-node.ts';
import { deeper, type Place } from './emitter.ts';
import type { KnownFunction } from './names.ts';
import { kept, mapped } from './runtime.ts';

/** `$map` or `$filter` with a function that is written there, or known by its name. */
export interface Loop {
  readonly keeps: boolean;
  readonly callee: BuiltIn;
  readonly site: Site;
  readonly list: AstNode;
  readonly each: AstNode;
  readonly known: KnownFunction | undefined;
}

/** The loop that a node is, when it is a call and nothing hangs on it. */
export function loopOf(node: AstNode, place: Place): Loop | undefined {
  const bare = node.predicate === undefined && node.group === undefined && node.keepArray !== true;
  return bare && node.type === 'function' ? loopOfCall(node, place, siteOf(node, place.level)) : undefined;
}

/** The loop that a call amounts to, if it does. */
export function loopOfCall(node: AstNode, place: Place, site: Site): Loop | undefined {
  const callee = functionOf(child(node.procedure, node), place);
  if (!(callee instanceof BuiltIn)) return undefined;
  const { name, signature } = callee.definition;
  if (signature === undefined || (name !== 'map' && name !== 'filter')) return undefined;
  const [list, each, third] = node.arguments ?? [];
  if (list === undefined || each === undefined || third !== undefined) return undefined;
  const known = knownFunction(each, place);
  if (known === undefined && !isPlainLambda(each)) return undefined;
  return { keeps: name === 'filter', callee, site, list, each, known };
}

/** The function that a name means for as long as it is only called. */
export function knownFunction(node: AstNode, { names }: Place): KnownFunction | undefined {
  if (node.type !== 'variable' || node.predicate !== undefined || node.group !== undefined) return undefined;
  const [variable] = names.candidates(String(node.value));
  return variable?.bound === true ? variable.known : undefined;
}

/** Writes the loop; yields the name of the array of what it gathered, which is undefined when there is no list. */
export function emitLoop({ keeps, callee, site, list, each, known }: Loop, place: Place): string {
  const { out } = place;
  const items = emitNode(list, deeper(place)).js;
  const gathered = out.temporary();
  const made = known?.js ?? emitFunction(each, deeper(place)).text;
  const last = known === undefined ? '' : `, () => ${known.site}`;
  const gather = out.constant(keeps ? kept : mapped);
  out.risk(`${gathered} = ${gather}(${items}, ${made}, ${out.constant(callee)}, ${out.site(site)}, run${last});`);
  return gathered;
}
