import { CallFailed } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledJoin, CompiledOperation } from './compiled-connector.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { textOf } from './protocol/protocol.ts';
import { readAnswer } from './read-answer.ts';
import type { ReferenceLists } from './reference-lists.ts';
import { singleOf } from './single-record.ts';

/** Adds what the system tells of a record in another place. */
export type JoinFields = (native: unknown) => Promise<unknown>;

/** What stands under a key in that other place. */
type Find = (key: string) => unknown;

/**
 * Reads the lists that the joins need, afresh: a stale one would make a stale record. Rejects with the IntegrationError
 * of a list that cannot be read; a record without its list would be wrong, not poorer. Yields nothing where nothing is
 * joined.
 */
export async function joinFields(
  channel: Channel,
  joins: readonly CompiledJoin[],
  references: ReferenceLists,
  signal: AbortSignal,
): Promise<JoinFields | undefined> {
  if (joins.length === 0) return undefined;
  const finds = new Map<string, Find>();
  for (const { list } of joins) {
    if (list === undefined || finds.has(list)) continue;
    const entries = await references.get(list, true, signal);
    finds.set(list, (key) => entries.get(key));
  }
  for (const { read } of joins)
    if (read !== undefined && !finds.has(read.name)) finds.set(read.name, findByReading(channel, read, signal));
  return async (native) => {
    if (typeof native !== 'object' || native === null)
      throw new MalformedAnswer('a record that fields are joined to is no object');
    const joined: Record<string, unknown> = { ...native };
    for (const { field, list, read, key } of joins) {
      const find = finds.get(list ?? read?.name ?? '');
      const found = await foundBy(evaluateAnswer('join key', key, joined, { options: channel.options }), (name) =>
        find?.(name),
      );
      if (found !== undefined) joined[field] = found;
    }
    return joined;
  };
}

/** One key finds one thing; a list of keys finds a list of what there is. */
async function foundBy(keys: unknown, find: Find): Promise<unknown> {
  if (!Array.isArray(keys)) {
    const name = textOf(keys);
    return name === undefined ? undefined : find(name);
  }
  const found = await Promise.all(keys.map((key) => foundBy(key, find)));
  return found.filter((each) => each !== undefined);
}

/** Each record is read once in a run, however many point to it; one that is not there is nothing. */
function findByReading(channel: Channel, operation: CompiledOperation, signal: AbortSignal): Find {
  const known = new Map<string, Promise<unknown>>();
  const read = async (key: string): Promise<unknown> => {
    try {
      const answer = await readAnswer(
        channel,
        operation,
        { variables: { key, options: channel.options }, signal },
        false,
      );
      return singleOf(channel, operation, answer);
    } catch (error) {
      if (error instanceof CallFailed && error.failure.verdict === 'absent') return undefined;
      throw error;
    }
  };
  return (key) => {
    const reading = known.get(key) ?? read(key);
    known.set(key, reading);
    return reading;
  };
}
