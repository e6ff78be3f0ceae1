import type { Survivor } from './mutated-file.ts';

/** A pipe or a lookup table with one mistake in it. */
export interface TextMutant extends Survivor {
  /** The whole file with the mistake. */
  readonly text: string;
}
