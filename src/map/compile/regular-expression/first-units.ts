import { mayBeEmpty } from './instructions.ts';
import { type Alternative, type Element, flagsInside, isUnit, type PatternFlags } from './pattern-syntax.ts';
import { UnitSet, unitSetOf } from './unit-set.ts';

/** The units that a match of `elements` followed by one of `then` can begin with. */
export function firstOf(elements: readonly Element[], flags: PatternFlags, then: UnitSet): UnitSet {
  let first = UnitSet.EMPTY;
  for (const element of elements) {
    first = first.with(firstOfElement(element, flags));
    if (!mayBeEmpty(element)) return first;
  }
  return first.with(then);
}

export function firstOfAll(alternatives: readonly Alternative[], flags: PatternFlags, then: UnitSet): UnitSet {
  return alternatives.reduce((all, { elements }) => all.with(firstOf(elements, flags, then)), UnitSet.EMPTY);
}

function firstOfElement(element: Element, flags: PatternFlags): UnitSet {
  if (isUnit(element)) return unitSetOf(element, flags);
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return firstOfAll(element.alternatives, flagsInside(element, flags), UnitSet.EMPTY);
    case 'Quantifier':
      return element.max === 0 ? UnitSet.EMPTY : firstOfElement(element.element, flags);
    default:
      return UnitSet.EMPTY;
  }
}
