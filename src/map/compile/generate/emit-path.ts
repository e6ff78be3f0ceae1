import type { AstNode } from '../ast.ts';
import { lookupStep } from '../lookup.ts';
import { lastOf, nameOf, namesOfItems, type PlainStep, plainPath, walk, walkItems } from '../path.ts';
import { emitCode, emitFilter, emitNode } from './emit-node.ts';
import { deeper, NotGenerated, type Place, type Value } from './emitter.ts';
import { literal } from './javascript.ts';

/** A path whose steps carry no bindings and keep no lists. */
export function emitPath(node: AstNode, place: Place): Value {
  const steps = node.steps ?? [];
  const [first] = steps;
  const rest = steps.slice(1).map(nameOf);
  if (first !== undefined && rest.every((name): name is string => name !== undefined)) {
    const name = nameOf(first);
    if (name !== undefined) return emitNames(place.input, place.single, true, [name, ...rest], place);
    const bare = first.stages === undefined && first.keepArray !== true;
    if (bare && (first.type === 'variable' || (place.single && rest.length > 0))) {
      return emitNames(emitNode(first, deeper(place)).js, false, false, rest, place);
    }
  }
  const { out } = place;
  const result = out.temporary();
  const texts = steps.map((step) => stepOf(step, place));
  const path = `${out.constant(plainPath)}([${texts.join(', ')}], ${steps[0]?.type === 'variable'})`;
  out.risk(`${result} = ${path}(${place.input}, root, run);`);
  return { js: result, kind: 'any' };
}

/**
 * Names below a value, from one value to the next for as long as there is only one; a list on the way takes the general
 * way. `relative`: below the context.
 */
function emitNames(start: string, single: boolean, relative: boolean, names: readonly string[], place: Place): Value {
  const { out } = place;
  const result = out.temporary();
  out.risk(`${result} = ${namesBelow(names, single, relative, place)}(${start}, run);`);
  return { js: result, kind: 'any' };
}

/** A function from a value to what is below it. */
function namesBelow(names: readonly string[], single: boolean, relative: boolean, { out }: Place): string {
  return out.beside(`names ${JSON.stringify(names)} ${single} ${relative}`, () => {
    const list = out.shared(`names ${JSON.stringify(names)}`, () => names);
    const own = (value: string, name: string): string =>
      `value = hasOwn(${value}, ${literal(name)}) ? ${value}[${literal(name)}] : undefined;`;
    let text = `return typeof value === 'object' && isArray(value) ? ${out.constant(lastOf)}(value) : value;`;
    for (const name of names.slice(1).toReversed()) {
      text = `if (value === undefined) return undefined;
if (typeof value !== 'object' || value === null || isArray(value)) return ${out.constant(walk)}(start, ${list}, 0, run);
${own('value', name)}
${text}`;
    }
    const many = relative
      ? `${out.constant(walkItems)}(start, ${list}, 0, run)`
      : `${out.constant(namesOfItems)}(start, ${list}, run)`;
    return `(start, run) => {
if (typeof start !== 'object' || start === null) return undefined;
${single ? '' : `if (isArray(start)) return ${many};\n`}let value;
${own('start', names[0] ?? '')}
${text}
}`;
  });
}

/** The text of a step as plainPath takes it; of a name alone, a value that every evaluation shares. */
function stepOf(step: AstNode, place: Place): string {
  const { out } = place;
  const stages = step.stages ?? [];
  const filters = stages.map(({ expr, type }) => {
    if (type !== 'filter' || expr === undefined) throw new NotGenerated('a position is bound in a path');
    return emitFilter(expr, place);
  });
  const name = nameOf({ ...step, stages: undefined } as unknown as AstNode);
  if (name !== undefined && filters.length === 0) return out.shared(`step ${name}`, () => nameStep(name));
  const value =
    name === undefined
      ? emitCode({ ...step, stages: undefined } as unknown as AstNode, place)
      : `${out.shared(`step ${name}`, () => nameStep(name))}.value`;
  return `{ value: ${value}, filters: [${filters.join(', ')}] }`;
}

const nameStep = (name: string): PlainStep => ({
  value: (input, _frame, run) => lookupStep(input, name, run),
  filters: [],
});
