import type { HttpAnswer, HttpRequest } from '../../http/http-message.ts';
import { recordedRequest } from './recorded-message.ts';
import type { Vantage } from './vantage.ts';

interface Waiting {
  readonly order: string;
  readonly go: () => Promise<void>;
}

/**
 * Turns of the event loop after an answer in which its receiver may ask the next question before another one is let
 * through. The ledger commits once a turn, and a few commits lie between an answer and the next question.
 */
const TURNS = 8;

/**
 * Lets requests through one at a time; of several that wait, the first by `order` goes first. A recording and a replay of
 * one scenario then ask the same in the same order, however concurrent the pipe is: what is asked at all can depend on it.
 */
export function oneAtATime() {
  const waiting: Waiting[] = [];
  let busy = false;

  const pump = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (waiting.length > 0) {
      for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      waiting.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
      await waiting.shift()?.go();
    }
    busy = false;
  };

  return (order: string, send: () => Promise<HttpAnswer>): Promise<HttpAnswer> => {
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    waiting.push({ order, go: () => send().then(resolve, reject) });
    void pump();
    return promise;
  };
}

/** By connection, then by what is asked, without what changes from one signature to the next. */
export const orderOf = (connection: string, request: HttpRequest, vantage: Vantage): string =>
  `${connection} ${JSON.stringify(recordedRequest(request, vantage))}`;
