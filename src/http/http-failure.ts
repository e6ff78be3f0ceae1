/**
 * Why no whole answer came.
 *
 * - refused, unresolved, unreachable, connect-timeout, tls: no connection, so nothing was sent
 * - reset: the connection broke; truncated: it broke inside the answer
 * - timeout: the time limit of the whole answer passed
 * - too-large, undecodable: an answer came and cannot be read
 * - aborted: the caller gave up
 */
export type HttpFailureKind =
  | 'refused'
  | 'unresolved'
  | 'unreachable'
  | 'connect-timeout'
  | 'tls'
  | 'reset'
  | 'truncated'
  | 'timeout'
  | 'too-large'
  | 'undecodable'
  | 'aborted';

/** `no`: no byte of the request left this process. `maybe`: the other side may have acted on it. */
export type Sent = 'no' | 'maybe';

export class HttpFailure extends Error {
  readonly kind: HttpFailureKind;
  readonly sent: Sent;
  /** The status, when the answer got that far. */
  readonly status: number | undefined;

  constructor(kind: HttpFailureKind, sent: Sent, message: string, status?: number, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HttpFailure';
    this.kind = kind;
    this.sent = sent;
    this.status = status;
  }
}

const KINDS: Readonly<Record<string, readonly [HttpFailureKind, string]>> = {
  ECONNREFUSED: ['refused', 'the connection was refused'],
  ENOTFOUND: ['unresolved', 'the host name is not known'],
  EAI_AGAIN: ['unresolved', 'the host name could not be looked up'],
  EHOSTUNREACH: ['unreachable', 'there is no way to the host'],
  ENETUNREACH: ['unreachable', 'there is no way to the network'],
  UND_ERR_CONNECT_TIMEOUT: ['connect-timeout', 'no connection within the time limit'],
  ETIMEDOUT: ['connect-timeout', 'no connection within the time limit'],
  UND_ERR_HEADERS_TIMEOUT: ['timeout', 'no answer within the time limit'],
  UND_ERR_BODY_TIMEOUT: ['timeout', 'the answer stopped coming'],
  UND_ERR_RES_EXCEEDED_MAX_SIZE: ['too-large', 'the answer is larger than the limit'],
  ECONNRESET: ['reset', 'the connection broke'],
  EPIPE: ['reset', 'the connection broke'],
  UND_ERR_SOCKET: ['reset', 'the connection broke'],
};

/**
 * Codes of OpenSSL and Node for a certificate or handshake that is not accepted. The list of certificate codes is open
 * (X509_V_ERR_*), so an error before anything was sent whose code looks like one of them counts as well.
 */
const TLS_CODE =
  /^(ERR_TLS|ERR_SSL|EPROTO$|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERROR_IN_CERT|INVALID_(CA|PURPOSE)|HOSTNAME_)/;

/** Any error of undici or of a socket as one typed failure. `sent` is what the caller knows of the request. */
export function httpFailure(error: unknown, sent: Sent, status?: number): HttpFailure {
  if (error instanceof HttpFailure) return error;
  const code = codeOf(error);
  if (sent === 'no' && TLS_CODE.test(code)) {
    return new HttpFailure(
      'tls',
      'no',
      `the server's certificate or handshake is not accepted (${code})`,
      status,
      error,
    );
  }
  const [kind, says] = KINDS[code] ?? ['reset', 'the exchange failed'];
  if (status !== undefined && kind === 'reset') {
    return new HttpFailure('truncated', sent, 'the connection broke inside the answer', status, error);
  }
  return new HttpFailure(kind, sent, code === '' ? says : `${says} (${code})`, status, error);
}

/** An error of several tries (IPv6, then IPv4) has the code in its parts. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return '';
}
