import type { FindOutcome, WriteRequest } from '../model/connection.ts';
import type { TargetReference } from '../model/delivery.ts';
import { listOf } from './answer-result.ts';
import { outcomeOfError } from './call-outcome.ts';
import { CallFailed } from './call-result.ts';
import { callVariables } from './call-variables.ts';
import type { Channel } from './channel.ts';
import type { CompiledFind, CompiledOperation } from './compiled-connector.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import { joinFields } from './joined-fields.ts';
import { keptView } from './kept-steps.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { pagerOf } from './paging/pager-of.ts';
import { walkPages } from './paging/walk-pages.ts';
import type { Variables } from './protocol/protocol.ts';
import { readAnswer } from './read-answer.ts';
import type { ReferenceLists } from './reference-lists.ts';
import { targetReference } from './target-reference.ts';

/** A search that yields more pages than this does not look for one record. */
const MOST_PAGES = 50;

/**
 * Looks for the record that a payload is about: the operations in turn, until one yields a candidate that is the same.
 * Rejects only with a Hold, when a call cannot be built from the payload.
 */
export async function findRecord(
  channel: Channel,
  references: ReferenceLists,
  find: CompiledFind,
  request: WriteRequest,
): Promise<FindOutcome> {
  const variables = callVariables(channel, request, keptView(request.done));
  try {
    const join = await joinFields(channel, find.join, references, request.signal);
    for (const operation of find.operations) {
      const targets = new Map<string, TargetReference>();
      for await (const found of candidates(channel, find, operation, variables, request.signal)) {
        const candidate = join === undefined ? found : await join(found);
        if (evaluateAnswer('same', find.same, candidate, variables) !== true) continue;
        const target = targetReference(find, candidate, variables);
        targets.set(target.id, target);
      }
      const [target, ...others] = targets.values();
      if (target === undefined) continue;
      return others.length === 0 ? { kind: 'found', target } : { kind: 'several', targets: [target, ...others] };
    }
    return { kind: 'none' };
  } catch (error) {
    return outcomeOfError(error, channel);
  }
}

async function* candidates(
  channel: Channel,
  find: CompiledFind,
  operation: CompiledOperation,
  variables: Variables,
  signal: AbortSignal,
): AsyncGenerator<unknown> {
  const pages = walkPages({
    operation: operation.name,
    connection: channel.connection,
    pager: pagerOf(operation.paging, channel),
    call: ({ variables: page, link }, isFirst) =>
      readAnswer(
        channel,
        operation,
        { variables: { ...variables, page }, ...(link === undefined ? {} : { link }), signal },
        !isFirst,
      ),
    items: (answer) => listOf(channel, operation, answer),
    identity: (items) => JSON.stringify(items),
  });
  let count = 0;
  try {
    for await (const { items } of pages) {
      count += 1;
      if (count > MOST_PAGES) {
        throw new MalformedAnswer(`${operation.name} yields more than ${MOST_PAGES} pages for ${find.name}`);
      }
      yield* items;
    }
  } catch (error) {
    if (error instanceof CallFailed && error.failure.verdict === 'absent') return;
    throw error;
  }
}
