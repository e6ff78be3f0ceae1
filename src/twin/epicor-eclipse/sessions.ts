import { createHash } from 'node:crypto';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { EclipseError, notFound, unauthorized } from './eclipse-error.ts';
import { fieldsOf, textIn } from './request-body.ts';
import type { Settings } from './settings.ts';

interface Session {
  readonly id: string;
  token: string;
  readonly refreshToken: string;
  usedAt: number;
}

/** Signing in, going on and signing off (sheet section 2). */
export class Sessions {
  readonly #settings: Settings;
  readonly #open = new Map<string, Session>();
  #made = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Sessions that take a licence now. */
  get count(): number {
    const { clock } = this.#settings;
    return [...this.#open.values()].filter((session) => this.#isFresh(session, clock.now())).length;
  }

  logIn({ body }: TwinRequest): TwinReply {
    const fields = fieldsOf(body);
    const { user, password, licences, clock } = this.#settings;
    if (textIn(fields, 'username') !== user || textIn(fields, 'password') !== password)
      throw new EclipseError(401, 'The user name or the password is wrong');
    if (this.count >= licences) throw new EclipseError(403, `All ${licences} licences of this user are taken`);
    this.#made += 1;
    const session: Session = {
      id: `sess-${5500 + this.#made}`,
      token: this.#secret('token'),
      refreshToken: this.#secret('refresh'),
      usedAt: clock.now(),
    };
    this.#open.set(session.id, session);
    return { status: 200, body: this.#view(session) };
  }

  /** Revives a session that has expired and was not deleted. */
  refresh({ body }: TwinRequest): TwinReply {
    const token = textIn(fieldsOf(body), 'refreshToken');
    const session = [...this.#open.values()].find(({ refreshToken }) => refreshToken === token);
    if (session === undefined) throw unauthorized();
    this.#made += 1;
    session.token = this.#secret('token');
    session.usedAt = this.#settings.clock.now();
    return { status: 200, body: this.#view(session) };
  }

  logOut(id: string): TwinReply {
    if (!this.#open.delete(id)) throw notFound('Session', id);
    return { status: 204 };
  }

  /** Throws EclipseError when the request has no session that lives. The header is an assumption (sheet section 2). */
  admit({ headers }: TwinRequest, expired: boolean): void {
    const token = /^SessionToken (\S+)$/.exec(headers.authorization ?? '')?.[1];
    const session = [...this.#open.values()].find((each) => each.token === token);
    const now = this.#settings.clock.now();
    if (session === undefined || expired || !this.#isFresh(session, now)) throw unauthorized();
    session.usedAt = now;
  }

  #isFresh({ usedAt }: Session, now: number): boolean {
    return now - usedAt < this.#settings.idleMinutes * 60_000;
  }

  #secret(kind: string): string {
    return createHash('sha256').update(`${kind} ${this.#made}`).digest('hex').slice(0, 40);
  }

  #view({ id, token, refreshToken }: Session) {
    return {
      id,
      sessionUser: {
        id: this.#settings.user,
        userName: this.#settings.user,
        type: 'Employee',
        roles: [{ id: 'API' }],
        companies: [{ id: '1' }],
      },
      sessionToken: token,
      refreshToken,
      applicationKey: 'app-twin',
      developerKey: 'dev-twin',
    };
  }
}
