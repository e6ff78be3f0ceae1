import type { CompiledJoin } from './compiled-connector.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { textOf } from './protocol/protocol.ts';
import type { ReferenceLists } from './reference-lists.ts';

/** Adds what the system tells of a record in another place. */
export type JoinFields = (native: unknown) => unknown;

/**
 * Reads the lists that the joins need, afresh: a stale one would make a stale record. Rejects with the IntegrationError
 * of a list that cannot be read; a record without its list would be wrong, not poorer.
 */
export async function joinFields(
  joins: readonly CompiledJoin[],
  references: ReferenceLists,
  signal: AbortSignal,
): Promise<JoinFields> {
  if (joins.length === 0) return (native) => native;
  const lists = new Map<string, ReadonlyMap<string, unknown>>();
  for (const { list } of joins) if (!lists.has(list)) lists.set(list, await references.get(list, true, signal));
  return (native) => {
    if (typeof native !== 'object' || native === null)
      throw new MalformedAnswer('a record that fields are joined to is no object');
    const joined: Record<string, unknown> = { ...native };
    for (const { field, list, key } of joins) {
      const asked: unknown = evaluateAnswer('join key', key, native);
      const entries = lists.get(list);
      if (Array.isArray(asked)) joined[field] = asked.map((each) => entry(entries, each)).filter(isThere);
      else {
        const value = entry(entries, asked);
        if (isThere(value)) joined[field] = value;
      }
    }
    return joined;
  };
}

function entry(entries: ReadonlyMap<string, unknown> | undefined, asked: unknown): unknown {
  const name = textOf(asked);
  return name === undefined ? undefined : entries?.get(name);
}

const isThere = (value: unknown): boolean => value !== undefined;
