import assert from 'node:assert/strict';
import { ManualClock } from '../../model/clock.ts';
import { wireTo } from '../kit/twin-wire.ts';
import { SapBusinessOneTwin } from './sap-business-one-twin.ts';
import { type SapBusinessOneTwinOptions, TWIN_COMPANY_DB, TWIN_USER } from './settings.ts';

/** What a test reads out of an answer: every field may be there, and a wrong path is the test's own failure. */
// biome-ignore lint/suspicious/noExplicitAny: answers are picked apart by path, and each path is asserted on
export type Answer = any;

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Answer;
}

export const LOGIN = { CompanyDB: TWIN_COMPANY_DB, UserName: TWIN_USER.name, Password: TWIN_USER.password };

type Headers = Readonly<Record<string, string>>;

/** Opens a company without a socket, at 16:04:05 in Rome on 2026-03-02, with a session. Paths of `call` are below `/b1s/v2/`. */
export async function openCompany(options: Partial<SapBusinessOneTwinOptions> = {}) {
  const clock = new ManualClock('2026-03-02T15:04:05.123Z');
  const twin = new SapBusinessOneTwin({ clock, ...options });
  const wire = wireTo(twin, clock);

  /** Any request from the host's root, with these headers alone. */
  async function send(method: string, path: string, body?: unknown, headers: Headers = {}): Promise<Response> {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await wire.answer({
      method,
      path,
      headers: { host: 'b1.example.com:50000', ...headers },
      body: text,
    });
    assert.ok(answer !== 'cut');
    const shown = answer.body.toString('utf8');
    return { status: answer.status, headers: answer.headers, body: /^[{[]/.test(shown) ? JSON.parse(shown) : shown };
  }

  async function signIn(): Promise<string> {
    const { headers } = await send('POST', '/b1s/v2/Login', LOGIN);
    return [headers['set-cookie'] ?? []]
      .flat()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  const cookie = await signIn();
  const call = (method: string, path: string, body?: unknown, headers: Headers = {}) =>
    send(method, `/b1s/v2/${path}`, body, { cookie, ...headers });
  const get = (path: string, headers?: Headers) => call('GET', path, undefined, headers);
  const post = (path: string, body?: unknown, headers?: Headers) => call('POST', path, body, headers);
  const patch = (path: string, body: unknown, headers?: Headers) => call('PATCH', path, body, headers);
  /** The values of a list. */
  const list = async (path: string): Promise<Answer[]> => {
    const { status, body } = await get(path);
    assert.equal(status, 200, JSON.stringify(body));
    return body.value;
  };
  return { twin, clock, send, signIn, cookie, call, get, post, patch, list };
}

export const where = (filter: string): string => `$filter=${encodeURIComponent(filter)}`;

/** Two items and a customer in Germany, who pays 19 %. */
export function stockUp(twin: SapBusinessOneTwin): void {
  twin.addItem({ ItemCode: 'MUG-01', ItemName: 'Ceramic mug', price: 12.5, stock: 40 });
  twin.addItem({ ItemCode: 'PEN-01', ItemName: 'Ball pen', price: 1.33, stock: 100 });
  twin.addPartner({
    CardCode: 'C1',
    CardName: 'Hans Müller',
    EmailAddress: 'hans@example.com',
    BPAddresses: [
      {
        AddressName: 'Home',
        AddressType: 'bo_BillTo',
        Street: 'Hauptstraße 5',
        City: 'Köln',
        ZipCode: '50667',
        Country: 'DE',
      },
      {
        AddressName: 'Home',
        AddressType: 'bo_ShipTo',
        Street: 'Hauptstraße 5',
        City: 'Köln',
        ZipCode: '50667',
        Country: 'DE',
      },
    ],
  });
}

export const line = (ItemCode: string, Quantity: number, more: Readonly<Record<string, unknown>> = {}) => ({
  ItemCode,
  Quantity,
  ...more,
});

export const orderOf = (
  NumAtCard: string,
  DocumentLines: readonly unknown[] = [line('MUG-01', 2)],
  more: Readonly<Record<string, unknown>> = {},
) => ({ CardCode: 'C1', DocDueDate: '2026-03-05', NumAtCard, DocumentLines, ...more });

/** What was made, after it was seen that it was. */
export function made({ status, body }: Response): Answer {
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

export function assertRefused({ status, body }: Response, expected: number, code: string, text = /./): void {
  assert.deepEqual([status, body.error?.code], [expected, code], JSON.stringify(body));
  assert.match(body.error.message, text);
}
