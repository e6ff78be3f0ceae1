import { request } from 'undici';
import { ManualClock } from '../../model/clock.ts';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import type { Address, Order } from './order-state.ts';
import type { Placement } from './place-order.ts';
import { SalesforceCommerceTwin } from './salesforce-commerce-twin.ts';
import { type ApiClient, type SalesforceCommerceTwinOptions, TWIN_CLIENTS } from './settings.ts';

/** JSON of unknown shape, for tests that reach into it. */
export interface Json {
  readonly [key: string]: Json;
  readonly [index: number]: Json;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Json;
  readonly text: string;
}

export const HOME: Address = {
  firstName: 'Giulia',
  lastName: 'D’Angelo',
  address1: 'Via Roma 1',
  city: 'Torino',
  stateCode: 'TO',
  postalCode: '10121',
  countryCode: 'IT',
  phone: '+39 011 555 0101',
};

const { erp } = TWIN_CLIENTS;
export const TENANT_SCOPE = 'SALESFORCE_COMMERCE_API:zzte_prd';
const ALL = [TENANT_SCOPE, ...erp.scopes.filter((scope) => scope.endsWith('.rw'))].join(' ');

/** A running instance and a client of it that signs in by itself. Close it with `await using`. */
export class SiteSession implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly running: RunningTwin<SalesforceCommerceTwin>;
  #token: string | undefined;

  constructor(clock: ManualClock, running: RunningTwin<SalesforceCommerceTwin>) {
    this.clock = clock;
    this.running = running;
  }

  get twin(): SalesforceCommerceTwin {
    return this.running.system;
  }

  async token(client: ApiClient = erp, scope = ALL, grant = 'client_credentials'): Promise<Answer> {
    const form = new URLSearchParams({ grant_type: grant, scope });
    const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
    if (!client.methods.includes('client_secret_basic')) {
      form.set('client_id', client.id);
      form.set('client_secret', client.secret);
    } else headers.authorization = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`;
    return this.send('POST', '/dwsso/oauth2/access_token', form.toString(), headers);
  }

  /** `path` below the organization of an API of SCAPI: `checkout/orders`, `orders?siteId=RefArch`. */
  scapi(method: string, api: string, path: string, body?: unknown): Promise<Answer> {
    return this.ask(method, `/${api}/v1/organizations/f_ecom_zzte_prd/${path}`, body);
  }

  orders(method: string, path: string, body?: unknown): Promise<Answer> {
    const [way, query] = path.split('?');
    return this.scapi(
      method,
      'checkout/orders',
      `${way}?siteId=RefArch${query === undefined ? '' : `&${query}`}`,
      body,
    );
  }

  /** `path` below OCAPI Data. */
  data(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.ask(method, `/s/-/dw/data/v25_6/${path}`, body);
  }

  async ask(method: string, path: string, body?: unknown): Promise<Answer> {
    this.#token ??= String((await this.token()).body.access_token);
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await this.send(method, path, text, headers);
    if (answer.status === 401) this.#token = undefined;
    return answer;
  }

  async send(
    method: string,
    path: string,
    body: string | undefined,
    headers: Readonly<Record<string, string>>,
  ): Promise<Answer> {
    const answer = await request(`${this.running.url}${path}`, {
      method: method as 'GET',
      headers,
      body: body ?? null,
    });
    const text = await answer.body.text();
    const isJson = /json/.test(String(answer.headers['content-type'] ?? ''));
    return { status: answer.statusCode, headers: answer.headers, body: (isJson ? JSON.parse(text) : {}) as Json, text };
  }

  /** An order of a guest, paid by card unless the placement says otherwise. */
  order(lines: Readonly<Record<string, number>>, placement: Partial<Placement> = {}): Order {
    return this.twin.placeOrder({
      lines: Object.entries(lines).map(([productId, quantity]) => ({ productId, quantity })),
      email: 'giulia.dangelo@example.com',
      billing: HOME,
      shipTo: HOME,
      payment: { methodId: 'CREDIT_CARD', cardType: 'Visa', transactionId: 'tx-889' },
      paid: true,
      ...placement,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.close();
  }
}

/** A site with a mug (12.50, 100 in stock), a pen (1.33, 500) and a lamp (39.90, 80). */
export async function openSite(options: Partial<SalesforceCommerceTwinOptions> = {}): Promise<SiteSession> {
  const clock = new ManualClock('2026-05-04T12:00:00.000Z');
  const twin = new SalesforceCommerceTwin({ clock, ...options });
  twin.addProduct({ id: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 100 });
  twin.addProduct({ id: 'PEN-01', name: 'Ball pen', price: '1.33', stock: 500 });
  twin.addProduct({ id: 'LAMP-01', name: 'Desk lamp', price: '39.90', stock: 80 });
  return new SiteSession(clock, await startTwin(twin, { clock }));
}
