import { isDeepStrictEqual } from 'node:util';
import { type ExactPath, type FieldValue, valueAtPath } from './field-values.ts';

/** Runs the mapping on a changed input; `held` when it yields nothing. */
export type Trial = (input: unknown) => Promise<{ readonly output: unknown } | 'held'>;

/** A mapping takes some milliseconds: so many runs stay under a second or two. */
const MOST_TRIALS = 200;

/**
 * Tells which of several fields of an input a field of the output really depends on, by changing them one at a time: a
 * path through a list means all of its items, but a line of the output mostly comes from one. Outputs are kept, so that
 * asking for many fields costs no more runs.
 */
export class NarrowByTrial {
  readonly #trial: Trial;
  readonly #input: unknown;
  readonly #output: unknown;
  readonly #outputs = new Map<string, { readonly output: unknown } | 'held'>();

  constructor(trial: Trial, input: unknown, output: unknown) {
    this.#trial = trial;
    this.#input = input;
    this.#output = output;
  }

  /** Those of the candidates that have a say; all of them when none shows one. A change that holds the record proves nothing. */
  async narrow(candidates: readonly FieldValue[], target: ExactPath): Promise<readonly FieldValue[]> {
    if (candidates.length < 2) return candidates;
    const kept: FieldValue[] = [];
    for (const candidate of candidates) if (await this.#matters(candidate, target)) kept.push(candidate);
    return kept.length === 0 ? candidates : kept;
  }

  async #matters(candidate: FieldValue, target: ExactPath): Promise<boolean> {
    const changed = changedValue(candidate.value);
    if (changed === undefined) return true;
    const id = candidate.path.join('\n');
    let tried = this.#outputs.get(id);
    if (tried === undefined) {
      if (this.#outputs.size >= MOST_TRIALS) return true;
      tried = await this.#trial(replaced(this.#input, candidate.path, changed));
      this.#outputs.set(id, tried);
    }
    return tried === 'held' || !isDeepStrictEqual(valueAtPath(tried.output, target), valueAtPath(this.#output, target));
  }
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

function replaced(root: unknown, path: ExactPath, value: unknown): unknown {
  const copy = structuredClone(root);
  const parent = valueAtPath(copy, path.slice(0, -1));
  const last = path.at(-1);
  if (typeof parent === 'object' && parent !== null && last !== undefined)
    (parent as Record<string | number, unknown>)[last] = value;
  return copy;
}
