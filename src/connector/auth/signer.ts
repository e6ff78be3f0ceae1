import type { HttpClient } from '../../http/http-message.ts';
import type { Clock } from '../../model/clock.ts';
import type { Redactor } from '../redactor.ts';

/** A call without what proves who asks. `path` and `query` are percent-encoded; `query` is without its `?`. */
export interface OutgoingCall {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface SignedCall {
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What this call was signed with, to say which token is no longer good. */
  readonly mark: string;
}

/** Proves to a system who asks. */
export interface Signer {
  /** Rejects with a SignInFailure when a token or session cannot be had. */
  sign(call: OutgoingCall): Promise<SignedCall>;
  /**
   * The system says that `mark` is no longer good. True when signing again yields something else; false for fixed
   * credentials, which a repeat would only wear out.
   */
  renew(mark: string): boolean;
  /**
   * What `renew` has brought is refused as well. True when that was the old session, revived, and signing again opens a
   * new one: only that tells whether the credentials are good.
   */
  replace?(mark: string): boolean;
  /** Ends the session that is held, where the system wants to be told. Rejects with a SignInFailure when it cannot be told. */
  signOff?(): Promise<void>;
}

/** What the ways to sign in work with. */
export interface SignerParts {
  /** The value of a credential by its name. Throws CREDENTIAL_REFUSED when the connection does not bring it. */
  readonly credential: (name: string) => string;
  readonly options: Readonly<Record<string, unknown>>;
  /** The connection's URL without a slash at the end. */
  readonly url: string;
  readonly clock: Clock;
  readonly http: HttpClient;
  readonly redactor: Redactor;
}

/** Signing in did not work, so the call itself was not made. */
export class SignInFailure extends Error {
  /** `halt`: the credentials are refused; the others: not now. */
  readonly verdict: 'halt' | 'rate-limited' | 'retry';
  readonly outage: boolean;
  readonly afterMs: number | undefined;

  constructor(verdict: SignInFailure['verdict'], message: string, outage = false, afterMs?: number) {
    super(message);
    this.name = 'SignInFailure';
    this.verdict = verdict;
    this.outage = outage;
    this.afterMs = afterMs;
  }
}
