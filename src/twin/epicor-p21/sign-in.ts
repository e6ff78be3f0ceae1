import type { TwinReply, TwinRequest } from '../kit/twin-server.ts';
import { authError, businessRule } from './rest-error.ts';
import type { Settings } from './settings.ts';
import { wantsJson, xmlReply } from './xml-reply.ts';

/** Of a key, which is used without a user, for as long as it is registered. */
const KEY_SECONDS = 5 * 365 * 86_400;

interface Token {
  readonly until: number;
  /** Path prefixes that it opens; none: all of them. */
  readonly scope?: readonly string[];
}

/** Tokens of users and of consumer keys (sheet section 2). There is no session beside them. */
export class SignIn {
  readonly #settings: Settings;
  readonly #tokens = new Map<string, Token>();
  #issued = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** `POST {base}/api/security/token/v2`. Throws the refusal. */
  token(request: TwinRequest): TwinReply {
    const body = fieldsOf(request.body);
    const { username, password, consumerKey, consumerScope } = this.#settings;
    if (body.GrantType === 'client_credentials') {
      if (body.ClientSecret !== consumerKey) throw authError(401, 'invalid_client', 'The consumer key is not valid.');
      if (body.username !== undefined && body.username !== username)
        throw authError(401, 'invalid_grant', 'The user of the consumer key is not valid.');
      return this.#issue(request, KEY_SECONDS, consumerScope.split(';'));
    }
    if (body.username !== username || body.password !== password)
      throw authError(401, 'invalid_grant', 'The user name or password is not valid.');
    return this.#issue(request, this.#settings.tokenSeconds);
  }

  /** `POST {base}/api/security/token`: the old form, with user and password as headers. */
  oldToken(request: TwinRequest): TwinReply {
    const { username, password } = this.#settings;
    if (request.headers.username !== username || request.headers.password !== password)
      throw authError(401, 'invalid_grant', 'The user name or password is not valid.');
    return this.#issue(request, this.#settings.tokenSeconds);
  }

  /** Throws the 401 of who has no valid token, and the 403 of a key that is not for this path; `expired` ends a token for good. */
  admit(request: TwinRequest, expired: boolean): void {
    const given = /^Bearer (.+)$/.exec(String(request.headers.authorization ?? ''))?.[1] ?? '';
    if (expired) this.#tokens.delete(given);
    const token = this.#tokens.get(given);
    if (token === undefined || token.until <= this.#settings.clock.now())
      throw authError(401, 'invalid_grant', 'The access token is missing, invalid or has expired.');
    if (token.scope !== undefined && !token.scope.some((part) => opens(part, request.path)))
      throw authError(403, 'insufficient_scope', 'You are not authorized to access API');
  }

  #issue(request: TwinRequest, seconds: number, scope?: readonly string[]): TwinReply {
    this.#issued += 1;
    const access = `twin-p21-token-${this.#issued}`;
    const until = this.#settings.clock.now() + seconds * 1000;
    this.#tokens.set(access, scope === undefined ? { until } : { until, scope });
    const fields = {
      AccessToken: access,
      RefreshToken: `twin-p21-refresh-${this.#issued}`,
      ExpiresInSeconds: seconds,
      TokenType: 'Bearer',
    };
    return wantsJson(request) ? { status: 200, body: fields } : xmlReply('TokenResponse', fields);
  }
}

/** Whether an entry of a scope list covers a path: `/api`, `/odata`, `/odata:oe_hdr,oe_line`. */
function opens(part: string, path: string): boolean {
  const [prefix = '', tables] = part.split(':');
  const [, table] = /^\/odataservice\/odata\/(?:table|view)\/(\w*)/.exec(path) ?? [];
  if (prefix === '/odata') return table !== undefined && (tables === undefined || tables.split(',').includes(table));
  return path.startsWith(`${prefix}/`);
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  } catch (error) {
    throw businessRule(`The request is not JSON: ${String(error)}`);
  }
  throw businessRule('The request is not a JSON object.');
}
