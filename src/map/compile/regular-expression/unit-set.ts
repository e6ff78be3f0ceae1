import type { PatternFlags, UnitElement } from './pattern-syntax.ts';

const UNITS = 0x1_0000;

/** Every UTF-16 code unit once, in order. */
let allUnits: string | undefined;

function everyUnit(): string {
  if (allUnits === undefined) {
    const parts: string[] = [];
    for (let from = 0; from < UNITS; from += 4096)
      parts.push(String.fromCharCode(...Array.from({ length: 4096 }, (_, i) => from + i)));
    allUnits = parts.join('');
  }
  return allUnits;
}

/** A set of UTF-16 code units, as ranges `[from, to, from, to …]`, both included, in order and apart from each other. */
export class UnitSet {
  static readonly EMPTY = new UnitSet([]);
  static readonly ALL = new UnitSet([0, UNITS - 1]);

  readonly ranges: readonly number[];
  readonly #ascii = new Uint8Array(128);

  constructor(ranges: readonly number[]) {
    this.ranges = ranges;
    for (let unit = 0; unit < 128; unit += 1) this.#ascii[unit] = this.#find(unit) ? 1 : 0;
  }

  has(unit: number): boolean {
    return unit < 128 ? this.#ascii[unit] === 1 : this.#find(unit);
  }

  #find(unit: number): boolean {
    const { ranges } = this;
    let low = 0;
    let high = ranges.length / 2 - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      if (unit < (ranges[middle * 2] as number)) high = middle - 1;
      else if (unit > (ranges[middle * 2 + 1] as number)) low = middle + 1;
      else return true;
    }
    return false;
  }

  meets(other: UnitSet): boolean {
    let mine = 0;
    let theirs = 0;
    while (mine < this.ranges.length && theirs < other.ranges.length) {
      if ((this.ranges[mine + 1] as number) < (other.ranges[theirs] as number)) mine += 2;
      else if ((other.ranges[theirs + 1] as number) < (this.ranges[mine] as number)) theirs += 2;
      else return true;
    }
    return false;
  }

  with(other: UnitSet): UnitSet {
    if (other.ranges.length === 0) return this;
    if (this.ranges.length === 0) return other;
    const pairs: [number, number][] = [];
    for (const { ranges } of [this, other])
      for (let at = 0; at < ranges.length; at += 2) pairs.push([ranges[at] as number, ranges[at + 1] as number]);
    pairs.sort(([a], [b]) => a - b);
    const joined: number[] = [];
    for (const [from, to] of pairs) {
      const last = joined.length - 1;
      if (last > 0 && from <= (joined[last] as number) + 1) joined[last] = Math.max(joined[last] as number, to);
      else joined.push(from, to);
    }
    return new UnitSet(joined);
  }
}

/**
 * What a part that matches one unit matches. JavaScript itself is asked, with every unit there is (0.2 ms), so that case
 * folding, `\s`, `.` and classes mean what they mean there.
 */
export function unitSetOf(element: UnitElement, { ignoreCase, dotAll }: PatternFlags): UnitSet {
  if (element.type === 'Character' && !ignoreCase) return new UnitSet([element.value, element.value]);
  const part = element.type === 'Character' ? `\\u${element.value.toString(16).padStart(4, '0')}` : element.raw;
  const ranges: number[] = [];
  for (const { index, 0: run } of everyUnit().matchAll(
    new RegExp(`(?:${part})+`, `g${ignoreCase ? 'i' : ''}${dotAll ? 's' : ''}`),
  ))
    ranges.push(index, index + run.length - 1);
  return new UnitSet(ranges);
}
