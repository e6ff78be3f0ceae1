import type { AstNode, AstPair } from '../ast.ts';
import { groupingBy } from '../group-by.ts';
import { SPECIAL } from '../object-constructor.ts';
import { closureOf } from './emit-closure.ts';
import { emitLoop, loopOf } from './emit-loop.ts';
import { emitCode, emitNode } from './emit-node.ts';
import { deeper, type Place, type Value } from './emitter.ts';
import { literal } from './javascript.ts';
import { counted, inBrackets, markCons } from './runtime.ts';

/** `{…}`: of a context that is one value, an object filled member by member. */
export function emitObject(node: AstNode, place: Place): Value {
  const { out } = place;
  const pairs = node.lhs as readonly AstPair[];
  const result = out.temporary();
  const names = pairs.map(([key]) => (key.type === 'string' ? String(key.value) : undefined));
  if (new Set(names).size < names.length || names.some((name) => name === undefined || SPECIAL.has(name))) {
    const keys = pairs.map(([key]) => emitCode(key, place));
    const values = pairs.map(([, value]) => emitCode(value, place));
    const grouping = `${out.constant(groupingBy)}([${keys.join(', ')}], [${values.join(', ')}], ${literal(node.position)})`;
    out.risk(`${result} = ${grouping}(${place.input}, root, run);`);
    return { js: result, kind: 'object' };
  }
  const inside = { ...deeper(place), single: true };
  if (!place.single) out.branch += 1;
  const lines = out.aside(() => {
    const object = out.temporary();
    out.line(`${object} = {};`);
    // Names that are whole numbers come first, by size, as in every object.
    for (const name of Object.keys(Object.fromEntries(names.map((each) => [each, 0])))) {
      const value = emitNode((pairs[names.indexOf(name)] as AstPair)[1], inside);
      if (value.kind === 'nothing') continue;
      const set = `${object}[${literal(name)}] = ${value.js};`;
      const always = value.kind !== 'any' && value.kind !== 'maybe-boolean';
      out.line(always ? set : `if (${value.js} !== undefined) ${set}`);
    }
    out.line(`${result} = ${object};`);
  });
  if (place.single) out.line(lines.join('\n'));
  else {
    out.branch -= 1;
    const bare = { ...node, predicate: undefined, group: undefined, keepArray: undefined } as unknown as AstNode;
    out.risk(`if (isArray(${place.input})) ${result} = ${closureOf(bare, place)};\nelse {\n${lines.join('\n')}\n}`);
  }
  return { js: result, kind: 'object' };
}

/** `[…]`. */
export function emitArray(node: AstNode, place: Place): Value {
  const { out } = place;
  const inside = deeper(place);
  const result = out.temporary();
  const expressions = node.expressions ?? [];
  const [only, second] = expressions;
  const loop = only === undefined || second !== undefined ? undefined : loopOf(only, inside);
  if (loop !== undefined) {
    out.line(`${result} = ${out.constant(inBrackets)}(${emitLoop(loop, inside)});`);
  } else {
    out.line(`${result} = [];`);
    const array = out.temporary();
    out.line(`${array} = ${result};`);
    for (const [index, expression] of expressions.entries()) {
      const value = emitNode(expression, inside);
      if (value.kind === 'nothing') continue;
      const single = `${array}.push(${value.js});`;
      // Written as `[…]` it is one item, also with a filter after it, which may leave nothing.
      if (
        value.kind !== 'any' &&
        value.kind !== 'maybe-boolean' &&
        (value.kind !== 'array' || expression.value === '[')
      ) {
        out.line(single);
        continue;
      }
      if (expression.value === '[') {
        out.line(`if (${value.js} !== undefined) ${single}`);
        continue;
      }
      const list =
        index === 0 ? `${array} = ${value.js}.slice();` : `for (const item of ${value.js}) ${array}.push(item);`;
      out.line(`if (isArray(${value.js})) ${list} else if (${value.js} !== undefined) ${single}`);
    }
    out.line(`${result} = ${array};`);
  }
  out.risk(`${out.constant(counted)}(${result}, run);`);
  if (node.consarray === true) out.line(`${out.constant(markCons)}(${result});`);
  return { js: result, kind: 'array' };
}
