import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../model/clock.ts';
import { oauthSignature, type SignatureMethod } from '../kit/oauth-signature.ts';
import { flattened, phpQuery } from '../kit/php-query.ts';
import type { TwinRequest } from '../kit/twin-server.ts';
import { RestError } from './rest-error.ts';

export interface ApiKey {
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly permissions: 'read' | 'write' | 'read_write';
}

const OAUTH_NAMES = [
  'oauth_consumer_key',
  'oauth_timestamp',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
] as const;
const TIMESTAMP_WINDOW_SECONDS = 15 * 60;

/**
 * Finds the API key of a request. No key and an unknown key are the same to WordPress: an anonymous visitor, who is
 * refused later by the route. A wrong secret, a bad signature or a read-only key that writes is refused at once.
 */
export class Authentication {
  readonly #keys: ReadonlyMap<string, ApiKey>;
  readonly #tls: 'proxied' | 'plain';
  readonly #clock: Clock;
  readonly #nonces = new Map<string, number>();

  constructor(keys: readonly ApiKey[], tls: 'proxied' | 'plain', clock: Clock) {
    this.#keys = new Map(keys.map((key) => [key.consumerKey, key]));
    this.#tls = tls;
    this.#clock = clock;
  }

  /** `siteUrl` is the scheme and host that WordPress believes in. Throws a RestError with status 401. */
  identify(request: TwinRequest, siteUrl: string, expired: boolean): ApiKey | undefined {
    // Only a request that PHP sees as SSL has its Basic header and query keys looked at.
    const key =
      (this.#tls === 'proxied' ? this.#basic(request, expired) : undefined) ?? this.#oauth(request, siteUrl, expired);
    if (key === undefined) return undefined;
    const wanted = request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'write';
    if (!key.permissions.includes(wanted)) throw refused(`The API key provided does not have ${wanted} permissions.`);
    return key;
  }

  #basic(request: TwinRequest, expired: boolean): ApiKey | undefined {
    const sent = basicCredentials(request);
    const key = expired || sent === undefined ? undefined : this.#keys.get(sent.consumerKey);
    if (key === undefined || sent === undefined) return undefined;
    if (!sameText(key.consumerSecret, sent.consumerSecret)) throw refused('Consumer secret is invalid.');
    return key;
  }

  #oauth(request: TwinRequest, siteUrl: string, expired: boolean): ApiKey | undefined {
    const header = oauthHeader(request.headers.authorization);
    const parameters = new Map([...flattened(phpQuery(request.query)), ...header]);
    const missing = OAUTH_NAMES.filter((name) => (parameters.get(name) ?? '') === '');
    if (missing.length === OAUTH_NAMES.length) return undefined;
    if (missing.length > 0)
      throw refused(`Missing OAuth parameter${missing.length > 1 ? 's' : ''} ${missing.join(', ')}`);
    const value = (name: (typeof OAUTH_NAMES)[number]) => parameters.get(name) ?? '';

    const key = expired ? undefined : this.#keys.get(value('oauth_consumer_key'));
    if (key === undefined) throw refused('Consumer key is invalid.');
    const signatureMethod = value('oauth_signature_method');
    if (!isSignatureMethod(signatureMethod)) throw refused('Invalid signature - signature method is invalid.');
    const signature = oauthSignature({
      method: request.method,
      url: `${siteUrl}${request.path}`,
      parameters: [...parameters].filter(([name]) => name !== 'oauth_signature' && name !== 'realm'),
      consumerSecret: key.consumerSecret,
      signatureMethod,
    });
    if (!sameText(signature, value('oauth_signature')))
      throw refused('Invalid signature - provided signature does not match.');
    this.#useNonce(value('oauth_timestamp'), `${key.consumerKey} ${value('oauth_nonce')}`);
    return key;
  }

  #useNonce(timestamp: string, nonce: string): void {
    const now = Math.floor(this.#clock.now() / 1000);
    const at = Number(timestamp);
    if (!Number.isInteger(at) || Math.abs(at - now) > TIMESTAMP_WINDOW_SECONDS) throw refused('Invalid timestamp.');
    for (const [used, usedAt] of this.#nonces) if (usedAt < now - TIMESTAMP_WINDOW_SECONDS) this.#nonces.delete(used);
    if (this.#nonces.has(nonce)) throw refused('Invalid nonce - nonce has already been used.');
    this.#nonces.set(nonce, at);
  }
}

function refused(message: string): RestError {
  return new RestError('woocommerce_rest_authentication_error', message, 401);
}

function isSignatureMethod(text: string): text is SignatureMethod {
  return text === 'HMAC-SHA1' || text === 'HMAC-SHA256';
}

function basicCredentials(request: TwinRequest): Pick<ApiKey, 'consumerKey' | 'consumerSecret'> | undefined {
  const consumerKey = request.query.get('consumer_key');
  const consumerSecret = request.query.get('consumer_secret');
  if (consumerKey !== null && consumerSecret !== null) return { consumerKey, consumerSecret };
  const encoded = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [user = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return { consumerKey: user, consumerSecret: secret.join(':') };
}

function oauthHeader(header: string | undefined): [string, string][] {
  if (header === undefined || !/^OAuth\s/i.test(header)) return [];
  return [...header.matchAll(/([a-z_]+)="([^"]*)"/g)].map((match) => [
    match[1] ?? '',
    decodeURIComponent(match[2] ?? ''),
  ]);
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
