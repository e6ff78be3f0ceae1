import { BuiltIn, type BuiltInDefinition } from '../built-in.ts';
import type { FunctionValue } from '../function-value.ts';
import { aggregateFunctions } from './aggregate.ts';
import { arrayFunctions } from './array.ts';
import { controlFunctions } from './control.ts';
import { encodingFunctions } from './encoding.ts';
import { higherOrderFunctions } from './higher-order.ts';
import { numberFunctions } from './number.ts';
import { objectFunctions } from './object.ts';
import { patternFunctions } from './pattern.ts';
import { pictureFunctions } from './picture.ts';
import { textFunctions } from './text.ts';

const DEFINITIONS: readonly BuiltInDefinition[] = [
  ...aggregateFunctions,
  ...arrayFunctions,
  ...controlFunctions,
  ...encodingFunctions,
  ...higherOrderFunctions,
  ...numberFunctions,
  ...objectFunctions,
  ...patternFunctions,
  ...pictureFunctions,
  ...textFunctions,
];

/** Every function of the language by its name, without `$`. */
export const BUILT_INS: ReadonlyMap<string, FunctionValue> = new Map(
  DEFINITIONS.map((definition, index) => [definition.name, new BuiltIn(definition, index)]),
);
