import { createHash, timingSafeEqual } from 'node:crypto';
import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import type { Settings } from './settings.ts';
import { GatewayError } from './sx-error.ts';

/** Tokens of the authorization server, and who may pass the gateway (sheet section 2). */
export class IonGateway {
  readonly #settings: Settings;
  readonly #tokens = new Map<string, number>();
  #made = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** `POST {pu}token.oauth2`: grant `password` with the keys of the service account; the app by its body or by HTTP Basic. */
  token({ body, headers }: TwinRequest): TwinReply {
    const form = new URLSearchParams(body);
    const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1];
    const [id = '', secret = ''] =
      basic === undefined
        ? [form.get('client_id') ?? '', form.get('client_secret') ?? '']
        : Buffer.from(basic, 'base64').toString().split(':');
    const { clientId, clientSecret, accessKey, secretKey, tokenSeconds, clock } = this.#settings;
    if (!same(id, clientId) || !same(secret, clientSecret)) return oauthError(401, 'invalid_client');
    if (form.get('grant_type') !== 'password') return oauthError(400, 'unsupported_grant_type');
    if (!same(form.get('username') ?? '', accessKey) || !same(form.get('password') ?? '', secretKey))
      return oauthError(400, 'invalid_grant');
    this.#made += 1;
    const token = createHash('sha256').update(`token ${this.#made}`).digest('base64url');
    this.#tokens.set(token, clock.now() + tokenSeconds * 1000);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds } };
  }

  revoke({ body }: TwinRequest): TwinReply {
    this.#tokens.delete(new URLSearchParams(body).get('token') ?? '');
    return { status: 200 };
  }

  /** Throws GatewayError when the request has no token that lives. */
  admit({ headers }: TwinRequest, expired: boolean): void {
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    const until = this.#tokens.get(token) ?? 0;
    if (expired || until <= this.#settings.clock.now())
      throw new GatewayError(401, { error: 'Unauthorized', error_description: 'The access token is not valid' });
  }
}

const oauthError = (status: number, error: string): TwinReply => ({
  status,
  body: { error, error_description: `${error}: see the log of the authorization server` },
});

const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
const same = (given: string, kept: string): boolean => timingSafeEqual(digest(given), digest(kept));
