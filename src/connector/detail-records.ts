import { CallFailed } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation } from './compiled-connector.ts';
import { readAnswer } from './read-answer.ts';
import { singleOf } from './single-record.ts';

/** How many records of a list are read one by one at a time. The limits of the connection hold besides. */
const DETAILS_AT_ONCE = 4;

/** The records behind the entries of a list, in its order: the entries themselves, or what the detail call yields. */
export async function detailsOf(
  channel: Channel,
  each: CompiledOperation | undefined,
  items: readonly unknown[],
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  if (each === undefined) return items;
  const natives: unknown[] = [];
  for (let at = 0; at < items.length; at += DETAILS_AT_ONCE) {
    const details = items.slice(at, at + DETAILS_AT_ONCE).map(async (item) => {
      try {
        const answer = await readAnswer(channel, each, { variables: { item, options: channel.options }, signal }, true);
        return singleOf(channel, each, answer);
      } catch (error) {
        // Deleted between the list and this call.
        if (error instanceof CallFailed && error.failure.verdict === 'absent') return undefined;
        throw error;
      }
    });
    natives.push(...(await Promise.all(details)).filter((native) => native !== undefined));
  }
  return natives;
}
