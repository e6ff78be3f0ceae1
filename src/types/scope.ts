import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Type } from './type.ts';

/** What an expression sees: its context `$`, the variables around it, and what conditions have proven of calls. */
export interface Scope {
  readonly context: Context;
  readonly variables: ReadonlyMap<string, Binding>;
  /** Calls, by their text, that are known to yield a value: `$exists($f(x)) ? $f(x)`. */
  readonly proven: ReadonlyMap<string, Proof>;
}

/** A context; `id` stays when a condition narrows it. */
export interface Context {
  readonly id: object;
  readonly type: Type;
}

/** A variable; `id` stays when a condition narrows it, and is another one for another `:=`. */
export interface Binding {
  readonly id: object;
  readonly type: Type;
  /** What it was set to, with the scope there: a condition kept in a variable narrows like the condition. */
  readonly from?: { readonly node: SyntaxNode; readonly scope: Scope };
}

export interface Proof {
  readonly context: object;
  readonly variables: readonly (readonly [string, object | undefined])[];
}

export function scopeOf(context: Type, variables: Readonly<Record<string, Type>>): Scope {
  const bindings = Object.entries(variables).map(([name, type]): [string, Binding] => [name, { id: {}, type }]);
  return { context: { id: {}, type: context }, variables: new Map(bindings), proven: new Map() };
}

export function withVariable(scope: Scope, name: string, type: Type, from?: Binding['from']): Scope {
  const binding: Binding = from === undefined ? { id: {}, type } : { id: {}, type, from };
  return { ...scope, variables: new Map(scope.variables).set(name, binding) };
}

/** The same scope, in another context. */
export const inContext = (scope: Scope, type: Type): Scope => ({ ...scope, context: { id: {}, type } });

/** The variable as a condition has narrowed it. */
export function withNarrowed(scope: Scope, name: string, type: Type): Scope {
  const known = scope.variables.get(name);
  if (known === undefined || known.type === type) return scope;
  return { ...scope, variables: new Map(scope.variables).set(name, { ...known, type }) };
}

export const withNarrowedContext = (scope: Scope, type: Type): Scope =>
  scope.context.type === type ? scope : { ...scope, context: { ...scope.context, type } };
