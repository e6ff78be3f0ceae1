import type { Reason } from '../model/delivery.ts';
import type { Verdict } from '../model/verdict.ts';

/** What a successful call answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What `result`, `proof` and `next` are read from: the body, or its `data` with GraphQL. */
  readonly data: unknown;
}

/** A call that did not succeed, judged. */
export interface CallFailure {
  readonly verdict: Exclude<Verdict, 'success'>;
  readonly reason: Reason;
  /** The system as a whole is out of reach. */
  readonly outage: boolean;
  readonly afterMs?: number;
  /** The connector's author has said what this answer means. */
  readonly stated: boolean;
}

export type CallResult = { readonly answer: Answer } | { readonly failure: CallFailure };

/** A failure on its way up through a list of pages. */
export class CallFailed extends Error {
  readonly failure: CallFailure;

  constructor(failure: CallFailure) {
    super(failure.reason.text);
    this.name = 'CallFailed';
    this.failure = failure;
  }
}
