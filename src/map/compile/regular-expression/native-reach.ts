import { firstOf } from './first-units.ts';
import { mayBeEmpty } from './instructions.ts';
import {
  type Alternative,
  type Element,
  flagsInside,
  isUnit,
  type Pattern,
  type PatternFlags,
  type Quantifier,
} from './pattern-syntax.ts';
import { UnitSet } from './unit-set.ts';

/** Steps of JavaScript's engine that one search may take at worst: some 0.2 ms. */
const STEPS = 100_000;

/**
 * The longest text, in code units, that JavaScript's own engine may be given: it backtracks, and must not take more than
 * linear time, or STEPS for a short text. Infinity where every choice is decided by the next unit; 0 where nothing is
 * proven. Errs on the side of less.
 */
export function nativeReach({ alternatives }: Pattern, flags: PatternFlags): number {
  const anchored = !flags.multiline && alternatives.every(({ elements }) => beginsAtStart(elements[0]));
  if (decidedByNextUnit(alternatives, flags, UnitSet.EMPTY)) {
    if (anchored || alternatives.every(({ elements }) => failsEarly(elements))) return Number.POSITIVE_INFINITY;
    // Each place of the text is tried, and may be followed to the end.
    return Math.floor(Math.sqrt(STEPS));
  }
  const cost = costOf(alternatives);
  if (cost === undefined) return 0;
  if (cost.loops === 0 && cost.ways <= FEW_WAYS && alternatives.every(({ elements }) => lengthOfAll(elements) <= SHORT))
    return Number.POSITIVE_INFINITY;
  return Math.floor((STEPS / cost.ways) ** (1 / Math.max(1, cost.loops + (anchored ? 0 : 1))));
}

const beginsAtStart = (element: Element | undefined): boolean =>
  element?.type === 'Assertion' && element.kind === 'start';

/**
 * Whether at every choice the next unit of the text leaves one way only: then nothing is followed twice, and a way back
 * fails at once. `then` are the units that may come after.
 */
function decidedByNextUnit(alternatives: readonly Alternative[], flags: PatternFlags, then: UnitSet): boolean {
  const firsts = alternatives.map(({ elements }) => firstOf(elements, flags, then));
  const apart = firsts.every((first, index) => firsts.slice(index + 1).every((other) => !first.meets(other)));
  if (!apart || alternatives.filter(({ elements }) => elements.every(mayBeEmpty)).length > 1) return false;
  return alternatives.every(({ elements }) =>
    elements.every((element, index) => elementDecided(element, flags, firstOf(elements.slice(index + 1), flags, then))),
  );
}

function elementDecided(element: Element, flags: PatternFlags, then: UnitSet): boolean {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return decidedByNextUnit(element.alternatives, flagsInside(element, flags), then);
    case 'Quantifier': {
      const { element: body, min, max } = element;
      if (max === 0) return true;
      if (mayBeEmpty(body)) return false;
      const first = firstOf([body], flags, UnitSet.EMPTY);
      if (max > min && first.meets(then)) return false;
      return isUnit(body) || elementDecided(body, flags, max > 1 ? first.with(then) : then);
    }
    case 'Assertion':
      return element.kind === 'start' || element.kind === 'end' || element.kind === 'word';
    default:
      return isUnit(element);
  }
}

/** A loop this short is a matter of a few steps. */
const SHORT = 64;

/**
 * Whether an attempt that fails does so within a bounded number of units, so that trying every place of the text is
 * linear: endless loops stand at the very end, where nothing can fail any more, and hold no endless loops.
 */
function failsEarly(elements: readonly Element[]): boolean {
  return elements.every((element, index) => {
    if (lengthOf(element) <= SHORT) return true;
    if (index < elements.length - 1) return false;
    if (element.type === 'Quantifier')
      return (
        element.min <= SHORT && lengthOf(element.element) <= SHORT && lengthOf(element.element) * element.min <= SHORT
      );
    return (
      (element.type === 'Group' || element.type === 'CapturingGroup') &&
      element.alternatives.every((alternative) => failsEarly(alternative.elements))
    );
  });
}

/** The most units that it can match. */
function lengthOf(element: Element): number {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return Math.max(...element.alternatives.map(({ elements }) => lengthOfAll(elements)));
    case 'Quantifier':
      return element.max === 0 ? 0 : element.max * lengthOf(element.element);
    case 'Assertion':
      return 0;
    default:
      return 1;
  }
}

const lengthOfAll = (elements: readonly Element[]): number =>
  elements.reduce((sum, element) => sum + lengthOf(element), 0);

interface Cost {
  /** Loops that multiply the steps by the length of the text. */
  readonly loops: number;
  /** Other choices: what they multiply the steps by. */
  readonly ways: number;
}

/** So few ways may be tried at every place of a text. */
const FEW_WAYS = 16;

/** A loop with fewer rounds is counted by its rounds. */
const FEW_ROUNDS = 8;

/** An upper limit of what backtracking may cost where no loop holds a choice; undefined where one does. */
function costOf(alternatives: readonly Alternative[]): Cost | undefined {
  let loops = 0;
  let ways = alternatives.length;
  for (const { elements } of alternatives) {
    for (const element of elements) {
      const cost = costOfElement(element);
      if (cost === undefined) return undefined;
      loops += cost.loops;
      ways *= cost.ways;
    }
  }
  return { loops, ways };
}

function costOfElement(element: Element): Cost | undefined {
  if (element.type === 'Group' || element.type === 'CapturingGroup') return costOf(element.alternatives);
  if (element.type === 'Quantifier') return costOfQuantifier(element);
  return { loops: 0, ways: 1 };
}

function costOfQuantifier({ element, min, max }: Quantifier): Cost | undefined {
  if (max <= 1) {
    const once = costOfElement(element);
    return once === undefined ? undefined : { loops: once.loops, ways: once.ways + 1 };
  }
  if (!isUnit(element)) return undefined;
  if (max === min) return { loops: 0, ways: 1 };
  return max - min < FEW_ROUNDS ? { loops: 0, ways: max - min + 1 } : { loops: 1, ways: 1 };
}
