import { HttpFailure } from '../../http/http-failure.ts';
import type { HttpAnswer, HttpClient, HttpRequest } from '../../http/http-message.ts';

/** What becomes of a request: an answer in place of the system’s, or the system’s own that never arrives. */
export type Tampering =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'lose-answer' };

/**
 * Stands between a connection and its system, so that a system on the other side of the world can be seen to throttle, to
 * fail and to lose answers as well as a twin. What it answers itself never reaches the system.
 */
export class TamperedHttp implements HttpClient {
  readonly #http: HttpClient;
  #tampering: Tampering | undefined;
  #times = 0;
  /** Requests that were tampered with since the last `arm`. */
  taken = 0;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  arm(tampering: Tampering, times: number): void {
    this.#tampering = tampering;
    this.#times = times;
    this.taken = 0;
  }

  clear(): void {
    this.#tampering = undefined;
  }

  async send(request: HttpRequest): Promise<HttpAnswer> {
    const tampering = this.#tampering;
    if (tampering === undefined || this.#times <= this.taken) return this.#http.send(request);
    this.taken += 1;
    if (tampering.kind === 'lose-answer') {
      await this.#http.send(request);
      throw new HttpFailure('reset', 'maybe', 'the answer got lost');
    }
    const { status, headers = {}, body } = tampering;
    return {
      status,
      headers: { 'content-type': 'application/json', ...headers },
      cookies: [],
      body: Buffer.from(body),
    };
  }

  close(): Promise<void> {
    return this.#http.close();
  }
}
