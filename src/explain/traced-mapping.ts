import { FUNCTION_LIBRARY } from '../map/functions/function-library.ts';
import { type Mapping, placeOf } from '../map/mapping.ts';
import { type Definition, definitionsOf } from './definitions.ts';
import { expressionText } from './expression-text.ts';
import { type ExactPath, type FieldValue, fieldValues } from './field-values.ts';
import { NarrowByTrial, type Trial } from './narrow-by-trial.ts';
import { type FieldPath, type Origins, originsOf } from './origins.ts';
import { traceMapping } from './trace-mapping.ts';
import type { FunctionUse, Traced } from './traced-value.ts';

const LIBRARY_NAMES = new Set(FUNCTION_LIBRARY.map(({ name }) => name));

/** An expression of a mapping, where a person finds it. */
export interface ExpressionPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** A function that a value went through. */
export interface NamedFunction {
  /** Without `$`. */
  readonly name: string;
  /** `mapping`: its own. `library`: Pipewright’s, for all mappings. `jsonata`: of the language. */
  readonly of: 'mapping' | 'library' | 'jsonata';
  /** Where the mapping defines it. */
  readonly at?: { readonly file: string; readonly line: number; readonly column: number };
  /** Where the mapping calls it for this value; the last place, when there are several. */
  readonly calledAt?: { readonly line: number; readonly column: number };
}

/** Where the content of one field of a mapping’s output comes from. */
export interface FieldOrigin {
  readonly expressions: readonly ExpressionPlace[];
  /** Fields of the input that its content comes from, as they are in this record. */
  readonly reads: readonly FieldValue[];
  /** Fields that go into it as well; a change of one alone would hold the record, so how much cannot be told. */
  readonly bound: readonly FieldValue[];
  /** Fields of the input that only decide which content. */
  readonly decides: readonly FieldValue[];
  /** Fields that are asked and that this record does not have. */
  readonly absent: readonly FieldPath[];
  readonly given: readonly FieldPath[];
  readonly asked: Origins['asked'];
  readonly functions: readonly NamedFunction[];
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

  async originOf(path: ExactPath): Promise<FieldOrigin> {
    const made = await this.#ways(path);
    const origins = originsOf(made.map(({ value }) => value));
    const starts = made.flatMap(({ start }) => (start === undefined ? [] : [start])).sort((a, b) => a - b);
    const { matters, bound, replaceable } = await this.#narrowing.narrow(this.#values(origins.reads), path);
    const decides = await this.#narrowing.narrow(this.#values(origins.decides), path);
    const calls = callsThatRead(made, matters);
    return {
      expressions: starts.map((start) => this.#place(start)),
      // When no change shows anything, all that is read may be the source. Last of all what another field would stand in
      // for: a code of a table, where the title leads to the same row.
      reads: matters.length > 0 ? matters : bound.length > 0 ? bound : replaceable,
      bound: matters.length > 0 ? bound : [],
      // What decides is asked last of all: where a trial of it holds the record, that is all that can be told.
      decides: decides.matters.length > 0 || matters.length + bound.length > 0 ? decides.matters : decides.bound,
      absent: origins.reads.filter((read) => fieldValues(this.#input, read).length === 0),
      given: origins.given,
      asked: origins.asked,
      functions: origins.functions.map((use) => this.#function(calls.get(use.definedAt) ?? use)),
      notes: origins.notes,
    };
  }

  /** The expressions that may have made a field, without those whose fields prove to have no say where others’ do. */
  async #ways(path: ExactPath): Promise<readonly Definition[]> {
    const definitions = definitionsOf(this.#traced, path, this.#output);
    if (definitions.length < 2) return definitions;
    const proven: Definition[] = [];
    for (const definition of definitions) {
      const { reads } = originsOf([definition.value]);
      const { matters } = await this.#narrowing.narrow(this.#values(reads), path);
      if (matters.length > 0) proven.push(definition);
    }
    return proven.length === 0 ? definitions : proven;
  }

  #values(paths: readonly FieldPath[]): FieldValue[] {
    const values = paths.flatMap((path) => fieldValues(this.#input, path));
    return [...new Map(values.map((value) => [value.path.join('\n'), value])).values()];
  }

  /** Whether the mapping writes such a field, for this record or for others. */
  knows(path: ExactPath): boolean {
    return path.length > 0 && definitionsOf(this.#traced, path, this.#output).some(({ start }) => start !== undefined);
  }

  #function({ name, definedAt, calledAt }: FunctionUse): NamedFunction {
    if (definedAt === undefined) return { name, of: LIBRARY_NAMES.has(name) ? 'library' : 'jsonata' };
    const { source } = this.#mapping.expression;
    return {
      name,
      of: 'mapping',
      at: { file: this.#mapping.file, ...placeOf(source, definedAt) },
      ...(calledAt === undefined ? {} : { calledAt: placeOf(source, calledAt) }),
    };
  }

  #place(start: number): ExpressionPlace {
    const { source } = this.#mapping.expression;
    return { file: this.#mapping.file, ...placeOf(source, start), text: expressionText(source, start) };
  }
}

/**
 * The mapping’s own functions, by where they are defined, as they were called with the fields that matter: a function
 * that makes all lines of a kind is called for each of them, and only one call made the line that is asked for.
 */
function callsThatRead(made: readonly Definition[], fields: readonly FieldValue[]): ReadonlyMap<unknown, FunctionUse> {
  const matter = new Set(fields.map(({ path }) => path.filter((part) => typeof part === 'string').join('\n')));
  const calls = made
    .flatMap(({ value }) => waysOf(value))
    .map((way) => originsOf([way]))
    .filter(({ reads }) => reads.some((path) => matter.has(path.join('\n'))))
    .flatMap(({ functions }) => functions);
  return new Map(calls.flatMap((use) => (use.definedAt === undefined ? [] : [[use.definedAt, use]])));
}

const waysOf = (value: Traced): readonly Traced[] => (value.kind === 'any' ? value.of.flatMap(waysOf) : [value]);
