import { createHmac } from 'node:crypto';

export type SignatureMethod = 'HMAC-SHA1' | 'HMAC-SHA256';

/** RFC 3986: what encodeURIComponent leaves alone beyond the unreserved characters is encoded as well. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * The OAuth 1.0a signature of a request. `url` is scheme, host and path; `parameters` are all query
 * and oauth parameters but the signature; a JSON body is not covered.
 */
export function oauthSignature(request: {
  readonly method: string;
  readonly url: string;
  readonly parameters: Iterable<readonly [string, string]>;
  readonly consumerSecret: string;
  /** Not given where there are no tokens, as in WooCommerce. */
  readonly tokenSecret?: string;
  readonly signatureMethod: SignatureMethod;
}): string {
  const pairs = [...request.parameters]
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`);
  const base = [request.method.toUpperCase(), request.url, pairs.join('&')].map(encodeRfc3986).join('&');
  const algorithm = request.signatureMethod === 'HMAC-SHA1' ? 'sha1' : 'sha256';
  const secrets = [request.consumerSecret, request.tokenSecret ?? ''].map(encodeRfc3986).join('&');
  return createHmac(algorithm, secrets).update(base).digest('base64');
}
