import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { jsonOf } from './body.ts';
import { noSession, ServiceLayerError } from './service-layer-error.ts';
import type { Settings } from './settings.ts';

const MINUTE_MS = 60_000;

interface Session {
  readonly node: number;
  lastUsed: number;
}

/** Sessions live on one node behind the load balancer, until nobody has used them for a while (sheet section 2). */
export class Sessions {
  readonly #settings: Settings;
  readonly #open = new Map<string, Session>();
  #opened = 0;
  #turn = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** How many there are now; each one occupies a licence. */
  get count(): number {
    const oldest = this.#settings.clock.now() - this.#settings.sessionMinutes * MINUTE_MS;
    for (const [id, { lastUsed }] of this.#open) if (lastUsed <= oldest) this.#open.delete(id);
    return this.#open.size;
  }

  /** `POST /Login` */
  login(request: TwinRequest): TwinReply {
    const { CompanyDB, UserName, Password } = jsonOf(request.body);
    const { companyDb, user, password, version, sessionMinutes, mostSessions } = this.#settings;
    // The sheet has no answer to a wrong password or a licence that is used up: 401, and a failure of the server, are assumed.
    if (CompanyDB !== companyDb || UserName !== user || Password !== password)
      throw new ServiceLayerError(401, -304, 'Fail to get DB Credentials from SLD');
    if (this.count >= mostSessions) throw new ServiceLayerError(500, -1101, 'No license is available for the user');
    this.#opened += 1;
    const node = this.#nextNode();
    const id = `5e551011-0000-11f1-8000-${String(this.#opened).padStart(12, '0')}`;
    this.#open.set(id, { node, lastUsed: this.#settings.clock.now() });
    return {
      status: 200,
      headers: { 'set-cookie': [`B1SESSION=${id}; HttpOnly`, `ROUTEID=.node${node}; path=/b1s`] },
      body: { SessionId: id, Version: version, SessionTimeout: sessionMinutes },
    };
  }

  /** `POST /Logout` */
  logout(request: TwinRequest): TwinReply {
    this.enter(request, false);
    this.#open.delete(cookieOf(request, 'B1SESSION'));
    return { status: 204 };
  }

  /**
   * Lets a request in and renews its session. Without the cookie that names the node, the balancer sends it to the next one
   * in turn, which may not know the session. Throws 401 with 301; `expired` ends the session for good.
   */
  enter(request: TwinRequest, expired: boolean): void {
    const id = cookieOf(request, 'B1SESSION');
    if (expired) this.#open.delete(id);
    const route = /^\.node(\d+)$/.exec(cookieOf(request, 'ROUTEID'))?.[1];
    const node = route === undefined ? this.#nextNode() : Number(route);
    const session = this.count === 0 ? undefined : this.#open.get(id);
    if (session === undefined || session.node !== node) throw noSession();
    session.lastUsed = this.#settings.clock.now();
  }

  #nextNode(): number {
    this.#turn = (this.#turn % this.#settings.nodes) + 1;
    return this.#turn;
  }
}

function cookieOf({ headers }: TwinRequest, name: string): string {
  for (const part of String(headers.cookie ?? '').split(';')) {
    const [key, value = ''] = part.trim().split('=');
    if (key === name) return value;
  }
  return '';
}
