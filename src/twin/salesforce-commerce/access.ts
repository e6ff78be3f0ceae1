import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { ApiError } from './api-error.ts';
import type { ApiClient, Settings } from './settings.ts';

const LIFETIME_S = 1799;
const TENANT_SCOPE = 'SALESFORCE_COMMERCE_API:';

interface Token {
  readonly client: ApiClient;
  readonly scopes: readonly string[];
  readonly until: number;
}

/** Account Manager: gives tokens to API clients, and knows what each may (sheet section 2). */
export class Access {
  readonly #settings: Settings;
  readonly #tokens = new Map<string, Token>();
  #issued = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** `POST /dwsso/oauth2/access_token`. */
  token(request: TwinRequest): TwinReply {
    const form = new URLSearchParams(request.body);
    const basic = /^Basic (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const [id, secret] =
      basic === undefined
        ? [form.get('client_id'), form.get('client_secret')]
        : Buffer.from(basic, 'base64').toString('utf8').split(/:(.*)/s).map(decodeURIComponent);
    const method = basic === undefined ? 'client_secret_post' : 'client_secret_basic';
    const client = this.#settings.clients.find((each) => each.id === id && each.secret === secret);
    if (client?.methods.includes(method) !== true)
      return oauthError(401, 'invalid_client', 'Client authentication failed');
    if (form.get('grant_type') !== 'client_credentials')
      return oauthError(400, 'unsupported_grant_type', `grant type ${form.get('grant_type')} is not supported`);
    const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
    const refused = scopes.find((scope) => !isGranted(scope, client));
    if (refused !== undefined) return oauthError(400, 'invalid_scope', `Unknown/invalid scope(s): [${refused}]`);
    this.#issued += 1;
    const token = jwt({ sub: client.id, scope: scopes, jti: this.#issued });
    this.#tokens.set(token, { client, scopes, until: this.#settings.clock.now() + LIFETIME_S * 1000 });
    return {
      status: 200,
      body: { access_token: token, scope: scopes.join(' '), token_type: 'Bearer', expires_in: LIFETIME_S },
    };
  }

  /** Throws the 401 of a token that is not there or not valid any more. `expired`: this one is not, from now on. */
  #identify(request: TwinRequest, expired: boolean): Token {
    const given = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (expired) this.#tokens.delete(given);
    const token = this.#tokens.get(given);
    if (token === undefined || token.until <= this.#settings.clock.now())
      throw new ApiError(401, 'InvalidAccessToken', 'The access token is missing, expired or not valid.');
    return token;
  }

  /** SCAPI: the tenant scope and the scope of the API, of which `.rw` holds the other (sheet section 2). */
  mustHaveScope(request: TwinRequest, expired: boolean, needed: string): void {
    const { scopes, client } = this.#identify(request, expired);
    const tenant = `${TENANT_SCOPE}${this.#settings.organizationId.replace('f_ecom_', '')}`;
    const holds = scopes.includes(needed) || scopes.includes(`${needed}.rw`);
    if (client.tenantFilter === undefined || !scopes.includes(tenant) || !holds)
      throw new ApiError(403, 'Forbidden', `The token lacks the scope ${holds ? tenant : needed}.`);
  }

  /** OCAPI: what Business Manager allows the client, whatever the scopes. */
  mustReach(request: TwinRequest, expired: boolean, resource: string): void {
    const { client } = this.#identify(request, expired);
    if (!client.ocapi.some((each) => covers(each, resource)))
      throw new ApiError(
        403,
        'ClientAccessForbidden',
        `Access to resource '${resource}' isn't allowed for the client.`,
      );
  }

  mustReachFolder(request: TwinRequest, expired: boolean, folder: string): void {
    const { client } = this.#identify(request, expired);
    if (!client.webdav.some((each) => folder.toLowerCase().startsWith(each)))
      throw new ApiError(403, 'Forbidden', 'Forbidden');
  }

  isClient(id: string): boolean {
    return this.#settings.clients.some((client) => client.id === id);
  }
}

function isGranted(scope: string, { scopes, tenantFilter }: ApiClient): boolean {
  if (scope.startsWith(TENANT_SCOPE)) return scope.slice(TENANT_SCOPE.length) === tenantFilter;
  return scopes.includes(scope);
}

const covers = (allowed: string, resource: string): boolean =>
  allowed.endsWith('/**') ? resource.startsWith(allowed.slice(0, -2)) : allowed === resource;

const oauthError = (status: number, error: string, error_description: string): TwinReply => ({
  status,
  body: { error, error_description },
});

/** Three parts as a JWT has them. Nobody but Account Manager looks into the third. */
function jwt(claims: Readonly<Record<string, unknown>>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'RS256' })}.${part(claims)}.${part('twin')}`;
}
