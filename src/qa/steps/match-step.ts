import { CucumberExpression, ParameterType, ParameterTypeRegistry } from '@cucumber/cucumber-expressions';
import { nearestName } from '../../model/nearest-name.ts';
import { ALL_STEPS } from './all-steps.ts';
import { PARAMETER_TYPES } from './parameter-types.ts';
import type { StepArguments, StepDefinition } from './step-definition.ts';

export interface MatchedStep {
  readonly definition: StepDefinition;
  readonly args: StepArguments;
}

const registry = new ParameterTypeRegistry();
for (const { name, regexp, transformer } of PARAMETER_TYPES)
  registry.defineParameterType(new ParameterType(name, regexp, null, transformer, false, false));

const compiled = ALL_STEPS.map((definition) => ({
  definition,
  expression: new CucumberExpression(definition.expression, registry),
}));

/** The same step stands in many scenarios, and each scenario is asked for every pair. */
const matched = new Map<string, readonly MatchedStep[]>();

/** Steps of the library that a text is one of. More than one is a defect of the library, and a test holds that there is none. */
export function matchStep(text: string): readonly MatchedStep[] {
  const found = matched.get(text) ?? match(text);
  matched.set(text, found);
  return found;
}

function match(text: string): readonly MatchedStep[] {
  return compiled.flatMap(({ definition, expression }) => {
    const args = expression.match(text);
    return args === null ? [] : [{ definition, args: args.map((arg) => arg.getValue(undefined)) }];
  });
}

/** The step of the library that a text which is none was most likely meant to be: the one with the most words in common. */
export function nearestStep(text: string): StepDefinition | undefined {
  const words = wordsOf(text);
  const scored = ALL_STEPS.map((definition) => {
    const own = wordsOf(exampleText(definition));
    const common = [...words].filter((word) => own.has(word) || nearestName(word, own) !== undefined).length;
    return { definition, score: common / Math.max(words.size, own.size, 1) };
  }).sort((a, b) => b.score - a.score);
  const [best] = scored;
  return best !== undefined && best.score > 0.3 ? best.definition : undefined;
}

/** The example's own step, without keyword and table. */
export const exampleText = ({ example }: StepDefinition): string =>
  (example.split('\n')[0] ?? '').replace(/^(Given|When|Then) /, '');

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\d-]+/gu) ?? []);
