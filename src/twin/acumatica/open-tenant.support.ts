import assert from 'node:assert/strict';
import { ManualClock } from '../../model/clock.ts';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import { AcumaticaTwin } from './acumatica-twin.ts';
import { type AcumaticaTwinOptions, TWIN_CLIENT, TWIN_USER } from './settings.ts';

/** What a test reads out of an answer: every field may be there, and a wrong path is the test's own failure. */
// biome-ignore lint/suspicious/noExplicitAny: answers are picked apart by path, and each path is asserted on
export type Answer = any;

export interface Response {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Answer;
}

/** A client of one tenant: paths are below the endpoint, with a token of its own. */
export interface OpenTenant {
  readonly twin: AcumaticaTwin;
  readonly clock: ManualClock;
  readonly running: RunningTwin<AcumaticaTwin>;
  readonly get: (path: string) => Promise<Response>;
  readonly put: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  readonly post: (path: string, body: unknown) => Promise<Response>;
  readonly remove: (path: string) => Promise<Response>;
  /** Any request, from the host's root, with these headers alone. */
  readonly send: (method: string, path: string, body?: string, headers?: Record<string, string>) => Promise<Response>;
  readonly token: (form?: Record<string, string>) => Promise<Response>;
}

interface TestContext {
  after(close: () => Promise<void>): void;
}

export const BASE = '/entity/Default/24.200.001';

/** Opens a twin over HTTP for one test, at 2026-03-02T15:04:05.123Z, with a token, and closes it with the test. */
export async function openTenant(t: TestContext, options: Partial<AcumaticaTwinOptions> = {}): Promise<OpenTenant> {
  const clock = new ManualClock('2026-03-02T15:04:05.123Z');
  const running = await startTwin(new AcumaticaTwin({ clock, ...options }), { clock });
  t.after(() => running.close());
  const send: OpenTenant['send'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${running.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: /^[{[]/.test(text) ? JSON.parse(text) : text };
  };
  const token: OpenTenant['token'] = (form = {}) =>
    send(
      'POST',
      '/identity/connect/token',
      new URLSearchParams({
        grant_type: 'password',
        client_id: TWIN_CLIENT.id,
        client_secret: TWIN_CLIENT.secret,
        username: TWIN_USER.name,
        password: TWIN_USER.password,
        scope: 'api offline_access',
        ...form,
      }).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' },
    );
  const { access_token } = (await token()).body;
  const signed = { authorization: `Bearer ${String(access_token)}`, 'content-type': 'application/json' };
  const below = (path: string) => `${BASE}/${path}`;
  return {
    twin: running.system,
    clock,
    running,
    send,
    token,
    get: (path) => send('GET', below(path), undefined, signed),
    put: (path, body, headers = {}) => send('PUT', below(path), JSON.stringify(body), { ...signed, ...headers }),
    post: (path, body) => send('POST', below(path), JSON.stringify(body), signed),
    remove: (path) => send('DELETE', below(path), undefined, signed),
  };
}

/** Fields as the contract wraps them; a list or object of them stays one. */
export function w(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (name === 'id' || name === 'delete' || name === 'custom') return [name, value];
      if (Array.isArray(value)) return [name, value.map((each) => w(each))];
      if (typeof value === 'object' && value !== null) return [name, w(value as Record<string, unknown>)];
      return [name, { value }];
    }),
  );
}

/** `$filter=…` for a URL. */
export const where = (filter: string): string => `$filter=${encodeURIComponent(filter)}`;

/** Two things to sell and somebody in Italy (22 %) to sell them to. */
export function stockUp(twin: AcumaticaTwin): void {
  twin.addItem({ InventoryID: 'MUG-01', Description: 'Ceramic mug', DefaultPrice: 12.5, stock: 40 });
  twin.addItem({ InventoryID: 'PEN-01', Description: 'Ball pen', DefaultPrice: 1.33, stock: 100 });
  twin.addCustomer({
    CustomerID: 'C1',
    CustomerName: 'Giulia Rossi',
    MainContact: {
      Email: 'giulia@example.com',
      Address: { AddressLine1: 'Via Roma 1', City: 'Torino', Country: 'IT' },
    },
  });
}

export const line = (InventoryID: string, OrderQty: number, more: object = {}) => ({ InventoryID, OrderQty, ...more });

export const orderOf = (ExternalRef: string, Details: readonly object[], more: object = {}) =>
  w({ OrderType: 'SO', CustomerID: 'C1', ExternalRef, Hold: false, Details, ...more });

/** The record of an answer; fails when it is not answered with 200. */
export function saved({ status, body }: Response): Answer {
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
