import { compileExpression, type Expression, ExpressionError } from '../map/expression.ts';
import { Hold } from '../model/hold.ts';
import type { CompiledStep } from './compiled-connector.ts';
import type { Variables } from './protocol/protocol.ts';

/** What counts as true in JSONata: not false, nothing, zero, empty text, an empty list or object. */
const TRUTH = compileExpression('$boolean($value)');

/** Whether a step is made at all: not when its `when` yields false or nothing. */
export function isDue({ name, when }: CompiledStep, variables: Variables): boolean {
  if (when === undefined) return true;
  const value = evaluated(name, 'when', when, variables);
  return TRUTH.evaluate({}, { value }) === true;
}

/** The calls of a step: one, or one for each item of its list, by the keys under which their results are kept. */
export function itemsOf(
  { name, forEach }: CompiledStep,
  variables: Variables,
): readonly (readonly [key: string, item: unknown])[] {
  if (forEach === undefined) return [[name, undefined]];
  const list = evaluated(name, 'for_each', forEach, variables);
  const items = list === undefined || list === null ? [] : Array.isArray(list) ? list : [list];
  return items.map((item, index) => [`${name}/${index}`, item]);
}

function evaluated(step: string, what: string, expression: Expression, variables: Variables): unknown {
  try {
    return expression.evaluate(variables.payload ?? {}, variables);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new Hold('request-not-built', `\`${what}\` of the step "${step}" fails: ${error.message}`, error);
  }
}
