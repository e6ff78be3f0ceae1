import { createHash } from 'node:crypto';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { IntacctError } from './intacct-error.ts';
import type { Settings } from './settings.ts';

/** Tokens, and who may ask for which entity (sheet section 2a). */
export class Access {
  readonly #settings: Settings;
  readonly #tokens = new Map<string, number>();
  #made = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** `POST /oauth2/token`, form-encoded, grant `client_credentials` with the user of the company. */
  token({ body }: TwinRequest): TwinReply {
    const form = new URLSearchParams(body);
    const { clientId, clientSecret, user, tokenSeconds, clock } = this.#settings;
    if (form.get('grant_type') !== 'client_credentials')
      throw new IntacctError(400, 'GW-0032', 'The grant type is not supported');
    if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
      throw new IntacctError(401, 'GW-0031', 'The client is not known, or its secret is wrong');
    if (!(form.get('username') ?? '').includes('@'))
      throw new IntacctError(400, 'GW-0036', 'The user name must be user@company');
    if (form.get('username') !== user)
      throw new IntacctError(401, 'GW-0031', 'The user is not authorized for this app');
    this.#made += 1;
    const token = createHash('sha256').update(`token ${this.#made}`).digest('base64url');
    this.#tokens.set(token, clock.now() + tokenSeconds * 1000);
    return {
      status: 200,
      body: { token_type: 'Bearer', access_token: token, refresh_token: `r${token}`, expires_in: tokenSeconds },
    };
  }

  revoke({ body }: TwinRequest): TwinReply {
    this.#tokens.delete(new URLSearchParams(body).get('token') ?? '');
    return { status: 200, body: {} };
  }

  /** Throws IntacctError for a token that does not live, or an entity that there is not. */
  admit({ headers }: TwinRequest, expired: boolean): void {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (expired || (this.#tokens.get(token) ?? 0) <= this.#settings.clock.now())
      throw new IntacctError(401, 'GW-0031', 'The access token is not valid');
    const entity = headers['x-ia-api-param-entity'];
    if (typeof entity === 'string' && !this.#settings.entities.includes(entity))
      throw new IntacctError(403, 'GW-0017', `There is no entity ${entity}`);
  }
}
