import nock from 'nock';
import type { HttpFailureKind, Sent } from '../../http/http-failure.ts';
import type { HttpRequest } from '../../http/http-message.ts';
import { IntegrationError } from '../../model/integration-error.ts';

/** What goes back over the wire for a request: an answer, or how the connection broke. */
export type WireAnswer =
  | { readonly status: number; readonly headers: Readonly<Record<string, string | string[]>>; readonly body: Buffer }
  | { readonly failure: HttpFailureKind };

export type WireRequest = Pick<HttpRequest, 'method' | 'origin' | 'path' | 'headers' | 'body'>;

/** Thrown where an answer should have been. The client of a replay finds it as the cause, and says what it was. */
export class BrokenOnPurpose extends Error {
  readonly failure: HttpFailureKind;

  constructor(failure: HttpFailureKind) {
    super(`the cassette says: ${failure}`);
    this.failure = failure;
  }
}

/** With these no byte of the request left. */
const NOTHING_SENT: readonly HttpFailureKind[] = ['refused', 'unresolved', 'unreachable', 'connect-timeout', 'tls'];

export const sentWith = (failure: HttpFailureKind): Sent => (NOTHING_SENT.includes(failure) ? 'no' : 'maybe');

let isOpen = false;

/**
 * Puts nock between this process and the network: requests to the given origins are answered here, every other one that
 * leaves through node:http or fetch is refused. Gives back how to end it. What `answering` throws reaches the client as
 * the cause of a broken connection. One at a time in a process: throws USAGE for a second one.
 */
export function replaceNetwork(
  origins: ReadonlySet<string>,
  answering: (request: WireRequest) => WireAnswer,
): () => void {
  if (isOpen) throw new IntegrationError('USAGE', 'another replay is open in this process', {});
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  for (const origin of origins) answerAt(origin, answering);
  isOpen = true;
  return () => {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
    isOpen = false;
  };
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

function answerAt(origin: string, answering: (request: WireRequest) => WireAnswer): void {
  const scope = nock(origin).persist();
  for (const method of METHODS)
    scope.intercept(/.*/, method).reply(async (request: Request) => {
      const answer = answering(await wireRequest(origin, request));
      if ('failure' in answer) throw new BrokenOnPurpose(answer.failure);
      return [answer.status, answer.body, answer.headers];
    });
}

async function wireRequest(origin: string, request: Request): Promise<WireRequest> {
  const { pathname, search } = new URL(request.url);
  const body = await request.text();
  return {
    method: request.method,
    origin,
    path: `${pathname}${search}`,
    headers: Object.fromEntries(request.headers),
    ...(body === '' ? {} : { body }),
  };
}
