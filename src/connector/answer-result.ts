import type { Answer } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation } from './compiled-connector.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import { MalformedAnswer } from './malformed-answer.ts';

/** What a call yields by its `result`, or by the protocol's own rule. Undefined when the answer holds no such thing. */
export function resultOf(channel: Channel, operation: CompiledOperation, answer: Answer): unknown {
  if (operation.result !== undefined)
    return evaluateAnswer('result', operation.result, answer.data, { options: channel.options });
  return channel.protocol.defaultResult(answer.data);
}

/**
 * The records that a call yields. JSONata makes one thing of a list of one, so a single record counts as such a list.
 * Throws a MalformedAnswer when the answer holds no list at all: that is not an empty one. Null is an empty one,
 * the way GraphQL says that nothing was found.
 */
export function listOf(channel: Channel, operation: CompiledOperation, answer: Answer): readonly unknown[] {
  const result = resultOf(channel, operation, answer);
  if (Array.isArray(result)) return [...result];
  if (result === null) return [];
  if (result === undefined)
    throw new MalformedAnswer(`${operation.name} answered ${answer.status} without a list of records`);
  return [result];
}

/** As `listOf`, for operations that must list: without a `result` of its own, a body that is no list is refused. */
export function recordsOf(channel: Channel, operation: CompiledOperation, answer: Answer): readonly unknown[] {
  if (operation.result === undefined && !Array.isArray(channel.protocol.defaultResult(answer.data))) {
    throw new MalformedAnswer(`${operation.name} answered ${answer.status} with something else than a list`);
  }
  return listOf(channel, operation, answer);
}
