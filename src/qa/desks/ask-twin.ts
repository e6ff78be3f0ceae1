import type { RunningTwin } from '../../twin/kit/twin-server.ts';

/** What somebody at a desk asks a system by its own API. */
export interface DeskRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A form is sent as one, anything else as JSON. */
  readonly body?: unknown;
}

/**
 * Asks a twin as its people do, without a socket: what they do is no part of what is tried. Yields the body as text.
 * Rejects with the system's words when it refuses.
 */
export async function askTwin(twin: RunningTwin, { method, path, headers, body }: DeskRequest): Promise<string> {
  const answer = await twin.answer({
    method,
    path,
    headers: { host: new URL(twin.url).host, ...typeOf(body), ...headers },
    body: textOf(body),
  });
  if (answer === 'cut') throw new Error(`${method} ${path}: the connection broke`);
  const text = answer.body.toString('utf8');
  if (answer.status < 200 || answer.status > 299) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return text;
}

function typeOf(body: unknown): Readonly<Record<string, string>> {
  if (body === undefined) return {};
  return {
    'content-type': body instanceof URLSearchParams ? 'application/x-www-form-urlencoded' : 'application/json',
  };
}

function textOf(body: unknown): string {
  if (body === undefined) return '';
  return body instanceof URLSearchParams ? body.toString() : JSON.stringify(body);
}
