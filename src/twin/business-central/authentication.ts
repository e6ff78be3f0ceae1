import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { ODataError } from './odata-error.ts';
import type { Settings } from './settings.ts';

/** Seconds that a token is good for (sheet section 2). There is no refresh token in this flow. */
const LIFETIME_S = 3599;

/** The Entra token endpoint and the bearer check (sheet section 2). */
export class Authentication {
  readonly #settings: Settings;
  readonly #tokens = new Map<string, number>();
  #issued = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** `POST /{tenant}/oauth2/v2.0/token`, with errors in the shape of OAuth 2.0 rather than OData. */
  token(tenant: string, request: TwinRequest): TwinReply {
    const { settings, form } = { settings: this.#settings, form: new URLSearchParams(request.body) };
    if (tenant !== settings.tenant) return refuse(400, 'invalid_request', 'AADSTS90002: Tenant not found.');
    if (!String(request.headers['content-type'] ?? '').includes('application/x-www-form-urlencoded'))
      return refuse(
        400,
        'invalid_request',
        'AADSTS900144: The request body must contain the following parameter: grant_type.',
      );
    if (form.get('grant_type') !== 'client_credentials')
      return refuse(400, 'unsupported_grant_type', 'AADSTS70003: The app requested an unsupported grant type.');
    if (form.get('scope') !== 'https://api.businesscentral.dynamics.com/.default')
      return refuse(
        400,
        'invalid_scope',
        'AADSTS70011: The provided value for the input parameter scope is not valid.',
      );
    if (form.get('client_id') !== settings.clientId || form.get('client_secret') !== settings.clientSecret)
      return refuse(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
    this.#issued += 1;
    const token = `twin-token-${this.#issued}`;
    this.#tokens.set(token, settings.clock.now() + LIFETIME_S * 1000);
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: LIFETIME_S, ext_expires_in: LIFETIME_S, access_token: token },
    };
  }

  /** Throws the 401 of a token that is missing, unknown or past its time; `expired` makes this one so for good. */
  check(request: TwinRequest, expired: boolean): void {
    const token = /^Bearer (.+)$/.exec(String(request.headers.authorization ?? ''))?.[1] ?? '';
    if (expired) this.#tokens.delete(token);
    if ((this.#tokens.get(token) ?? 0) > this.#settings.clock.now()) return;
    throw new ODataError(401, 'Authentication_InvalidCredentials', 'The server has rejected the client credentials.');
  }
}

const refuse = (status: number, error: string, text: string): TwinReply => ({
  status,
  body: { error, error_description: text },
});
