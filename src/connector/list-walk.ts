import type { Expression } from '../map/expression.ts';
import { instantOf } from '../model/clock.ts';
import { recordsOf } from './answer-result.ts';
import { type Answer, CallFailed } from './call-result.ts';
import type { Channel } from './channel.ts';
import type { CompiledOperation } from './compiled-connector.ts';
import type { ReadCursor } from './cursor/read-cursor.ts';
import { evaluateAnswer } from './evaluate-answer.ts';
import type { PageRequest } from './paging/pager.ts';
import { pagerOf } from './paging/pager-of.ts';
import type { Walk } from './paging/walk-pages.ts';
import { windowPager } from './paging/window.ts';
import type { Variables } from './protocol/protocol.ts';
import { readAnswer } from './read-answer.ts';

export interface ListReading {
  readonly operation: CompiledOperation;
  /** What tells entries of the list apart; all that they say where nothing else does. */
  readonly key: Expression | undefined;
  readonly variables: Variables;
  readonly cursor?: ReadCursor;
  readonly signal: AbortSignal;
}

/** Stands for the answer of a system that says "not found" for an empty list, where its connector states so. */
const EMPTY_LIST: Answer = { status: 404, headers: {}, body: undefined, data: undefined };

/** How the pages of a list operation are walked: asking, reading its records, telling pages apart. */
export function listWalk(channel: Channel, reading: ListReading): Walk {
  const { operation, key, variables, cursor, signal } = reading;
  const pages = pagerOf(operation.paging, channel);
  const pager = cursor !== undefined && isWindow(operation) ? windowPager(pages, cursor) : pages;
  return {
    operation: operation.name,
    connection: channel.connection,
    pager: cursor?.sinceMs === undefined ? pager : { ...pager, first: { ...pager.first, sinceMs: cursor.sinceMs } },
    call: async ({ variables: page, link, sinceMs }: PageRequest, isFirst) => {
      const since = cursor === undefined || sinceMs === undefined ? cursor?.since : cursor.written(sinceMs);
      const calledAt = instantOf(channel.clock.now());
      const call = {
        variables: { ...variables, page, since, called_at: calledAt },
        ...(link === undefined ? {} : { link }),
        signal,
      };
      try {
        return await readAnswer(channel, operation, call, !isFirst);
      } catch (error) {
        if (error instanceof CallFailed && error.failure.verdict === 'absent' && error.failure.stated)
          return EMPTY_LIST;
        throw error;
      }
    },
    items: (answer) => (answer === EMPTY_LIST ? [] : recordsOf(channel, operation, answer)),
    identity: (items) => {
      const keys = key === undefined ? items : items.map((item) => evaluateAnswer('key', key, item));
      return JSON.stringify(keys.includes(undefined) ? items : keys);
    },
  };
}

export function isWindow({ paging }: CompiledOperation): boolean {
  return paging !== undefined && 'window' in paging && paging.window;
}
