import type { Expression } from '../../map/expression.ts';
import type { Answer } from '../call-result.ts';
import { evaluateAnswer } from '../evaluate-answer.ts';
import { MalformedAnswer } from '../malformed-answer.ts';

/** A number that the answer tells of its list. Undefined where it tells none. Throws a MalformedAnswer for what is none. */
export function toldNumber(what: string, expression: Expression, { data }: Answer): number | undefined {
  const told = evaluateAnswer(what, expression, data);
  if (told === undefined || told === null) return undefined;
  // In XML every number is text.
  if (typeof told === 'string' && /^[0-9]{1,15}$/.test(told)) return Number(told);
  if (typeof told === 'number' && Number.isInteger(told) && told >= 0) return told;
  throw new MalformedAnswer(`\`${expression.source}\` does not hold a number of records`);
}
