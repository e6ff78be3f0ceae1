import { answerText } from '../../http/answer-text.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import type { HttpAnswer } from '../../http/http-message.ts';
import { JSON_BODIES } from '../protocol/json-bodies.ts';
import type { Protocol } from '../protocol/protocol.ts';
import { UnreadableBody } from '../protocol/unreadable-body.ts';
import { retryAfterMs } from '../retry-after.ts';
import { type SignerParts, SignInFailure } from './signer.ts';

const TIMEOUT_MS = 30_000;
const MAX_BYTES = 1024 * 1024;

/** Tells the body of a refusal apart: OAuth's own codes (RFC 6749 §5.2). Nothing else of it is shown. */
const REFUSALS = ['invalid_client', 'invalid_grant', 'unauthorized_client', 'invalid_scope', 'invalid_request'];

/**
 * A call for a token or a session: shared by all callers that wait for it, so none of them can give it up. Rejects with
 * a SignInFailure; a refusal of the credentials has the verdict `halt`.
 */
export async function signInCall(
  parts: SignerParts,
  call: {
    readonly method: string;
    readonly url: URL;
    readonly contentType: string;
    readonly body: string;
    readonly headers?: Readonly<Record<string, string>>;
    /** For the messages: what is being done. */
    readonly doing?: string;
    /** How the answer is read: as JSON where nothing is said. */
    readonly answers?: Pick<Protocol, 'mediaType' | 'read'>;
  },
): Promise<{ readonly answer: HttpAnswer; readonly body: unknown }> {
  const { method, url, contentType, body, headers = {}, doing = 'signing in', answers = JSON_BODIES } = call;
  let answer: HttpAnswer;
  try {
    answer = await parts.http.send({
      method,
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      headers: { 'content-type': contentType, accept: answers.mediaType, 'user-agent': 'pipewright', ...headers },
      body,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      signal: new AbortController().signal,
    });
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    throw new SignInFailure('retry', `${doing} at ${url.host}: ${error.message}`, true);
  }
  const decoded = bodyOf(answer, answers);
  const { status } = answer;
  if (status >= 200 && status < 300) {
    if (decoded.malformed !== undefined)
      throw new SignInFailure('retry', `${doing} at ${url.host}: ${decoded.malformed}`);
    return { answer, body: decoded.body };
  }
  const code = refusalOf(decoded.body);
  const says = `${doing} at ${url.host} answered ${status}${code === undefined ? '' : ` (${code})`}`;
  if (status === 429)
    throw new SignInFailure('rate-limited', says, false, retryAfterMs(answer.headers, parts.clock.now()));
  if (status === 400 || status === 401 || status === 403 || code !== undefined) throw new SignInFailure('halt', says);
  throw new SignInFailure('retry', says, status >= 500, retryAfterMs(answer.headers, parts.clock.now()));
}

function bodyOf(
  answer: HttpAnswer,
  { mediaType, read }: Pick<Protocol, 'mediaType' | 'read'>,
): { readonly body?: unknown; readonly malformed?: string } {
  if (answer.body.length === 0) return {};
  try {
    return { body: read(answerText(answer)) };
  } catch (error) {
    // What came may hold a token, so none of it is shown.
    if (error instanceof UnreadableBody || error instanceof HttpFailure)
      return { malformed: `the answer is not ${mediaType === 'application/xml' ? 'XML' : 'JSON'}` };
    throw error;
  }
}

function refusalOf(body: unknown): string | undefined {
  const code = typeof body === 'object' && body !== null && 'error' in body ? body.error : undefined;
  return typeof code === 'string' && REFUSALS.includes(code) ? code : undefined;
}
