import type { ValueSchema } from './value-schema.ts';

/** One argument, by its place. */
export interface FunctionParameter {
  readonly name: string;
  /** What it may be. A list parameter also takes one value, which is how JSONata writes a list of one. */
  readonly takes: ValueSchema;
  /** Whether it may be left out. */
  readonly optional?: true;
  /** Whether the argument may turn out to be nothing, such as a field that a record lacks. An optional one always may. */
  readonly maybeNothing?: true;
}

export interface FunctionReturn {
  readonly gives: ValueSchema;
  /** Gives nothing where the argument of its first parameter with `maybeNothing` is nothing or null. */
  readonly nothingForNothing?: true;
  /** May give nothing although that argument is a value, such as an empty text. */
  readonly maybeNothing?: true;
  /** Gives what its parameter of this index is given, when it gives anything: narrower than `gives`. */
  readonly likeParameter?: number;
}

/** One call and what comes out. Run as a test and shown in the docs. */
export interface FunctionExample {
  readonly expression: string;
  /** As plain JSON; left out where nothing comes out. */
  readonly result?: unknown;
  /** The code that holds the record, in place of a result. */
  readonly holds?: string;
}

/** What is known of a function without calling it. */
export interface FunctionSignature {
  /** Called as `$name(…)`. */
  readonly name: string;
  readonly parameters: readonly FunctionParameter[];
  readonly returns: FunctionReturn;
  readonly description: string;
}

/** A function that mappings and expressions may call, besides those of JSONata. Pure: same arguments, same result. */
export interface MappingFunction extends FunctionSignature {
  readonly examples: readonly [FunctionExample, ...FunctionExample[]];
  readonly call: (...args: readonly unknown[]) => unknown;
}

/** Arguments as people read them: `(total, weights, digits?)`. */
export function usageOf({ parameters }: Pick<FunctionSignature, 'parameters'>): string {
  return `(${parameters.map(({ name, optional }) => (optional ? `${name}?` : name)).join(', ')})`;
}
