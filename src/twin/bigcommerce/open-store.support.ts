import { request } from 'undici';
import { ManualClock } from '../../model/clock.ts';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import { BigCommerceTwin } from './bigcommerce-twin.ts';
import { EMPTY_ADDRESS, type OrderAddress } from './order-address.ts';
import type { Order } from './order-state.ts';
import type { Payment, Placement } from './place-order.ts';
import { type BigCommerceTwinOptions, TWIN_ACCOUNTS, TWIN_STORE_HASH } from './settings.ts';

/** JSON of unknown shape, for tests that reach into it. */
export interface Json {
  readonly [key: string]: Json;
  readonly [index: number]: Json;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Parsed where it is JSON; empty text where nothing came. */
  readonly body: Json;
}

export const HOME: OrderAddress = {
  ...EMPTY_ADDRESS,
  first_name: 'Giulia',
  last_name: 'D’Angelo',
  street_1: 'Via Roma 1',
  city: 'Torino',
  state: 'Torino',
  zip: '10121',
  country: 'Italy',
  country_iso2: 'IT',
  phone: '+39 011 555 0101',
  email: 'giulia.dangelo@example.com',
};

export const BY_CARD: Payment = {
  name: 'Credit Card',
  status: 'captured',
  event: 'purchase',
  method: 'credit_card',
  gateway: 'braintree',
  gatewayId: 'bt-1',
};
export const BY_BANK: Payment = {
  name: 'Bank Deposit',
  status: '',
  event: 'pending',
  method: 'offline',
  gateway: 'bankdeposit',
};

/** A running twin and a client with its token. Close it with `await using`. */
export class StoreSession implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly running: RunningTwin<BigCommerceTwin>;

  constructor(clock: ManualClock, running: RunningTwin<BigCommerceTwin>) {
    this.clock = clock;
    this.running = running;
  }

  get twin(): BigCommerceTwin {
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

  delete(path: string): Promise<Answer> {
    return this.ask('DELETE', path);
  }

  /** `path` below `/stores/{hash}/`; `headers` over the usual ones. */
  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = await request(`${this.running.url}/stores/${TWIN_STORE_HASH}/${path}`, {
      method: method as 'GET',
      headers: {
        accept: 'application/json',
        'x-auth-token': TWIN_ACCOUNTS.erp.accessToken,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.body.text();
    const isJson = /json/.test(String(answer.headers['content-type']));
    return { status: answer.statusCode, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as Json };
  }

  /** An order of a guest, paid by card unless the placement says otherwise. */
  order(lines: Readonly<Record<string, number>>, placement: Partial<Placement> = {}): Order {
    return this.twin.placeOrder({
      lines: Object.entries(lines).map(([sku, quantity]) => ({ sku, quantity })),
      billing: HOME,
      payment: BY_CARD,
      ...placement,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.close();
  }
}

/** A store with a mug (12.50, 100 in stock), a pen (1.33, 500) and a T-shirt in S (14.99, 50) and M (15.49, 60). */
export async function openStore(options: Partial<BigCommerceTwinOptions> = {}): Promise<StoreSession> {
  const clock = new ManualClock('2026-05-04T12:00:00.000Z');
  const twin = new BigCommerceTwin({ clock, ...options });
  const tracked = { inventory_tracking: 'product' };
  twin.addProduct({ name: 'Ceramic mug', sku: 'MUG-01', price: 12.5, inventory_level: 100, ...tracked });
  twin.addProduct({ name: 'Ball pen', sku: 'PEN-01', price: 1.33, inventory_level: 500, ...tracked });
  twin.addProduct({
    name: 'T-shirt',
    price: 14.99,
    inventory_tracking: 'variant',
    variants: [
      { sku: 'TEE-S', inventory_level: 50, option_values: [{ option_display_name: 'Size', label: 'S' }] },
      { sku: 'TEE-M', price: 15.49, inventory_level: 60, option_values: [{ option_display_name: 'Size', label: 'M' }] },
    ],
  });
  return new StoreSession(clock, await startTwin(twin, { clock }));
}

/** The entries of a V3 answer. */
export function dataOf({ body }: Answer): readonly Json[] {
  return body.data as unknown as Json[];
}
