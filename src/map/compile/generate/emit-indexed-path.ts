import type { AstNode } from '../ast.ts';
import { bindingsIn } from '../scope.ts';
import { collapse } from '../sequence.ts';
import { carriedNames } from '../tuple-stream.ts';
import { emitNode } from './emit-node.ts';
import { bodyOf, deeper, type Place, type Value } from './emitter.ts';
import { Names } from './names.ts';
import { overNumbered } from './runtime.ts';

/**
 * Whether a path is `items#$index.value`: the one use of bindings that is common, and that needs no tuples. The items must
 * be those of a variable, or of a context that is no list.
 */
export function isIndexedPath(node: AstNode, place: Place): boolean {
  const [items, value, third] = node.steps ?? [];
  if (node.type !== 'path' || items === undefined || value === undefined || third !== undefined) return false;
  if (node.tuple === true || node.group !== undefined || node.keepArray === true || node.keepSingletonArray === true) {
    return false;
  }
  const bare = [items, value].every(
    (step) =>
      step.focus === undefined &&
      step.ancestor === undefined &&
      step.stages === undefined &&
      step.predicate === undefined &&
      step.group === undefined &&
      step.keepArray !== true &&
      step.consarray !== true &&
      step.type !== 'sort',
  );
  return (
    bare &&
    items.index !== undefined &&
    (items.type === 'variable' || (items.type === 'name' && place.single)) &&
    carriedNames(value).size === 0 &&
    bindingsIn([value]).size === 0
  );
}

export function emitIndexedPath(node: AstNode, place: Place): Value {
  const { out } = place;
  const [items, value] = node.steps as readonly [AstNode, AstNode];
  const list = emitNode({ ...items, index: undefined, tuple: undefined } as unknown as AstNode, deeper(place));
  const input = out.name('in');
  const index = out.name('p');
  const made = out.inFunction(() => {
    const names = new Names(place.names, out.branch);
    names.variables.set(String(items.index), { js: index, settled: true, bound: true, asked: false });
    out.line(`return ${emitNode(value, { ...deeper(place), names, input, single: false }).js};`);
  });
  const result = out.temporary();
  out.risk(
    `${result} = ${out.constant(collapse)}(${out.constant(overNumbered)}(${list.js}, (${input}, ${index}, run) => {\n${bodyOf(made)}\n}, run));`,
  );
  return { js: result, kind: 'any' };
}
