import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeOrder, modifiedAt } from './make-order.ts';
import { smallOrders } from './small-orders.ts';

/**
 * Shop and ERP of the benchmarks, in a process of its own and as cheap as it can be: orders are rendered once, before
 * anything is measured, and a page is a copy of their bytes.
 *
 * - `/woo-<lines>x<count>/wp-json/wc/v3/orders`: that many orders with that many lines, as WooCommerce lists them
 * - `/small-<count>/orders`: that many small orders, made while they are asked for, `next` naming the next page
 * - `/<erp>/orders`: takes an order; `/<erp>/received`: what it has taken
 */

const LARGEST_SAMPLE = 200;

interface Erp {
  count: number;
  /** Payloads by their number, the first few, to compare what two programs send. */
  readonly sample: Map<string, unknown>;
  /** Numbers that came before; kept for runs that are small enough, undefined for the others. */
  readonly numbers: Set<string>;
}

const MOST_NUMBERS = 100_000;
const shops = new Map<string, readonly Buffer[]>();
const erps = new Map<string, Erp>();

function ordersOf(shop: string): readonly Buffer[] {
  const known = shops.get(shop);
  if (known !== undefined) return known;
  const match = /^woo-(\d+)x(\d+)$/.exec(shop);
  if (match === null) throw new RangeError(`no shop ${shop}`);
  const orders = Array.from({ length: Number(match[2]) }, (_, index) =>
    Buffer.from(`,${JSON.stringify(makeOrder(index, Number(match[1])))}`),
  );
  shops.set(shop, orders);
  return orders;
}

function erpNamed(name: string): Erp {
  const known = erps.get(name);
  if (known !== undefined) return known;
  const made: Erp = { count: 0, sample: new Map(), numbers: new Set() };
  erps.set(name, made);
  return made;
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

/** A page by number, of the orders changed after an instant: WooCommerce leaves that second itself out. */
function sendWooCommercePage(shop: string, query: URLSearchParams, response: ServerResponse): void {
  const orders = ordersOf(shop);
  const size = Number(query.get('per_page') ?? 10);
  const since = query.get('modified_after');
  const from = since === null ? 0 : firstAfter(Date.parse(`${since}Z`), orders.length);
  const start = from + (Number(query.get('page') ?? 1) - 1) * size;
  const page = Buffer.concat([...orders.slice(start, start + size), Buffer.from(']')]);
  if (page.length > 1) page[0] = 0x5b; // the comma before the first one
  sendJson(response, 200, page.length > 1 ? page : '[]', totals(orders.length - from, size));
}

const totals = (count: number, size: number): Record<string, string> => ({
  'x-wp-total': String(count),
  'x-wp-totalpages': String(Math.ceil(count / size)),
});

function firstAfter(ms: number, count: number): number {
  const index = Math.floor((ms - modifiedAt(0)) / 1000) + 1;
  return Math.min(Math.max(index, 0), count);
}

async function takeOrder(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const payload = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { readonly externalDocumentNumber?: string };
  const number = payload.externalDocumentNumber;
  if (typeof number !== 'string' || request.headers['idempotency-key'] === undefined) {
    return sendJson(response, 400, '{"code":"incomplete","message":"no number or no Idempotency-Key"}');
  }
  const erp = erpNamed(name);
  erp.count += 1;
  if (erp.numbers.size < MOST_NUMBERS) erp.numbers.add(number);
  if (erp.sample.size < LARGEST_SAMPLE) erp.sample.set(number, payload);
  sendJson(response, 201, `{"id":"${erp.count}","number":"SO-${number}"}`);
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, name = '', ...rest] = url.pathname.split('/');
  if (request.method === 'POST') {
    takeOrder(name, request, response).catch((error: unknown) => response.destroy(error as Error));
  } else if (rest[0] === 'received') {
    const { count, sample, numbers } = erpNamed(name);
    const { user, system } = process.cpuUsage();
    sendJson(
      response,
      200,
      JSON.stringify({
        count,
        distinct: numbers.size,
        cpuMicros: user + system,
        sample: Object.fromEntries(sample),
      }),
    );
  } else if (name.startsWith('small-')) {
    sendJson(response, 200, smallOrders(Number(name.slice(6)), Number(url.searchParams.get('after') ?? 0)));
  } else {
    sendWooCommercePage(name, url.searchParams, response);
  }
});
// A connection that is idle while orders are mapped must not be closed under the client.
server.keepAliveTimeout = 120_000;
for (const shop of process.argv.slice(2)) ordersOf(shop);
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit(0));
