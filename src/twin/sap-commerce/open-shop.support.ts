import { request } from 'undici';
import { ManualClock } from '../../model/clock.ts';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import type { Item } from './item.ts';
import type { AddressOf, Placement } from './place-order.ts';
import { createSapCommerceTwin, type SapCommerceTwin } from './sap-commerce-twin.ts';
import { type OAuthClient, type SapCommerceTwinOptions, TWIN_CLIENTS } from './settings.ts';

/** JSON of unknown shape, for tests that reach into it. */
export interface Json {
  readonly [key: string]: Json;
  readonly [index: number]: Json;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: Json;
}

export const HOME: AddressOf = {
  firstname: 'Giulia',
  lastname: 'D’Angelo',
  streetname: 'Via Roma 1',
  town: 'Torino',
  postalcode: '10121',
  region: 'IT-TO',
  country: 'IT',
  phone1: '+39 011 555 0101',
};

/** A running twin and a client with a token. Close it with `await using`. */
export class ShopSession implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly running: RunningTwin<SapCommerceTwin>;
  token = '';

  constructor(clock: ManualClock, running: RunningTwin<SapCommerceTwin>) {
    this.clock = clock;
    this.running = running;
  }

  get twin(): SapCommerceTwin {
    return this.running.system;
  }

  async signIn(client: OAuthClient = TWIN_CLIENTS.connector): Promise<Answer> {
    const { clientId, clientSecret } = client;
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
    });
    const answer = await this.send('POST', '/authorizationserver/oauth/token', form.toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: '',
    });
    this.token = String(answer.body.access_token ?? '');
    return answer;
  }

  /** `path` below `/odata2webservices/`, with JSON. */
  odata(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(
      method,
      `/odata2webservices/${path}`,
      body === undefined ? undefined : JSON.stringify(body),
      headers,
    );
  }

  /** `path` below the site. */
  occ(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.send(method, `/occ/v2/twinshop/${path}`, body === undefined ? undefined : JSON.stringify(body));
  }

  async send(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await request(`${this.running.url}${path}`, {
      method: method as 'GET',
      headers: {
        authorization: `Bearer ${this.token}`,
        accept: 'application/json',
        'content-type': 'application/json',
        ...headers,
      },
      body: body ?? null,
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers['content-type'] ?? '').includes('json');
    return { status: answer.statusCode, headers: answer.headers, text, body: (isJson ? JSON.parse(text) : {}) as Json };
  }

  /** An order of a guest, paid by card unless the placement says otherwise. */
  order(lines: Readonly<Record<string, number>>, placement: Partial<Placement> = {}): Item {
    return this.twin.placeOrder({
      lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
      ...(placement.customer === undefined
        ? { guest: { email: 'giulia.dangelo@example.com', name: 'Giulia D’Angelo' } }
        : {}),
      billing: HOME,
      paymentMode: 'creditcard',
      ...placement,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.close();
  }
}

/** A shop with a mug (12.50, 100 in stock), a pen (1.33, 500) and a lamp (39.90, 80), and somebody signed in. */
export async function openShop(options: Partial<SapCommerceTwinOptions> = {}): Promise<ShopSession> {
  const clock = new ManualClock('2026-05-04T12:00:00.000Z');
  const twin = createSapCommerceTwin({ clock, ...options });
  twin.addProduct({ sku: 'MUG-01', name: 'Ceramic mug', price: '12.50', stock: 100 });
  twin.addProduct({ sku: 'PEN-01', name: 'Ball pen', price: '1.33', stock: 500 });
  twin.addProduct({ sku: 'LAMP-01', name: 'Desk lamp', price: '39.90', stock: 80 });
  const session = new ShopSession(clock, await startTwin(twin, { clock }));
  await session.signIn();
  return session;
}

export const query = (parameters: Readonly<Record<string, string>>): string =>
  new URLSearchParams(parameters).toString();

/** The `results` of a list, or of a collection that is expanded. */
export const results = (list: Json | undefined): readonly Json[] => (list?.results ?? []) as unknown as readonly Json[];
