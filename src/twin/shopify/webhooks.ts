import { createHash, createHmac } from 'node:crypto';
import { connectionOf, type PageArgs } from './connection.ts';
import { legacyIdOf, typeOfGlobalId } from './global-id.ts';
import { financialStatus } from './payments.ts';
import type { Resolvers } from './resolvers.ts';
import type { Shop, ShopEvent, WebhookSubscriptionRecord } from './shop.ts';
import { NO_ERRORS, refuse } from './user-error.ts';

/** One delivery as it would be sent: whoever steers the twin posts it (or does so twice, late, or out of order). */
export interface WebhookDelivery {
  readonly uri: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Takes what has happened since the last call, once for each subscription of its topic, signed with the client secret. */
export function takeWebhooks(shop: Shop, version: string): WebhookDelivery[] {
  const events = shop.events.splice(0);
  return events.flatMap((event) =>
    [...shop.webhookSubscriptions.values()]
      .filter(({ topic }) => topic === event.topic)
      .map((subscription) => delivery(shop, event, subscription, version)),
  );
}

function delivery(shop: Shop, event: ShopEvent, { uri }: WebhookSubscriptionRecord, version: string): WebhookDelivery {
  const body = JSON.stringify(payloadOf(shop, event));
  // Same event to several subscriptions: one event id, several webhook ids.
  const eventId = uuid(`${event.topic} ${event.resourceId} ${event.at}`);
  return {
    uri,
    body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': topicName(event.topic),
      'x-shopify-hmac-sha256': createHmac('sha256', shop.settings.clientSecret).update(body, 'utf8').digest('base64'),
      'x-shopify-shop-domain': shop.settings.shopDomain,
      'x-shopify-api-version': version,
      'x-shopify-webhook-id': uuid(shop.ids.take('WebhookDelivery')),
      'x-shopify-event-id': eventId,
      'x-shopify-triggered-at': event.at,
    },
  };
}

/** `ORDERS_PARTIALLY_FULFILLED` → `orders/partially_fulfilled`, `ORDER_TRANSACTIONS_CREATE` → `order_transactions/create`. */
export function topicName(topic: string): string {
  const name = topic.toLowerCase();
  const [, resource, action] =
    /^(order_transactions|company_locations|inventory_levels|inventory_items|bulk_operations|[a-z]+)_(.+)$/.exec(
      name,
    ) ?? [];
  return resource === undefined ? name : `${resource}/${action}`;
}

/** REST-shaped and short: a trigger to read again by GraphQL, as the real body should be used. A deletion knows only its id. */
function payloadOf(shop: Shop, { topic, resourceId }: ShopEvent): object {
  const id = Number(legacyIdOf(resourceId));
  if (topic.endsWith('_DELETE')) return { id };
  const base = { id, admin_graphql_api_id: resourceId };
  const order = shop.orders.get(resourceId);
  if (order !== undefined)
    return {
      ...base,
      name: order.name,
      email: order.email,
      created_at: order.createdAt,
      updated_at: order.updatedAt,
      cancelled_at: order.cancelledAt,
      currency: order.currencyCode,
      total_price: order.ordered.total,
      financial_status: financialStatus(order).toLowerCase(),
      test: order.test,
      line_items: order.lines.map((line) => ({
        id: Number(legacyIdOf(line.id)),
        sku: line.sku,
        quantity: line.quantity,
        price: line.unitPrice,
      })),
    };
  if (typeOfGlobalId(resourceId) === 'InventoryLevel') {
    const level = [...shop.inventoryLevels.values()].find((candidate) => candidate.id === resourceId);
    return {
      inventory_item_id: Number(legacyIdOf(level?.itemId ?? '')),
      location_id: Number(legacyIdOf(level?.locationId ?? '')),
      available: level?.quantities.available ?? null,
      updated_at: level?.updatedAt ?? null,
      admin_graphql_api_id: resourceId,
    };
  }
  return base;
}

function uuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const webhookQueries: Resolvers<unknown> = {
  webhookSubscriptions: (_, args: PageArgs & { topics?: readonly string[] | null }, { shop }) =>
    connectionOf(
      [...shop.webhookSubscriptions.values()].filter(({ topic }) => !args.topics || args.topics.includes(topic)),
      args,
    ),
};

export const webhookMutations: Resolvers<unknown> = {
  webhookSubscriptionCreate: (
    _,
    {
      topic,
      webhookSubscription: input,
    }: { topic: string; webhookSubscription: { uri?: string | null; format?: string | null } },
    { shop },
  ) => {
    const uri = input.uri ?? '';
    const at = ['webhookSubscription', 'uri'];
    if (!/^(https:\/\/|pubsub:\/\/|arn:aws:events:)/.test(uri))
      return refuse(at, 'Address protocol http:// is not supported');
    if ([...shop.webhookSubscriptions.values()].some((other) => other.topic === topic && other.uri === uri))
      return refuse(at, 'Address for this topic has already been taken');
    const webhookSubscription: WebhookSubscriptionRecord = {
      id: shop.ids.take('WebhookSubscription'),
      topic,
      uri,
      format: input.format ?? 'JSON',
      createdAt: shop.now(),
    };
    shop.webhookSubscriptions.set(webhookSubscription.id, webhookSubscription);
    return { webhookSubscription, userErrors: NO_ERRORS };
  },
  webhookSubscriptionDelete: (_, { id }: { id: string }, { shop }) => {
    if (!shop.webhookSubscriptions.delete(id)) return refuse(['id'], 'Webhook subscription does not exist');
    return { deletedWebhookSubscriptionId: id, userErrors: NO_ERRORS };
  },
};
