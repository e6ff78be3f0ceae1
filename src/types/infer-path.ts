import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { infer } from './infer.ts';
import { inferFilters, inferGroup } from './infer-filter.ts';
import { asList, collapse, type Many, manyOf, times } from './many.ts';
import { nearestField } from './nearest-field.ts';
import { inContext, type Scope, withVariable } from './scope.ts';
import {
  ANY,
  hasNoValue,
  isNever,
  listOf,
  MAYBE,
  NEVER,
  NOTHING,
  NUMBER,
  optional,
  present,
  type Type,
} from './type.ts';
import { restType, union } from './union.ts';

/** `a.b[c].(…)`: each step goes over the items of the one before, and what comes out at the end collapses. */
export function inferPath(node: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  const steps = node.steps ?? [];
  const [first] = steps;
  const absolute = first?.type === 'variable';
  let many: Many = absolute ? one(scope.context.type) : manyOf(scope.context.type);
  let within = scope;
  let lone: Type | undefined;
  for (const [index, step] of steps.entries()) {
    const items = many.item;
    const last = index === steps.length - 1;
    if (step.type === 'sort') {
      for (const { expression } of step.terms ?? []) infer(expression, inContext(within, items), analysis);
      if (step.stages !== undefined && step.stages.length > 0)
        many = manyOf(inferFilters(collapse(many), step.stages, within, analysis));
      lone = undefined;
      continue;
    }
    const result =
      isNever(items) && !(index === 0 && absolute)
        ? NEVER
        : stepType(step, index === 0 && absolute ? scope : inContext(within, items), analysis);
    const found = step.consarray === true && last && index > 0 ? asOne(result) : manyOf(result);
    // The last step's only result stays what it is, also when it is a list with one item or none.
    lone = last && many.min <= 1 ? result : undefined;
    // Of one item or none the result stays what it is.
    if (
      last &&
      many.max <= 1 &&
      step.focus === undefined &&
      node.keepSingletonArray !== true &&
      node.group === undefined
    )
      return many.min === 1 ? result : union(result, missing(many));
    const next: Many = {
      ...(many.vague === true || found.vague === true ? { vague: true } : {}),
      item: found.item,
      min: times(many.min, found.min),
      max: times(many.max, found.max),
      doubt: many.min === 0 ? many.doubt && (found.min > 0 || found.doubt) : found.doubt,
      ...(found.unmapped === undefined
        ? many.unmapped === undefined
          ? {}
          : { unmapped: many.unmapped }
        : { unmapped: found.unmapped }),
    };
    if (step.index !== undefined) within = withVariable(within, step.index, NUMBER);
    if (step.focus !== undefined) {
      within = withVariable(within, step.focus, next.item);
      // The context stays where it was; the item is in the variable.
      many = { ...next, item: items };
      if (last) many = { ...many, item: items };
    } else many = next;
    for (const stage of step.stages ?? [])
      if (stage.type === 'index' && stage.value !== undefined) within = withVariable(within, stage.value, NUMBER);
  }
  if (node.group !== undefined) return inferGroup(collapse(many), node.group, within, analysis);
  if (node.keepSingletonArray === true) return kept(many, lone);
  const type = collapse(many);
  return lone?.list !== undefined && !type.any ? union(type, { ...NEVER, list: lone.list }) : type;
}

const one = (type: Type): Many => ({ item: type, min: 1, max: 1, doubt: false });

/** A value that is not gone through though it may be a list. */
const asOne = (type: Type): Many => ({
  item: present(type),
  min: type.nothing === 'no' ? 1 : 0,
  max: 1,
  doubt: type.nothing !== 'yes',
});

/** What a sequence without items comes to. */
function missing({ doubt, unmapped }: Many): Type {
  if (doubt) return MAYBE;
  return unmapped === undefined ? NOTHING : { ...NOTHING, unmapped };
}

/** A path with `[]`: a list, or nothing. */
function kept(many: Many, lone: Type | undefined): Type {
  if (many.item.any) return optional(listOf(many.item), many.doubt ? 'doubt' : 'yes');
  const list = many.max === 0 ? NEVER : asList({ ...many, min: Math.max(1, many.min) });
  const own = lone?.list === undefined ? NEVER : { ...NEVER, list: lone.list };
  return union(union(list, own), many.min > 0 ? NEVER : missing(many));
}

function stepType(step: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  const type = infer(step, scope, analysis);
  const filters = (step.stages ?? []).filter(({ type: kind }) => kind === 'filter');
  return filters.length === 0 ? type : inferFilters(type, filters, scope, analysis);
}

/** A member of the context by its name. A list is gone through. */
export function memberOf(node: SyntaxNode, context: Type, analysis: Analysis): Type {
  const name = String(node.value);
  const found = memberType(context, name);
  if (!isKnownMember(context, name)) tellUnknown(node, name, context, analysis);
  return found;
}

export function memberType(type: Type, name: string): Type {
  if (type.any) return ANY;
  let result: Type =
    type.nothing === 'no'
      ? NEVER
      : type.nothing === 'doubt'
        ? MAYBE
        : type.unmapped === undefined
          ? NOTHING
          : { ...NOTHING, unmapped: type.unmapped };
  for (const object of type.objects) result = union(result, object.fields.get(name)?.type ?? restType(object.rest));
  if (type.list !== undefined) {
    const many = manyOf({ ...NEVER, list: type.list });
    const inner = manyOf(memberType(many.item, name));
    result = union(
      result,
      collapse({
        item: inner.item,
        min: times(many.min, inner.min),
        max: times(many.max, inner.max),
        doubt: inner.min > 0 || inner.doubt,
      }),
    );
  }
  const other =
    type.null ||
    type.booleans.length > 0 ||
    type.number !== undefined ||
    type.text !== undefined ||
    type.functions.length > 0;
  return other ? union(result, NOTHING) : result;
}

/** Whether some value of the type may have the member; yes where nothing is known. */
function isKnownMember(type: Type, name: string): boolean {
  if (type.any || (hasNoValue(type) && type.list === undefined)) return true;
  if (type.functions.length > 0) return true;
  const inList = type.list !== undefined && (isNever(type.list.items) || isKnownMember(type.list.items, name));
  return inList || type.objects.some(({ fields, rest }) => fields.has(name) || typeof rest === 'object');
}

function tellUnknown(node: SyntaxNode, name: string, context: Type, analysis: Analysis): void {
  const objects = objectsIn(context);
  const at = node.position ?? 0;
  if (objects.length === 0) {
    analysis.tell(node, {
      kind: 'unknown-path',
      at,
      message: `"${name}" is asked of something that has no members`,
      hint: 'leave it out: what stands before it is the value',
    });
    return;
  }
  const names = [...new Set(objects.flatMap(({ fields }) => [...fields.keys()]))];
  const { hint, certain } = nearestField(name, names);
  const described = objects.every(({ rest }) => rest === 'none');
  analysis.tell(node, {
    kind: described ? 'unknown-path' : 'undescribed-path',
    at,
    message: described ? `there is no "${name}" here` : `the schema describes no "${name}" here`,
    hint,
    ...(certain === undefined ? {} : { instead: /^[A-Za-z_]\w*$/.test(certain) ? certain : `\`${certain}\`` }),
  });
}

export const objectsIn = (type: Type): Type['objects'] =>
  type.list === undefined ? type.objects : [...type.objects, ...objectsIn(type.list.items)];
