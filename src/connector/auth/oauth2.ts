import { randomUUID } from 'node:crypto';
import type { CompiledAuth } from '../compiled-connector.ts';
import { percentEncode } from '../percent-encode.ts';
import { type Grant, Renewable } from './renewable.ts';
import { signInCall } from './sign-in-call.ts';
import { signingOff } from './sign-off.ts';
import { type Signer, type SignerParts, SignInFailure } from './signer.ts';

/** A token that ends while a call is under way would be refused; a minute is longer than the default time limit of a call. */
const SPARE_MS = 60_000;
/** Where the answer does not say how long the token is good (RFC 6749 §5.1 only recommends it). */
const UNTOLD_LIFETIME_MS = 300_000;

interface Token extends Grant {
  readonly value: string;
}

type OAuth2 = Extract<CompiledAuth, { kind: 'oauth2-client-credentials' | 'oauth2-password' }>;

/** OAuth 2 by client credentials or a user's password (RFC 6749 §4.4, §4.3): one token, fetched once for all callers. */
export function oauth2(method: OAuth2, parts: SignerParts): Signer {
  const client = {
    client_id: parts.credential(method.client_id),
    client_secret: parts.credential(method.client_secret),
  };
  const byBasic = method.kind === 'oauth2-client-credentials' && method.client_authentication === 'basic';
  const granted = { ...grantOf(method, parts), ...(byBasic ? {} : client) };
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
    const form = new URLSearchParams(granted);
    const scope = method.scope?.fill({ options: parts.options });
    if (scope !== undefined) form.set('scope', scope);
    const url = await tokenUrl();
    const { body } = await signInCall(parts, {
      method: 'POST',
      url,
      contentType: 'application/x-www-form-urlencoded',
      body: form.toString(),
      ...(byBasic ? { headers: { authorization: basicOf(client) } } : {}),
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
  const shown = (value: string) => (bearer ? `Bearer ${value}` : value);
  const offPath = method.kind === 'oauth2-password' ? method.sign_off : undefined;
  return {
    sign: async (call) => {
      const { value, mark } = await tokens.get();
      return {
        query: call.query,
        headers: { ...call.headers, [method.header]: shown(value) },
        mark,
      };
    },
    renew: (mark) => {
      tokens.drop(mark);
      return true;
    },
    ...signingOff(parts, offPath, tokens, ({ value }) => [method.header, shown(value)]),
  };
}

/** Each part is encoded as a form is before they are joined (RFC 6749 §2.3.1). */
function basicOf({ client_id, client_secret }: { readonly client_id: string; readonly client_secret: string }): string {
  const encoded = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encoded(client_id)}:${encoded(client_secret)}`).toString('base64')}`;
}

function grantOf(method: OAuth2, { credential }: SignerParts): Readonly<Record<string, string>> {
  if (method.kind === 'oauth2-client-credentials') return { grant_type: 'client_credentials' };
  return { grant_type: 'password', username: credential(method.username), password: credential(method.password) };
}
