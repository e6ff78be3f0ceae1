import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { loginLimit, unauthorized } from './contract-error.ts';
import { Session } from './session.ts';
import type { Settings } from './settings.ts';

const LIFETIME_S = 3600;
const IDLE_MS = 10 * 60_000;
const COOKIE = '.ASPXAUTH';

interface Token {
  readonly until: number;
  readonly scope: string;
  /** What its calls share: a refreshed token of `api offline_access` keeps the session of the one before (sheet section 2). */
  readonly seat: { session: Session | undefined };
}

/** Both ways in: OAuth 2.0 tokens of a named user, and the older cookie login; and the seats that sessions hold (sheet section 2). */
export class SignIn {
  readonly #settings: Settings;
  readonly #tokens = new Map<string, Token>();
  readonly #refresh = new Map<string, { readonly scope: string; readonly seat: Token['seat'] }>();
  readonly #cookies = new Map<string, Session>();
  readonly #sessions = new Set<Session>();
  #issued = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Sessions that hold a seat of the licence now. */
  get seats(): number {
    const now = this.#settings.clock.now();
    for (const session of this.#sessions) if (now - session.lastUsed >= IDLE_MS) this.#sessions.delete(session);
    return this.#sessions.size;
  }

  /** `POST /identity/connect/token`: errors in the shape of OAuth 2.0. */
  token(request: TwinRequest): TwinReply {
    const form = new URLSearchParams(request.body);
    const { clientId, clientSecret, user, password } = this.#settings;
    if (!String(request.headers['content-type'] ?? '').includes('application/x-www-form-urlencoded'))
      return oauthError('invalid_request');
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
      return oauthError('invalid_client');
    switch (form.get('grant_type')) {
      case 'password': {
        if (form.get('username') !== user || form.get('password') !== password)
          return oauthError('invalid_grant', 'invalid_username_or_password');
        const scope = form.get('scope') ?? '';
        const words = scope.split(' ').filter((word) => word !== '');
        const known = ['api', 'offline_access', 'api:concurrent_access'];
        if (!words.some((word) => word.startsWith('api')) || words.some((word) => !known.includes(word)))
          return oauthError('invalid_scope');
        return this.#issue(scope, { session: undefined });
      }
      case 'refresh_token': {
        const before = this.#refresh.get(form.get('refresh_token') ?? '');
        if (before === undefined) return oauthError('invalid_grant');
        return this.#issue(
          before.scope,
          before.scope.includes('offline_access') ? before.seat : { session: undefined },
        );
      }
      default:
        // There is no grant without a user (sheet section 2).
        return oauthError('unsupported_grant_type');
    }
  }

  /** `POST /entity/auth/login`: 204 with a cookie. */
  login(request: TwinRequest): TwinReply {
    const { name, password, tenant, company } = JSON.parse(request.body) as Record<string, unknown>;
    const { user, password: right, tenant: ours } = this.#settings;
    const named = tenant ?? company;
    if (name !== user || password !== right || (named !== undefined && named !== ours))
      return {
        status: 500,
        body: { message: 'An error has occurred.', exceptionMessage: 'Invalid credentials. Please try again.' },
      };
    const session = this.#seat();
    this.#issued += 1;
    const cookie = `twin-cookie-${this.#issued}`;
    this.#cookies.set(cookie, session);
    return { status: 204, headers: { 'set-cookie': `${COOKIE}=${cookie}; path=/; HttpOnly` } };
  }

  /** `POST /entity/auth/logout`: the seat is free again. */
  logout(request: TwinRequest): TwinReply {
    const cookie = this.#cookieOf(request);
    const token = this.#tokens.get(bearer(request));
    const session = token?.seat.session ?? this.#cookies.get(cookie);
    if (session !== undefined) this.#sessions.delete(session);
    this.#cookies.delete(cookie);
    if (token !== undefined) token.seat.session = undefined;
    return { status: 204 };
  }

  /** The session of a request. Throws the 401 of who is not signed in; `expired` makes it so for good. */
  session(request: TwinRequest, expired: boolean): Session {
    const now = this.#settings.clock.now();
    const given = bearer(request);
    const cookie = this.#cookieOf(request);
    if (expired) {
      this.#tokens.delete(given);
      this.#cookies.delete(cookie);
    }
    const token = this.#tokens.get(given);
    if (token !== undefined && token.until > now) {
      const { seat } = token;
      if (seat.session === undefined || !this.#holds(seat.session)) seat.session = this.#seat();
      seat.session.lastUsed = now;
      return seat.session;
    }
    const session = this.#cookies.get(cookie);
    if (session === undefined || !this.#holds(session)) throw unauthorized();
    session.lastUsed = now;
    return session;
  }

  #holds(session: Session): boolean {
    return this.seats > 0 && this.#sessions.has(session);
  }

  #seat(): Session {
    if (this.seats >= this.#settings.apiUsers) throw loginLimit();
    this.#issued += 1;
    const session = new Session(this.#issued, this.#settings.clock.now());
    this.#sessions.add(session);
    return session;
  }

  #issue(scope: string, seat: Token['seat']): TwinReply {
    this.#issued += 1;
    const access = `twin-token-${this.#issued}`;
    this.#tokens.set(access, { until: this.#settings.clock.now() + LIFETIME_S * 1000, scope, seat });
    const offline = scope.includes('offline_access');
    const refresh = `twin-refresh-${this.#issued}`;
    if (offline) this.#refresh.set(refresh, { scope, seat });
    return {
      status: 200,
      body: {
        access_token: access,
        expires_in: LIFETIME_S,
        token_type: 'Bearer',
        ...(offline ? { refresh_token: refresh } : {}),
        scope,
      },
    };
  }

  #cookieOf(request: TwinRequest): string {
    const sent = String(request.headers.cookie ?? '');
    return (
      sent
        .split('; ')
        .find((part) => part.startsWith(`${COOKIE}=`))
        ?.slice(COOKIE.length + 1) ?? ''
    );
  }
}

const bearer = (request: TwinRequest): string =>
  /^Bearer (.+)$/.exec(String(request.headers.authorization ?? ''))?.[1] ?? '';

const oauthError = (error: string, text?: string): TwinReply => ({
  status: 400,
  body: { error, ...(text === undefined ? {} : { error_description: text }) },
});
