import { constants, createPublicKey, verify } from 'node:crypto';
import { oauthSignature } from '../kit/oauth-signature.ts';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { invalidLogin } from './rest-error.ts';
import type { Settings } from './settings.ts';

/** Token lifetime, and how long an assertion may live at most (sheet section 2a). */
const HOUR_MS = 3_600_000;
/** How far a timestamp may be off: the sheet only says that the clock must be in sync (assumption). */
const CLOCK_SKEW_MS = 300_000;

const GRANT = 'client_credentials';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Algorithms of assertions; RS256 is not among them (sheet section 2a). */
const ALGORITHMS: Readonly<Record<string, { readonly hash: string; readonly padding: 'pss' | 'ecdsa' }>> = {
  PS256: { hash: 'sha256', padding: 'pss' },
  PS384: { hash: 'sha384', padding: 'pss' },
  PS512: { hash: 'sha512', padding: 'pss' },
  ES256: { hash: 'sha256', padding: 'ecdsa' },
  ES384: { hash: 'sha384', padding: 'ecdsa' },
  ES512: { hash: 'sha512', padding: 'ecdsa' },
};

interface Token {
  readonly value: string;
  readonly until: number;
}

/** Who may ask: with a token of OAuth 2.0, or with a signature of OAuth 1.0a (sheet section 2). */
export class SignIn {
  readonly #settings: Settings;
  readonly #nonces = new Set<string>();
  readonly #assertions = new Set<string>();
  #tokens: Token[] = [];
  #issued = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** `POST /services/rest/auth/oauth2/v1/token` with a signed assertion. */
  token(request: TwinRequest): TwinReply {
    const form = new URLSearchParams(request.body);
    if (form.get('grant_type') !== GRANT) return refused('unsupported_grant_type');
    if (form.get('client_assertion_type') !== ASSERTION_TYPE) return refused('invalid_request');
    if (!this.#accepts(form.get('client_assertion') ?? '', request.url)) return refused('invalid_grant');
    this.#issued += 1;
    const value = `twin-access-token-${this.#issued}`;
    this.#tokens.push({ value, until: this.#settings.clock.now() + HOUR_MS });
    return { status: 200, body: { access_token: value, expires_in: '3600', token_type: 'bearer' } };
  }

  /** Throws 401 without a word on why: the reason stands in the account's Login Audit Trail. */
  check(request: TwinRequest, expired: boolean): void {
    const header = request.headers.authorization ?? '';
    const [, scheme = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(header) ?? [];
    const known =
      scheme.toLowerCase() === 'bearer' ? this.#knows(rest, expired) : this.#signed(rest, request) && !expired;
    if (!known) throw invalidLogin();
  }

  #knows(value: string, expired: boolean): boolean {
    if (expired) this.#tokens = this.#tokens.filter((token) => token.value !== value);
    return this.#tokens.some((token) => token.value === value && token.until > this.#settings.clock.now());
  }

  #signed(written: string, request: TwinRequest): boolean {
    const { account, consumer, token, clock } = this.#settings;
    const given = new Map(
      [...written.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        decodeURIComponent(value),
      ]),
    );
    const nonce = given.get('oauth_nonce') ?? '';
    const atMs = Number(given.get('oauth_timestamp')) * 1000;
    if (
      given.get('realm') !== account ||
      given.get('oauth_consumer_key') !== consumer.key ||
      given.get('oauth_token') !== token.id ||
      given.get('oauth_signature_method') !== 'HMAC-SHA256' ||
      !(Math.abs(clock.now() - atMs) <= CLOCK_SKEW_MS) ||
      nonce === '' ||
      this.#nonces.has(nonce)
    )
      return false;
    const parameters = [...given].filter(([name]) => name !== 'realm' && name !== 'oauth_signature');
    const signature = oauthSignature({
      method: request.method,
      url: request.url,
      parameters: [...parameters, ...request.query],
      consumerSecret: consumer.secret,
      tokenSecret: token.secret,
      signatureMethod: 'HMAC-SHA256',
    });
    if (signature !== given.get('oauth_signature')) return false;
    this.#nonces.add(nonce);
    return true;
  }

  #accepts(assertion: string, url: string): boolean {
    const [head = '', payload = '', signature = ''] = assertion.split('.');
    const header = decoded(head);
    const claims = decoded(payload);
    const { client } = this.#settings;
    const algorithm = ALGORITHMS[String(header?.alg)];
    if (header === undefined || claims === undefined || algorithm === undefined) return false;
    if (header.kid !== client.certificateId || claims.iss !== client.id || claims.aud !== url) return false;
    const scopes = Array.isArray(claims.scope) ? claims.scope : String(claims.scope).split(/[\s,]+/);
    if (!scopes.includes('rest_webservices')) return false;
    const now = this.#settings.clock.now();
    const [issued, expires] = [Number(claims.iat) * 1000, Number(claims.exp) * 1000];
    if (!(issued <= now + CLOCK_SKEW_MS && expires > now && expires - issued <= HOUR_MS)) return false;
    if (typeof claims.jti === 'string') {
      if (this.#assertions.has(claims.jti)) return false;
      this.#assertions.add(claims.jti);
    }
    return signedBy(client.publicKey, algorithm, `${head}.${payload}`, Buffer.from(signature, 'base64url'));
  }
}

function signedBy(
  pem: string,
  { hash, padding }: (typeof ALGORITHMS)[string],
  text: string,
  signature: Buffer,
): boolean {
  const key = createPublicKey(pem);
  if ((key.asymmetricKeyType === 'ec') !== (padding === 'ecdsa')) return false;
  const options =
    padding === 'ecdsa'
      ? { key, dsaEncoding: 'ieee-p1363' as const }
      : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  return verify(hash, Buffer.from(text), options, signature);
}

function decoded(part: string): Record<string, unknown> | undefined {
  const text = Buffer.from(part, 'base64url').toString('utf8');
  // An assertion that is none is refused like a wrong one.
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const refused = (error: string): TwinReply => ({ status: 400, body: { error } });
