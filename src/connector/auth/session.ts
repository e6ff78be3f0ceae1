import { randomUUID } from 'node:crypto';
import { ExpressionError } from '../../map/expression.ts';
import type { CompiledAuth } from '../compiled-connector.ts';
import { percentEncode } from '../percent-encode.ts';
import { type Grant, Renewable } from './renewable.ts';
import { signInCall } from './sign-in-call.ts';
import { signingOff } from './sign-off.ts';
import { type Signer, type SignerParts, SignInFailure } from './signer.ts';

const SPARE_MS = 60_000;

interface Session extends Grant {
  readonly header: string;
  readonly value: string;
}

/** A login call whose cookies or token go with every later call. */
export function session(method: Extract<CompiledAuth, { kind: 'session' }>, parts: SignerParts): Signer {
  const body = JSON.stringify(
    Object.fromEntries(Object.entries(method.login.body).map(([field, named]) => [field, loginValue(named, parts)])),
  );

  async function logIn(): Promise<Session> {
    const path = method.loginPath.fill({ options: parts.options }, percentEncode);
    const url = new URL(`${parts.url}${path ?? ''}`);
    const login = await signInCall(parts, { method: method.login.method, url, contentType: 'application/json', body });
    const grant = { mark: randomUUID(), goodUntil: parts.clock.now() + lifetimeOf(method, login.body) };
    if (method.token === undefined) {
      const cookies = login.answer.cookies
        .map((cookie) => cookie.split(';', 1)[0] ?? '')
        .filter((cookie) => cookie.includes('='));
      if (cookies.length === 0) throw new SignInFailure('retry', `the login at ${url.host} set no cookie`);
      for (const cookie of cookies) parts.redactor.learn(cookie.slice(cookie.indexOf('=') + 1));
      return { ...grant, header: 'Cookie', value: cookies.join('; ') };
    }
    const token = tokenOf(method.token, login.body, url.host);
    parts.redactor.learn(token);
    return { ...grant, header: method.header, value: `${method.prefix}${token}` };
  }

  const sessions = new Renewable(() => parts.clock.now(), logIn);
  return {
    sign: async (call) => {
      const { header, value, mark } = await sessions.get();
      return { query: call.query, headers: { ...call.headers, [header]: value }, mark };
    },
    renew: (mark) => {
      sessions.drop(mark);
      return true;
    },
    ...signingOff(parts, method.sign_off, sessions, ({ header, value }) => [header, value]),
  };
}

/** `$options.<name>` is an option of the connection, `'…'` is that text, anything else the name of a credential. */
function loginValue(named: string, parts: SignerParts): unknown {
  const text = /^'(.*)'$/.exec(named)?.[1];
  if (text !== undefined) return text;
  const option = /^\$options\.([a-z][a-z0-9_]*)$/.exec(named)?.[1];
  return option === undefined ? parts.credential(named) : parts.options[option];
}

/** What the answer says of it, less a little: a session that ends while a call is under way would be refused. */
function lifetimeOf({ expiresIn, lifetimeMs }: Extract<CompiledAuth, { kind: 'session' }>, body: unknown): number {
  if (expiresIn === undefined) return lifetimeMs;
  try {
    const seconds = Number(expiresIn.evaluate(body));
    return Number.isFinite(seconds) && seconds > 0 ? Math.max(0, seconds * 1000 - SPARE_MS) : lifetimeMs;
  } catch (error) {
    if (error instanceof ExpressionError) return lifetimeMs;
    throw error;
  }
}

function tokenOf(expression: { evaluate(input: unknown): unknown }, body: unknown, host: string): string {
  let token: unknown;
  try {
    token = expression.evaluate(body);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    // JSONata's message may quote a value of the body, which holds the token.
    throw new SignInFailure('retry', `the token cannot be read from the login's answer at ${host} (${error.code})`);
  }
  if (typeof token === 'string' && token !== '') return token;
  throw new SignInFailure('retry', `the login at ${host} yielded no token`);
}
