import { decimalOf } from '../map/functions/decimal.ts';
import { add, decimalText } from '../model/decimal-number.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { Channel } from './channel.ts';
import type { CompiledReference } from './compiled-connector.ts';
import { detailsOf } from './detail-records.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import { listWalk } from './list-walk.ts';
import { MalformedAnswer } from './malformed-answer.ts';
import { walkPages } from './paging/walk-pages.ts';
import { textOf } from './protocol/protocol.ts';
import { readError } from './read-answer.ts';
import { plainJson } from './target-reference.ts';

/** The reference lists of a connection, each read once and kept until asked for afresh. Callers share one reading. */
export class ReferenceLists {
  readonly #channel: Channel;
  readonly #rules: ReadonlyMap<string, CompiledReference>;
  readonly #kept = new Map<string, Promise<ReadonlyMap<string, unknown>>>();
  readonly #reading = new Set<string>();

  constructor(channel: Channel, rules: ReadonlyMap<string, CompiledReference>) {
    this.#channel = channel;
    this.#rules = rules;
  }

  /** Rejects with an IntegrationError; a reading that failed is not kept. */
  get(list: string, fresh: boolean, signal: AbortSignal): Promise<ReadonlyMap<string, unknown>> {
    const kept = this.#kept.get(list);
    if (kept !== undefined && (!fresh || this.#reading.has(list))) return kept;
    const reading = this.#read(list, signal);
    this.#kept.set(list, reading);
    this.#reading.add(list);
    reading
      .catch(() => {
        // Whoever asked gets the error; the next one asks anew.
        if (this.#kept.get(list) === reading) this.#kept.delete(list);
      })
      .finally(() => this.#reading.delete(list));
    return reading;
  }

  async #read(list: string, signal: AbortSignal): Promise<ReadonlyMap<string, unknown>> {
    const channel = this.#channel;
    const rule = this.#rules.get(list);
    if (rule === undefined) {
      throw new IntegrationError('CAPABILITY_MISSING', `there is no reference list "${list}"`, {
        connection: channel.connection,
      });
    }
    const { operation, key, value } = rule;
    const entries = new Map<string, unknown>();
    try {
      const walk = listWalk(channel, { operation, key, variables: { options: channel.options }, signal });
      for await (const { items } of walkPages(walk)) {
        for (const item of await detailsOf(channel, rule.each, items, signal)) {
          for (const name of namesOf(evaluateAnswer('key', key, item))) {
            const means = plainJson(evaluateAnswer('value', value, item));
            if (means === undefined)
              throw new MalformedAnswer(`the entry "${name}" of the list "${list}" has no value`);
            if (rule.combine === 'sum') {
              entries.set(name, decimalText(add(decimalOf(entries.get(name) ?? 0, list), decimalOf(means, list))));
              continue;
            }
            if (rule.combine === 'collect') {
              entries.set(name, [...((entries.get(name) ?? []) as readonly unknown[]), means]);
              continue;
            }
            if (entries.has(name) && JSON.stringify(entries.get(name)) !== JSON.stringify(means)) {
              throw new MalformedAnswer(`the list "${list}" has two entries "${name}"`);
            }
            entries.set(name, means);
          }
        }
      }
    } catch (error) {
      throw readError(error, channel, operation.name);
    }
    return entries;
  }
}

/** An entry may stand under several keys, each once; one without a key stands nowhere. */
function namesOf(keys: unknown): ReadonlySet<string> {
  return new Set([keys].flat().flatMap((key) => textOf(key) ?? []));
}
