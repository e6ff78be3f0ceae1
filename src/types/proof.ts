import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Scope } from './scope.ts';

interface Text {
  readonly key: string;
  readonly variables: readonly string[];
}

const TEXTS = new WeakMap<SyntaxNode, Text>();

/** An expression by what it says, wherever it stands, and the variables that it names. */
function textOf(node: SyntaxNode): Text {
  const known = TEXTS.get(node);
  if (known !== undefined) return known;
  const variables = new Set<string>();
  const key = JSON.stringify(node, (name, value: unknown) => {
    if (name === 'position' || name === 'ancestor') return undefined;
    if (value instanceof RegExp) return String(value);
    if (isVariable(value)) variables.add(String(value.value));
    return value;
  });
  const text = { key, variables: [...variables] };
  TEXTS.set(node, text);
  return text;
}

const isVariable = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'variable';

/** Remembers that a call yields a value. */
export function withProof(node: SyntaxNode, scope: Scope): Scope {
  const { key, variables } = textOf(node);
  const proof = {
    context: scope.context.id,
    variables: variables.map((name) => [name, scope.variables.get(name)?.id] as const),
  };
  return { ...scope, proven: new Map(scope.proven).set(key, proof) };
}

/** Whether a condition has shown that the call, with the same variables, yields a value. */
export function isProven(node: SyntaxNode, scope: Scope): boolean {
  if (scope.proven.size === 0) return false;
  const proof = scope.proven.get(textOf(node).key);
  return (
    proof !== undefined &&
    proof.context === scope.context.id &&
    proof.variables.every(([name, id]) => scope.variables.get(name)?.id === id)
  );
}

/** Whether an expression means in one scope what it means in the other. */
export function sameMeaning(node: SyntaxNode, from: Scope, to: Scope): boolean {
  if (from.context.id !== to.context.id) return false;
  return textOf(node).variables.every((name) => from.variables.get(name)?.id === to.variables.get(name)?.id);
}
