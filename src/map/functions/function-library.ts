import { decisionFunctions } from './decision.ts';
import type { MappingFunction } from './mapping-function.ts';
import { moneyFunctions } from './money.ts';
import { textFunctions } from './text.ts';
import { timeFunctions } from './time.ts';

/** Every function that mappings may call besides JSONata’s own. */
export const FUNCTION_LIBRARY: readonly MappingFunction[] = [
  ...moneyFunctions,
  ...timeFunctions,
  ...textFunctions,
  ...decisionFunctions,
];
