import type { HttpAnswer, HttpRequest } from '../../http/http-message.ts';
import { parseJsonText } from '../../http/json-text.ts';
import type { CassetteExchange, CassetteRequest, CassetteResponse } from '../../model/config.generated.ts';
import { differences, isFields } from './difference.ts';
import type { Vantage } from './vantage.ts';

/** Stands for the address of the API, and of the connection, in what is written down. */
export const BASE = '{{base}}';
export const URL_PLACE = '{{url}}';

/** A request as it is written down: without what belongs to the connection or to the signature. */
export function recordedRequest(request: HttpRequest, vantage: Vantage): CassetteRequest {
  const { method, body } = request;
  if (vantage.isSignIn(request)) return { method, sign_in: true };
  const [path = '', search = ''] = splitOnce(request.path, '?');
  const query = pairsOf(search, (name) => !name.startsWith('oauth_'));
  const headers = kept(request.headers, vantage.requestHeaders, vantage);
  return {
    method,
    path: vantage.hide(ownPath(path, vantage)),
    ...(Object.keys(query).length === 0 ? {} : { query: hidden(query, vantage) }),
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(body === undefined || body === '' ? {} : requestBody(request, body, vantage)),
  };
}

/** An answer as it is written down: headers that the connector knows of, the body as a structure. */
export function recordedResponse(answer: HttpAnswer, vantage: Vantage): CassetteResponse {
  const { status, body } = answer;
  const headers = kept(answer.headers, vantage.responseHeaders, vantage);
  const text = asText(body);
  return {
    status,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    ...(answer.cookies.length === 0 ? {} : { cookies: answer.cookies.map(vantage.hide) }),
    ...(body.length === 0
      ? {}
      : text === undefined
        ? { base64: body.toString('base64') }
        : textBody(ownText(text, vantage))),
  };
}

/** The answer of a cassette as it goes over the wire again, for a connection with this address. */
export function answerOf(response: CassetteResponse, vantage: Vantage) {
  const place = (text: string): string =>
    text
      .replaceAll(BASE, `${vantage.origin}${vantage.urlPath}${vantage.basePath}`)
      .replaceAll(URL_PLACE, `${vantage.origin}${vantage.urlPath}`);
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(response.headers ?? {})) headers[name] = place(value);
  if (response.json !== undefined && headers['content-type'] === undefined)
    headers['content-type'] = 'application/json';
  if (response.cookies !== undefined) headers['set-cookie'] = response.cookies;
  const body =
    response.base64 !== undefined
      ? Buffer.from(response.base64, 'base64')
      : Buffer.from(place(response.json === undefined ? (response.text ?? '') : JSON.stringify(response.json)));
  return { status: response.status, headers, body };
}

/** Whether a request is meant to change something in the system. */
export function isWrite(
  { request }: Pick<CassetteExchange, 'request'>,
  { protocol }: Pick<Vantage, 'protocol'>,
): boolean {
  if (request.sign_in === true || request.method === 'GET' || request.method === 'HEAD') return false;
  if (protocol !== 'graphql' || !isFields(request.json)) return true;
  return /^\s*mutation\b/m.test(String(request.json.query ?? ''));
}

function ownPath(path: string, { urlPath, basePath }: Vantage): string {
  const base = `${urlPath}${basePath}`;
  if (path === base || path.startsWith(`${base}/`)) return path.slice(base.length) || '/';
  return `${URL_PLACE}${path.startsWith(`${urlPath}/`) ? path.slice(urlPath.length) : path}`;
}

function ownText(text: string, { origin, urlPath, basePath, hide }: Vantage): string {
  // Systems name themselves with the scheme that they think they have. WordPress writes slashes in addresses escaped.
  const addresses = [origin, origin.replace(/^http:/, 'https:')].flatMap((own) => [
    [`${own}${urlPath}${basePath}`, BASE],
    [`${own}${urlPath}`, URL_PLACE],
  ]);
  const forms = addresses.flatMap(([from = '', to = '']) => [
    [from, to],
    [from.replaceAll('/', '\\/'), to],
  ]);
  return hide(forms.reduce((clean, [from = '', to = '']) => clean.replaceAll(from, to), text));
}

function kept(
  headers: Readonly<Record<string, string>>,
  wanted: ReadonlySet<string>,
  vantage: Vantage,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), ownText(value, vantage)] as const)
      .filter(([name]) => wanted.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function requestBody({ headers }: HttpRequest, body: string, vantage: Vantage): Partial<CassetteRequest> {
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded')) return { form: hidden(pairsOf(body), vantage) };
  return textBody(ownText(body, vantage));
}

function textBody(text: string): { readonly json: unknown } | { readonly text: string } {
  const json = exactJson(text);
  return json === undefined ? { text } : { json };
}

/** JSON that a structure holds without loss. Numbers that a double would round stay as text. */
function exactJson(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return differences(json, parseJsonText(text)).length === 0 ? json : undefined;
  } catch {
    // Not JSON: written down as the text that it is.
    return undefined;
  }
}

function asText(body: Buffer): string | undefined {
  const text = body.toString('utf8');
  return Buffer.from(text).equals(body) ? text : undefined;
}

type Pairs = Record<string, string | string[]>;

/** Parameters by name, names sorted, so that their order does not make two requests different. */
function pairsOf(text: string, wanted: (name: string) => boolean = () => true): Pairs {
  const all = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text))
    if (wanted(name)) all.set(name, [...(all.get(name) ?? []), value]);
  return Object.fromEntries(
    [...all]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, values]) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}

const hidden = (pairs: Pairs, vantage: Vantage): Pairs =>
  Object.fromEntries(
    Object.entries(pairs).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map((each) => ownText(each, vantage)) : ownText(value, vantage),
    ]),
  );

function splitOnce(text: string, at: string): readonly string[] {
  const place = text.indexOf(at);
  return place === -1 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}
