import type { Dispatcher } from 'undici';
import type { Deadline } from './deadlines.ts';
import { ACCEPTED_ENCODINGS } from './decompress.ts';
import { headerLines } from './header-lines.ts';
import { HttpFailure, httpFailure, type Sent } from './http-failure.ts';
import type { HttpAnswer, HttpRequest } from './http-message.ts';
import { onAborted } from './on-aborted.ts';

/** What carries requests: undici's own agent, or one that a recording of answers can stand behind. */
export interface Carrier extends Pick<Dispatcher, 'dispatch'> {
  destroy(): Promise<void>;
}

/**
 * Sends one request and collects its answer, still compressed. Rejects with an HttpFailure whose `sent` is exact: undici
 * calls onRequestStart right before the first byte goes to the socket.
 */
export function exchange(carrier: Carrier, request: HttpRequest, deadline: Deadline): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const headers = { 'accept-encoding': ACCEPTED_ENCODINGS, ...headerLines(request.headers) };
  let sent: Sent = 'no';
  let settled = false;
  let status: number | undefined;
  let controller: Dispatcher.DispatchController | undefined;
  let forget: (() => void) | undefined;
  let answerHeaders: Record<string, string> = {};
  let cookies: readonly string[] = [];
  const chunks: Buffer[] = [];
  let size = 0;

  const settle = () => {
    settled = true;
    deadline.onPassed = undefined;
    forget?.();
  };
  const fail = (failure: HttpFailure) => {
    if (settled) return;
    settle();
    reject(failure);
    controller?.abort(failure);
  };
  const onPassed = () => {
    fail(new HttpFailure('timeout', sent, `no whole answer within ${deadline.ms} ms`, status));
  };
  const onAbort = () => fail(new HttpFailure('aborted', sent, 'the call was given up', status));
  const tooLarge = () =>
    fail(new HttpFailure('too-large', 'maybe', `the answer is larger than ${request.maxBytes} bytes`, status));

  if (request.signal.aborted) {
    onAbort();
    return promise;
  }
  deadline.onPassed = onPassed;
  forget = onAborted(request.signal, onAbort);

  carrier.dispatch(
    {
      origin: request.origin,
      path: request.path,
      method: request.method,
      headers,
      body: request.body ?? null,
      // Never resent by undici on its own: repeating is decided where it is known what the request does.
      idempotent: false,
    },
    {
      onRequestStart(started) {
        controller = started;
        if (settled) started.abort(new HttpFailure('aborted', 'no', 'given up before it was sent'));
        else sent = 'maybe';
      },
      onResponseStart(_controller, code, incoming) {
        status = code;
        ({ headers: answerHeaders, cookies } = flatHeaders(incoming));
        if (Number(answerHeaders['content-length'] ?? 0) > request.maxBytes) tooLarge();
      },
      onResponseData(_controller, chunk) {
        size += chunk.length;
        if (size > request.maxBytes) tooLarge();
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (settled || status === undefined) return;
        settle();
        const body = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
        resolve({ status, headers: answerHeaders, cookies, body });
      },
      onResponseError(_controller, error) {
        fail(httpFailure(error, sent, status));
      },
    },
  );
  return promise;
}

function flatHeaders(incoming: Readonly<Record<string, string | string[] | undefined>>) {
  const headers: Record<string, string> = {};
  let cookies: readonly string[] = [];
  for (const [name, value] of Object.entries(incoming)) {
    if (value === undefined) continue;
    const lower = name.toLowerCase();
    if (lower === 'set-cookie') cookies = Array.isArray(value) ? value : [value];
    else headers[lower] = Array.isArray(value) ? value.join(', ') : value;
  }
  return { headers, cookies };
}
