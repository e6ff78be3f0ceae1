import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request as plain } from 'node:http';
import { request as secure } from 'node:https';
import type { Dispatcher } from 'undici';
import type { Carrier } from './exchange.ts';

/**
 * Carries requests by node:http and node:https, one connection each. For replays: nock answers what goes out there, and
 * nothing that goes out through undici's sockets. Never for systems themselves: it is slower and knows no time limits.
 */
export function nodeCarrier(): Carrier {
  return { dispatch, destroy: async () => undefined };
}

function dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
  const { protocol, hostname, port } = new URL(String(options.origin));
  const send = protocol === 'https:' ? secure : plain;
  const { path, method, headers, body } = options;
  const sending = send({ protocol, hostname, port, path, method, headers: headers as IncomingHttpHeaders });
  const controller = controllerOf(sending);
  sending.on('error', (error) => handler.onResponseError?.(controller, error));
  sending.on('response', (answer) => pass(answer, controller, handler));
  handler.onRequestStart?.(controller, undefined);
  // As bytes: beside a body that is text, Node would write the header lines in UTF-8 as well.
  if (!controller.aborted) sending.end(typeof body === 'string' ? Buffer.from(body) : undefined);
  return true;
}

function pass(
  answer: IncomingMessage,
  controller: Dispatcher.DispatchController,
  handler: Dispatcher.DispatchHandler,
): void {
  handler.onResponseStart?.(controller, answer.statusCode ?? 0, { ...answer.headersDistinct }, answer.statusMessage);
  answer.on('data', (chunk: Buffer) => handler.onResponseData?.(controller, chunk));
  answer.on('end', () => handler.onResponseEnd?.(controller, {}));
  answer.on('error', (error) => handler.onResponseError?.(controller, error));
}

/** Only aborting has an effect: nothing here is large enough to be paused. */
function controllerOf(sending: ClientRequest): Dispatcher.DispatchController {
  let reason: Error | null = null;
  return {
    get aborted() {
      return reason !== null;
    },
    get reason() {
      return reason;
    },
    paused: false,
    rawHeaders: null,
    rawTrailers: null,
    abort: (why) => {
      reason = why;
      sending.destroy(why);
    },
    pause: () => undefined,
    resume: () => undefined,
  };
}
