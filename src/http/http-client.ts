import { getCACertificates } from 'node:tls';
import { Agent } from 'undici';
import type { Clock } from '../model/clock.ts';
import { Deadlines } from './deadlines.ts';
import { decompress } from './decompress.ts';
import { type Carrier, exchange } from './exchange.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from './http-message.ts';

export interface HttpClientOptions {
  /** Measures the time limit of whole answers. */
  readonly clock: Clock;
  /** Time for a connection to come about. */
  readonly connectTimeoutMs?: number;
  /** Longest silence before the first byte, and between two parts of an answer. Real time: it guards the socket. */
  readonly silenceTimeoutMs?: number;
  /** PEM certificates trusted besides those of Node: a company's own authority. There is no way not to verify. */
  readonly authorities?: readonly string[];
  /** What carries the requests; an agent of undici's when it is not given. Everything above it stays the same. */
  readonly carrier?: Carrier;
}

/**
 * The one HTTP client. Keeps connections open and shares them by origin, verifies every certificate, follows no
 * redirect, and tells of every failure whether the request may have been sent.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const deadlines = new Deadlines(options.clock);
  const carrier = options.carrier ?? agentOf(options);

  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const deadline = deadlines.start(request.timeoutMs);
    try {
      const answer = await exchange(carrier, request, deadline);
      const encoding = answer.headers['content-encoding'];
      if (encoding === undefined) return answer;
      return { ...answer, body: await decompress(answer.body, encoding, request.maxBytes, answer.status) };
    } finally {
      deadline.end();
    }
  }

  return { send, close: () => carrier.destroy() };
}

function agentOf({
  connectTimeoutMs = 10_000,
  silenceTimeoutMs = 60_000,
  authorities = [],
}: HttpClientOptions): Carrier {
  return new Agent({
    // HTTP/1.1 alone: with it, undici tells to the request whether anything was sent. Measured with h2: a request that
    // waits for the session counts as started.
    allowH2: false,
    pipelining: 1,
    connect: {
      timeout: connectTimeoutMs,
      // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment would otherwise turn it off.
      rejectUnauthorized: true,
      ...(authorities.length === 0 ? {} : { ca: [...getCACertificates('default'), ...authorities] }),
    },
    headersTimeout: silenceTimeoutMs,
    bodyTimeout: silenceTimeoutMs,
  });
}
