import { createHash } from 'node:crypto';
import { instantText } from '../rest-object.ts';
import type { Settings } from '../settings.ts';
import { notAllowed } from './gateway-error.ts';
import { childIn, textIn, type XmlElement } from './xml-element.ts';

/** For whom the functions of an operation are executed. */
export interface SignedIn {
  readonly user: string;
  readonly company: string;
  /** Empty: the top level. */
  readonly entity: string;
}

interface Session extends SignedIn {
  until: number;
}

/** Sessions of the gateway: each call moves their end on (https://developer.intacct.com/api/company-console/api-sessions/). */
export class Sessions {
  readonly #settings: Settings;
  readonly #sessions = new Map<string, Session>();
  #made = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** By login or session. `expired`: the session counts as one that has ended. Throws GatewayError. */
  admit(authentication: XmlElement, expired: boolean): SignedIn {
    const id = textIn(authentication, 'sessionid');
    if (id !== undefined) return this.#session(id, expired);
    const login = childIn(authentication, 'login');
    const given = (name: string) => (login === undefined ? '' : (textIn(login, name) ?? ''));
    const [user, company] = this.#settings.user.split('@');
    const entity = given('locationid');
    const isRight =
      given('userid') === user && given('companyid') === company && given('password') === this.#settings.userPassword;
    // Seen in practice: an entity that there is not reads as if the password were wrong.
    if (expired || !isRight || !this.#knows(entity)) throw notAllowed('Sign-in information is incorrect');
    return { user, company, entity };
  }

  /** A session for whoever is signed in, at their entity or another one. Throws GatewayError. */
  open(who: SignedIn, locationId: string | undefined): { readonly id: string; readonly entity: string } {
    const entity = locationId ?? who.entity;
    if (!this.#knows(entity)) throw notAllowed(`The location ${entity} is not an entity of this company`);
    this.#made += 1;
    const id = `${createHash('sha256').update(`session ${this.#made}`).digest('base64url').slice(0, 30)}..`;
    this.#sessions.set(id, { ...who, entity, until: this.#end() });
    return { id, entity };
  }

  /** `sessiontimestamp` and `sessiontimeout` of an answer. */
  get times(): { readonly sessiontimestamp: string; readonly sessiontimeout: string } {
    const text = (instant: number) => instantText(instant).replace('Z', '+00:00');
    return { sessiontimestamp: text(this.#settings.clock.now()), sessiontimeout: text(this.#end()) };
  }

  #session(id: string, expired: boolean): SignedIn {
    const session = this.#sessions.get(id);
    if (expired) this.#sessions.delete(id);
    if (expired || session === undefined || session.until <= this.#settings.clock.now())
      throw notAllowed(`Invalid session ${id.slice(0, 4)}....`);
    session.until = this.#end();
    return session;
  }

  #end(): number {
    return this.#settings.clock.now() + this.#settings.sessionSeconds * 1000;
  }

  #knows(entity: string): boolean {
    return entity === '' || this.#settings.entities.includes(entity);
  }
}
