import { randomBytes } from 'node:crypto';
import type { OAuth1Auth } from '../../model/config.generated.ts';
import { percentEncode } from '../percent-encode.ts';
import { oauth1Signature, type Pair } from './oauth1-signature.ts';
import type { Signer, SignerParts } from './signer.ts';

/** OAuth 1.0a (RFC 5849), one-legged when no token is named. Signed anew for every call: the nonce is good once. */
export function oauth1(method: OAuth1Auth, parts: SignerParts): Signer {
  const consumerKey = parts.credential(method.consumer_key);
  const consumerSecret = parts.credential(method.consumer_secret);
  const token = method.token === undefined ? undefined : parts.credential(method.token);
  const tokenSecret = method.token_secret === undefined ? '' : parts.credential(method.token_secret);
  const realm = method.realm === undefined ? undefined : parts.options[method.realm];

  return {
    sign: async (call) => {
      const query = indexed(pairsOf(call.query));
      const oauth: Pair[] = [
        ['oauth_consumer_key', consumerKey],
        ...(token === undefined ? [] : [['oauth_token', token] as const]),
        ['oauth_signature_method', method.signature],
        ['oauth_timestamp', String(Math.floor(parts.clock.now() / 1000))],
        ['oauth_nonce', randomBytes(16).toString('hex')],
        ['oauth_version', '1.0'],
      ];
      const signature = oauth1Signature({
        method: call.method,
        url: `${call.origin}${call.path}`,
        parameters: [...query, ...oauth],
        consumerSecret,
        tokenSecret,
        signature: method.signature,
      });
      const signed: Pair[] = [...oauth, ['oauth_signature', signature]];
      if (method.place === 'query') return { query: queryText([...query, ...signed]), headers: call.headers, mark: '' };
      const named = typeof realm === 'string' ? [['realm', realm] as const, ...signed] : signed;
      const authorization = `OAuth ${named.map(([name, value]) => `${name}="${percentEncode(value)}"`).join(', ')}`;
      return { query: queryText(query), headers: { ...call.headers, Authorization: authorization }, mark: '' };
    },
    renew: () => false,
  };
}

/**
 * `include[]=5&include[]=6` goes out, and is signed, as `include[0]=5&include[1]=6`: WooCommerce signs the array that PHP
 * made of the query, where every item has its index (captured from a real server).
 */
function indexed(pairs: readonly Pair[]): Pair[] {
  const counts = new Map<string, number>();
  return pairs.map(([name, value]) => {
    if (!name.endsWith('[]')) return [name, value];
    const index = counts.get(name) ?? 0;
    counts.set(name, index + 1);
    return [`${name.slice(0, -2)}[${index}]`, value];
  });
}

function pairsOf(query: string): Pair[] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      const [name, value] = at === -1 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
      return [decodeURIComponent(name), decodeURIComponent(value)];
    });
}

const queryText = (pairs: readonly Pair[]): string =>
  pairs.map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`).join('&');
