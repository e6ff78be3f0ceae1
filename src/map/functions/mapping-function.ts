/**
 * A function that mappings and expressions may call, besides those of JSONata. Pure: same arguments, same result.
 * `example` is run as its test and shown in the docs.
 */
export interface MappingFunction {
  /** Called as `$name(…)`. */
  readonly name: string;
  /** Arguments as people read them: `(total, weights, digits?)`. */
  readonly usage: string;
  readonly description: string;
  readonly example: { readonly expression: string; readonly result: unknown };
  readonly call: (...args: readonly unknown[]) => unknown;
}
