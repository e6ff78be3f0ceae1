import { createHmac } from 'node:crypto';
import { percentEncode } from '../percent-encode.ts';

export type Pair = readonly [name: string, value: string];

/**
 * The signature of RFC 5849 §3.4. `parameters` are all parameters of the query, the oauth_ ones but the signature, and
 * those of a form body; a JSON body is not covered. `url` is scheme, host and path, default port left out.
 */
export function oauth1Signature(request: {
  readonly method: string;
  readonly url: string;
  readonly parameters: readonly Pair[];
  readonly consumerSecret: string;
  readonly tokenSecret: string;
  readonly signature: 'HMAC-SHA256' | 'HMAC-SHA1';
}): string {
  const { method, url, parameters, consumerSecret, tokenSecret, signature } = request;
  const normalized = parameters
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([a, x], [b, y]) => byteOrder(a, b) || byteOrder(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const base = [method.toUpperCase(), url, normalized].map(percentEncode).join('&');
  const key = `${percentEncode(consumerSecret)}&${percentEncode(tokenSecret)}`;
  return createHmac(signature === 'HMAC-SHA1' ? 'sha1' : 'sha256', key)
    .update(base)
    .digest('base64');
}

const byteOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
