import { resultOf } from './answer-result.ts';
import { callOperation } from './call-operation.ts';
import type { Answer, CallFailure } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledStep } from './compiled-connector.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import type { Variables } from './protocol/protocol.ts';
import { reasonOf } from './reason.ts';
import { plainJson } from './target-reference.ts';

/** What is kept of a call whose step keeps nothing: that it is done. */
const DONE = true;

/** Makes one call of a write: a success counts when its body proves it. Rejects when the call cannot be built. */
export async function callStep(
  channel: Channel,
  step: CompiledStep,
  variables: Variables,
  signal: AbortSignal,
): Promise<{ readonly kept: unknown } | { readonly failure: CallFailure }> {
  const intent = step.operation.onlyReads ? 'read' : 'write';
  const result = await callOperation(channel, step.operation, { intent, variables, signal });
  if ('failure' in result) return result;
  try {
    return { kept: proven(channel, step, result.answer, variables) };
  } catch (error) {
    if (!(error instanceof MalformedAnswer)) throw error;
    const reason = reasonOf(channel.redactor, 'ANSWER_MALFORMED', `${step.operation.name}: ${error.message}`);
    const verdict = intent === 'read' ? 'retry' : 'look-up';
    return { failure: { verdict, reason, outage: false, stated: false } };
  }
}

/** What is kept of an answer. Throws a MalformedAnswer when the body does not prove that it was done. */
function proven(channel: Channel, step: CompiledStep, answer: Answer, known: Variables): unknown {
  const { operation, keep } = step;
  // Some systems say what they have made in the Location header alone.
  const variables = { ...known, headers: answer.headers };
  const result = resultOf(channel, operation, answer);
  const { proof } = operation;
  if (proof !== undefined && evaluateAnswer('proof', proof, result, variables) !== true) {
    throw new MalformedAnswer(
      `it answered ${answer.status}, and \`${proof.source}\` does not hold: nothing proves that it was done`,
    );
  }
  if (keep === undefined) return DONE;
  const kept = plainJson(evaluateAnswer('keep', keep, result, variables));
  if (kept === undefined) throw new MalformedAnswer(`\`${keep.source}\` yields nothing to keep`);
  return kept;
}
