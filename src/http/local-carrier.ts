import type { Dispatcher } from 'undici';
import type { Carrier } from './exchange.ts';

/** A request as a server would get it: names of headers in lower case, `host` among them. */
export interface CarriedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `broken`: the connection breaks after the body. */
export interface CarriedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
  readonly broken: boolean;
}

/** What stands behind an origin. `cut`: the connection breaks without an answer. */
export type LocalServer = (request: CarriedRequest) => Promise<CarriedAnswer | 'cut'>;

/** As much as a socket hands over at once, so that an answer that is too large is given up at the same place. */
const CHUNK_BYTES = 64 * 1024;

/**
 * Carries requests to servers in this process, without a socket: for trials between twins. What the client makes of an
 * answer, a broken connection or a time limit is what it makes of them on the network; an origin that nobody serves
 * refuses the connection.
 */
export function localCarrier(servers: ReadonlyMap<string, LocalServer>): Carrier {
  return {
    dispatch: (options, handler) => {
      // Later, as on a network: whoever sends goes on before anything is answered.
      setImmediate(() => {
        const controller = new Controller();
        carry(servers, options, handler, controller).catch((error: unknown) =>
          handler.onResponseError?.(controller, error instanceof Error ? error : new Error(String(error))),
        );
      });
      return true;
    },
    destroy: async () => undefined,
  };
}

async function carry(
  servers: ReadonlyMap<string, LocalServer>,
  options: Dispatcher.DispatchOptions,
  handler: Dispatcher.DispatchHandler,
  controller: Controller,
): Promise<void> {
  const origin = String(options.origin);
  const server = servers.get(origin);
  if (server === undefined) {
    handler.onResponseError?.(controller, withCode('ECONNREFUSED', `nothing is served at ${origin}`));
    return;
  }
  handler.onRequestStart?.(controller, undefined);
  if (controller.aborted) return;
  const answer = await server(carried(options, origin));
  if (controller.aborted) return;
  if (answer === 'cut') {
    handler.onResponseError?.(controller, withCode('UND_ERR_SOCKET', 'other side closed'));
    return;
  }
  handler.onResponseStart?.(controller, answer.status, lowerCase(answer.headers), undefined);
  for (let at = 0; at < answer.body.length && !controller.aborted; at += CHUNK_BYTES)
    handler.onResponseData?.(controller, answer.body.subarray(at, at + CHUNK_BYTES));
  if (controller.aborted) return;
  if (answer.broken) handler.onResponseError?.(controller, withCode('UND_ERR_SOCKET', 'other side closed'));
  else handler.onResponseEnd?.(controller, {});
}

function carried({ path, method, headers, body }: Dispatcher.DispatchOptions, origin: string): CarriedRequest {
  const text = typeof body === 'string' ? body : '';
  return {
    method,
    path,
    headers: {
      host: origin.slice(origin.indexOf('//') + 2),
      ...lowerCase(headers as Readonly<Record<string, string>>),
      ...(text === '' ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
    },
    // A text that is no well-formed Unicode does not survive a network either.
    body: text.toWellFormed(),
  };
}

function lowerCase<V>(headers: Readonly<Record<string, V>>): Record<string, V> {
  const lower: Record<string, V> = {};
  for (const name of Object.keys(headers)) lower[name.toLowerCase()] = headers[name] as V;
  return lower;
}

const withCode = (code: string, message: string): Error => Object.assign(new Error(message), { code });

/** Only aborting has an effect: what is in memory already cannot be paused. */
class Controller implements Dispatcher.DispatchController {
  readonly paused = false;
  readonly rawHeaders = null;
  readonly rawTrailers = null;
  reason: Error | null = null;

  get aborted(): boolean {
    return this.reason !== null;
  }

  abort(why: Error): void {
    this.reason = why;
  }

  pause(): void {}

  resume(): void {}
}
