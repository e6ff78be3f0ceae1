import { type Expression, ExpressionError } from '../map/expression.ts';
import { Hold } from '../model/hold.ts';
import { MalformedAnswer } from './malformed-answer.ts';

/** Evaluates an expression over what a system answered. Throws a MalformedAnswer when it does not fit. */
export function evaluateAnswer(
  what: string,
  expression: Expression,
  input: unknown,
  variables?: Readonly<Record<string, unknown>>,
): unknown {
  try {
    return expression.evaluate(input, variables);
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof Hold) {
      throw new MalformedAnswer(
        `\`${expression.source}\` (${what}) cannot be read from the answer: ${error.message}`,
        error,
      );
    }
    throw error;
  }
}
