import type { AstGroup, AstNode, AstPair } from './ast.ts';
import { type Code, type Context, repeated } from './code.ts';
import { compileNode } from './compile-node.ts';
import { compileGrouping, groupingBy } from './group-by.ts';

/** Keys that may not be set by plain assignment, or that JSONata refuses. */
export const SPECIAL = new Set(['__proto__', '_jsonata_lambda', '_jsonata_function']);

/**
 * Compiles `{…}`. With keys that are written out and a context that is no list, which is nearly always, it is one object
 * filled member by member; otherwise it groups the context.
 */
export function compileObject(node: AstNode, context: Context): Code {
  const group: AstGroup = {
    lhs: node.lhs as readonly AstPair[],
    ...(node.position === undefined ? {} : { position: node.position }),
  };
  const names = group.lhs.map(([key]) => (key.type === 'string' ? String(key.value) : undefined));
  const distinct = new Set(names).size === names.length;
  if (!distinct || names.some((name) => name === undefined || SPECIAL.has(name))) {
    return compileGrouping(group, context);
  }

  // Members in the order that an object has them: names that are whole numbers come first, by size.
  const order = Object.keys(Object.fromEntries(names.map((name) => [name, 0])));
  const inside = repeated(context);
  const keys = order;
  const values = order.map((name) => compileNode((group.lhs[names.indexOf(name)] as AstPair)[1], inside));
  const general = groupingBy(
    order.map(
      (name): Code =>
        () =>
          name,
    ),
    values,
    node.position,
  );
  return (input, frame, run) => {
    if (Array.isArray(input)) return general(input, frame, run);
    const result: Record<string, unknown> = {};
    for (let i = 0; i < values.length; i += 1) {
      const value = (values[i] as Code)(input, frame, run);
      if (value !== undefined) result[keys[i] as string] = value;
    }
    return result;
  };
}
