import { ManualClock } from '../../model/clock.ts';
import { EpicorEclipseTwin } from './epicor-eclipse-twin.ts';
import { type EpicorEclipseTwinOptions, TWIN_USER } from './settings.ts';

export interface Answer {
  readonly status: number;
  // Tests look into answers of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the test is about
  readonly body: any;
}

/** A twin with a product, a customer and a session, asked without a socket. */
export function openCompany(options: Partial<EpicorEclipseTwinOptions> = {}) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const twin = new EpicorEclipseTwin({ clock, ...options });
  twin.addProduct({
    catalogNumber: 'MUG-01',
    description: 'Ceramic mug',
    price: '12.50',
    stock: 40,
    selectCode: 'HOME',
  });
  twin.addProduct({
    catalogNumber: 'WIRE',
    description: 'Copper wire',
    price: '0.075',
    stock: 500,
    pricingPerQuantity: 100,
    uoms: [
      { uom: 'ea', quantity: 1 },
      { uom: 'box', quantity: 100 },
    ],
  });
  twin.addCustomer('120045', {
    name: 'Northfield Supply',
    email: 'orders@example.com',
    address: { name: '', address: 'Neumarkt 9', address2: '', city: 'Bonn', state: '', zip: '53111', country: 'DE' },
  });

  function ask(method: string, path: string, body?: unknown, token = signIn().sessionToken, expired = false): Answer {
    const url = new URL(path, 'http://eclipse.example.com:5000');
    const reply = twin.handle(
      {
        method,
        path: url.pathname,
        query: url.searchParams,
        headers: { authorization: `SessionToken ${token}` },
        url: `${url.origin}${url.pathname}`,
        body: body === undefined ? '' : JSON.stringify(body),
      },
      expired,
    );
    return { status: reply.status, body: reply.body };
  }

  let session: Answer['body'];
  function signIn(again = false): Answer['body'] {
    if (session === undefined || again) session = logIn(TWIN_USER.name, TWIN_USER.password).body;
    return session;
  }

  const logIn = (username: string, password: string): Answer => ask('POST', '/Sessions', { username, password }, '');

  return { clock, twin, ask, signIn, logIn };
}

export const ORDER = {
  billToCustomer: '120045',
  customerPONumber: 'WEB-100045',
  shipVia: 'EXPRESS',
  terms: 'CARD',
  freight: { value: '9.95', currency: 'EUR' },
  lines: [
    { productId: '55101', quantity: 4, unitPrice: { value: '12.00000000', currency: 'EUR' } },
    { comment: 'Coupon SPRING10' },
  ],
};
