import { Hold } from '../../model/hold.ts';
import type { MappingFunction } from './mapping-function.ts';
import { NEVER, TEXT } from './value-schema.ts';

export const decisionFunctions: readonly MappingFunction[] = [
  {
    name: 'hold',
    parameters: [
      { name: 'code', takes: TEXT },
      { name: 'reason', takes: TEXT },
    ],
    returns: { gives: NEVER },
    description:
      'Stops this record and lists it as held with the reason. The rest of the batch goes on. `code` is lower-case words joined by `-`.',
    examples: [{ expression: 'false ? $hold("tax-unknown", "no rate for this line") : "fine"', result: 'fine' }],
    call: (code, reason) => {
      throw new Hold(String(code), String(reason));
    },
  },
];
