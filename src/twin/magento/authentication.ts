import { randomBytes } from 'node:crypto';
import { oauthSignature } from '../kit/oauth-signature.ts';
import { flattened, phpQuery } from '../kit/php-query.ts';
import type { TwinRequest } from '../kit/twin-server.ts';
import { RestError } from './rest-error.ts';
import type { Integration, Settings } from './settings.ts';

const SKEW_SECONDS = 600;
const ADMIN_TOKEN_SECONDS = 4 * 3600;

/** Who asks: what he may. Nobody may nothing, and is told no more than that. */
export type Caller = Pick<Integration, 'resources'> | undefined;

/** Finds out who asks: an OAuth 1.0a signature, or a Bearer token of an administrator or, where allowed, an integration. */
export class Authentication {
  readonly #settings: Settings;
  readonly #nonces = new Set<string>();
  readonly #adminTokens = new Map<string, number>();

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Throws the 401 of a wrong signature; a token that is not known makes an anonymous caller. */
  identify(request: TwinRequest, expired: boolean): Caller {
    const header = request.headers.authorization ?? '';
    if (expired) return undefined;
    if (/^OAuth\s/i.test(header)) return this.#signed(request, header);
    const token = /^Bearer\s+(\S+)$/i.exec(header)?.[1];
    if (token === undefined) return undefined;
    const until = this.#adminTokens.get(token);
    if (until !== undefined) return until > this.#now() ? { resources: 'all' } : undefined;
    if (!this.#settings.integrationAsBearer) return undefined;
    return this.#settings.integrations.find(({ accessToken }) => accessToken === token);
  }

  issueAdminToken(): string {
    const token = `eyJ${randomBytes(24).toString('base64url')}`;
    this.#adminTokens.set(token, this.#now() + ADMIN_TOKEN_SECONDS);
    return token;
  }

  #now(): number {
    return Math.floor(this.#settings.clock.now() / 1000);
  }

  #signed(request: TwinRequest, header: string): Integration {
    const sent = new Map(
      [...header.matchAll(/([a-z0-9_]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        decodeURIComponent(value),
      ]),
    );
    const value = (name: string): string => {
      const found = sent.get(name) ?? '';
      if (found === '') throw refused(`oauth_problem=parameter_absent&oauth_parameters_absent=${name}`);
      return found;
    };
    const integration = this.#settings.integrations.find((each) => each.consumerKey === value('oauth_consumer_key'));
    if (integration === undefined) throw refused('A consumer with the ID key does not exist');
    if (Math.abs(Number(value('oauth_timestamp')) - this.#now()) > SKEW_SECONDS)
      throw refused('The timestamp value in the oauth_timestamp parameter is incorrect.');
    if (value('oauth_token') !== integration.accessToken) throw refused('The token does not exist.');
    if (value('oauth_signature_method') !== 'HMAC-SHA256')
      throw refused(`Signature method ${value('oauth_signature_method')} is not supported`);
    const signature = oauthSignature({
      method: request.method,
      url: request.url,
      parameters: [
        ...flattened(phpQuery(request.query)),
        ...[...sent].filter(([name]) => name !== 'oauth_signature' && name !== 'realm'),
      ],
      consumerSecret: integration.consumerSecret,
      tokenSecret: integration.accessTokenSecret,
      signatureMethod: 'HMAC-SHA256',
    });
    if (signature !== value('oauth_signature')) throw refused('The signature is invalid. Verify and try again.');
    const nonce = `${integration.consumerKey} ${value('oauth_nonce')} ${value('oauth_timestamp')}`;
    if (this.#nonces.has(nonce))
      throw refused('The nonce is already being used by the consumer with ID %1.', [integration.name]);
    this.#nonces.add(nonce);
    return integration;
  }
}

/** `message` names the resource that is missing; an unknown token hears the same. */
export function notAuthorized(resource: string): RestError {
  return new RestError(401, "The consumer isn't authorized to access %resources.", { resources: resource });
}

function refused(message: string, parameters?: readonly string[]): RestError {
  return new RestError(401, message, parameters);
}
