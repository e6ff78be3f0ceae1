/**
 * What a twin can be told to get wrong, and when. A fault is taken from the list by the first request it matches,
 * so a test says "the second POST of an order is cut after the commit" and nothing else changes.
 */
export const FAULT_KINDS = {
  throttled: 'refuses with the system’s own "too many requests", with Retry-After when `retryAfterSeconds` is given',
  'server-error': 'answers with the system’s own internal error, before anything is written',
  'outage-html': 'answers 503 with an HTML page, as a proxy in front of a dead server does',
  slow: 'answers correctly after `delayMs`',
  'cut-before-commit': 'closes the connection before anything is written',
  'cut-after-commit': 'does the work, then closes the connection without an answer',
  'error-after-commit': 'does the work, then answers 500',
  'repeat-page': 'answers with the previous page of the same list again',
  malformed: 'answers the right status with a body that is not JSON',
  truncated: 'announces the full length, sends half of the body and closes',
  oversized: 'answers with a body of `bytes` bytes (50 MB when not given)',
  'wrong-charset': 'declares UTF-8 and sends Latin-1 bytes',
  'missing-field': 'answers without the fields called `field`',
  'empty-field': 'answers with null in the fields called `field`',
  'other-value': 'answers with `value` in the fields called `field`',
  'null-fields': 'answers with null in those of `fields` that are there',
  'without-fields': 'answers without those of `fields` that are there',
  'empty-lists': 'answers with lists that have nothing in them',
  'reversed-lists': 'answers with every list the other way round',
  'errors-in-200': 'answers 200 with errors and no data, where the protocol has such an answer',
  'errors-beside-data':
    'does the work and answers 200 with errors beside the data, where the protocol has such an answer',
  'keep-answer': 'answers correctly, and keeps the answer under `match` in place of what was kept there before',
  'kept-answer': 'answers with what `keep-answer` kept under the same `match`, as a cache or a replica that lags does',
  'expired-token': 'treats the credentials of this request as expired',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;

export interface Fault {
  readonly kind: FaultKind;
  /** Only requests with this method. */
  readonly method?: string;
  /** Only requests whose path and query contain this text. GraphQL twins match the operation name or body as well. */
  readonly match?: string;
  /** Let this many matching requests pass first. Default 0. */
  readonly skip?: number;
  /** How many matching requests get the fault. Default 1; Infinity for "until cleared". */
  readonly times?: number;
  readonly retryAfterSeconds?: number;
  readonly delayMs?: number;
  readonly bytes?: number;
  /** Name of a field, at whatever depth of the answer. */
  readonly field?: string;
  /** Names of fields, at whatever depth of the answer, of which none need be there. */
  readonly fields?: readonly string[];
  /** What stands in the field instead. */
  readonly value?: unknown;
  /** How many fields of an answer are meant, the first ones. Default: all. */
  readonly most?: number;
}

export class FaultSwitch {
  /** Told of each fault as a request takes it: whoever holds the clock lets the time of a slow answer pass then. */
  onTaken: (fault: Fault) => void = () => undefined;
  #armed: { fault: Fault; skip: number; times: number }[] = [];
  readonly #waiting = new Set<Fault>();

  /** Faults that no request has taken so far: a test that armed one has not seen what it is about. */
  get neverTaken(): readonly Fault[] {
    return [...this.#waiting];
  }

  arm(...faults: readonly Fault[]): void {
    for (const fault of faults) {
      this.#armed.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
      this.#waiting.add(fault);
    }
  }

  clear(): void {
    this.#armed = [];
  }

  /** The fault for this request, used up by asking. */
  take(method: string, text: string): Fault | undefined {
    for (const armed of this.#armed) {
      if (armed.fault.method !== undefined && armed.fault.method !== method) continue;
      if (armed.fault.match !== undefined && !text.includes(armed.fault.match)) continue;
      if (armed.skip > 0) {
        armed.skip -= 1;
        continue;
      }
      armed.times -= 1;
      this.#waiting.delete(armed.fault);
      if (armed.times <= 0) this.#armed = this.#armed.filter((other) => other !== armed);
      this.onTaken(armed.fault);
      return armed.fault;
    }
    return undefined;
  }
}
