import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { IncomingMessage } from '../model/events.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { MessageAnswer } from '../receive/receive-message.ts';
import type { Health } from './health.ts';

/** Orders with hundreds of lines have some 500 kB. */
const LARGEST_BODY = 4 * 1024 * 1024;
/** Whoever sends a byte now and then does not hold a connection for longer. */
const REQUEST_MS = 30_000;
const IDLE_MS = 65_000;

export interface HttpDoor {
  /** Address it listens at. */
  readonly url: string;
  /** Takes no new request, and resolves when those under way are answered. */
  readonly close: () => Promise<void>;
}

export interface DoorSettings {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly receive: (connection: string, message: IncomingMessage) => Promise<MessageAnswer>;
  readonly health: () => Promise<Health>;
  /** Told of what went wrong on our side; the sender is told only that it did. */
  readonly failed: (error: unknown) => void;
}

/**
 * `POST /events/<connection>`, `GET /health` (does it live) and `GET /health/ready` (is it taking events). Bodies are bytes
 * and nothing else: nothing here parses a form, a file or JSON. Rejects with PORT_IN_USE.
 */
export async function openHttpDoor(settings: DoorSettings): Promise<HttpDoor> {
  const server = fastify({
    bodyLimit: LARGEST_BODY,
    requestTimeout: REQUEST_MS,
    connectionTimeout: IDLE_MS,
    keepAliveTimeout: IDLE_MS,
    forceCloseConnections: 'idle',
    logger: false,
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('cache-control', 'no-store');
  });
  server.setErrorHandler(async (error, _request, reply) => {
    const status = statusOf(error);
    if (status >= 500) settings.failed(error);
    return reply
      .code(status)
      .type('text/plain')
      .send(status === 413 ? 'too large' : status >= 500 ? 'failed' : 'refused');
  });
  server.setNotFoundHandler(async (_request, reply) => reply.code(404).type('text/plain').send('nothing here'));
  server.post<{ Params: { connection: string } }>('/events/:connection', async (request, reply) => {
    const { status, body } = await settings.receive(request.params.connection, messageOf(request));
    return reply.code(status).type('text/plain').send(body);
  });
  // Some systems ask for their token this way.
  server.get<{ Params: { connection: string } }>('/events/:connection', async (request, reply) => {
    const { status, body } = await settings.receive(request.params.connection, messageOf(request));
    return reply.code(status).type('text/plain').send(body);
  });
  server.get('/health', async () => ({ live: true }));
  server.get('/health/ready', async (_request, reply) => {
    const health = await settings.health();
    return reply.code(health.ready ? 200 : 503).send(health);
  });
  return { url: await listen(server, settings), close: () => server.close() };
}

function messageOf({ headers, query, body }: FastifyRequest): IncomingMessage {
  return { headers: single(headers), query: single(query), body: body instanceof Uint8Array ? body : new Uint8Array() };
}

/** What is given several times is given in no way that counts. */
function single(values: unknown): Readonly<Record<string, string>> {
  if (typeof values !== 'object' || values === null) return {};
  return Object.fromEntries(
    Object.entries(values).filter((each): each is [string, string] => typeof each[1] === 'string'),
  );
}

function statusOf(error: unknown): number {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' && status >= 400 && status < 600 ? status : 500;
}

async function listen(server: FastifyInstance, { host, port }: DoorSettings): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new IntegrationError('PORT_IN_USE', `nothing can listen at ${host} port ${port} (${code})`, {}, error);
    throw error;
  }
}
