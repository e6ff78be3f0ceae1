import { BOUND_FUNCTIONS } from './bound-functions.ts';
import { FUNCTION_TOPICS } from './function-library.ts';
import type { FunctionSignature, MappingFunction } from './mapping-function.ts';

export interface FunctionTopic {
  readonly topic: string;
  /** Those that stand on what the engine resolved for a record have no example of their own. */
  readonly functions: readonly (FunctionSignature & Partial<Pick<MappingFunction, 'examples'>>)[];
}

/** Everything that a mapping may call besides JSONata’s own functions, for the command and the page. */
export const SHOWN_FUNCTIONS: readonly FunctionTopic[] = [
  ...FUNCTION_TOPICS,
  { topic: 'Lookup tables and reference lists', functions: BOUND_FUNCTIONS },
];
