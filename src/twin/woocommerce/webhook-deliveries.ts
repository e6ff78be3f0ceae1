import { createHash, createHmac } from 'node:crypto';
import { viewCustomer } from './customers.ts';
import { viewOrder, WOOCOMMERCE_VERSION } from './order-view.ts';
import { viewProduct } from './product-view.ts';
import type { Store, Webhook } from './store.ts';

/** One message as it would be sent. Whoever steers the twin posts it, or does so twice, late, out of order or not at all. */
export interface WebhookDelivery {
  readonly webhookId: number;
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Resource = 'order' | 'customer' | 'product';

interface Pending {
  readonly webhookId: number;
  readonly resource: Resource | 'ping';
  readonly event: string;
  readonly id: number;
}

/** Statuses of success; a redirect is not followed and counts as received (sheet section 9). */
const isReceived = (status: number): boolean => status >= 200 && status <= 302;
const MOST_FAILURES = 5;

/**
 * What the shop tells of changes, as captured: an unsigned ping when a webhook is made, then one signed message for each
 * change and topic, whose body is the record as it is when it is sent. A failed message is not sent again; the seventh
 * failure in a row switches the webhook off. Changes within one look are one.
 */
export class WebhookDeliveries {
  readonly #store: Store;
  readonly #failures = new Map<number, number>();
  readonly #pinged = new Set<number>();
  #seen = new Map<string, string>();
  #pending: Pending[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  /** Notes what has changed since the last look, for the webhooks that are active now. */
  look(): void {
    const now = this.#records();
    const webhooks = [...this.#store.webhooks.values()];
    for (const webhook of webhooks) {
      if (this.#pinged.has(webhook.id) || webhook.status !== 'active') continue;
      this.#pinged.add(webhook.id);
      this.#pending.push({ webhookId: webhook.id, resource: 'ping', event: '', id: 0 });
    }
    for (const key of new Set([...this.#seen.keys(), ...now.keys()])) {
      const [before, after] = [this.#seen.get(key), now.get(key)];
      if (before === after) continue;
      const [resource, id] = key.split(' ') as [Resource, string];
      const event = before === undefined ? 'created' : after === undefined ? 'deleted' : 'updated';
      for (const { id: webhookId, status, topic } of webhooks)
        if (status === 'active' && topic === `${resource}.${event}`)
          this.#pending.push({ webhookId, resource, event, id: Number(id) });
    }
    this.#seen = now;
  }

  /** The messages of what has happened since the last call. */
  take(site: string): WebhookDelivery[] {
    this.look();
    return this.#pending.splice(0).flatMap((pending) => {
      const webhook = this.#store.webhooks.get(pending.webhookId);
      return webhook === undefined ? [] : [this.#message(webhook, pending, site)];
    });
  }

  /** What a receiver has answered. */
  answered(webhookId: number, status: number): void {
    const webhook = this.#store.webhooks.get(webhookId);
    if (webhook === undefined) return;
    const failures = this.#failures.get(webhookId) ?? 0;
    if (!isReceived(status) && failures <= MOST_FAILURES) {
      this.#failures.set(webhookId, failures + 1);
      return;
    }
    // One that is switched on again begins to count anew.
    this.#failures.delete(webhookId);
    if (!isReceived(status)) webhook.status = 'disabled';
  }

  #message(
    { id, deliveryUrl, topic, secret }: Webhook,
    { resource, event, id: record }: Pending,
    site: string,
  ): WebhookDelivery {
    const userAgent = { 'user-agent': `WooCommerce/${WOOCOMMERCE_VERSION} Hookshot (WordPress/7.0.4)` };
    if (resource === 'ping')
      return {
        webhookId: id,
        uri: deliveryUrl,
        headers: { ...userAgent, 'content-type': 'application/x-www-form-urlencoded' },
        body: `webhook_id=${id}`,
      };
    const body = JSON.stringify(this.#body(resource, event, record, site)).replaceAll('/', '\\/');
    return {
      webhookId: id,
      uri: deliveryUrl,
      headers: {
        ...userAgent,
        'content-type': 'application/json',
        'x-wc-webhook-source': `${site}/`,
        'x-wc-webhook-topic': topic,
        'x-wc-webhook-resource': resource,
        'x-wc-webhook-event': event,
        'x-wc-webhook-signature': createHmac('sha256', secret).update(body, 'utf8').digest('base64'),
        'x-wc-webhook-id': String(id),
        'x-wc-webhook-delivery-id': createHash('md5').update(`${id} ${this.#store.now()}`).digest('hex'),
      },
      body,
    };
  }

  #body(resource: Resource, event: string, id: number, site: string): unknown {
    if (event === 'deleted') return { id };
    const { orders, customers, products } = this.#store;
    const order = resource === 'order' ? orders.get(id) : undefined;
    if (order !== undefined) return viewOrder(order, this.#store, site, 2);
    const customer = resource === 'customer' ? customers.get(id) : undefined;
    if (customer !== undefined) return viewCustomer(customer, { store: this.#store, site });
    const product = resource === 'product' ? products.get(id) : undefined;
    if (product !== undefined) return viewProduct(product, this.#store, site);
    // Gone between the change and the message (captured).
    return { code: `woocommerce_rest_${resource}_invalid_id`, message: 'Invalid ID.', data: { status: 404 } };
  }

  #records(): Map<string, string> {
    const store = this.#store;
    const site = 'http://localhost';
    return new Map([
      ...[...store.orders.values()].map((each): [string, string] => [
        `order ${each.id}`,
        JSON.stringify(viewOrder(each, store, site, 6)),
      ]),
      ...[...store.customers.values()].map((each): [string, string] => [
        `customer ${each.id}`,
        JSON.stringify(viewCustomer(each, { store, site })),
      ]),
      ...[...store.products.values()].map((each): [string, string] => [
        `product ${each.id}`,
        JSON.stringify(viewProduct(each, store, site)),
      ]),
    ]);
  }
}
