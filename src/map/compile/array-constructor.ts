import type { AstNode } from './ast.ts';
import { type Code, type Context, deeper } from './code.ts';
import { compileNode } from './compile-node.ts';

/** `[a, b]`: the values one after the other; lists become part of it, except those that are written as `[…]` themselves. */
export function compileArray(node: AstNode, context: Context): Code {
  const inside = deeper(context);
  const parts = (node.expressions ?? []).map((each) => ({
    value: compileNode(each, inside),
    nested: each.value === '[',
  }));
  const isCons = node.consarray === true;
  return (input, frame, run) => {
    let items: unknown[] = [];
    for (let i = 0; i < parts.length; i += 1) {
      const { value, nested } = parts[i] as (typeof parts)[number];
      const item = value(input, frame, run);
      if (item === undefined) continue;
      if (nested || !Array.isArray(item)) items.push(item);
      else if (items.length === 0) items = item.slice();
      else for (let j = 0; j < item.length; j += 1) items.push(item[j]);
    }
    if (items.length > 64) {
      run.steps(items.length >> 1);
      run.sequence(items.length);
    }
    if (isCons) Object.defineProperty(items, 'cons', { enumerable: false, configurable: false, value: true });
    return items;
  };
}
