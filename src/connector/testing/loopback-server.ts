import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as a test's server sees it. */
export interface Received {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An answer of a test's server: JSON unless `text` is given. `cut` breaks the connection instead, `cut-inside` in the midst of the body. */
export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Record<string, string | string[]>;
      readonly json?: unknown;
      readonly text?: string;
    }
  | 'cut'
  | 'cut-inside';

export interface LoopbackServer extends AsyncDisposable {
  readonly url: string;
  readonly received: readonly Received[];
}

/** Serves one test on 127.0.0.1. `answer` may also write to the response itself and return undefined. */
export async function loopbackServer(
  answer: (
    request: Received,
    response: ServerResponse,
    count: number,
  ) => Reply | undefined | Promise<Reply | undefined>,
): Promise<LoopbackServer> {
  const received: Received[] = [];
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', async () => {
      const request = {
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(parts).toString(),
      };
      received.push(request);
      const reply = await answer(request, response, received.length);
      if (reply === undefined) return;
      if (reply === 'cut') {
        incoming.socket.destroy();
        return;
      }
      if (reply === 'cut-inside') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '900' });
        response.write('[{"id":', () => incoming.socket.destroy());
        return;
      }
      const body = reply.text ?? (reply.json === undefined ? '' : JSON.stringify(reply.json));
      const type = reply.text === undefined ? 'application/json' : 'text/html; charset=utf-8';
      response.writeHead(reply.status ?? 200, { 'content-type': type, ...reply.headers });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
