import { badRequest, IntegrationError } from './integration-error.ts';

/** A request inside a batch. */
export interface BatchRequest {
  readonly method: string;
  /** Below the integration object: `StockLevels`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface BatchAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** One part of a batch: a change set, whose requests stand or fall together, or one read. */
export interface BatchPart {
  readonly changeSet: boolean;
  readonly requests: readonly BatchRequest[];
}

/** Reads `multipart/mixed` with change sets nested in it (sheet section 8). */
export function batchParts(contentType: string | undefined, body: string, limit: number): readonly BatchPart[] {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined)
    throw badRequest('odata_error', 'A batch needs Content-Type: multipart/mixed with a boundary.');
  const parts = split(body, boundary);
  if (parts.length > limit)
    throw badRequest(
      'batch_limit_exceeded',
      `The number of integration objects in the batch exceeds the limit of ${limit}.`,
    );
  return parts.map((part) => {
    const { headers, rest } = headed(part);
    const inner = boundaryOf(headers['content-type']);
    if (inner === undefined) return { changeSet: false, requests: [httpRequest(rest)] };
    return { changeSet: true, requests: split(rest, inner).map((each) => httpRequest(headed(each).rest)) };
  });
}

/** The answer of a batch: 202, and each part's own answers in it. */
export function batchBody(answers: readonly (readonly BatchAnswer[] | BatchAnswer)[]): {
  readonly boundary: string;
  readonly text: string;
} {
  const boundary = 'batch_twin';
  const parts = answers.map((each, at) => {
    if (!Array.isArray(each)) return httpPart(each as BatchAnswer);
    const inner = `changeset_twin_${at + 1}`;
    const text = each.map((one: BatchAnswer) => `--${inner}\r\n${httpPart(one)}`).join('');
    return `Content-Type: multipart/mixed; boundary=${inner}\r\n\r\n${text}--${inner}--\r\n`;
  });
  return { boundary, text: `${parts.map((part) => `--${boundary}\r\n${part}`).join('')}--${boundary}--\r\n` };
}

function httpPart({ status, headers, body }: BatchAnswer): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(text)) });
  const head = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
  return `Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nHTTP/1.1 ${status} ${REASONS[status] ?? 'Unknown'}\r\n${head}\r\n\r\n${text}\r\n`;
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
};

const boundaryOf = (contentType: string | undefined): string | undefined =>
  /^multipart\/mixed\s*;.*boundary="?([^";]+)"?/i.exec(contentType ?? '')?.[1];

function split(body: string, boundary: string): readonly string[] {
  const lines = `\n${body.replaceAll('\r\n', '\n')}`;
  const [before, after] = lines.split(`\n--${boundary}--`);
  if (after === undefined) throw badRequest('odata_error', `The batch does not end with --${boundary}--.`);
  return (before ?? '').split(`\n--${boundary}\n`).slice(1);
}

function headed(part: string): { readonly headers: Readonly<Record<string, string>>; readonly rest: string } {
  if (part.startsWith('\n')) return { headers: {}, rest: part.slice(1) };
  const end = part.indexOf('\n\n');
  const head = end < 0 ? part : part.slice(0, end);
  const headers = head.split('\n').flatMap((line) => {
    const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [[name.toLowerCase(), value ?? ''] as const];
  });
  return { headers: Object.fromEntries(headers), rest: end < 0 ? '' : part.slice(end + 2) };
}

function httpRequest(text: string): BatchRequest {
  const at = text.indexOf('\n');
  const [, method, path] = /^([A-Z]+) (\S+)(?: HTTP\/1\.1)?$/.exec((at < 0 ? text : text.slice(0, at)).trim()) ?? [];
  if (method === undefined || path === undefined)
    throw new IntegrationError(400, 'odata_error', 'A part of the batch is no HTTP request.');
  const { headers, rest } = headed(at < 0 ? '' : text.slice(at + 1));
  return { method, path, headers, body: rest.trim() };
}
