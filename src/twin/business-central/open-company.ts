import assert from 'node:assert/strict';
import { ManualClock } from '../../model/clock.ts';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import { BusinessCentralTwin } from './business-central-twin.ts';
import type { Body } from './request-body.ts';
import { type BusinessCentralTwinOptions, TWIN_CLIENT, TWIN_COMPANY, TWIN_TENANT } from './settings.ts';

/** What a test reads out of an answer: every field may be there, and a wrong path is the test's own failure. */
// biome-ignore lint/suspicious/noExplicitAny: answers are picked apart by path, and each path is asserted on
export type Answer = any;

export interface Response {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Answer;
}

type Send = (path: string, headers?: Record<string, string>) => Promise<Response>;
type SendBody = (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;

/** A client of one company: paths are below it, and the token is renewed by hand only. */
export interface OpenCompany {
  readonly twin: BusinessCentralTwin;
  readonly clock: ManualClock;
  readonly running: RunningTwin<BusinessCentralTwin>;
  /** Path of the company's entity sets, without the host. */
  readonly base: string;
  readonly get: Send;
  /** A body that is a string is sent as it is. */
  readonly post: SendBody;
  /** With `If-Match: *` unless the headers say otherwise. */
  readonly patch: SendBody;
  readonly remove: Send;
  /** A list's rows; fails when it is not answered with 200. */
  readonly list: (path: string, headers?: Record<string, string>) => Promise<Answer[]>;
  /** Any request with the token; the path from the host's root. */
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
  readonly token: (form?: Record<string, string>) => Promise<Response>;
}

interface TestContext {
  after(close: () => Promise<void>): void;
}

export const ROOT = `/v2.0/${TWIN_TENANT}/Sandbox/api`;
export const NO_ID = '00000000-0000-0000-0000-000000000000';

/** Opens a twin over HTTP for one test, at 2026-03-02T15:04:05.123Z, with a token, and closes it with the test. */
export async function openCompany(
  t: TestContext,
  options: Partial<BusinessCentralTwinOptions> = {},
): Promise<OpenCompany> {
  const clock = new ManualClock('2026-03-02T15:04:05.123Z');
  const running = await startTwin(new BusinessCentralTwin({ clock, ...options }), { clock });
  t.after(() => running.close());
  const token: OpenCompany['token'] = async (form = {}) => {
    const response = await fetch(`${running.url}/${TWIN_TENANT}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: TWIN_CLIENT.id,
        client_secret: TWIN_CLIENT.secret,
        scope: 'https://api.businesscentral.dynamics.com/.default',
        ...form,
      }),
    });
    return read(response);
  };
  const { access_token } = (await token()).body;
  const send: OpenCompany['send'] = async (method, path, body, headers = {}) =>
    read(
      await fetch(path.startsWith('http') ? path : `${running.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${String(access_token)}`, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  const base = `${ROOT}/v2.0/companies(${TWIN_COMPANY})`;
  const under = (path: string) => (path.startsWith('http') || path.startsWith('/') ? path : `${base}/${path}`);
  const get: Send = (path, headers) => send('GET', under(path), undefined, headers);
  return {
    twin: running.system,
    clock,
    running,
    base,
    token,
    send,
    get,
    post: (path, body, headers) => send('POST', under(path), body, headers),
    patch: (path, body, headers = { 'if-match': '*' }) => send('PATCH', under(path), body, headers),
    remove: (path, headers = { 'if-match': '*' }) => send('DELETE', under(path), undefined, headers),
    list: async (path, headers) => {
      const { status, body } = await get(path, headers);
      assert.equal(status, 200, JSON.stringify(body));
      return body.value;
    },
  };
}

async function read(response: globalThis.Response): Promise<Response> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: /^[{[]/.test(text) ? JSON.parse(text) : text };
}

/** `$filter=…` for a URL. */
export const where = (filter: string): string => `$filter=${encodeURIComponent(filter)}`;

/** Asserts a refusal of sheet section 6: status, code, and a message that ends with the correlation id. */
export function assertRefused({ status, body }: Response, expected: number, code: string): void {
  assert.deepEqual([status, body.error?.code], [expected, code], JSON.stringify(body));
  assert.match(body.error.message, / {2}CorrelationId: {2}[0-9a-f-]{36}\.$/);
}

/** Two things to sell and somebody in Italy (22 %) to sell them to. */
export function stockUp(twin: BusinessCentralTwin): {
  readonly mug: Answer;
  readonly pen: Answer;
  readonly buyer: Answer;
} {
  return {
    mug: twin.addItem({ number: 'MUG-01', displayName: 'Ceramic mug', unitPrice: 12.5, inventory: 40 }),
    pen: twin.addItem({ number: 'PEN-01', displayName: 'Ball pen', unitPrice: 1.33, inventory: 100 }),
    buyer: twin.addCustomer({ number: 'C1', displayName: 'Giulia Rossi', country: 'IT', email: 'giulia@example.com' }),
  };
}

/** A line of an item, `{ lineType: 'Item', lineObjectNumber, quantity, … }`. */
export const item = (number: string, quantity: number, more: Body = {}): Body => ({
  lineType: 'Item',
  lineObjectNumber: number,
  quantity,
  ...more,
});

export const orderOf = (externalDocumentNumber: string, ...salesOrderLines: Body[]): Body => ({
  customerNumber: 'C1',
  externalDocumentNumber,
  salesOrderLines,
});
