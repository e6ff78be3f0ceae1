import { randomUUID } from 'node:crypto';
import type { CompiledAuth } from '../compiled-connector.ts';
import { percentEncode } from '../percent-encode.ts';
import { type Grant, Renewable } from './renewable.ts';
import { signInCall } from './sign-in-call.ts';
import { type Signer, type SignerParts, SignInFailure } from './signer.ts';

/** A token that ends while a call is under way would be refused; a minute is longer than the default time limit of a call. */
const SPARE_MS = 60_000;
/** Where the answer does not say how long the token is good (RFC 6749 §5.1 only recommends it). */
const UNTOLD_LIFETIME_MS = 300_000;

interface Token extends Grant {
  readonly value: string;
}

/** OAuth 2 client credentials (RFC 6749 §4.4): one token, fetched once for all callers. */
export function oauth2(
  method: Extract<CompiledAuth, { kind: 'oauth2-client-credentials' }>,
  parts: SignerParts,
): Signer {
  const clientId = parts.credential(method.client_id);
  const clientSecret = parts.credential(method.client_secret);
  const bearer = method.header.toLowerCase() === 'authorization';

  function tokenUrl(): URL {
    const other = method.token_url_option === undefined ? undefined : parts.options[method.token_url_option];
    const written =
      typeof other === 'string' && other !== ''
        ? other
        : method.tokenUrl.fill({ options: parts.options }, percentEncode);
    return new URL((written ?? '').startsWith('/') ? `${parts.url}${written}` : (written ?? ''));
  }

  async function fetchToken(): Promise<Token> {
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    if (method.scope !== undefined) form.set('scope', method.scope);
    const url = await tokenUrl();
    const { body } = await signInCall(parts, {
      method: 'POST',
      url,
      contentType: 'application/x-www-form-urlencoded',
      body: form.toString(),
    });
    const { access_token: value, expires_in: seconds } = (body ?? {}) as {
      access_token?: unknown;
      expires_in?: unknown;
    };
    if (typeof value !== 'string' || value === '')
      throw new SignInFailure('retry', `signing in at ${url.host} yielded no token`);
    parts.redactor.learn(value);
    const told = Number(seconds);
    const lifetime = seconds !== undefined && Number.isFinite(told) ? told * 1000 : UNTOLD_LIFETIME_MS;
    return { value, mark: randomUUID(), goodUntil: parts.clock.now() + lifetime - SPARE_MS };
  }

  const tokens = new Renewable(() => parts.clock.now(), fetchToken);
  return {
    sign: async (call) => {
      const { value, mark } = await tokens.get();
      return {
        query: call.query,
        headers: { ...call.headers, [method.header]: bearer ? `Bearer ${value}` : value },
        mark,
      };
    },
    renew: (mark) => {
      tokens.drop(mark);
      return true;
    },
  };
}
