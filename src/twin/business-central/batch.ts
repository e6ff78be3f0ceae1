import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { badRequest, ODataError } from './odata-error.ts';
import { isObject, readBody } from './request-body.ts';
import type { Transaction } from './transaction.ts';

/** Most operations of a batch (sheet sections 5 and 8). */
const MOST = 100;

interface Part {
  readonly id: string;
  readonly request: TwinRequest;
}

interface PartReply {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Thrown to take everything back when a part of an isolated batch failed. */
class BatchFailed extends Error {
  readonly replies: readonly PartReply[];

  constructor(replies: readonly PartReply[]) {
    super('a part of the batch failed');
    this.name = 'BatchFailed';
    this.replies = replies;
  }
}

/**
 * `$batch` (sheet section 8): answers 200 with a status for each part. Without isolation a failed part changes nothing
 * for the others, and later ones run (not established, sheet section 8). With `Isolation: snapshot` it is one
 * transaction; what the parts answer that were taken back is not established either: 424 here.
 */
export function batchReply(
  request: TwinRequest,
  transaction: Transaction,
  answer: (part: TwinRequest) => TwinReply,
): TwinReply {
  const parts = partsOf(request);
  if (String(request.headers.isolation ?? '').toLowerCase() !== 'snapshot')
    return { status: 200, body: { responses: parts.map((part) => replyTo(part, answer)) } };
  try {
    const responses = transaction.run(() => {
      const replies: PartReply[] = [];
      for (const part of parts) {
        const reply = replyTo(part, answer);
        replies.push(reply);
        if (reply.status >= 400) throw new BatchFailed(replies);
      }
      return replies;
    });
    return { status: 200, body: { responses } };
  } catch (error) {
    if (!(error instanceof BatchFailed)) throw error;
    const failed = error.replies.at(-1);
    const responses = parts.map(({ id }) => (failed?.id === id ? failed : { id, status: 424, headers: {} }));
    return { status: 200, body: { responses } };
  }
}

function replyTo(part: Part, answer: (request: TwinRequest) => TwinReply): PartReply {
  const { status, body } = answer(part.request);
  return {
    id: part.id,
    status,
    headers: { 'content-type': 'application/json; odata.metadata=minimal' },
    ...(body === undefined ? {} : { body }),
  };
}

function partsOf(outer: TwinRequest): Part[] {
  const { requests } = readBody(outer);
  if (!Array.isArray(requests)) throw badRequest("The 'requests' property is missing.");
  if (requests.length > MOST) throw badRequest(`The number of operations in the batch exceeds the maximum of ${MOST}.`);
  return (requests as unknown[]).map((part) => {
    if (!isObject(part) || typeof part.method !== 'string' || typeof part.url !== 'string' || part.id === undefined)
      throw badRequest("Each request of a batch needs 'method', 'id' and 'url'.");
    return { id: String(part.id), request: innerRequest(outer, part.method, part.url, part.headers, part.body) };
  });
}

/** Conditions of the outer request are not those of its parts; the company may be named by header (sheet section 8). */
function innerRequest(outer: TwinRequest, method: string, path: string, headers: unknown, body: unknown): TwinRequest {
  const url = URL.parse(path, 'http://batch/');
  if (url === null) throw new ODataError(400, 'BadRequest_InvalidRequestUrl', `The url '${path}' is not valid.`);
  const named = Object.entries(isObject(headers) ? headers : {}).map(([name, value]) => [name.toLowerCase(), value]);
  const base = outer.url.replace(/\/\$batch$/, '');
  return {
    method: method.toUpperCase(),
    path: url.pathname.slice(1),
    query: url.searchParams,
    headers: {
      authorization: outer.headers.authorization,
      company: outer.headers.company,
      ...Object.fromEntries(named),
    },
    url: `${base}${url.pathname}`,
    body: body === undefined ? '' : JSON.stringify(body),
  };
}
