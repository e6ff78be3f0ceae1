import { createHash } from 'node:crypto';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { ShopSettings } from './shop-settings.ts';

const EXPIRES_IN_SECONDS = 86_399;

/** Issues tokens for the client credentials grant and knows which ones count now. */
export class AccessTokens {
  readonly #settings: ShopSettings;
  readonly #expiresAtMs = new Map<string, number>();
  #issued = 0;

  constructor(settings: ShopSettings) {
    this.#settings = settings;
  }

  isValid(token: string | undefined): boolean {
    if (token === undefined) return false;
    if (this.#settings.staticTokens.includes(token)) return true;
    const expiresAtMs = this.#expiresAtMs.get(token);
    return expiresAtMs !== undefined && expiresAtMs > this.#settings.clock.now();
  }

  /** POST /admin/oauth/access_token, form-encoded or JSON. There is no refresh token: a client simply asks again. */
  grant(request: TwinRequest): TwinReply {
    const asked = credentialsOf(request);
    if (asked === undefined) return oauthError('invalid_request', 'The body is neither a form nor JSON.');
    if (asked.grant_type !== 'client_credentials')
      return oauthError('unsupported_grant_type', 'This shop only knows grant_type client_credentials.');
    const { clientId, clientSecret, clock, scopes } = this.#settings;
    if (asked.client_id !== clientId)
      return oauthError('application_cannot_be_found', 'The client_id is not known here.');
    if (asked.client_secret !== clientSecret) return oauthError('invalid_client', 'The client_secret is wrong.');
    this.#issued += 1;
    const token = `shpat_${createHash('sha256').update(`${clientId}:${this.#issued}`).digest('hex').slice(0, 32)}`;
    this.#expiresAtMs.set(token, clock.now() + EXPIRES_IN_SECONDS * 1000);
    return { status: 200, body: { access_token: token, scope: scopes.join(','), expires_in: EXPIRES_IN_SECONDS } };
  }
}

function oauthError(error: string, error_description: string): TwinReply {
  return { status: 400, body: { error, error_description } };
}

function credentialsOf(request: TwinRequest): Readonly<Record<string, unknown>> | undefined {
  if ((request.headers['content-type'] ?? '').includes('application/json')) {
    try {
      const body: unknown = JSON.parse(request.body);
      return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : undefined;
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }
  return Object.fromEntries(new URLSearchParams(request.body));
}
