import { request } from 'undici';
import { ManualClock } from '../../model/clock.ts';
import { type RunningTwin, startTwin } from '../kit/twin-server.ts';
import { TWIN_KEYS, type WooCommerceTwinOptions } from './site-settings.ts';
import { createWooCommerceTwin, type WooCommerceTwin } from './woocommerce-twin.ts';

/** JSON of unknown shape, for tests that reach into it. */
export interface Json {
  readonly [key: string]: Json;
  readonly [index: number]: Json;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Json;
}

/** A running twin and a client with a read-write key, for tests over HTTP. Close it with `await using`. */
export class ShopSession implements AsyncDisposable {
  readonly clock: ManualClock;
  readonly running: RunningTwin<WooCommerceTwin>;

  constructor(clock: ManualClock, running: RunningTwin<WooCommerceTwin>) {
    this.clock = clock;
    this.running = running;
  }

  get twin(): WooCommerceTwin {
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

  /** `path` below `/wp-json/wc/v3/`, or from the root when it starts with a slash. Text is sent as it is. */
  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = BASIC,
  ): Promise<Answer> {
    const url = `${this.running.url}${path.startsWith('/') ? path : `/wp-json/wc/v3/${path}`}`;
    const answer = await request(url, {
      method: method as 'GET',
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers['content-type']).startsWith('application/json');
    return { status: answer.statusCode, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as Json };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running.close();
  }
}

export function basic(key: { readonly consumerKey: string; readonly consumerSecret: string }): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${key.consumerKey}:${key.consumerSecret}`).toString('base64')}` };
}

const BASIC = basic(TWIN_KEYS.readWrite);

/** A shop with a mug (12.50, 100 in stock), a pen (1.33, 500) and a chair (145.00, none); ids 10, 11, 12. */
export async function openShop(options: Partial<WooCommerceTwinOptions> = {}): Promise<ShopSession> {
  const clock = new ManualClock('2026-05-04T12:00:00.000Z');
  const twin = createWooCommerceTwin({ clock, ...options });
  const add = (name: string, sku: string, regular_price: string, stock_quantity: number) =>
    twin.addProduct({ name, sku, regular_price, stock_quantity, manage_stock: true });
  add('Mug', 'MUG', '12.50', 100);
  add('Pen', 'PEN', '1.33', 500);
  add('Chair', 'CHAIR', '145.00', 0);
  return new ShopSession(clock, await startTwin(twin, { clock }));
}
