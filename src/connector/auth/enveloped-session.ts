import { randomUUID } from 'node:crypto';
import { type Expression, ExpressionError } from '../../map/expression.ts';
import type { CompiledAuth } from '../compiled-connector.ts';
import { percentEncode } from '../percent-encode.ts';
import { Renewable } from './renewable.ts';
import { signInCall } from './sign-in-call.ts';
import { type SignedCall, type Signer, type SignerParts, SignInFailure } from './signer.ts';

type EnvelopedMethod = Extract<CompiledAuth, { kind: 'enveloped-session' }>;

interface Session {
  readonly mark: string;
  /** Moves with every call, as the system's own does. */
  goodUntil: number;
  readonly id: string;
  readonly place?: NonNullable<SignedCall['place']>;
}

/** A session, and with it the credentials of whoever calls, inside the body of each call: the signer writes the whole body. */
export function envelopedSession(method: EnvelopedMethod, parts: SignerParts): Signer {
  const { clock, options, protocol, redactor } = parts;
  const credentials = Object.fromEntries(method.credentials.map((name) => [name, parts.credential(name)]));
  const own = new URL(parts.url);

  async function logIn(): Promise<Session> {
    const url = new URL(`${parts.url}${method.loginPath.fill({ options }, percentEncode) ?? ''}`);
    const told = (expression: Expression | undefined, answer: unknown) =>
      expression === undefined
        ? undefined
        : secretly(() => expression.evaluate(answer), `the login's answer at ${url.host}`);
    const { body } = await signInCall(parts, {
      method: 'POST',
      url,
      contentType: protocol.mediaType,
      answers: protocol,
      body: protocol.write(secretly(() => method.login.evaluate({}, { credentials, options }), 'the login')),
    });
    const id = told(method.session, body);
    if (typeof id !== 'string' || id === '') {
      const says = told(method.says, body);
      throw new SignInFailure(
        told(method.refused, body) === true ? 'halt' : 'retry',
        `signing in at ${url.host} did not work: ${typeof says === 'string' && says !== '' ? says : 'the answer names no session'}`,
      );
    }
    redactor.learn(id);
    const endpoint = told(method.endpoint, body);
    return {
      mark: randomUUID(),
      goodUntil: clock.now() + method.lifetimeMs,
      id,
      ...(typeof endpoint === 'string' && endpoint !== '' ? { place: placeOf(endpoint) } : {}),
    };
  }

  /** An answer may send credentials elsewhere: only to where the connector says that the system is. */
  function placeOf(endpoint: string): NonNullable<SignedCall['place']> {
    const url = URL.parse(endpoint);
    const isKnown =
      url !== null &&
      url.protocol === own.protocol &&
      url.username === '' &&
      url.search === '' &&
      url.hash === '' &&
      (url.host === own.host || (url.port === '' && method.hosts.some((host) => isBelow(url.hostname, host))));
    if (!isKnown)
      throw new SignInFailure('halt', `the login at ${own.host} names an endpoint that is not the system's own host`);
    return { origin: url.origin, path: url.pathname };
  }

  const sessions = new Renewable(() => clock.now(), logIn);
  return {
    wraps: true,
    sign: async ({ query, headers, body, content }) => {
      const session = await sessions.get();
      session.goodUntil = clock.now() + method.lifetimeMs;
      const wrapped =
        content === undefined
          ? body
          : protocol.write(
              secretly(
                () => method.envelope.evaluate(content, { session: session.id, credentials, options }),
                'the envelope',
              ),
            );
      return {
        query,
        headers,
        mark: session.mark,
        ...(wrapped === undefined ? {} : { body: wrapped }),
        ...(session.place === undefined ? {} : { place: session.place }),
      };
    },
    renew: (mark) => {
      sessions.drop(mark);
      return true;
    },
  };
}

const isBelow = (host: string, allowed: string): boolean =>
  allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed;

/** JSONata's message may quote a value, which may be a credential or a session: only its code is told. */
function secretly(evaluate: () => unknown, what: string): unknown {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new SignInFailure('halt', `${what} cannot be evaluated (${error.code})`);
  }
}
