import { constants, createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';
import type { OAuth2ClientAssertionAuth } from '../../model/config.generated.ts';

type Algorithm = OAuth2ClientAssertionAuth['algorithm'];

/** An assertion is used at once; how far two clocks may differ is the other side's business. */
const LIFETIME_SECONDS = 300;

const DIGESTS: Readonly<Record<Algorithm, string>> = {
  PS256: 'sha256',
  PS384: 'sha384',
  PS512: 'sha512',
  ES256: 'sha256',
  ES384: 'sha384',
  ES512: 'sha512',
};

export const ASSERTION_ALGORITHMS = Object.keys(DIGESTS) as readonly Algorithm[];

/** The key as it was uploaded. Undefined when the text is none: nothing of it may be shown. */
export function privateKeyOf(pem: string): KeyObject | undefined {
  try {
    // A variable of an environment often has its line breaks written as `\n`.
    return createPrivateKey(pem.replaceAll('\\n', '\n'));
  } catch {
    // Node's message may quote the key; whoever asks says what is wrong.
    return undefined;
  }
}

/** A signed JWT (RFC 7519) by which a client proves itself at the token endpoint (RFC 7523 §2.2). */
export function clientAssertion(parts: {
  readonly algorithm: Algorithm;
  readonly key: KeyObject;
  readonly keyId: string;
  readonly clientId: string;
  /** The token endpoint, whole. */
  readonly audience: string;
  readonly scope: string | undefined;
  /** Milliseconds. */
  readonly now: number;
}): string {
  const { algorithm, key, keyId, clientId, audience, scope, now } = parts;
  const issuedAt = Math.floor(now / 1000);
  const claims = {
    iss: clientId,
    sub: clientId,
    ...(scope === undefined ? {} : { scope }),
    aud: audience,
    iat: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
    jti: randomUUID(),
  };
  const signed = `${encoded({ typ: 'JWT', alg: algorithm, kid: keyId })}.${encoded(claims)}`;
  return `${signed}.${signatureOf(signed, algorithm, key).toString('base64url')}`;
}

function signatureOf(text: string, algorithm: Algorithm, key: KeyObject): Buffer {
  const bytes = Buffer.from(text);
  // RFC 7518 §3.4, §3.5: a signature of an elliptic curve is its two numbers; the salt is as long as the digest.
  return algorithm.startsWith('ES')
    ? sign(DIGESTS[algorithm], bytes, { key, dsaEncoding: 'ieee-p1363' })
    : sign(DIGESTS[algorithm], bytes, {
        key,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      });
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
