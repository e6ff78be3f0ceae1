import assert from 'node:assert/strict';
import { createPrivateKey, sign } from 'node:crypto';
import { ManualClock } from '../../model/clock.ts';
import { oauthSignature } from '../kit/oauth-signature.ts';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import { NetSuiteTwin } from './netsuite-twin.ts';
import { type NetSuiteTwinOptions, TWIN_ACCOUNT, TWIN_CONSUMER, TWIN_TOKEN } from './settings.ts';
import { TWIN_CERTIFICATE_ID, TWIN_CLIENT_ID, TWIN_PRIVATE_KEY } from './twin-key.ts';

/** What a test reads out of an answer: every field may be there, and a wrong path is the test's own failure. */
// biome-ignore lint/suspicious/noExplicitAny: answers are picked apart by path, and each path is asserted on
export type Answer = any;

export interface Response {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Answer;
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Response>;

/** A client of one account: `record` is below the record service, `query` asks SuiteQL. */
export interface OpenAccount {
  readonly twin: NetSuiteTwin;
  readonly clock: ManualClock;
  readonly running: RunningTwin<NetSuiteTwin>;
  readonly record: Send;
  readonly query: (q: string, params?: readonly unknown[], page?: string) => Promise<Response>;
  /** The rows of a query; fails when it is refused. */
  readonly rows: (q: string, params?: readonly unknown[]) => Promise<readonly Record<string, string>[]>;
  /** Any request, from the host's root, with these headers alone; a form is sent as one. */
  readonly send: Send;
  readonly tokenUrl: string;
}

interface TestContext {
  after(close: () => Promise<void>): void;
}

export const RECORD = '/services/rest/record/v1';
export const QUERY = '/services/rest/query/v1/suiteql';
export const TOKEN = '/services/rest/auth/oauth2/v1/token';

/** Opens a twin over HTTP for one test, at 2026-03-02T15:04:05.123Z, with a token of OAuth 2.0, and closes it with the test. */
export async function openAccount(t: TestContext, options: Partial<NetSuiteTwinOptions> = {}): Promise<OpenAccount> {
  const clock = new ManualClock('2026-03-02T15:04:05.123Z');
  const running = await startTwin(new NetSuiteTwin({ clock, ...options }), { clock });
  t.after(() => running.close());
  const send: Send = async (method, path, body, headers = {}) => {
    const sent = body instanceof URLSearchParams || typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(`${running.url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: sent }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: /^[{[]/.test(text) ? JSON.parse(text) : text };
  };
  const tokenUrl = `${running.url}${TOKEN}`;
  const { body: token } = await send('POST', TOKEN, grant(assertion(tokenUrl, clock.now())));
  const signed = { authorization: `Bearer ${String(token.access_token)}`, 'content-type': 'application/json' };
  const record: Send = (method, path, body, headers = {}) =>
    send(method, `${RECORD}/${path}`, body, { ...signed, ...headers });
  const query: OpenAccount['query'] = (q, params = [], page = '') =>
    send('POST', `${QUERY}${page}`, { q, params }, { ...signed, prefer: 'transient' });
  const rows: OpenAccount['rows'] = async (q, params) => {
    const { status, body } = await query(q, params);
    assert.equal(status, 200, JSON.stringify(body));
    return body.items.map(({ links: _links, ...fields }: Record<string, unknown>) => fields);
  };
  return { twin: running.system, clock, running, record, query, rows, send, tokenUrl };
}

/** A signed assertion, with these claims or parts of its header otherwise. */
export function assertion(url: string, now: number, claims: object = {}, header: object = {}): string {
  const seconds = Math.floor(now / 1000);
  const encoded = [
    { typ: 'JWT', alg: 'ES256', kid: TWIN_CERTIFICATE_ID, ...header },
    { iss: TWIN_CLIENT_ID, scope: ['rest_webservices'], aud: url, iat: seconds, exp: seconds + 300, ...claims },
  ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'));
  const text = encoded.join('.');
  const key = createPrivateKey(TWIN_PRIVATE_KEY);
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

export const grant = (clientAssertion: string): URLSearchParams =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: clientAssertion,
  });

/** The header of OAuth 1.0a for a request; `given` are parts of it otherwise, the token's secret among them. */
export function tokenHeader(
  request: { readonly method: string; readonly url: string; readonly now: number; readonly nonce: string },
  given: { readonly realm?: string; readonly tokenSecret?: string; readonly method?: string } = {},
): Record<string, string> {
  const url = new URL(request.url);
  const parameters: [string, string][] = [
    ['oauth_consumer_key', TWIN_CONSUMER.key],
    ['oauth_token', TWIN_TOKEN.id],
    ['oauth_signature_method', given.method ?? 'HMAC-SHA256'],
    ['oauth_timestamp', String(Math.floor(request.now / 1000))],
    ['oauth_nonce', request.nonce],
    ['oauth_version', '1.0'],
  ];
  const signature = oauthSignature({
    method: request.method,
    url: `${url.origin}${url.pathname}`,
    parameters: [...parameters, ...url.searchParams],
    consumerSecret: TWIN_CONSUMER.secret,
    tokenSecret: given.tokenSecret ?? TWIN_TOKEN.secret,
    signatureMethod: 'HMAC-SHA256',
  });
  const written = [...parameters, ['oauth_signature', signature]].map(
    ([name = '', value = '']) => `${name}="${encodeURIComponent(value)}"`,
  );
  return { authorization: `OAuth realm="${given.realm ?? TWIN_ACCOUNT}", ${written.join(', ')}` };
}

/** The internal id of a record that was created or changed; fails when it was refused. */
export function idOf({ status, headers, body }: Response): string {
  assert.equal(status, 204, JSON.stringify(body));
  return headers.get('location')?.split('/').at(-1) ?? assert.fail('no Location');
}

/** Two things to sell and somebody in Italy (22 %) to sell them to. Yields their ids. */
export function stockUp(twin: NetSuiteTwin): { readonly mug: string; readonly pen: string; readonly customer: string } {
  const mug = twin.addItem({ sku: 'MUG-01', name: 'Ceramic mug', price: 12.5, stock: 40 });
  const pen = twin.addItem({ sku: 'PEN-01', name: 'Ball pen', price: 1.33, stock: 100 });
  const customer = twin.create('customer', {
    isPerson: true,
    firstName: 'Giulia',
    lastName: 'Rossi',
    email: 'giulia@example.com',
    subsidiary: { id: '2' },
    addressBook: {
      items: [
        {
          defaultBilling: true,
          defaultShipping: true,
          addressBookAddress: {
            addressee: 'Giulia Rossi',
            addr1: 'Via Roma 1',
            city: 'Torino',
            zip: '10121',
            country: { id: 'IT' },
          },
        },
      ],
    },
  });
  return { mug: mug.id, pen: pen.id, customer: customer.id };
}

/** A line at a price of its own. */
export const line = (item: string, quantity: number, rate: number, more: object = {}) => ({
  item: { id: item },
  quantity,
  rate,
  price: { id: '-1' },
  ...more,
});

/** An approved order, to be created. */
export const orderOf = (customer: string, externalId: string, lines: readonly object[], more: object = {}) => ({
  entity: { id: customer },
  externalId,
  orderStatus: { id: 'B' },
  toBeEmailed: false,
  item: { items: lines },
  ...more,
});
