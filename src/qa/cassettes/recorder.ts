import { HttpFailure, type HttpFailureKind } from '../../http/http-failure.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../../http/http-message.ts';
import type { CassetteExchange } from '../../model/config.generated.ts';
import { IntegrationError } from '../../model/integration-error.ts';
import { oneAtATime, orderOf } from './one-at-a-time.ts';
import { isWrite, recordedRequest, recordedResponse } from './recorded-message.ts';
import { withoutTokens } from './sign-in-answer.ts';
import type { SeenExchange, Tape } from './tape.ts';
import { unrecorded } from './unrecorded.ts';
import { type RecordedConnection, type Vantage, vantageOf } from './vantage.ts';

export interface Recorder extends Tape {
  /** What a connection's cassette is made of. */
  exchanges(connection: string): readonly CassetteExchange[];
}

/**
 * Writes down what connections ask and what they are answered, one request at a time: see one-at-a-time.ts. Rejects with
 * USAGE for a system of which nothing is written down.
 */
export async function openRecorder(connections: readonly RecordedConnection[], client: HttpClient): Promise<Recorder> {
  const tapes = new Map<string, { readonly vantage: Vantage; readonly seen: SeenExchange[] }>();
  for (const { name, connector } of connections) {
    const why = unrecorded(connector);
    if (why !== undefined) throw new IntegrationError('USAGE', why, { connection: name });
  }
  for (const connection of connections) tapes.set(connection.name, { vantage: vantageOf(connection), seen: [] });
  const queue = oneAtATime();

  const tapeOf = (name: string) => {
    const tape = tapes.get(name);
    if (tape === undefined)
      throw new IntegrationError('USAGE', `the connection "${name}" is not recorded`, { connection: name });
    return tape;
  };
  return {
    http: (name) => {
      const { vantage, seen } = tapeOf(name);
      const take = (exchange: CassetteExchange) => seen.push({ exchange, write: isWrite(exchange, vantage) });
      return {
        send: (request) => queue(orderOf(name, request, vantage), () => recordOne(client, request, vantage, take)),
        close: async () => undefined,
      };
    },
    seen: (name) => tapeOf(name).seen,
    exchanges: (name) => tapeOf(name).seen.map(({ exchange }) => exchange),
  };
}

/** Failures of the way there and back. What the client refuses to read is an answer, and cannot be written down. */
const RECORDED: readonly HttpFailureKind[] = [
  'refused',
  'unresolved',
  'unreachable',
  'connect-timeout',
  'tls',
  'reset',
  'truncated',
  'timeout',
];

async function recordOne(
  client: HttpClient,
  request: HttpRequest,
  vantage: Vantage,
  take: (exchange: CassetteExchange) => void,
): Promise<HttpAnswer> {
  const asked = recordedRequest(request, vantage);
  try {
    const answer = await client.send(request);
    const response = recordedResponse(answer, vantage);
    take({ request: asked, response: asked.sign_in === true ? withoutTokens(response) : response });
    return answer;
  } catch (error) {
    if (error instanceof HttpFailure && RECORDED.includes(error.kind))
      take({ request: asked, failure: error.kind as NonNullable<CassetteExchange['failure']> });
    throw error;
  }
}
