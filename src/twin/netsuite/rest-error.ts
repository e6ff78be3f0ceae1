import type { TwinReply } from '../kit/twin-server.ts';

/** Where the fault of a request lies: a field of its body, a parameter of its query, or a header (sheet section 6). */
export type Locator =
  | { readonly 'o:errorPath': string }
  | { readonly 'o:errorQueryParam': string }
  | { readonly 'o:errorHeader': string }
  | Record<string, never>;

/** A refusal in the words of the REST services: a problem document with its details (sheet section 6). */
export class RestError extends Error {
  readonly reply: TwinReply;

  constructor(reply: TwinReply, text: string) {
    super(text);
    this.reply = reply;
  }
}

const SECTIONS: Readonly<Record<number, readonly [title: string, section: string]>> = {
  400: ['Bad Request', '15.5.1'],
  401: ['Unauthorized', '15.5.2'],
  403: ['Forbidden', '15.5.4'],
  404: ['Not Found', '15.5.5'],
  405: ['Method Not Allowed', '15.5.6'],
  415: ['Unsupported Media Type', '15.5.16'],
  429: ['Too Many Requests', '15.5.20'],
  500: ['Internal Server Error', '15.6.1'],
};

export function problem(status: number, code: string, detail: string, at: Locator = {}): RestError {
  const [title, section] = SECTIONS[status] ?? ['Error', '15'];
  const body = {
    type: `https://www.rfc-editor.org/rfc/rfc9110.html#section-${section}`,
    title,
    status,
    'o:errorDetails': [{ detail, ...at, 'o:errorCode': code }],
  };
  return new RestError(
    { status, headers: { 'content-type': 'application/vnd.oracle.resource+json; type=error' }, body },
    detail,
  );
}

export const invalidContent = (path: string, detail: string): RestError =>
  problem(400, 'INVALID_CONTENT', `Error while accessing a resource. ${detail}`, { 'o:errorPath': path });

/** What the record itself does not allow, in the words of its screen. */
export const userError = (detail: string, path?: string): RestError =>
  problem(400, 'USER_ERROR', detail, path === undefined ? {} : { 'o:errorPath': path });

export const invalidParameter = (name: string, detail: string): RestError =>
  problem(400, 'INVALID_PARAMETER', detail, { 'o:errorQueryParam': name });

export const noSuchRecord = (what: string): RestError =>
  problem(404, 'NONEXISTENT_ID', `The record instance does not exist. Provide a valid record instance ID: ${what}.`);

/** Of a transaction by an id that is another kind's or nobody's (sheet section 6). */
export const wrongTransactionType = (): RestError =>
  problem(400, 'INVALID_REQUEST', 'Transaction type specified is incorrect.');

export const duplicate = (detail: string): RestError => problem(400, 'DUP_RCRD', detail);

export const invalidLogin = (): RestError => problem(401, 'INVALID_LOGIN', 'Invalid login attempt.');
