import assert from 'node:assert/strict';
import { ManualClock } from '../../model/clock.ts';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import { EpicorP21Twin } from './epicor-p21-twin.ts';
import { type EpicorP21TwinOptions, TWIN_USER, UI_SERVER } from './settings.ts';

/** What a test reads out of an answer: every field may be there, and a wrong path is the test's own failure. */
// biome-ignore lint/suspicious/noExplicitAny: answers are picked apart by path, and each path is asserted on
export type Answer = any;

export interface Response {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Answer;
}

export interface OpenCompany {
  readonly twin: EpicorP21Twin;
  readonly clock: ManualClock;
  readonly running: RunningTwin<EpicorP21Twin>;
  /** Any request, with these headers alone. */
  readonly send: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
  /** With a token, asking for JSON. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Response>;
  /** Rows of a table by a `$filter`. */
  readonly rows: (table: string, filter: string, more?: string) => Promise<Answer[]>;
  /** A transaction of one window. */
  readonly run: (service: string, elements: readonly object[], more?: object) => Promise<Answer>;
}

interface TestContext {
  after(close: () => Promise<void>): void;
}

/** Opens a twin over HTTP for one test, at 2026-03-02T15:04:05.123Z (an hour later in Rome), and closes it with the test. */
export async function openCompany(t: TestContext, options: Partial<EpicorP21TwinOptions> = {}): Promise<OpenCompany> {
  const clock = new ManualClock('2026-03-02T15:04:05.123Z');
  const running = await startTwin(new EpicorP21Twin({ clock, ...options }), { clock });
  t.after(() => running.close());
  const send: OpenCompany['send'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${running.url}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: /^[{["]/.test(text) ? JSON.parse(text) : text };
  };
  const json = { accept: 'application/json', 'content-type': 'application/json' };
  const { body: token } = await send('POST', '/api/security/token/v2', TWIN_USER, json);
  const signed = { ...json, authorization: `Bearer ${token.AccessToken}` };
  const ask: OpenCompany['ask'] = (method, path, body) => send(method, path, body, signed);
  return {
    twin: running.system,
    clock,
    running,
    send,
    ask,
    rows: async (table, filter, more = '') => {
      const path = `/odataservice/odata/table/${table}?$filter=${encodeURIComponent(filter)}${more}`;
      const { status, body } = await ask('GET', path);
      assert.equal(status, 200, JSON.stringify(body));
      return body.value;
    },
    run: async (service, elements, more = {}) => {
      const request = { Name: service, UseCodeValues: true, Transactions: [{ Status: 'New', DataElements: elements }] };
      const { status, body } = await ask('POST', `${UI_SERVER}/api/v2/transaction`, { ...request, ...more });
      assert.equal(status, 200, JSON.stringify(body));
      return body;
    },
  };
}

type Columns = Readonly<Record<string, string>>;

export function element(Name: string, Type: 'Form' | 'List', Keys: readonly string[], rows: readonly Columns[]) {
  const Rows = rows.map((row) => ({
    Edits: Object.entries(row).map(([column, Value]) => ({ Name: column, Value })),
    RelativeDateEdits: [],
  }));
  return { Name, Type, Keys, Rows };
}

export const header = (columns: Columns = {}, keys: readonly string[] = []) =>
  element('TABPAGE_1.order', 'Form', keys, [columns]);

/** The header of an order of the customer of {@link stockUp}. */
export const webOrder = (columns: Columns = {}) =>
  header({
    customer_id: '120045',
    ship_to_id: '120045',
    sales_loc_id: '10',
    source_loc_id: '10',
    job_name: 'WEB-1',
    ...columns,
  });

export const items = (rows: readonly Columns[], keys: readonly string[] = ['user_line_no']) =>
  element('TP_ITEMS.items', 'List', keys, rows);

export const line = (user_line_no: string, oe_order_item_id: string, unit_quantity: string, more: Columns = {}) => ({
  user_line_no,
  oe_order_item_id,
  unit_quantity,
  ...more,
});

/** The one value of a column that a saved window shows. */
export const shown = (result: Answer, elementName: string, column: string, row = 0): string =>
  result.Results.Transactions[0].DataElements.find(({ Name }: Answer) => Name === elementName).Rows[row].Edits.find(
    ({ Name }: Answer) => Name === column,
  ).Value;

export const orderNo = (result: Answer): string => {
  assert.deepEqual(result.Summary, { Succeeded: 1, Failed: 0, Other: 0 }, JSON.stringify(result.Messages));
  return shown(result, 'TABPAGE_1.order', 'order_no');
};

/** The message of a transaction that failed. */
export const failure = (result: Answer): string => {
  assert.deepEqual(result.Summary, { Succeeded: 0, Failed: 1, Other: 0 });
  assert.equal(result.Results, null);
  return result.Messages[0];
};

/** Two things to sell, and somebody in Italy (22 %) to sell them to, with a contact. */
export function stockUp(twin: EpicorP21Twin): void {
  twin.addItem({ itemId: 'MUG-01', name: 'Ceramic mug', price: '12.5', stock: 40 });
  twin.addItem({ itemId: 'PEN-01', name: 'Ball pen', price: '1.33', stock: 100 });
  twin.addCustomer({
    customer: { customer_name: 'Giulia Rossi' },
    address: {
      mail_address1: 'Via Roma 1',
      mail_city: 'Torino',
      mail_postal_code: '10121',
      mail_country: 'IT',
      email_address: 'giulia@example.com',
    },
    contact: { first_name: 'Giulia', last_name: 'Rossi', email_address: 'giulia@example.com' },
  });
}
