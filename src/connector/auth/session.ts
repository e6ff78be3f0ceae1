import { randomUUID } from 'node:crypto';
import { ExpressionError } from '../../map/expression.ts';
import type { CompiledAuth } from '../compiled-connector.ts';
import { percentEncode } from '../percent-encode.ts';
import { type Grant, Renewable } from './renewable.ts';
import { signInCall } from './sign-in-call.ts';
import { type OffCall, signingOff } from './sign-off.ts';
import { type Signer, type SignerParts, SignInFailure } from './signer.ts';

const SPARE_MS = 60_000;

type SessionMethod = Extract<CompiledAuth, { kind: 'session' }>;

interface Session extends Grant {
  readonly header: string;
  readonly value: string;
  /** What the login has answered, with what refreshes since have brought anew. */
  readonly told: unknown;
}

/** A login call whose cookies or token go with every later call, and where there is one a call that revives what it opened. */
export function session(method: SessionMethod, parts: SignerParts): Signer {
  const header = settingOr(method.header_option, method.header, parts.options);
  const prefix = settingOr(method.prefix_option, method.prefix, parts.options);
  const body = JSON.stringify(
    Object.fromEntries(Object.entries(method.login.body).map(([field, named]) => [field, loginValue(named, parts)])),
  );

  async function logIn(): Promise<Session> {
    const path = method.loginPath.fill({ options: parts.options }, percentEncode);
    const url = new URL(`${parts.url}${path ?? ''}`);
    const login = await signInCall(parts, { method: method.login.method, url, contentType: 'application/json', body });
    const grant = {
      mark: randomUUID(),
      goodUntil: parts.clock.now() + lifetimeOf(method, login.body),
      told: login.body,
    };
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
    return { ...grant, header, value: `${prefix}${token}` };
  }

  /** Undefined where the system does not revive it: a new session is opened then. */
  async function revive(ended: Session): Promise<Session | undefined> {
    const { refresh, refreshBody } = method;
    if (refresh === undefined || refreshBody === undefined) return undefined;
    const path = refresh.path.fill({ options: parts.options }, percentEncode);
    const url = new URL(`${parts.url}${path ?? ''}`);
    try {
      const { body: told } = await signInCall(parts, {
        method: refresh.method,
        url,
        contentType: 'application/json',
        body: JSON.stringify(secretly(() => refreshBody.evaluate(ended.told), 'refresh', url.host)),
        doing: 'reviving the session',
      });
      const token =
        method.token === undefined ? undefined : secretly(() => method.token?.evaluate(told), 'token', url.host);
      if (typeof token === 'string') parts.redactor.learn(token);
      return {
        ...ended,
        mark: randomUUID(),
        goodUntil: parts.clock.now() + lifetimeOf(method, told),
        ...(typeof token === 'string' && token !== '' ? { value: `${prefix}${token}` } : {}),
        told: isObject(ended.told) && isObject(told) ? { ...ended.told, ...told } : ended.told,
      };
    } catch (error) {
      // An answer that is none, or that asks to wait, says nothing of the session.
      if (!(error instanceof SignInFailure) || error.outage || error.verdict === 'rate-limited') throw error;
      return undefined;
    }
  }

  let last: Session | undefined;
  const revived = new Set<string>();
  const sessions = new Renewable(
    () => parts.clock.now(),
    async () => {
      const again = last === undefined ? undefined : await revive(last);
      if (again !== undefined) revived.add(again.mark);
      last = again ?? (await logIn());
      return last;
    },
  );
  const { signOff } = signingOff(parts, offCall(method, parts), sessions, (held) => [held.header, held.value]);
  return {
    sign: async (call) => {
      const { header, value, mark } = await sessions.get();
      return { query: call.query, headers: { ...call.headers, [header]: value }, mark };
    },
    renew: (mark) => {
      sessions.drop(mark);
      return true;
    },
    replace: (mark) => {
      if (!revived.has(mark)) return false;
      if (last?.mark === mark) last = undefined;
      sessions.drop(mark);
      return true;
    },
    ...(signOff === undefined
      ? {}
      : {
          signOff: async () => {
            last = undefined;
            await signOff();
          },
        }),
  };
}

/** An option's text where it names one that is set. */
function settingOr(option: string | undefined, own: string, options: Readonly<Record<string, unknown>>): string {
  const set = option === undefined ? undefined : options[option];
  return typeof set === 'string' && set !== '' ? set : own;
}

function offCall({ sign_off: written, offPath }: SessionMethod, parts: SignerParts): OffCall<Session> | undefined {
  if (written === undefined) return undefined;
  if (typeof written === 'string') return { method: 'POST', path: () => written };
  return {
    method: written.method,
    path: ({ told: session }) => offPath?.fill({ options: parts.options, session }, percentEncode) ?? '',
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `$options.<name>` is an option of the connection, `'…'` is that text, anything else the name of a credential. */
function loginValue(named: string, parts: SignerParts): unknown {
  const text = /^'(.*)'$/.exec(named)?.[1];
  if (text !== undefined) return text;
  const option = /^\$options\.([a-z][a-z0-9_]*)$/.exec(named)?.[1];
  return option === undefined ? parts.credential(named) : parts.options[option];
}

/** What the answer says of it, less a little: a session that ends while a call is under way would be refused. */
function lifetimeOf({ expiresIn, lifetimeMs }: SessionMethod, body: unknown): number {
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
  const token = secretly(() => expression.evaluate(body), 'token', host);
  if (typeof token === 'string' && token !== '') return token;
  throw new SignInFailure('retry', `the login at ${host} yielded no token`);
}

/** JSONata's message may quote a value of the body, which holds the token: only its code is told. */
function secretly(evaluate: () => unknown, what: 'token' | 'refresh', host: string): unknown {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new SignInFailure('retry', `the ${what} cannot be read from the login's answer at ${host} (${error.code})`);
  }
}
