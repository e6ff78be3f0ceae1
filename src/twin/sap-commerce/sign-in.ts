import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { IntegrationError } from './integration-error.ts';
import type { IntegrationUser, OAuthClient, Settings } from './settings.ts';

const MAY = {
  integrationviewgroup: ['GET'],
  integrationcreategroup: ['POST', 'PATCH'],
  integrationdeletegroup: ['DELETE'],
  integrationservicegroup: ['define'],
  integrationadmingroup: ['GET', 'POST', 'PATCH', 'DELETE', 'define'],
} as const;
export type UserGroup = keyof typeof MAY;
export type Deed = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'define';

/** Tokens of OAuth 2.0 for both surfaces, and Basic for inbound channels that are set so (sheet section 2). */
export class SignIn {
  readonly #settings: Settings;
  readonly #tokens = new Map<string, { readonly client: OAuthClient; readonly until: number }>();
  #issued = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** `POST /authorizationserver/oauth/token`. The client is named in the form or by Basic. */
  token(request: TwinRequest): TwinReply {
    const form = new URLSearchParams(request.body);
    const basic = basicOf(request);
    const [id, secret] = basic ?? [form.get('client_id'), form.get('client_secret')];
    const client = this.#settings.clients.find(({ clientId }) => clientId === id);
    if (client === undefined || client.clientSecret !== secret)
      return { status: 401, body: { error: 'invalid_client', error_description: 'Bad client credentials' } };
    if (form.get('grant_type') !== 'client_credentials')
      return {
        status: 400,
        body: {
          error: 'unsupported_grant_type',
          error_description: `Unauthorized grant type: ${form.get('grant_type')}`,
        },
      };
    this.#issued += 1;
    const token = `twin-token-${this.#issued}`;
    this.#tokens.set(token, { client, until: this.#settings.clock.now() + client.lifetimeSeconds * 1000 });
    return {
      status: 200,
      body: { access_token: token, token_type: 'bearer', expires_in: client.lifetimeSeconds, scope: 'basic openid' },
    };
  }

  /** The client of a bearer token; undefined: none, expired or made up. `expired` ends the token for good. */
  client(request: TwinRequest, expired: boolean): OAuthClient | undefined {
    const [, token = ''] = /^bearer (.+)$/i.exec(String(request.headers.authorization ?? '')) ?? [];
    if (expired) this.#tokens.delete(token);
    const known = this.#tokens.get(token);
    return known !== undefined && known.until > this.#settings.clock.now() ? known.client : undefined;
  }

  /** The integration user of a request, by the way that its channel is set to. Throws 401, or 403 of who may not. */
  integrationUser(request: TwinRequest, expired: boolean, channel: 'OAUTH' | 'BASIC', deed: Deed): IntegrationUser {
    const user = channel === 'BASIC' ? this.#basicUser(request, expired) : this.#tokenUser(request, expired);
    if (user === undefined)
      throw new IntegrationError(401, 'unauthorized', 'Full authentication is required to access this resource');
    if (!user.groups.some((group) => MAY[group].some((each) => each === deed))) throw forbidden();
    return user;
  }

  #basicUser(request: TwinRequest, expired: boolean): IntegrationUser | undefined {
    const [name, password] = (expired ? undefined : basicOf(request)) ?? [];
    return this.#settings.users.find((each) => each.name === name && each.password === password);
  }

  #tokenUser(request: TwinRequest, expired: boolean): IntegrationUser | undefined {
    const client = this.client(request, expired);
    return this.#settings.users.find(({ name }) => name === client?.user);
  }
}

export const forbidden = (): IntegrationError => new IntegrationError(403, 'forbidden', 'Access is denied');

function basicOf(request: TwinRequest): readonly [string, string] | undefined {
  const [, coded] = /^basic (.+)$/i.exec(String(request.headers.authorization ?? '')) ?? [];
  if (coded === undefined) return undefined;
  const [, name = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(coded, 'base64').toString('utf8')) ?? [];
  return [name, password];
}
