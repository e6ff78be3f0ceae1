import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { ContractError, noSuchEndpoint, unauthorized } from './contract-error.ts';
import { Endpoint } from './endpoint.ts';
import { entitiesOf } from './entities.ts';
import { RequestLimit } from './request-limit.ts';
import { type AcumaticaTwinOptions, settingsOf } from './settings.ts';
import { SignIn } from './sign-in.ts';
import { Tenant } from './tenant.ts';
import { TwinDesk } from './twin-desk.ts';

/**
 * Acumatica Cloud ERP over the contract-based REST API, written from its sheet: wrapped fields, PUT that creates or
 * changes, fields that count only with their flags, sessions that hold seats. What a person does on the screens is done
 * over the desk that it inherits.
 */
export class AcumaticaTwin extends TwinDesk implements TwinSystem {
  readonly system = 'acumatica';
  readonly #signIn: SignIn;
  readonly #limit: RequestLimit;
  readonly #endpoint: Endpoint;

  constructor(options: AcumaticaTwinOptions) {
    const settings = settingsOf(options);
    const tenant = new Tenant(settings);
    const { site, endpoint: name, version } = settings;
    const endpoint = new Endpoint(tenant, entitiesOf(tenant), `${site}/entity/${name}/${version}`);
    super(tenant, endpoint);
    this.#endpoint = endpoint;
    this.#signIn = new SignIn(settings);
    this.#limit = new RequestLimit(settings);
  }

  /** Sessions that hold a seat of the licence now. */
  get seats(): number {
    return this.#signIn.seats;
  }

  throttled(retryAfterSeconds: number | undefined): TwinReply {
    return {
      status: 429,
      body: { message: 'The request was refused: too many requests are waiting.' },
      ...(retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
    };
  }

  serverError(): TwinReply {
    return {
      status: 500,
      body: {
        message: 'An error has occurred.',
        exceptionMessage: 'Transaction was deadlocked on lock resources with another process. Rerun the transaction.',
        exceptionType: 'PX.Data.PXException',
      },
    };
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    try {
      return this.#route(request, expired);
    } catch (error) {
      if (error instanceof ContractError) return error.reply;
      throw error;
    }
  }

  #route(request: TwinRequest, expired: boolean): TwinReply {
    const { site, endpoint, version } = this.tenant.settings;
    if (!request.path.startsWith(`${site}/`)) throw noSuchEndpoint(request.path);
    const path = request.path.slice(site.length);
    if (request.method === 'POST' && path === '/identity/connect/token') return this.#signIn.token(request);
    if (request.method === 'POST' && path === '/entity/auth/login') return this.#signIn.login(request);
    if (request.method === 'POST' && path === '/entity/auth/logout') return this.#signIn.logout(request);
    const session = this.#signIn.session(request, expired);
    if (!this.#limit.admit()) return this.throttled(undefined);
    if (path === '/entity' && request.method === 'GET') return { status: 200, body: this.#endpoints() };
    const segments = path.slice(1).split('/').map(decoded);
    if (segments[0] !== 'entity' || segments[1] !== endpoint || segments[2] !== version) throw noSuchEndpoint(path);
    const { branches } = this.tenant.settings;
    const branch = request.headers['px-cbapibranch'];
    if (typeof branch === 'string' && !branches.includes(branch)) throw unauthorized();
    return this.#endpoint.reply(segments.slice(3), request, session);
  }

  #endpoints(): unknown {
    const { endpoint, version, site } = this.tenant.settings;
    return {
      version: { acumaticaBuildVersion: '24.200.0195', databaseVersion: '24.200.0195' },
      endpoints: [{ name: endpoint, version, href: `${site}/entity/${endpoint}/${version}/` }],
    };
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw noSuchEndpoint(segment);
  }
}
