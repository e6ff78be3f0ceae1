import type { CompiledConnector } from '../../connector/compiled-connector.ts';
import { percentEncode } from '../../connector/percent-encode.ts';
import type { HttpRequest } from '../../http/http-message.ts';
import type { ConnectorFile } from '../../model/config.generated.ts';

/** A connection as cassettes see it: what belongs to it alone, and stays out of what is written down. */
export interface RecordedConnection {
  /** Its name in the project. */
  readonly name: string;
  /** Its address, without a slash at the end. */
  readonly url: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly credentials: Readonly<Record<string, string>>;
  readonly connector: ConnectorFile;
  readonly compiled: CompiledConnector;
}

/** How the messages of one connection are written down, the same for a recording and for what a replay is asked. */
export interface Vantage {
  readonly system: string;
  readonly protocol: CompiledConnector['protocol'];
  readonly origin: string;
  readonly urlPath: string;
  readonly basePath: string;
  readonly requestHeaders: ReadonlySet<string>;
  readonly responseHeaders: ReadonlySet<string>;
  readonly isSignIn: (request: Pick<HttpRequest, 'path' | 'method' | 'body' | 'origin'>) => boolean;
  /** Takes the connection's credentials out of a text. */
  readonly hide: (text: string) => string;
}

export function vantageOf(connection: RecordedConnection): Vantage {
  const { compiled, connector, options } = connection;
  const { origin, pathname } = new URL(connection.url);
  const urlPath = pathname.replace(/\/+$/, '');
  const basePath = (compiled.basePath.fill({ options }, percentEncode) ?? '').replace(/\/+$/, '');
  const logins: string[] = [];
  for (const auth of compiled.auth)
    if (auth.kind === 'session')
      for (const path of [auth.loginPath, ...(auth.refresh === undefined ? [] : [auth.refresh.path])])
        logins.push(`${urlPath}${path.fill({ options }, percentEncode) ?? ''}`);
  return {
    system: connector.connector,
    protocol: compiled.protocol,
    origin,
    urlPath,
    basePath,
    requestHeaders: new Set(['if-match', ...operationHeaders(connector)]),
    responseHeaders: new Set(['content-type', 'link', 'location', 'retry-after', 'etag', ...pageHeaders(connector)]),
    isSignIn: (request) => isGrant(request) || (request.method !== 'GET' && logins.includes(pathOf(request.path))),
    hide: hiding(connection.credentials),
  };
}

const pathOf = (path: string): string => path.split('?', 1)[0] ?? '';

/** A call for a token (RFC 6749 §4): nothing else that a connector sends is such a form. */
const isGrant = ({ body }: Pick<HttpRequest, 'body'>): boolean => /(^|&)grant_type=/.test(body ?? '');

/** Headers that an operation sets say what is asked. Those of the whole connector are the same in every call. */
function operationHeaders({ operations }: ConnectorFile): string[] {
  return Object.values(operations).flatMap(({ headers = {} }) =>
    Object.keys(headers).map((name) => name.toLowerCase()),
  );
}

function pageHeaders({ operations }: ConnectorFile): string[] {
  return Object.values(operations).flatMap(({ paging }) =>
    paging !== undefined && 'total_pages_header' in paging && paging.total_pages_header !== undefined
      ? [paging.total_pages_header.toLowerCase()]
      : [],
  );
}

const SHORTEST_HIDDEN = 4;

/** A credential as it may come back: as it is, percent-encoded, in base64. Shorter ones would leave nothing readable. */
function hiding(credentials: Readonly<Record<string, string>>): Vantage['hide'] {
  const forms = Object.entries(credentials)
    .filter(([, value]) => value.length >= SHORTEST_HIDDEN)
    .flatMap(([name, value]) =>
      [value, encodeURIComponent(value.toWellFormed()), Buffer.from(value).toString('base64')].map(
        (form) => [form, `{{${name}}}`] as const,
      ),
    )
    .sort(([a], [b]) => b.length - a.length);
  return (text) => forms.reduce((clean, [form, name]) => clean.replaceAll(form, name), text);
}
