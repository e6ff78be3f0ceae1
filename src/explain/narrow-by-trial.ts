import { isDeepStrictEqual } from 'node:util';
import { Hold } from '../model/hold.ts';
import { type ExactPath, type FieldValue, valueAtPath } from './field-values.ts';

/** Runs the mapping on a changed input; `held` when it yields nothing. */
export type Trial = (input: unknown) => Promise<{ readonly output: unknown } | 'held'>;

/** A run of a mapping as a trial: a Hold means that the changed input yields nothing. */
export const trialOf =
  (run: (input: unknown) => Promise<unknown>): Trial =>
  async (input) => {
    try {
      return { output: await run(input) };
    } catch (error) {
      if (error instanceof Hold) return 'held';
      throw error;
    }
  };

/** What trials say of some fields of an input. */
export interface Narrowed {
  /** A change of one of them changes the field of the output. */
  readonly matters: readonly FieldValue[];
  /** A change of one of them alone would hold the record: whether it matters cannot be told. */
  readonly bound: readonly FieldValue[];
  /** A change of one of them alone shows nothing. */
  readonly idle: readonly FieldValue[];
  /** Of the idle ones those of which only their absence could be tried, because another value holds the record. */
  readonly replaceable: readonly FieldValue[];
}

interface Tried {
  readonly output: unknown;
  /** Another value held the record; this is what became of it without the field. */
  readonly without: boolean;
}

/** A mapping takes 3 to 30 ms: so many runs stay under some seconds. */
const MOST_TRIALS = 400;

/**
 * Tells which of several fields of an input a field of the output really depends on, by changing them one at a time: a
 * path through a list means all of its items, but a line of the output mostly comes from one. Outputs are kept, so that
 * asking for many fields costs no more runs.
 */
export class NarrowByTrial {
  readonly #trial: Trial;
  readonly #input: unknown;
  readonly #output: unknown;
  readonly #outputs = new Map<string, Tried | 'held'>();

  constructor(trial: Trial, input: unknown, output: unknown) {
    this.#trial = trial;
    this.#input = input;
    this.#output = output;
  }

  /** Those of the candidates that have a say, and those of which it cannot be told. */
  async narrow(candidates: readonly FieldValue[], target: ExactPath): Promise<Narrowed> {
    const narrowed = {
      matters: [] as FieldValue[],
      bound: [] as FieldValue[],
      idle: [] as FieldValue[],
      replaceable: [] as FieldValue[],
    };
    for (const candidate of candidates) {
      const changed = changedValue(candidate.value);
      const tried = changed === undefined ? undefined : await this.#tried(candidate.path, changed);
      if (tried === undefined || tried === 'held') narrowed.bound.push(candidate);
      else if (!isStillThere(this.#output, tried.output, target)) narrowed.matters.push(candidate);
      else {
        narrowed.idle.push(candidate);
        if (tried.without) narrowed.replaceable.push(candidate);
      }
    }
    return narrowed;
  }

  async #tried(path: ExactPath, changed: unknown): Promise<Tried | 'held' | undefined> {
    const id = path.join('\n');
    const known = this.#outputs.get(id);
    if (known !== undefined || this.#outputs.size >= MOST_TRIALS) return known;
    const first = await this.#trial(replaced(this.#input, path, changed));
    // Another value may be one that nobody knows, such as a code without a row; no value at all often passes.
    const second = first === 'held' ? await this.#trial(replaced(this.#input, path, undefined)) : first;
    const tried = second === 'held' ? second : { output: second.output, without: first === 'held' };
    this.#outputs.set(id, tried);
    return tried;
  }
}

/**
 * Whether a field of the output is as it was. Of a list that became longer or shorter, the item may stand elsewhere: a
 * comment line before it says nothing of its content.
 */
function isStillThere(before: unknown, after: unknown, path: ExactPath): boolean {
  for (const [index, part] of path.entries()) {
    const [was, is] = [valueAtPath(before, path.slice(0, index)), valueAtPath(after, path.slice(0, index))];
    if (typeof part !== 'number' || !Array.isArray(was) || !Array.isArray(is) || was.length === is.length) continue;
    const rest = path.slice(index + 1);
    const value = valueAtPath(before, path);
    const count = (items: readonly unknown[]) =>
      items.filter((item) => isDeepStrictEqual(valueAtPath(item, rest), value)).length;
    return count(is) >= count(was);
  }
  return isDeepStrictEqual(valueAtPath(before, path), valueAtPath(after, path));
}

/** Another value of the same kind; undefined for what has none. */
function changedValue(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string' || value === '') return undefined;
  if (/^\d{4}-\d{2}-\d{2}/.test(value)) return value.replace(/^\d{4}/, (year) => String(Number(year) - 1));
  // A decimal stays one, with as many digits: "12.50" becomes "13.50".
  if (/^-?\d{1,12}(\.\d+)?$/.test(value)) return value.replace(/\d+/, (whole) => String(Number(whole) + 1));
  return `${value}X`;
}

/** A copy with another value at a path; with `undefined` the field is not there at all. */
function replaced(root: unknown, path: ExactPath, value: unknown): unknown {
  const copy = structuredClone(root);
  const parent = valueAtPath(copy, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof parent === 'object' && parent !== null && last !== undefined) {
    if (value === undefined && !Array.isArray(parent)) delete (parent as Record<string | number, unknown>)[last];
    else (parent as Record<string | number, unknown>)[last] = value ?? null;
  }
  return copy;
}
