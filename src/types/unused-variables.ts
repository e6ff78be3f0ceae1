import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Told } from './analysis.ts';
import { isBuiltIn } from './built-in-functions.ts';
import { libraryFunction } from './library-functions.ts';
import { nodesIn } from './syntax-nodes.ts';
import { statementEnd, tokenRange } from './token-range.ts';

/** Functions that are called for what they do. */
const ACTS = new Set(['hold', 'error', 'assert', 'eval']);

/** Variables that are set in a block and asked for nowhere in it. */
export function* unusedVariables(root: SyntaxNode, source: string): Generator<Told> {
  // What `$eval` is given may ask for any of them.
  if (source.includes('$eval')) return;
  for (const node of nodesIn(root)) {
    if (node.type !== 'block') continue;
    const expressions = node.expressions ?? [];
    if (!expressions.some(({ type }) => type === 'bind')) continue;
    const names = expressions.map(namesIn);
    for (const [index, statement] of expressions.entries()) {
      if (statement.type !== 'bind' || index === expressions.length - 1) continue;
      const target = statement.lhs as SyntaxNode;
      const name = String(target.value);
      const used = names.some((each, place) => place !== index && each.has(name));
      if (!used) yield told(statement, target, name, source);
    }
  }
}

function told(statement: SyntaxNode, target: SyntaxNode, name: string, source: string): Told {
  const at = target.position ?? 0;
  const { start } = tokenRange(source, at);
  const { end, closed } = statementEnd(source, start);
  const safe = closed && statement.rhs !== undefined && doesNothing(statement.rhs);
  return {
    kind: 'unused-variable',
    at,
    message: `$${name} is set and never used`,
    hint: 'remove it, or use it',
    ...(safe ? { edit: { ...wholeLines(source, start, end), text: '' } } : {}),
  };
}

/** With the line that it stands alone on, else with the blanks behind it. */
function wholeLines(source: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const indent = /(?:^|\n)([ \t]*)$/.exec(source.slice(0, start))?.[1];
  const rest = /^[ \t]*(?:\r?\n)?/.exec(source.slice(end))?.[0] ?? '';
  if (indent !== undefined && rest.endsWith('\n')) return { start: start - indent.length, end: end + rest.length };
  return { start, end: end + rest.replace(/\r?\n$/, '').length };
}

/** Whether leaving the expression out changes nothing else. */
function doesNothing(node: SyntaxNode): boolean {
  if (node.type === 'lambda') return true;
  for (const each of nodesIn(node)) {
    if (each.type !== 'function' && each.type !== 'partial' && each.type !== 'apply') continue;
    const name = String(each.procedure?.value ?? '');
    if (each.type === 'apply' || ACTS.has(name) || !(isBuiltIn(name) || libraryFunction(name) !== undefined))
      return false;
  }
  return true;
}

/** The variables that an expression names. */
function namesIn(node: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const each of nodesIn(node)) if (each.type === 'variable') names.add(String(each.value));
  return names;
}
