import type { HttpClient } from '../http/http-message.ts';
import type { Clock } from '../model/clock.ts';
import type { ConnectionName } from '../model/names.ts';
import type { Signer } from './auth/signer.ts';
import type { NamedTemplate } from './compiled-connector.ts';
import type { GivenPath } from './given-path.ts';
import type { HaltSwitch } from './halt-switch.ts';
import type { OutageRest } from './outage-rest.ts';
import type { ErrorPlaces, Protocol } from './protocol/protocol.ts';
import type { RequestGate } from './rate-limits/request-gate.ts';
import type { Redactor } from './redactor.ts';
import type { WaitHeader } from './retry-after.ts';

/** Something that a person should know of and that stops nothing. */
export interface Notice {
  readonly code:
    | 'watermark-in-the-future'
    | 'watermark-unreadable'
    | 'time-unreadable'
    | 'list-out-of-order'
    | 'sign-off-failed';
  readonly text: string;
}

/** An address that settings name. */
export interface Place {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path without a slash at the end: `` or `/shop`. */
  readonly urlPath: string;
}

/** What all calls of one connection share. */
export interface Channel {
  readonly connection: ConnectionName;
  readonly protocol: Protocol;
  /** Where calls go, and nowhere else. */
  readonly own: Place;
  /** Where the calls go whose operation names an option with a URL, by that option. Those whose option is not set go to {@link own}. */
  readonly others: ReadonlyMap<string, Place>;
  /** The paths of the calls whose operation names an option with one, by that option, where it is set. */
  readonly paths: ReadonlyMap<string, GivenPath>;
  /** The connector's base path, filled from the options. */
  readonly basePath: () => string;
  readonly headers: readonly NamedTemplate[];
  readonly errorPlaces: ErrorPlaces;
  /** Where answers say how long to wait, besides the standard header. */
  readonly waitHeaders: readonly WaitHeader[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly signer: Signer;
  readonly gate: RequestGate;
  readonly outage: OutageRest;
  readonly halt: HaltSwitch;
  readonly redactor: Redactor;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly report: (notice: Notice) => void;
}
