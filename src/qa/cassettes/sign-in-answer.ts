import type { CassetteResponse } from '../../model/config.generated.ts';
import { isFields } from './difference.ts';

/** Stands for every token and session: a connection takes it for a real one, and nobody else can. */
const TOKEN = 'a-token';

/** The answer to a sign-in without what it gave away: tokens and the values of cookies. How long they last stays. */
export function withoutTokens(response: CassetteResponse): CassetteResponse {
  const { json, text, cookies, headers, base64: _bytes, ...rest } = response;
  return {
    ...rest,
    ...(headers === undefined ? {} : { headers: onlyType(headers) }),
    ...(cookies === undefined ? {} : { cookies: cookies.map((cookie) => cookie.replace(/=[^;]*/, `=${TOKEN}`)) }),
    ...(json === undefined ? {} : { json: hidden(json, '') }),
    ...(text === undefined ? {} : { text: TOKEN }),
  };
}

const onlyType = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name === 'content-type' || name === 'retry-after'));

/**
 * Text that says nothing secret in the answers of RFC 6749 §5, however a system spells it (`TokenType`), and lifetimes
 * that are written as text (`"expires_in": "3600"`); every other text may be a token, whatever it is called.
 */
const KNOWN = /^(token_?type|scope|error(_?description)?|expires_?in(_?seconds)?)$/i;

function hidden(value: unknown, name: string): unknown {
  if (typeof value === 'string') return KNOWN.test(name) ? value : TOKEN;
  if (Array.isArray(value)) return value.map((item) => hidden(item, name));
  return isFields(value)
    ? Object.fromEntries(Object.entries(value).map(([inner, each]) => [inner, hidden(each, inner)]))
    : value;
}
