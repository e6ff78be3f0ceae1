import type { IncomingHttpHeaders } from 'node:http';
import type { Clock } from '../../model/clock.ts';
import { withBareFields, withChangedFields, withEmptyLists, withReversedLists } from './changed-fields.ts';
import { type Fault, FaultSwitch } from './fault-switch.ts';
import type { TwinExchange, TwinReply, TwinRequest, TwinSystem } from './twin-server.ts';

/** A request as it comes in over the wire, whatever carries it. */
export interface WireRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** Names in lower case; `host` among them. */
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An answer as it goes out. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
  /** The connection breaks after `body`, which is less than was announced. */
  readonly broken: boolean;
}

/** A twin as whoever carries messages sees it: `cut` closes the connection without an answer. */
export interface TwinWire {
  readonly faults: FaultSwitch;
  readonly exchanges: readonly TwinExchange[];
  answer(request: WireRequest): Promise<WireAnswer | 'cut'>;
  /** Adds to `exchanges` what reached the system by another way than a request. */
  note(exchange: TwinExchange): void;
}

/** Puts the fault switch, the log and `/__twin/` between a system and what comes in. Never rejects: a twin's own mistake is a 599. */
export function wireTo(system: TwinSystem, clock: Clock): TwinWire {
  const faults = new FaultSwitch();
  const exchanges: TwinExchange[] = [];
  const previousPages = new Map<string, TwinReply>();
  const keptAnswers = new Map<string, TwinReply>();

  async function respond({ method, path, headers, body }: WireRequest): Promise<WireAnswer | 'cut'> {
    const url = new URL(path, `http://${headers.host ?? '127.0.0.1'}`);
    if (url.pathname.startsWith('/__twin/')) return wired(control(url.pathname, method, body));
    const fault = faults.take(method, `${url.pathname}${url.search} ${body}`);
    const log = (status: number | 'cut') =>
      exchanges.push({ method, path: `${url.pathname}${url.search}`, body, status });
    const request: TwinRequest = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers,
      url: `${url.origin}${url.pathname}`,
      body,
    };
    const outcome = await replyTo(request, fault);
    if (outcome.reply === 'cut') {
      log('cut');
      return 'cut';
    }
    log(outcome.reply.status);
    return outcome.mangle === undefined ? wired(outcome.reply) : mangled(outcome.reply, outcome.mangle);
  }

  async function replyTo(
    request: TwinRequest,
    fault: Fault | undefined,
  ): Promise<{ readonly reply: TwinReply | 'cut'; readonly mangle?: Fault }> {
    switch (fault?.kind) {
      case 'throttled':
        return { reply: system.throttled(fault.retryAfterSeconds, request) };
      case 'server-error':
        return { reply: system.serverError(request) };
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
      case 'errors-in-200':
        return { reply: errorsInSuccess(undefined) };
      case 'kept-answer':
        return { reply: keptAnswers.get(fault.match ?? '') ?? failing('no answer was kept under this `match`') };
      case 'slow':
        await clock.sleep(fault.delayMs ?? 1000);
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
        return { reply: system.serverError(request) };
      case 'errors-beside-data':
        return { reply: errorsInSuccess(reply) };
      case 'keep-answer':
        keptAnswers.set(fault.match ?? '', reply);
        return { reply };
      case 'missing-field':
      case 'empty-field':
      case 'other-value':
      case 'null-fields':
      case 'without-fields':
      case 'empty-lists':
      case 'reversed-lists':
        return { reply: { ...reply, body: changedBody(reply.body, fault) } };
      case 'malformed':
      case 'truncated':
      case 'oversized':
      case 'wrong-charset':
        return { reply, mangle: fault };
      default:
        return { reply };
    }
  }

  const errorsInSuccess = (data: TwinReply | undefined): TwinReply =>
    system.errorsInSuccess?.(data) ?? failing(`${system.system} never answers so`);

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

  return {
    faults,
    exchanges,
    answer: (request) => respond(request).catch(ownMistake),
    note: (exchange) => void exchanges.push(exchange),
  };
}

function failing(why: string): never {
  throw new Error(why);
}

/** Of an answer that is JSON; another one has no fields, and none is in it. */
function changedBody(body: unknown, { kind, field = '', fields = [], value = null, most }: Fault): unknown {
  const parsed = typeof body === 'string' ? (JSON.parse(body) as unknown) : body;
  switch (kind) {
    case 'empty-lists':
      return withEmptyLists(parsed);
    case 'reversed-lists':
      return withReversedLists(parsed);
    case 'null-fields':
    case 'without-fields':
      return withBareFields(parsed, new Set(fields), kind === 'null-fields' ? 'null' : 'gone');
    default:
      return withChangedFields(parsed, field, kind === 'missing-field' ? [] : [value], most);
  }
}

function ownMistake(error: unknown): WireAnswer {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const body = Buffer.from(`the twin itself failed: ${text}`);
  return { status: 599, headers: { 'content-type': 'text/plain' }, body, broken: false };
}

function encoded({ headers, body, write }: TwinReply): Pick<WireAnswer, 'headers' | 'body'> {
  if (write !== undefined) return { headers: { ...headers }, body: Buffer.from(write(body)) };
  if (body === undefined) return { headers: { ...headers }, body: Buffer.alloc(0) };
  if (typeof body === 'string') return { headers: { ...headers }, body: Buffer.from(body) };
  if (Buffer.isBuffer(body)) return { headers: { ...headers }, body };
  return {
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}

function wired(reply: TwinReply): WireAnswer {
  const { headers, body } = encoded(reply);
  if (reply.status === 204) return { status: 204, headers, body: Buffer.alloc(0), broken: false };
  return {
    status: reply.status,
    headers: { ...headers, 'content-length': String(body.length) },
    body,
    broken: false,
  };
}

const OVERSIZED = 50 * 1024 * 1024;

function mangled(reply: TwinReply, fault: Fault): WireAnswer {
  const { status } = reply;
  const { headers, body } = encoded(reply);
  switch (fault.kind) {
    case 'truncated': {
      const announced = { ...headers, 'content-length': String(body.length) };
      return { status, headers: announced, body: body.subarray(0, Math.floor(body.length / 2)), broken: true };
    }
    case 'oversized': {
      const large = [Buffer.from('["'), Buffer.alloc(fault.bytes ?? OVERSIZED, 0x78), Buffer.from('"]')];
      return { status, headers, body: Buffer.concat(large), broken: false };
    }
    case 'wrong-charset':
      return { status, headers, body: Buffer.from(`{"name":"Müller","body":"Straße"}`, 'latin1'), broken: false };
    default:
      return { status, headers, body: Buffer.from('{"id": 17, "number": NaN, '), broken: false };
  }
}
