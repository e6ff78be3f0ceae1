import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { ODataError } from './odata-error.ts';
import type { Settings } from './settings.ts';

const LIFETIME_S = 3599;

/** The Entra token endpoint and the bearer check (sheet section 2). */
export class Authentication {
  readonly #settings: Settings;
  readonly #tokens = new Map<string, number>();
  #issued = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** `POST /{tenant}/oauth2/v2.0/token` */
  token(request: TwinRequest): TwinReply {
    const form = new URLSearchParams(request.body);
    const refuse = (status: number, error: string, text: string): TwinReply => ({
      status,
      body: { error, error_description: text },
    });
    if (!String(request.headers['content-type'] ?? '').includes('application/x-www-form-urlencoded')) {
      return refuse(
        400,
        'invalid_request',
        'AADSTS900144: The request body must contain the following parameter: grant_type.',
      );
    }
    if (form.get('grant_type') !== 'client_credentials')
      return refuse(400, 'unsupported_grant_type', 'AADSTS70003: The app requested an unsupported grant type.');
    if (form.get('scope') !== 'https://api.businesscentral.dynamics.com/.default')
      return refuse(
        400,
        'invalid_scope',
        'AADSTS70011: The provided value for the input parameter scope is not valid.',
      );
    if (
      form.get('client_id') !== this.#settings.clientId ||
      form.get('client_secret') !== this.#settings.clientSecret
    ) {
      return refuse(401, 'invalid_client', 'AADSTS7000215: Invalid client secret provided.');
    }
    this.#issued += 1;
    const token = `twin-token-${this.#issued}`;
    this.#tokens.set(token, this.#settings.clock.now() + LIFETIME_S * 1000);
    return {
      status: 200,
      body: { token_type: 'Bearer', expires_in: LIFETIME_S, ext_expires_in: LIFETIME_S, access_token: token },
    };
  }

  check(request: TwinRequest, expired: boolean): void {
    const token = /^Bearer (.+)$/.exec(String(request.headers.authorization ?? ''))?.[1] ?? '';
    if (expired) this.#tokens.delete(token);
    if ((this.#tokens.get(token) ?? 0) > this.#settings.clock.now()) return;
    throw new ODataError(401, 'Authentication_InvalidCredentials', 'The server has rejected the client credentials.');
  }
}
