import { createHash } from 'node:crypto';
import { request } from 'undici';
import { ManualClock } from '../../model/clock.ts';
import { encodeRfc3986, oauthSignature } from '../kit/oauth-signature.ts';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import type { Address } from './customer-state.ts';
import { createMagentoTwin, type MagentoTwin } from './magento-twin.ts';
import type { Order } from './order-state.ts';
import type { Placement } from './place-order.ts';
import { type Integration, type MagentoTwinOptions, TWIN_INTEGRATIONS } from './settings.ts';

/** JSON of unknown shape, for tests that reach into it. */
export interface Json {
  readonly [key: string]: Json;
  readonly [index: number]: Json;
}

export interface Answer {
  readonly status: number;
  readonly body: Json;
}

export const HOME: Address = {
  firstname: 'Giulia',
  lastname: 'D’Angelo',
  company: undefined,
  street: ['Via Roma 1'],
  city: 'Torino',
  region: 'Torino',
  regionCode: 'TO',
  postcode: '10121',
  countryId: 'IT',
  telephone: '+39 011 555 0101',
  vatId: undefined,
};

/** A running twin and a client that signs as an integration. Close it with `await using`. */
export class ShopSession implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly running: RunningTwin<MagentoTwin>;
  #turn = 0;

  constructor(clock: ManualClock, running: RunningTwin<MagentoTwin>) {
    this.clock = clock;
    this.running = running;
  }

  get twin(): MagentoTwin {
    return this.running.system;
  }

  get(path: string): Promise<Answer> {
    return this.ask('GET', path);
  }

  post(path: string, body: unknown): Promise<Answer> {
    return this.ask('POST', path, body);
  }

  put(path: string, body: unknown): Promise<Answer> {
    return this.ask('PUT', path, body);
  }

  /** `path` below `/rest/all/V1/`, or from the root when it starts with a slash. */
  ask(method: string, path: string, body?: unknown, integration: Integration = TWIN_INTEGRATIONS.erp): Promise<Answer> {
    const url = `${this.running.url}${path.startsWith('/') ? path : `/rest/all/V1/${path}`}`;
    return this.send(method, url, body, { authorization: this.signature(method, url, integration) });
  }

  async send(method: string, url: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const answer = await request(url, {
      method: method as 'GET',
      headers: { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: answer.statusCode, body: (await answer.body.json()) as Json };
  }

  /** The header that signs a request. Each time another nonce. */
  signature(method: string, written: string, integration: Integration, changes: Record<string, string> = {}): string {
    this.#turn += 1;
    const url = new URL(written);
    const oauth = Object.entries({
      oauth_consumer_key: integration.consumerKey,
      oauth_nonce: createHash('sha256').update(String(this.#turn)).digest('hex'),
      oauth_signature_method: 'HMAC-SHA256',
      oauth_timestamp: String(Math.floor(this.clock.now() / 1000)),
      oauth_token: integration.accessToken,
      oauth_version: '1.0',
      ...changes,
    });
    const signature = oauthSignature({
      method,
      url: `${url.origin}${url.pathname}`,
      parameters: [...url.searchParams, ...oauth],
      consumerSecret: integration.consumerSecret,
      tokenSecret: integration.accessTokenSecret,
      signatureMethod: 'HMAC-SHA256',
    });
    const all = [...oauth, ['oauth_signature', changes.oauth_signature ?? signature] as const];
    return `OAuth ${all.map(([name, value]) => `${name}="${encodeRfc3986(value)}"`).join(', ')}`;
  }

  /** An order of a guest, paid by card unless the placement says otherwise. */
  order(lines: Readonly<Record<string, number>>, placement: Partial<Placement> = {}): Order {
    return this.twin.placeOrder(placementOf(lines, placement));
  }

  /** Staff edit an order in the admin. */
  edit(order: Order, lines: Readonly<Record<string, number>>): Order {
    return this.twin.editOrder(order, placementOf(lines, {}));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.close();
  }
}

export const CAPTURED = {
  captured: { transactionId: 'bt-1' },
  state: 'processing',
} as const satisfies Partial<Placement>;
export const FLAT_RATE = { method: 'flatrate_flatrate', description: 'Flat Rate - Fixed', price: '7.50' } as const;

/** A shop with a mug (12.50, 100 in stock), a pen (1.33, 500) and a lamp (39.90, 80); ids 1, 2, 3. */
export async function openShop(options: Partial<MagentoTwinOptions> = {}): Promise<ShopSession> {
  const clock = new ManualClock('2026-05-04T12:00:00.000Z');
  const twin = createMagentoTwin({ clock, ...options });
  twin.addProduct({ sku: 'MUG-01', name: 'Ceramic mug', price: 12.5 }, 100);
  twin.addProduct({ sku: 'PEN-01', name: 'Ball pen', price: 1.33 }, 500);
  twin.addProduct({ sku: 'LAMP-01', name: 'Desk lamp', price: 39.9 }, 80);
  return new ShopSession(clock, await startTwin(twin, { clock }));
}

/** `searchCriteria[…]` for filters that all hold: `['updated_at', 'gteq', '2026-05-04']`. */
export function criteria(
  filters: readonly (readonly [field: string, condition: string, value: string])[],
  rest: Readonly<Record<string, string | number>> = {},
): string {
  const query = new URLSearchParams();
  filters.forEach(([field, condition, value], group) => {
    const at = `searchCriteria[filter_groups][${group}][filters][0]`;
    query.set(`${at}[field]`, field);
    query.set(`${at}[value]`, value);
    query.set(`${at}[condition_type]`, condition);
  });
  for (const [name, value] of Object.entries(rest)) query.set(`searchCriteria${name}`, String(value));
  return query.size === 0 ? 'searchCriteria' : query.toString();
}

const placementOf = (lines: Readonly<Record<string, number>>, placement: Partial<Placement>): Placement => ({
  lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
  email: 'giulia.dangelo@example.com',
  billing: HOME,
  payment: { method: 'braintree', title: 'Credit Card' },
  ...placement,
});
