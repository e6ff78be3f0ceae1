import { ManualClock } from '../../model/clock.ts';
import { SageIntacctTwin } from './sage-intacct-twin.ts';
import { type SageIntacctTwinOptions, TWIN_APP } from './settings.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  // Tests look into answers of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test is about
  readonly body: any;
}

/** A twin with two items and a customer. */
export function companyOf(options: Partial<SageIntacctTwinOptions> = {}) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const twin = new SageIntacctTwin({ clock, ...options });
  twin.addProductLine('HOME', 'Home');
  twin.addItem({ id: 'MUG-01', name: 'Ceramic mug', basePrice: '12.50', stock: 40, productLine: 'HOME' });
  twin.addItem({ id: 'PEN-01', name: 'Ball pen', basePrice: '1.33', stock: 500, units: { Each: 1, Box: 50 } });
  const address = { addressLine1: 'Neumarkt 9', city: 'Bonn', postCode: '53111', isoCountryCode: 'de' };
  twin.addCustomer(
    'C10010',
    'Northfield Supply',
    { email1: 'orders@example.com', mailingAddress: address },
    { term: 'Net 30' },
  );
  return { clock, twin };
}

/** Such a twin, asked without a socket. */
export function openCompany(options: Partial<SageIntacctTwinOptions> = {}) {
  const { clock, twin } = companyOf(options);

  function send(
    method: string,
    path: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    expired = false,
  ): Answer {
    const reply = twin.handle(
      {
        method,
        path: `/ia/api/v1${path}`,
        query: new URLSearchParams(),
        headers,
        url: `https://api.intacct.example.com/ia/api/v1${path}`,
        body,
      },
      expired,
    );
    return { status: reply.status, headers: reply.headers ?? {}, body: reply.body };
  }

  const signIn = (change: Readonly<Record<string, string>> = {}): Answer =>
    send(
      'POST',
      '/oauth2/token',
      new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: TWIN_APP.clientId,
        client_secret: TWIN_APP.clientSecret,
        username: TWIN_APP.user,
        ...change,
      }).toString(),
      {},
    );
  let bearer: string | undefined;
  const ask = (
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Answer => {
    bearer ??= `Bearer ${signIn().body.access_token}`;
    return send(method, path, body === undefined ? '' : JSON.stringify(body), { authorization: bearer, ...headers });
  };
  const query = (object: string, fields: readonly string[], more: object = {}): Answer =>
    ask('POST', '/services/core/query', { object, fields, ...more });
  const ORDERS = '/objects/order-entry/document::Sales%20Order';
  const order = (change: object = {}, headers = {}): Answer => ask('POST', ORDERS, { ...ORDER, ...change }, headers);
  const read = (key: string): Answer['body'] => ask('GET', `${ORDERS}/${key}`).body['ia::result'];

  return { clock, twin, send, signIn, ask, query, order, read, ORDERS };
}

export const LINE = {
  dimensions: { item: { id: 'MUG-01' }, warehouse: { id: 'MAIN' } },
  unit: 'Each',
  unitQuantity: '4',
  unitPrice: '12.00',
};
const ORDER = {
  customer: { id: 'C10010' },
  referenceNumber: 'WEB-1001',
  shippingMethod: { id: 'Express' },
  lines: [LINE],
  subtotals: [
    { description: 'Shipping', absoluteValue: '9.95' },
    { description: 'Sales Discount', absoluteValue: '8.00' },
    { description: 'Sales Tax', absoluteValue: '9.49' },
  ],
};
