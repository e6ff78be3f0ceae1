import type { HttpClient } from '../../http/http-message.ts';
import type { Clock } from '../../model/clock.ts';
import type { Protocol } from '../protocol/protocol.ts';
import type { Redactor } from '../redactor.ts';

/** A call without what proves who asks. `path` and `query` are percent-encoded; `query` is without its `?`. */
export interface OutgoingCall {
  readonly method: string;
  readonly origin: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What the body is to say, where the signer writes it ({@link Signer.wraps}). */
  readonly content?: unknown;
}

export interface SignedCall {
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body, where the signer writes it. */
  readonly body?: string;
  /** Where the call goes in place of its own address: the system has named another one of its own. */
  readonly place?: { readonly origin: string; readonly path: string };
  /** What this call was signed with, to say which token is no longer good. */
  readonly mark: string;
}

/** Proves to a system who asks. */
export interface Signer {
  /** What proves who asks stands in the body: it gets the content of each call and writes the body itself. */
  readonly wraps?: true;
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
  readonly protocol: Pick<Protocol, 'mediaType' | 'write' | 'read'>;
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
