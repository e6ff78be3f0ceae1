import type { SyntaxNode } from '../map/syntax-tree.ts';
import type { Analysis } from './analysis.ts';
import { infer } from './infer.ts';
import { narrowed, valuesLeft } from './narrow.ts';
import { type Reference, referenceOf, typeAtPlace } from './reference.ts';
import type { Scope } from './scope.ts';
import { nodesIn } from './syntax-nodes.ts';
import { isNever, MAYBE, NEVER, NOTHING, type Type } from './type.ts';
import { union } from './union.ts';

/** `a ? b : c`. In each branch the condition is known; a chain without a last `:` yields nothing for what is left. */
export function inferCondition(node: SyntaxNode, scope: Scope, analysis: Analysis): Type {
  const { condition, then: whenTrue } = node;
  if (condition === undefined || whenTrue === undefined) return NOTHING;
  const decided = infer(condition, scope, analysis);
  if (isNever(decided)) return NEVER;
  const yes = canBe(decided, true) ? narrowed(condition, true, scope, analysis) : undefined;
  const no = canBe(decided, false) ? narrowed(condition, false, scope, analysis) : undefined;
  const first = yes === undefined ? NEVER : infer(whenTrue, yes, analysis);
  if (yes === undefined && no !== undefined) tellUnreachable(node, whenTrue, false, scope, analysis);
  if (no === undefined && node.else !== undefined && yes !== undefined)
    tellUnreachable(node, node.else, true, scope, analysis);
  const second =
    no === undefined
      ? NEVER
      : node.else === undefined
        ? nothingLeft(node, condition, no)
        : infer(node.else, no, analysis);
  analysis.outcomes.set(node, {
    whenTrue: yes === undefined ? undefined : { scope: yes, type: first },
    whenFalse: no === undefined ? undefined : { scope: no, type: second },
  });
  return union(first, second);
}

/** Whether a value of the type can count as true, or as false. */
export function canBe(type: Type, truth: boolean): boolean {
  if (type.any) return true;
  if (type.nothing !== 'no') return !truth || canBe({ ...type, nothing: 'no' }, truth);
  if (truth) {
    return (
      type.booleans.includes(true) ||
      (type.number !== undefined && type.number.literals?.every((each) => each === 0) !== true) ||
      (type.text !== undefined && type.text.literals?.every((each) => each === '') !== true) ||
      type.objects.length > 0 ||
      (type.list !== undefined && type.list.max > 0)
    );
  }
  return (
    type.null ||
    type.booleans.includes(false) ||
    type.functions.length > 0 ||
    (type.number !== undefined && (type.number.literals === undefined || type.number.literals.includes(0))) ||
    (type.text !== undefined &&
      type.text.filled !== true &&
      (type.text.literals === undefined || type.text.literals.includes(''))) ||
    type.objects.some(({ fields }) => ![...fields.values()].some((field) => field.type.nothing === 'no')) ||
    type.list !== undefined
  );
}

/** Whether a condition asks something of which nothing is known: then nobody knows how often it holds. */
const standsOnUnknown = (condition: SyntaxNode, scope: Scope): boolean =>
  placesIn(condition).some((place) => typeAtPlace(scope, place)?.any === true);

const PLACES = new WeakMap<SyntaxNode, readonly Reference[]>();

/** The places that a condition asks. It is met once for each way in which its function is called. */
function placesIn(condition: SyntaxNode): readonly Reference[] {
  const known = PLACES.get(condition);
  if (known !== undefined) return known;
  const places: Reference[] = [];
  for (const node of nodesIn(condition)) {
    const place = node.type === 'path' || node.type === 'variable' ? referenceOf(node) : undefined;
    if (place !== undefined) places.push(place);
  }
  PLACES.set(condition, places);
  return places;
}

function nothingLeft(node: SyntaxNode, condition: SyntaxNode, left: Scope): Type {
  if (standsOnUnknown(condition, left)) return MAYBE;
  const values = valuesLeft(condition, left);
  return values === undefined
    ? NOTHING
    : { ...NOTHING, unmapped: { values, at: node.position ?? 0, by: 'conditions' } };
}

/**
 * A branch that stops the record is a guard, and may be there for what no schema promises. So may one that looks after
 * the input of a system, which nobody has held against its schema.
 */
function tellUnreachable(node: SyntaxNode, branch: SyntaxNode, truth: boolean, scope: Scope, analysis: Analysis): void {
  if (!analysis.validated) return;
  const stops = analysis.trial(() => isNever(infer(branch, scope, analysis)));
  if (stops) return;
  analysis.tell(node, {
    kind: 'unreachable',
    at: node.position ?? 0,
    message: `this condition is always ${truth}: what stands for the other case is never used`,
    hint: 'leave the condition out, or correct what it asks',
  });
}
