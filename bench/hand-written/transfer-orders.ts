import { hash } from 'node:crypto';
import type { Pool } from 'undici';
import type { WooCommerceOrder } from '../server/woocommerce-order.ts';
import { assertAddsUp } from './adds-up.ts';
import { erpPayload } from './erp-payload.ts';
import type { OrderJournal } from './journal.ts';
import { orderDocument } from './order-document.ts';
import type { OrderDocument } from './order-shape.ts';

export interface Transfer {
  readonly pool: Pool;
  /** Path of the shop and of the ERP on the server: `/woo-1x5000`. */
  readonly shop: string;
  readonly erp: string;
  readonly validate: (document: OrderDocument) => boolean;
  readonly journal: OrderJournal;
  /** What an earlier run has left. */
  readonly unfinished: readonly WooCommerceOrder[];
  readonly concurrency: number;
}

const PAGE = 100;

/**
 * What somebody writes who needs this one integration, in a hurry but not careless: read pages (the next one while this
 * one is under way), map, validate, check the money, intent on disk, POST, outcome on disk. Nothing is retried, held,
 * configured or shown. Yields how many orders it has sent.
 */
export async function transferOrders(transfer: Transfer): Promise<number> {
  const { journal, concurrency, unfinished } = transfer;
  const free = new Slots(concurrency);
  let sent = 0;
  let number = 1;
  let cursor = Promise.resolve();
  const begin = async (orders: readonly WooCommerceOrder[]): Promise<readonly Promise<void>[]> => {
    const underWay: Promise<void>[] = [];
    for (const order of orders) {
      await free.take();
      underWay.push(
        transferOrder(transfer, order)
          .then((isSent) => {
            if (isSent) sent += 1;
          })
          .finally(() => free.give()),
      );
    }
    return underWay;
  };
  await Promise.all(await begin(unfinished));
  let ahead: Promise<OrderPage> | undefined = readPage(transfer, number);
  while (ahead !== undefined) {
    const page: OrderPage = await ahead;
    number += 1;
    ahead = number <= page.pages ? readPage(transfer, number) : undefined;
    const underWay = await begin(await journal.receive(page.orders));
    const last = page.orders.at(-1);
    // A cursor that does not move with the page moves past it when all of it, and all before it, has arrived.
    if (last !== undefined) {
      cursor = Promise.all([cursor, ...underWay]).then(() => journal.cursor(last.date_modified_gmt));
    }
  }
  await cursor;
  return sent;
}

class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(size: number) {
    this.#free = size;
  }

  async take(): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

interface OrderPage {
  readonly orders: readonly WooCommerceOrder[];
  readonly pages: number;
}

async function readPage({ pool, shop }: Transfer, page: number): Promise<OrderPage> {
  const query = `status=processing&dates_are_gmt=true&orderby=modified&order=asc&dp=6&per_page=${PAGE}&page=${page}`;
  const { statusCode, headers, body } = await pool.request({
    method: 'GET',
    path: `${shop}/wp-json/wc/v3/orders?${query}`,
    headers: { accept: 'application/json', authorization: `Basic ${btoa('key:secret')}` },
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`the shop answered ${statusCode}: ${text.slice(0, 200)}`);
  return { orders: JSON.parse(text) as WooCommerceOrder[], pages: Number(headers['x-wp-totalpages']) };
}

async function transferOrder({ pool, erp, validate, journal }: Transfer, order: WooCommerceOrder): Promise<boolean> {
  const document = orderDocument(order, 'shop');
  if (!validate(document)) throw new Error(`order ${order.number} is not valid`);
  assertAddsUp(document);
  const body = JSON.stringify(erpPayload(document));
  const key = String(order.id);
  const fingerprint = hash('sha256', body);
  if (journal.isDelivered(key, fingerprint)) return false;
  await journal.intent(key, order.number, fingerprint);
  const answer = await pool.request({
    method: 'POST',
    path: `${erp}/orders`,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: 'Bearer token',
      'idempotency-key': `${key}/${fingerprint.slice(0, 16)}`,
    },
    body,
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 201) throw new Error(`the ERP answered ${answer.statusCode}: ${text.slice(0, 200)}`);
  await journal.delivered(key, JSON.parse(text) as { id: string; number: string });
  return true;
}
