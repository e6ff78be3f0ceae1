import type { Binding, Scope } from './scope.ts';
import { union } from './union.ts';

/** What is known when one or the other holds. Undefined when neither can. */
export function joinedScopes(a: Scope | undefined, b: Scope | undefined): Scope | undefined {
  if (a === undefined || a === b) return b;
  if (b === undefined) return a;
  const variables = new Map<string, Binding>();
  for (const [name, binding] of a.variables) {
    const other = b.variables.get(name);
    if (other === undefined || other === binding) variables.set(name, binding);
    else if (other.id === binding.id) variables.set(name, { ...binding, type: union(binding.type, other.type) });
  }
  const context =
    a.context.type === b.context.type ? a.context : { ...a.context, type: union(a.context.type, b.context.type) };
  const proven = new Map([...a.proven].filter(([key, proof]) => b.proven.get(key) === proof));
  return { context, variables, proven };
}
