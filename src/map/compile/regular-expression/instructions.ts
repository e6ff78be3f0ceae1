import { fail, failInWords } from '../errors.ts';
import {
  type Alternative,
  type Element,
  flagsInside,
  isUnit,
  type Pattern,
  type PatternFlags,
  type Quantifier,
} from './pattern-syntax.ts';
import { type UnitSet, unitSetOf } from './unit-set.ts';

/** Where two ways are possible: the one to try first, the other, and the number under which failures are kept. */
export interface Split {
  readonly kind: 'split';
  first: number;
  second: number;
  readonly number: number;
  /** Slots of the loops around it that may match nothing, the outermost first. */
  readonly loops: readonly number[];
}

/**
 * One step of matching. Slots hold positions: the starts and ends of the groups, then the places where the present
 * iterations of loops began that may match nothing.
 */
export type Instruction =
  | { readonly kind: 'unit'; readonly set: UnitSet }
  | Split
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'mark'; readonly slot: number }
  | { readonly kind: 'forget'; readonly from: number; readonly to: number }
  | { readonly kind: 'moved'; readonly slot: number }
  | { readonly kind: 'start' | 'end'; readonly multiline: boolean }
  | { readonly kind: 'word'; readonly negate: boolean }
  | { readonly kind: 'match' };

export interface Instructions {
  readonly code: readonly Instruction[];
  readonly groups: number;
  readonly slots: number;
  /** How many numbers the splits have between them. */
  readonly states: number;
}

/** A pattern of some thousand parts is no expression any more. */
const MOST_INSTRUCTIONS = 20_000;

/** Writes a pattern without look-around and back-references out as instructions, with the meaning that ECMA-262 gives it. */
export function instructionsOf(pattern: Pattern, flags: PatternFlags): Instructions {
  const groups = countGroups(pattern.alternatives);
  const code: Instruction[] = [];
  const sets = new Map<string, UnitSet>();
  let slots = (groups + 1) * 2;
  let states = 0;
  let group = 0;

  const add = <T extends Instruction>(instruction: T): T => {
    if (code.length >= MOST_INSTRUCTIONS)
      failInWords('S0303', 'The regular expression is too large', { value: pattern.raw });
    code.push(instruction);
    return instruction;
  };
  const split = (loops: readonly number[]): Split => {
    const made: Split = { kind: 'split', first: 0, second: 0, number: states, loops };
    states += loops.length + 1;
    return add(made);
  };

  const alternatives = (list: readonly Alternative[], inside: PatternFlags, loops: readonly number[]): void => {
    const ends: { to: number }[] = [];
    list.forEach(({ elements }, index) => {
      const choice = index < list.length - 1 ? split(loops) : undefined;
      if (choice !== undefined) choice.first = code.length;
      for (const element of elements) part(element, inside, loops);
      if (choice === undefined) return;
      ends.push(add({ kind: 'jump', to: 0 }));
      choice.second = code.length;
    });
    for (const end of ends) end.to = code.length;
  };

  const repeat = (quantifier: Quantifier, inside: PatternFlags, loops: readonly number[]): void => {
    const { element, min, max, greedy } = quantifier;
    const firstGroup = group;
    const inner = countGroups([element]);
    const once = (around: readonly number[]): void => {
      group = firstGroup;
      // Each iteration begins with the groups inside unset.
      if (inner > 0) add({ kind: 'forget', from: (firstGroup + 1) * 2, to: (firstGroup + inner + 1) * 2 });
      part(element, inside, around);
    };
    for (let i = 0; i < min; i += 1) once(loops);
    if (max > min) {
      // An iteration beyond the least number must not match nothing.
      const slot = mayBeEmpty(element) ? slots : undefined;
      if (slot !== undefined) slots += 1;
      const ends: Split[] = [];
      const endless = max === Number.POSITIVE_INFINITY;
      for (let i = min; i < (endless ? min + 1 : max); i += 1) {
        const at = code.length;
        const choice = split(loops);
        ends.push(choice);
        choice[greedy ? 'first' : 'second'] = code.length;
        if (slot !== undefined) add({ kind: 'mark', slot });
        once(slot === undefined ? loops : [...loops, slot]);
        if (slot !== undefined) add({ kind: 'moved', slot });
        if (endless) add({ kind: 'jump', to: at });
      }
      for (const choice of ends) choice[greedy ? 'second' : 'first'] = code.length;
    }
    group = firstGroup + inner;
  };

  const part = (element: Element, around: PatternFlags, loops: readonly number[]): void => {
    if (isUnit(element)) {
      const key = `${around.ignoreCase ? 'i' : ''}${around.dotAll ? 's' : ''}:${element.raw}`;
      const set = sets.get(key) ?? unitSetOf(element, around);
      sets.set(key, set);
      add({ kind: 'unit', set });
      return;
    }
    switch (element.type) {
      case 'Group':
        alternatives(element.alternatives, flagsInside(element, around), loops);
        return;
      case 'CapturingGroup': {
        group += 1;
        const slot = group * 2;
        add({ kind: 'mark', slot });
        alternatives(element.alternatives, around, loops);
        add({ kind: 'mark', slot: slot + 1 });
        return;
      }
      case 'Quantifier':
        repeat(element, around, loops);
        return;
      case 'Assertion':
        if (element.kind === 'start' || element.kind === 'end') {
          add({ kind: element.kind, multiline: around.multiline });
          return;
        }
        if (element.kind === 'word') {
          add({ kind: 'word', negate: element.negate });
          return;
        }
    }
    fail('S0303', { value: element.raw });
  };

  add({ kind: 'mark', slot: 0 });
  alternatives(pattern.alternatives, flags, []);
  add({ kind: 'mark', slot: 1 });
  add({ kind: 'match' });
  return { code, groups, slots, states };
}

function countGroups(parts: readonly (Alternative | Element)[]): number {
  let count = 0;
  for (const part of parts) {
    if (part.type === 'CapturingGroup') count += 1;
    if (part.type === 'Alternative') count += countGroups(part.elements);
    else if (part.type === 'Group' || part.type === 'CapturingGroup') count += countGroups(part.alternatives);
    else if (part.type === 'Quantifier') count += countGroups([part.element]);
  }
  return count;
}

export function mayBeEmpty(element: Element): boolean {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return element.alternatives.some(({ elements }) => elements.every(mayBeEmpty));
    case 'Quantifier':
      return element.min === 0 || mayBeEmpty(element.element);
    case 'Assertion':
      return true;
    default:
      return false;
  }
}
