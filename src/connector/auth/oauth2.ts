import { randomUUID } from 'node:crypto';
import { IntegrationError } from '../../model/integration-error.ts';
import type { CompiledAuth } from '../compiled-connector.ts';
import { percentEncode } from '../percent-encode.ts';
import { ASSERTION_ALGORITHMS, clientAssertion, privateKeyOf } from './client-assertion.ts';
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

type OAuth2 = Extract<
  CompiledAuth,
  { kind: 'oauth2-client-credentials' | 'oauth2-client-assertion' | 'oauth2-password' }
>;

/** OAuth 2 by client credentials, a signed JWT or a user's password (RFC 6749 §4.4, RFC 7523, §4.3): one token, fetched once for all callers. */
export function oauth2(method: OAuth2, parts: SignerParts): Signer {
  const ask = tokenRequestOf(method, parts);
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
    const url = tokenUrl();
    const { form, headers } = ask(url, method.scope?.fill({ options: parts.options }));
    const { body } = await signInCall(parts, {
      method: 'POST',
      url,
      contentType: 'application/x-www-form-urlencoded',
      body: new URLSearchParams(form).toString(),
      ...(headers === undefined ? {} : { headers }),
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
    ...signingOff(
      parts,
      offPath === undefined ? undefined : { method: 'POST', path: () => offPath },
      tokens,
      ({ value }) => [method.header, shown(value)],
    ),
  };
}

/** Each part is encoded as a form is before they are joined (RFC 6749 §2.3.1). */
function basicOf({ client_id, client_secret }: { readonly client_id: string; readonly client_secret: string }): string {
  const encoded = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);
  return `Basic ${Buffer.from(`${encoded(client_id)}:${encoded(client_secret)}`).toString('base64')}`;
}

type TokenRequest = (
  url: URL,
  scope: string | undefined,
) => { readonly form: Record<string, string>; readonly headers?: Readonly<Record<string, string>> };

/** How a token is asked for. Throws CREDENTIAL_REFUSED when a credential is missing, or is no key where one is needed. */
function tokenRequestOf(method: OAuth2, parts: SignerParts): TokenRequest {
  const { credential, options, clock } = parts;
  if (method.kind === 'oauth2-client-assertion') {
    const [clientId, keyId] = [credential(method.client_id), credential(method.key_id)];
    const key = privateKeyOf(credential(method.private_key));
    if (key === undefined)
      throw new IntegrationError(
        'CREDENTIAL_REFUSED',
        `the credential "${method.private_key}" is no private key in PEM form`,
        {},
      );
    const algorithm = algorithmOf(method, options);
    return ({ href: audience }, scope) => ({
      form: {
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: clientAssertion({ algorithm, key, keyId, clientId, audience, scope, now: clock.now() }),
      },
    });
  }
  const client = { client_id: credential(method.client_id), client_secret: credential(method.client_secret) };
  const byBasic = method.kind === 'oauth2-client-credentials' && method.client_authentication === 'basic';
  const grant: Record<string, string> =
    method.kind === 'oauth2-password'
      ? { grant_type: 'password', username: credential(method.username), password: credential(method.password) }
      : {
          grant_type: 'client_credentials',
          ...(method.username === undefined ? {} : { username: credential(method.username) }),
        };
  return (_, scope) => ({
    form: { ...grant, ...(byBasic ? {} : client), ...(scope === undefined ? {} : { scope }) },
    ...(byBasic ? { headers: { authorization: basicOf(client) } } : {}),
  });
}

/** Throws OPTION_INVALID when the option names no algorithm that there is. */
function algorithmOf(
  { algorithm, algorithm_option: option }: Extract<OAuth2, { kind: 'oauth2-client-assertion' }>,
  options: SignerParts['options'],
): typeof algorithm {
  const written = option === undefined ? undefined : options[option];
  if (written === undefined) return algorithm;
  const found = ASSERTION_ALGORITHMS.find((each) => each === written);
  if (found !== undefined) return found;
  throw new IntegrationError(
    'OPTION_INVALID',
    `the option "${option}" is one of ${ASSERTION_ALGORITHMS.join(', ')}, not "${String(written)}"`,
    {},
  );
}
