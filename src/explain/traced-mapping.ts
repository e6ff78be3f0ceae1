import { type Mapping, placeOf } from '../map/mapping.ts';
import { definitionsOf } from './definitions.ts';
import { expressionText } from './expression-text.ts';
import { type ExactPath, type FieldValue, fieldValues } from './field-values.ts';
import { NarrowByTrial, type Trial } from './narrow-by-trial.ts';
import { type FieldPath, type Origins, originsOf } from './origins.ts';
import { traceMapping } from './trace-mapping.ts';
import type { Traced } from './traced-value.ts';

/** An expression of a mapping, where a person finds it. */
export interface ExpressionPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Where the content of one field of a mapping’s output comes from. */
export interface FieldOrigin {
  readonly expressions: readonly ExpressionPlace[];
  /** Fields of the input that its content comes from, as they are in this record. */
  readonly reads: readonly FieldValue[];
  /** Fields of the input that only decide which content. */
  readonly decides: readonly FieldValue[];
  /** Fields that are asked and that this record does not have. */
  readonly absent: readonly FieldPath[];
  readonly given: readonly FieldPath[];
  readonly asked: Origins['asked'];
  readonly notes: readonly string[];
}

/** A mapping that was run on an input, ready to say of each field of the output where it comes from. */
export class TracedMapping {
  readonly #mapping: Mapping;
  readonly #traced: Traced;
  readonly #input: unknown;
  readonly #output: unknown;
  readonly #narrowing: NarrowByTrial;

  constructor(mapping: Mapping, input: unknown, output: unknown, trial: Trial) {
    this.#mapping = mapping;
    this.#traced = traceMapping(mapping.expression.source);
    this.#input = input;
    this.#output = output;
    this.#narrowing = new NarrowByTrial(trial, input, output);
  }

  /** `closely`: every field is tried, not only the items of lists. */
  async originOf(path: ExactPath, closely: boolean): Promise<FieldOrigin> {
    const definitions = definitionsOf(this.#traced, path, this.#output);
    const origins = originsOf(definitions.map(({ value }) => value));
    const starts = definitions.flatMap(({ start }) => (start === undefined ? [] : [start])).sort((a, b) => a - b);
    const reads = origins.reads.map((read) => fieldValues(this.#input, read));
    const decides = origins.decides.map((read) => fieldValues(this.#input, read));
    return {
      expressions: starts.map((start) => this.#place(start)),
      reads: await this.#narrowed(reads, path, closely),
      decides: await this.#narrowed(decides, path, closely),
      absent: [...origins.reads.filter((_, index) => reads[index]?.length === 0)],
      given: origins.given,
      asked: origins.asked,
      notes: origins.notes,
    };
  }

  /** Whether the mapping writes such a field, for this record or for others. */
  knows(path: ExactPath): boolean {
    return path.length > 0 && definitionsOf(this.#traced, path, this.#output).some(({ start }) => start !== undefined);
  }

  async #narrowed(
    fields: readonly (readonly FieldValue[])[],
    path: ExactPath,
    closely: boolean,
  ): Promise<FieldValue[]> {
    if (closely) return [...(await this.#narrowing.narrow(unique(fields.flat()), path))];
    const narrowed: FieldValue[] = [];
    for (const values of fields) narrowed.push(...(await this.#narrowing.narrow(values, path)));
    return unique(narrowed);
  }

  #place(start: number): ExpressionPlace {
    const { source } = this.#mapping.expression;
    return { file: this.#mapping.file, ...placeOf(source, start), text: expressionText(source, start) };
  }
}

function unique(values: readonly FieldValue[]): FieldValue[] {
  return [...new Map(values.map((value) => [value.path.join('\n'), value])).values()];
}
