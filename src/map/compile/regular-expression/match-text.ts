import { failInWords } from '../errors.ts';
import type { Instruction, Instructions } from './instructions.ts';
import type { UnitSet } from './unit-set.ts';

/** Steps between two reports of what was spent. */
const STEPS_A_REPORT = 4096;

/** Ways and groups to go back to: 64 MB. */
const MOST_WAYS = 8_000_000;

const isLineEnd = (unit: number): boolean => unit === 10 || unit === 13 || unit === 0x2028 || unit === 0x2029;

const isWord = (unit: number): boolean =>
  (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57) || unit === 95;

function holds(
  instruction: Extract<Instruction, { kind: 'start' | 'end' | 'word' }>,
  text: string,
  at: number,
): boolean {
  switch (instruction.kind) {
    case 'start':
      return at === 0 || (instruction.multiline && isLineEnd(text.charCodeAt(at - 1)));
    case 'end':
      return at === text.length || (instruction.multiline && isLineEnd(text.charCodeAt(at)));
    case 'word':
      return (isWord(text.charCodeAt(at - 1)) !== isWord(text.charCodeAt(at))) !== instruction.negate;
  }
}

/** Failures that are known, a bit each. Grows with the positions that were reached, so that a short match stays cheap. */
class Failures {
  #bits = new Uint32Array(64);

  /** Whether it was known already; it is known from now on. */
  known(index: number): boolean {
    const word = Math.floor(index / 32);
    if (word >= this.#bits.length) {
      const more = new Uint32Array(Math.max(word + 1, this.#bits.length * 2));
      more.set(this.#bits);
      this.#bits = more;
    }
    const bit = 1 << (index % 32);
    const old = this.#bits[word] as number;
    this.#bits[word] = old | bit;
    return (old & bit) !== 0;
  }
}

/**
 * The first match at or after `from`, as positions of the groups, or undefined. Tries the ways in JavaScript's order, and
 * none twice: what failed once at a place fails there again, because without back-references nothing before it matters.
 * So the time is the length of the text times that of the pattern, whatever both hold. `first` are the units that a match
 * can begin with, undefined when it may be empty.
 *
 * Only one thing before it does matter: a loop must not go round without moving on. Of the loops around a place that may
 * match nothing, an inner one began its iteration where or after an outer one did; so it is enough to know how many of
 * them began here.
 */
export function matchText(
  { code, slots, states }: Instructions,
  text: string,
  from: number,
  first: UnitSet | undefined,
  spend: (steps: number) => void,
): Int32Array | undefined {
  const failures = new Failures();
  const held = new Int32Array(slots);
  /** Pairs: an instruction and a position to go on with, or a slot (below zero) and what it held. */
  const undo: number[] = [];
  let steps = 0;

  const isFailure = (number: number, loops: readonly number[], at: number): boolean => {
    let here = 0;
    for (let i = loops.length - 1; i >= 0 && held[loops[i] as number] === at; i -= 1) here += 1;
    return failures.known((at - from) * states + number + here);
  };
  const keep = (slot: number, value: number): void => {
    undo.push(-1 - slot, held[slot] as number);
    held[slot] = value;
  };

  for (let start = from; start <= text.length; start += 1) {
    if (first !== undefined && !(start < text.length && first.has(text.charCodeAt(start)))) continue;
    held.fill(-1);
    undo.length = 0;
    let next = 0;
    let at = start;
    for (;;) {
      steps += 1;
      if (steps === STEPS_A_REPORT) {
        spend(steps);
        steps = 0;
        if (undo.length > MOST_WAYS)
          failInWords('D2015', 'A regular expression keeps too many ways open for a text of this length', {});
      }
      const instruction = code[next] as Instruction;
      next += 1;
      let fits = true;
      switch (instruction.kind) {
        case 'unit':
          fits = at < text.length && instruction.set.has(text.charCodeAt(at));
          at += 1;
          break;
        case 'split':
          if (isFailure(instruction.number, instruction.loops, at)) fits = false;
          else {
            undo.push(instruction.second, at);
            next = instruction.first;
          }
          break;
        case 'jump':
          next = instruction.to;
          break;
        case 'mark':
          keep(instruction.slot, at);
          break;
        case 'forget':
          for (let slot = instruction.from; slot < instruction.to; slot += 1) keep(slot, -1);
          break;
        case 'moved':
          fits = held[instruction.slot] !== at;
          break;
        case 'match':
          spend(steps);
          return held;
        default:
          fits = holds(instruction, text, at);
      }
      if (fits) continue;
      let back = false;
      while (!back && undo.length > 0) {
        const value = undo.pop() as number;
        const place = undo.pop() as number;
        if (place < 0) held[-1 - place] = value;
        else {
          next = place;
          at = value;
          back = true;
        }
      }
      if (!back) break;
    }
  }
  spend(steps);
  return undefined;
}
