import { instantOf } from '../model/clock.ts';
import type { NativeRecord } from '../model/connection.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { CallFailed } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledRead } from './compiled-connector.ts';
import { cursorOf } from './cursor/cursor-of.ts';
import { joinFields } from './joined-fields.ts';
import { nativeRecord } from './native-record.ts';
import { readAnswer, readError } from './read-answer.ts';
import type { ReferenceLists } from './reference-lists.ts';
import { singleOf } from './single-record.ts';

/** One record by its id, or undefined when it is not there. Rejects with an IntegrationError. */
export async function readOneRecord(
  channel: Channel,
  references: ReferenceLists,
  rule: CompiledRead,
  id: string,
  signal: AbortSignal,
): Promise<NativeRecord | undefined> {
  const { one } = rule;
  if (one === undefined) {
    throw new IntegrationError(
      'CAPABILITY_MISSING',
      `${rule.list.name} has no \`one\`: a single record cannot be read`,
      {
        connection: channel.connection,
      },
    );
  }
  try {
    const variables = { key: id, options: channel.options, called_at: instantOf(channel.clock.now()) };
    const answer = await readAnswer(channel, one, { variables, signal }, false);
    const native = singleOf(channel, one, answer);
    if (native === undefined) return undefined;
    const join = await joinFields(channel, rule.join, references, signal);
    const record = join === undefined ? native : await join(native);
    return nativeRecord(rule, record, cursorOf(rule.cursor, {}, channel).look(native));
  } catch (error) {
    if (error instanceof CallFailed && error.failure.verdict === 'absent') return undefined;
    throw readError(error, channel, one.name);
  }
}
