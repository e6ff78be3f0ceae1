import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Scope } from './scope.ts';
import { withNarrowed, withNarrowedContext } from './scope.ts';
import { type Field, hasNoValue, isNever, NEVER, type ObjectType, type Type } from './type.ts';
import { restType, union } from './union.ts';

/** A place that conditions can say something of: a variable or the context, and members down from it. */
export interface Reference {
  /** The variable's name; empty for the context. */
  readonly root: string;
  readonly names: readonly string[];
}

/** The place that a node names, if it is nothing but that. */
export function referenceOf(node: SyntaxNode): Reference | undefined {
  if (isMarked(node)) return undefined;
  if (node.type === 'variable') return { root: String(node.value ?? ''), names: [] };
  if (node.type === 'block' && node.expressions?.length === 1) {
    const [only] = node.expressions;
    return only === undefined ? undefined : referenceOf(only);
  }
  if (node.type !== 'path' || node.steps === undefined || node.keepSingletonArray === true) return undefined;
  const [first, ...rest] = node.steps;
  if (first === undefined || node.steps.some(isMarked) || rest.some(({ type }) => type !== 'name')) return undefined;
  const names = rest.map(({ value }) => String(value));
  if (first.type === 'name') return { root: '', names: [String(first.value), ...names] };
  return first.type === 'variable' ? { root: String(first.value ?? ''), names } : undefined;
}

function isMarked({ predicate, stages, group, focus, index, keepArray }: SyntaxNode): boolean {
  return (
    (predicate?.length ?? 0) > 0 ||
    (stages?.length ?? 0) > 0 ||
    group !== undefined ||
    focus !== undefined ||
    index !== undefined ||
    keepArray === true
  );
}

/** The scope in which the place is what `change` makes of it; undefined when it can be nothing then. */
export function refined(scope: Scope, { root, names }: Reference, change: (type: Type) => Type): Scope | undefined {
  const known = root === '' ? scope.context.type : scope.variables.get(root)?.type;
  if (known === undefined) return scope;
  const type = refinedAt(known, names, change);
  if (isNever(type) && !isNever(known)) return undefined;
  return root === '' ? withNarrowedContext(scope, type) : withNarrowed(scope, root, type);
}

/** What the scope knows of the place; undefined where it knows no such variable. */
export function typeAtPlace(scope: Scope, place: Reference): Type | undefined {
  let found: Type | undefined;
  refined(scope, place, (type) => {
    found = found === undefined ? type : union(found, type);
    return type;
  });
  return found ?? (place.root === '' ? scope.context.type : scope.variables.get(place.root)?.type);
}

function refinedAt(type: Type, names: readonly string[], change: (type: Type) => Type): Type {
  const [name, ...rest] = names;
  if (name === undefined) return change(type);
  if (type.any) return type;
  const missing: Type = { ...NEVER, nothing: 'yes' };
  const keepsMissing = !isNever(refinedAt(missing, rest, change));
  const objects = type.objects.flatMap((object) => refinedObject(object, name, rest, change));
  // A list is gone through by a path: what holds for its members together is not followed.
  const others: Type = keepsMissing ? { ...type, objects } : { ...NEVER, objects, list: type.list };
  return others;
}

function refinedObject(
  object: ObjectType,
  name: string,
  rest: readonly string[],
  change: (type: Type) => Type,
): ObjectType[] {
  const field: Field = object.fields.get(name) ?? { type: restType(object.rest) };
  const type = refinedAt(field.type, rest, change);
  if (isNever(type)) return [];
  if (type === field.type) return [object];
  if (hasNoValue(type) && !object.fields.has(name)) return [object];
  return [{ ...object, fields: new Map(object.fields).set(name, { ...field, type }) }];
}
