import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../model/clock.ts';
import { type TwinWire, type WireAnswer, wireTo } from './twin-wire.ts';

/** One request as a twin's system sees it. */
export interface TwinRequest {
  readonly method: string;
  /** The path as sent, percent-decoding left to the system. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Scheme, host and path before the query, as the client addressed it: what an OAuth 1.0a signature covers. */
  readonly url: string;
  readonly body: string;
}

/** An answer: a `body` that is not a string or bytes is sent as JSON. A header with several values comes several times: Set-Cookie. */
export interface TwinReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: unknown;
  /** How such a body is written where it is not JSON. Faults change the body before. */
  readonly write?: (body: unknown) => string;
}

/** What a system must bring to become a twin. State lives in it; the server only carries messages and faults. */
export interface TwinSystem {
  /** The connector's name: `woocommerce`. */
  readonly system: string;
  /** Answers one request. `expired` is true when the fault switch says that its credentials are to count as expired. */
  handle(request: TwinRequest, expired: boolean): TwinReply | Promise<TwinReply>;
  /** The system's own wording of "too many requests" and "internal error"; of the API that the request is for. */
  throttled(retryAfterSeconds: number | undefined, request: TwinRequest): TwinReply;
  /** Which list a request pages through, when its path does not tell: GraphQL serves every list from one path. */
  listOf?(request: TwinRequest): string;
  serverError(request: TwinRequest): TwinReply;
  /** An answer of success that tells of errors, beside its data where there are; not given: the protocol has no such answer. */
  errorsInSuccess?(data: TwinReply | undefined): TwinReply;
  /** What the system does by itself as time passes, where it does more than answer: whoever serves it calls this now and then. */
  work?(): void;
  /** Gives back what the system holds besides memory. Called once, when nobody asks it any more. */
  close?(): void;
}

/** What was asked and answered, in order: for tests that count writes. */
export interface TwinExchange {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly status: number | 'cut';
}

/** A twin that is served: over HTTP at `url`, and without it by `answer`. */
export interface RunningTwin<S extends TwinSystem = TwinSystem> extends TwinWire {
  readonly system: S;
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

const MAX_REQUEST_BYTES = 32 * 1024 * 1024;

/**
 * Serves a twin over HTTP on 127.0.0.1. Besides the system's own paths it answers `/__twin/faults` (POST one fault as
 * JSON, DELETE all) and `/__twin/exchanges` (GET), so that a twin in another process can be steered as well.
 * Rejects with Node's EADDRINUSE when the port is taken; port 0 picks a free one.
 */
export async function startTwin<S extends TwinSystem>(
  system: S,
  options: { readonly port?: number; readonly clock: Clock },
): Promise<RunningTwin<S>> {
  const wire = wireTo(system, options.clock);
  const server = createServer((incoming, response) => {
    respond(wire, incoming, response).catch((error: unknown) => {
      response.writeHead(599, { 'content-type': 'text/plain' });
      response.end(`the twin cannot be asked so: ${String(error)}`);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    ...wire,
    system,
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
        system.close?.();
      }),
  };
}

async function respond(wire: TwinWire, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(incoming);
  const { method = 'GET', url: path = '/', headers } = incoming;
  const answer = await wire.answer({ method, path, headers, body });
  if (answer === 'cut') incoming.socket.destroy();
  else send(response, answer);
}

function send(response: ServerResponse, { status, headers, body, broken }: WireAnswer): void {
  response.writeHead(status, headers);
  if (broken) response.write(body, () => response.socket?.destroy());
  else response.end(body);
}

function readBody(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_REQUEST_BYTES) reject(new Error(`request over ${MAX_REQUEST_BYTES} bytes`));
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    incoming.on('error', reject);
  });
}
