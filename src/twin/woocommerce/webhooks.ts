import { batchRoute } from './batch.ts';
import { PAGING, pageOf, pageReply } from './collection-page.ts';
import { BOOLEAN, INTEGER, oneOf, type Parameters, STRING } from './parameter-schema.ts';
import { flagIn, numberIn, textIn, type Values } from './request-values.ts';
import { apiUrl, links, withoutHints } from './resource-links.ts';
import { invalidId, RestError, trashNotSupported } from './rest-error.ts';
import { created, gone, ok, type RestRequest, type Route, WRITES } from './route.ts';
import { gmt } from './site-time.ts';
import type { Webhook } from './store.ts';

const STATUSES = ['active', 'paused', 'disabled'] as const;
const BODY: Parameters = {
  name: STRING,
  status: oneOf(...STATUSES),
  topic: STRING,
  secret: STRING,
  delivery_url: STRING,
};

/** The PHP hooks behind a topic, as captured for four of them; the others follow the same naming. */
const HOOKS: Readonly<Record<string, readonly string[]>> = {
  'order.created': ['woocommerce_new_order'],
  'order.updated': ['woocommerce_update_order', 'woocommerce_order_refunded'],
  'order.deleted': ['wp_trash_post', 'woocommerce_trash_order'],
  'order.restored': ['untrashed_post', 'woocommerce_untrash_order'],
  'customer.created': ['user_register', 'woocommerce_created_customer', 'woocommerce_new_customer'],
  'customer.updated': ['profile_update', 'woocommerce_update_customer'],
  'customer.deleted': ['delete_user'],
  'product.created': [
    'woocommerce_process_product_meta',
    'woocommerce_new_product',
    'woocommerce_new_product_variation',
  ],
  'product.updated': [
    'woocommerce_process_product_meta',
    'woocommerce_update_product',
    'woocommerce_update_product_variation',
  ],
  'product.deleted': ['wp_trash_post'],
  'product.restored': ['untrashed_post'],
  'coupon.created': ['woocommerce_process_shop_coupon_meta', 'woocommerce_new_coupon'],
  'coupon.updated': ['woocommerce_process_shop_coupon_meta', 'woocommerce_update_coupon'],
  'coupon.deleted': ['wp_trash_post'],
  'coupon.restored': ['untrashed_post'],
};

const CREATE: Route = {
  methods: ['POST'],
  path: '/wc/v3/webhooks',
  access: 'create',
  parameters: { ...BODY, topic: { ...STRING, required: true }, delivery_url: { ...STRING, required: true } },
  handle(request) {
    checkWebhook(request.values);
    const now = request.store.now();
    const id = request.store.nextId('webhook');
    const webhook: Webhook = {
      id,
      name: '',
      status: 'active',
      topic: '',
      deliveryUrl: '',
      secret: '',
      createdAt: now,
      modifiedAt: now,
    };
    writeWebhook(webhook, request.values);
    if (webhook.name === '') webhook.name = `Webhook created on ${request.store.time.local(now)}`;
    request.store.webhooks.set(id, webhook);
    return created(viewWebhook(webhook, request), apiUrl(request.site, `webhooks/${id}`));
  },
};

const UPDATE: Route = {
  methods: WRITES,
  path: '/wc/v3/webhooks/{id:number}',
  access: 'edit',
  parameters: { id: INTEGER, ...BODY },
  handle(request) {
    const webhook = webhookOf(request, 400);
    checkWebhook(request.values);
    writeWebhook(webhook, request.values);
    webhook.modifiedAt = request.store.now();
    return ok(viewWebhook(webhook, request));
  },
};

const DELETE: Route = {
  methods: ['DELETE'],
  path: '/wc/v3/webhooks/{id:number}',
  access: 'delete',
  parameters: { id: INTEGER, force: { ...BOOLEAN, default: false } },
  handle(request) {
    if (flagIn(request.values, 'force') !== true) throw trashNotSupported('Webhooks do not support trashing.');
    const webhook = webhookOf(request, 404);
    request.store.webhooks.delete(webhook.id);
    return gone(withoutHints(viewWebhook(webhook, request)));
  },
};

/** Registration. What is sent is in webhook-deliveries.ts. */
export const WEBHOOK_ROUTES: readonly Route[] = [
  {
    methods: ['GET'],
    path: '/wc/v3/webhooks',
    access: 'list',
    parameters: { ...PAGING, status: { ...oneOf('all', ...STATUSES), default: 'all' } },
    handle(request) {
      const status = textIn(request.values, 'status');
      const rows = [...request.store.webhooks.values()].filter((each) => status === 'all' || each.status === status);
      const page = pageOf(rows, request.values);
      return pageReply(request, rows.length, page.length, { body: page.map((each) => viewWebhook(each, request)) });
    },
  },
  CREATE,
  {
    methods: ['GET'],
    path: '/wc/v3/webhooks/{id:number}',
    access: 'view',
    parameters: { id: INTEGER },
    handle: (request) => ok(viewWebhook(webhookOf(request, 404), request)),
  },
  UPDATE,
  DELETE,
  batchRoute('/wc/v3/webhooks/batch', { create: CREATE, update: UPDATE, delete: DELETE }),
];

function checkWebhook(values: Values): void {
  const topic = textIn(values, 'topic');
  if (topic !== undefined && HOOKS[topic] === undefined && !/^action\.\w+$/.test(topic))
    throw new RestError('woocommerce_rest_shop_webhook_invalid_topic', 'Webhook topic must be valid.', 400);
  const url = textIn(values, 'delivery_url');
  if (url !== undefined && !/^https?:\/\/[^/]/.test(url))
    throw new RestError(
      'woocommerce_rest_shop_webhook_invalid_delivery_url',
      'Webhook delivery URL must be a valid URL starting with http:// or https://.',
      400,
    );
}

function writeWebhook(webhook: Webhook, values: Values): void {
  webhook.name = textIn(values, 'name') ?? webhook.name;
  webhook.status = textIn(values, 'status') || webhook.status;
  webhook.topic = textIn(values, 'topic') ?? webhook.topic;
  webhook.deliveryUrl = textIn(values, 'delivery_url') ?? webhook.deliveryUrl;
  webhook.secret = textIn(values, 'secret') ?? webhook.secret;
}

function viewWebhook(webhook: Webhook, { store, site }: RestRequest) {
  const [resource = '', event = ''] = webhook.topic.split('.');
  return {
    id: webhook.id,
    name: webhook.name,
    status: webhook.status,
    topic: webhook.topic,
    resource,
    event,
    hooks: HOOKS[webhook.topic] ?? [event],
    delivery_url: webhook.deliveryUrl,
    date_created: store.time.local(webhook.createdAt),
    date_created_gmt: gmt(webhook.createdAt),
    date_modified: store.time.local(webhook.modifiedAt),
    date_modified_gmt: gmt(webhook.modifiedAt),
    _links: links(site, 'webhooks', webhook.id),
  };
}

function webhookOf(request: RestRequest, status: 400 | 404): Webhook {
  const webhook = request.store.webhooks.get(numberIn(request.values, 'id') ?? 0);
  if (webhook === undefined) throw invalidId('shop_webhook', status);
  return webhook;
}
