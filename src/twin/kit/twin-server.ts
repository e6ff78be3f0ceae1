import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../model/clock.ts';
import { type Fault, FaultSwitch } from './fault-switch.ts';

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

/** An answer: a `body` that is not a string or bytes is sent as JSON. */
export interface TwinReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What a system must bring to become a twin. State lives in it; the server only carries messages and faults. */
export interface TwinSystem {
  /** The connector's name: `woocommerce`. */
  readonly system: string;
  /** Answers one request. `expired` is true when the fault switch says that its credentials are to count as expired. */
  handle(request: TwinRequest, expired: boolean): TwinReply | Promise<TwinReply>;
  /** The system's own wording of "too many requests" and "internal error". */
  throttled(retryAfterSeconds: number | undefined): TwinReply;
  /** Which list a request pages through, when its path does not tell: GraphQL serves every list from one path. */
  listOf?(request: TwinRequest): string;
  serverError(): TwinReply;
}

/** What was asked and answered, in order: for tests that count writes. */
export interface TwinExchange {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly status: number | 'cut';
}

export interface RunningTwin<S extends TwinSystem = TwinSystem> {
  readonly system: S;
  readonly url: string;
  readonly port: number;
  readonly faults: FaultSwitch;
  readonly exchanges: readonly TwinExchange[];
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
  const faults = new FaultSwitch();
  const exchanges: TwinExchange[] = [];
  const previousPages = new Map<string, TwinReply>();

  const server = createServer((incoming, response) => {
    respond(incoming, response).catch((error: unknown) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      response.writeHead(599, { 'content-type': 'text/plain' });
      response.end(`the twin itself failed: ${text}`);
    });
  });
  server.keepAliveTimeout = 60_000;

  async function respond(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(incoming);
    const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? '127.0.0.1'}`);
    const method = incoming.method ?? 'GET';
    if (url.pathname.startsWith('/__twin/')) {
      send(response, control(url.pathname, method, body));
      return;
    }
    const fault = faults.take(method, `${url.pathname}${url.search} ${body}`);
    const log = (status: number | 'cut') =>
      exchanges.push({ method, path: `${url.pathname}${url.search}`, body, status });
    const request: TwinRequest = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers: incoming.headers,
      url: `${url.origin}${url.pathname}`,
      body,
    };
    const outcome = await answer(request, fault);
    if (outcome.reply === 'cut') {
      log('cut');
      incoming.socket.destroy();
      return;
    }
    log(outcome.reply.status);
    if (outcome.mangle === undefined) send(response, outcome.reply);
    else sendMangled(response, outcome.reply, outcome.mangle);
  }

  async function answer(
    request: TwinRequest,
    fault: Fault | undefined,
  ): Promise<{ readonly reply: TwinReply | 'cut'; readonly mangle?: Fault }> {
    switch (fault?.kind) {
      case 'throttled':
        return { reply: system.throttled(fault.retryAfterSeconds) };
      case 'server-error':
        return { reply: system.serverError() };
      case 'outage-html':
        return {
          reply: {
            status: 503,
            headers: {
              'content-type': 'text/html; charset=utf-8',
              ...(fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }),
            },
            body: '<html><head><title>503 Service Unavailable</title></head><body><h1>Briefly unavailable</h1></body></html>',
          },
        };
      case 'cut-before-commit':
        return { reply: 'cut' };
      case 'slow':
        await options.clock.sleep(fault.delayMs ?? 1000);
        break;
      default:
        break;
    }
    const pageKey = `${request.method} ${system.listOf?.(request) ?? request.path}`;
    const previous = previousPages.get(pageKey);
    if (fault?.kind === 'repeat-page' && previous !== undefined) return { reply: previous };
    const reply = await system.handle(request, fault?.kind === 'expired-token');
    previousPages.set(pageKey, reply);
    switch (fault?.kind) {
      case 'cut-after-commit':
        return { reply: 'cut' };
      case 'error-after-commit':
        return { reply: system.serverError() };
      case 'malformed':
      case 'truncated':
      case 'oversized':
      case 'wrong-charset':
        return { reply, mangle: fault };
      default:
        return { reply };
    }
  }

  function control(path: string, method: string, body: string): TwinReply {
    if (path === '/__twin/faults' && method === 'POST') {
      faults.arm(JSON.parse(body) as Fault);
      return { status: 204 };
    }
    if (path === '/__twin/faults' && method === 'DELETE') {
      faults.clear();
      return { status: 204 };
    }
    if (path === '/__twin/exchanges' && method === 'GET') return { status: 200, body: exchanges };
    return { status: 404, body: { error: 'unknown twin control' } };
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    system,
    url: `http://127.0.0.1:${port}`,
    port,
    faults,
    exchanges,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
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

function encode(reply: TwinReply): { readonly headers: Record<string, string>; readonly bytes: Buffer } {
  const { body } = reply;
  if (body === undefined) return { headers: { ...reply.headers }, bytes: Buffer.alloc(0) };
  if (typeof body === 'string' || Buffer.isBuffer(body))
    return { headers: { ...reply.headers }, bytes: Buffer.from(body) };
  return {
    headers: { 'content-type': 'application/json; charset=utf-8', ...reply.headers },
    bytes: Buffer.from(JSON.stringify(body)),
  };
}

function send(response: ServerResponse, reply: TwinReply): void {
  const { headers, bytes } = encode(reply);
  response.writeHead(
    reply.status,
    reply.status === 204 ? headers : { ...headers, 'content-length': String(bytes.length) },
  );
  response.end(reply.status === 204 ? undefined : bytes);
}

function sendMangled(response: ServerResponse, reply: TwinReply, fault: Fault): void {
  const { headers, bytes } = encode(reply);
  switch (fault.kind) {
    case 'truncated':
      response.writeHead(reply.status, { ...headers, 'content-length': String(bytes.length) });
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy());
      return;
    case 'oversized': {
      const size = fault.bytes ?? 50 * 1024 * 1024;
      response.writeHead(reply.status, headers);
      response.end(Buffer.concat([Buffer.from('["'), Buffer.alloc(size, 0x78), Buffer.from('"]')]));
      return;
    }
    case 'wrong-charset':
      response.writeHead(reply.status, headers);
      response.end(Buffer.from(`{"name":"Müller","body":"Straße"}`, 'latin1'));
      return;
    default:
      response.writeHead(reply.status, headers);
      response.end('{"id": 17, "number": NaN, ');
  }
}
