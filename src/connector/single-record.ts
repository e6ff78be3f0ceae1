import { listOf } from './answer-result.ts';
import type { Answer } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation } from './compiled-connector.ts';
import { MalformedAnswer } from './malformed-answer.ts';

/** The one record that a call yields; undefined when it yields none. Throws a MalformedAnswer for several. */
export function singleOf(channel: Channel, operation: CompiledOperation, answer: Answer): unknown {
  const found = listOf(channel, operation, answer);
  if (found.length > 1)
    throw new MalformedAnswer(`${operation.name} yields ${found.length} records where one was asked for`);
  return found[0];
}
