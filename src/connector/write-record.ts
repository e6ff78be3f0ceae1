import type { KeepStep, WriteOutcome, WriteRequest } from '../model/connection.ts';
import type { StepResults } from '../model/delivery.ts';
import { Hold } from '../model/hold.ts';
import { type FailedOutcome, outcomeOf, outcomeOfError } from './call-outcome.ts';
import { callStep } from './call-step.ts';
import { callVariables } from './call-variables.ts';
import type { Channel } from './channel.ts';
import type { CompiledStep, CompiledWrite } from './compiled-connector.ts';
import { keptView } from './kept-steps.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import type { Variables } from './protocol/protocol.ts';
import { reasonOf } from './reason.ts';
import type { ReferenceLists } from './reference-lists.ts';
import { judgeRevision } from './revision/judge-revision.ts';
import { isDue, itemsOf } from './step-turns.ts';
import { targetReference } from './target-reference.ts';

/**
 * Makes the calls of a write that are not done yet, keeping the result of each before the next one. Rejects with a Hold when
 * a call cannot be built, or may have been made before and must not be repeated, and with what `keep` rejects with.
 */
export async function writeRecord(
  channel: Channel,
  references: ReferenceLists,
  write: CompiledWrite,
  request: WriteRequest,
  keep: KeepStep,
): Promise<WriteOutcome> {
  let done: StepResults = request.done;
  let unsure = request.unsure === true;
  const steps = request.target === undefined ? write.create : write.update;
  const judged =
    write.revision === undefined ? undefined : await judgeRevision(channel, references, write.revision, request);
  if (judged !== undefined && 'failed' in judged) return judged.failed;
  const revision = judged?.revision;
  const known = (): Variables => ({ ...callVariables(channel, request, keptView(done)), revision });
  for (const step of steps) {
    // A read is made again: what it saw last time may have been mended since.
    const again = step.operation.onlyReads;
    if (Object.hasOwn(done, step.name) && !again) continue;
    const variables = known();
    if (!isDue(step, variables)) continue;
    const items = itemsOf(step, variables);
    for (const [key, item] of items) {
      if (Object.hasOwn(done, key) && !again) continue;
      if (unsure && !again) {
        if (!step.repeatIsSafe) throw perhapsMade(step, channel);
        // The result of a call is kept before the next one is made, so no later one was.
        unsure = false;
      }
      const called = await call(channel, step, { ...known(), item }, request);
      if ('failed' in called) return called.failed;
      await keep(key, called.kept, step === steps.at(-1) && key === items.at(-1)?.[0]);
      done = { ...done, [key]: called.kept };
    }
  }
  const outcome = written(channel, write, request, done);
  const untouched = judged !== undefined && revision === undefined && outcome.kind === 'done';
  return untouched ? { ...outcome, untouched } : outcome;
}

function perhapsMade({ name }: CompiledStep, { connection }: Channel): Hold {
  return new Hold(
    'perhaps-written',
    `an earlier attempt got no answer to "${name}", which may not be repeated: see on ${connection} whether it was done, then retry or skip`,
  );
}

async function call(
  channel: Channel,
  step: CompiledStep,
  variables: Variables,
  { signal, target }: WriteRequest,
): Promise<{ readonly kept: unknown } | { readonly failed: FailedOutcome }> {
  try {
    const called = await callStep(channel, step, variables, signal);
    if (!('failure' in called)) return called;
    const { verdict, reason } = called.failure;
    // Only what was to be changed can be gone; what was to be made is refused.
    if (verdict === 'absent' && target !== undefined) return { failed: { kind: 'gone', reason } };
    return { failed: outcomeOf(called.failure, step.repeatIsSafe) };
  } catch (error) {
    return { failed: outcomeOfError(error, channel) };
  }
}

/** The record as the calls have left it: the target itself when it was there, else what the calls have made. */
function written(channel: Channel, { result }: CompiledWrite, request: WriteRequest, done: StepResults): WriteOutcome {
  if (request.target !== undefined) return { kind: 'done', target: request.target };
  if (result === undefined) throw new RangeError('a write that creates has a result, or the connector has a problem');
  const steps = keptView(done);
  try {
    return { kind: 'done', target: targetReference(result, steps, callVariables(channel, request, steps)) };
  } catch (error) {
    if (!(error instanceof MalformedAnswer)) throw error;
    // Every call has succeeded: the record is there, and a look-up finds out which it is.
    return { kind: 'unknown', reason: reasonOf(channel.redactor, 'ANSWER_MALFORMED', error.message) };
  }
}
