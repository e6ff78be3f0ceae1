import type { TwinReply, TwinRequest, TwinSystem } from '../kit/twin-server.ts';
import { effectiveScopes } from './access-scopes.ts';
import { AccessTokens } from './access-token.ts';
import { shopifySchema } from './all-resolvers.ts';
import { type GraphqlBody, GraphqlEndpoint, THROTTLED } from './graphql-request.ts';
import { Shop } from './shop.ts';
import { ShopDesk } from './shop-desk.ts';
import type { ShopifyTwinOptions } from './shop-settings.ts';
import { ThrottleBucket } from './throttle-bucket.ts';
import { takeWebhooks, type WebhookDelivery } from './webhooks.ts';

/** A Shopify store on the GraphQL Admin API, for `startTwin`, with its state in reach of a test. */
export interface ShopifyTwin extends TwinSystem, ShopDesk {
  readonly shop: Shop;
  readonly throttle: ThrottleBucket;
  /** Answers at once: nothing in the shop waits. */
  handle(request: TwinRequest, expired: boolean): TwinReply;
  /** Takes the signed webhook deliveries of what happened since the last call. */
  takeWebhooks(): WebhookDelivery[];
}

// One schema for all twins of a process: it holds no state and takes some 50 ms to build.
let endpoint: GraphqlEndpoint | undefined;

/** Makes a Shopify twin: one location ("Main Warehouse"), one publication ("Online Store"), otherwise an empty shop. */
export function createShopifyTwin(options: ShopifyTwinOptions): ShopifyTwin {
  return new ShopifyTwinSystem(options);
}

class ShopifyTwinSystem extends ShopDesk implements ShopifyTwin {
  readonly system = 'shopify';
  readonly throttle: ThrottleBucket;
  readonly #tokens: AccessTokens;
  readonly #scopes: ReadonlySet<string>;
  #requests = 0;

  constructor(options: ShopifyTwinOptions) {
    super(new Shop(options));
    const { settings } = this.shop;
    this.throttle = new ThrottleBucket(settings.clock, settings.maximumAvailable, settings.restoreRate);
    this.#tokens = new AccessTokens(settings);
    this.#scopes = effectiveScopes(settings.scopes);
    endpoint ??= new GraphqlEndpoint(shopifySchema());
  }

  handle(request: TwinRequest, expired: boolean): TwinReply {
    this.shop.runDueJobs();
    if (request.path === '/admin/oauth/access_token' && request.method === 'POST') return this.#tokens.grant(request);
    const asked = /^\/admin\/api\/(\d{4}-(?:01|04|07|10)|unstable)\/graphql\.json$/.exec(request.path)?.[1];
    const version = asked === undefined ? undefined : this.#versionFor(asked);
    if (version === undefined || request.method !== 'POST') return { status: 404, body: { errors: 'Not Found' } };
    const headers = this.#headers(version);
    const token = request.headers['x-shopify-access-token'];
    if (expired || !this.#tokens.isValid(typeof token === 'string' ? token : undefined))
      return {
        status: 401,
        headers,
        body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
      };
    const body = bodyOf(request);
    if (body === undefined)
      return { status: 400, headers, body: { errors: { query: 'Required parameter missing or invalid' } } };
    const call = { shop: this.shop, version, scopes: this.#scopes, searchWarnings: [] };
    return { status: 200, headers, body: endpoint?.answer(body, call, this.throttle) };
  }

  /** Every list comes from one path: pages of the same list are those of the same query text, whatever their cursor. */
  listOf(request: TwinRequest): string {
    const body = bodyOf(request);
    if (body === undefined) return request.path;
    const { after: _, cursor: __, ...others } = body.variables;
    return `${body.query.replace(/(after|before):\s*"[^"]*"/g, '')} ${JSON.stringify(others)}`;
  }

  /** A 200 without data. A wait that was asked for shows as points that are missing: there is no Retry-After here. */
  throttled(retryAfterSeconds: number | undefined): TwinReply {
    const { maximumAvailable, restoreRate } = this.shop.settings;
    const requestedQueryCost = Math.min(maximumAvailable, Math.ceil((retryAfterSeconds ?? 1) * restoreRate));
    return {
      status: 200,
      headers: this.#headers(this.#newest()),
      body: {
        errors: [THROTTLED],
        extensions: {
          cost: {
            requestedQueryCost,
            actualQueryCost: null,
            throttleStatus: { maximumAvailable, currentlyAvailable: 0, restoreRate },
          },
        },
      },
    };
  }

  serverError(): TwinReply {
    const headers = this.#headers(this.#newest());
    if (this.shop.settings.internalErrorAs === 'http')
      return { status: 500, headers, body: { errors: 'Internal Server Error' } };
    const requestId = headers['x-request-id'];
    return {
      status: 200,
      headers,
      body: {
        errors: [
          {
            message: `Internal error. Looks like something went wrong on our end.\nRequest ID: ${requestId} (include this in support requests).`,
            extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
          },
        ],
      },
    };
  }

  /** GraphQL answers 200 whatever failed (specification, section 7). */
  errorsInSuccess(data: TwinReply | undefined): TwinReply {
    const told = data?.body;
    return {
      status: 200,
      headers: this.#headers(this.#newest()),
      body: {
        ...(typeof told === 'object' ? told : { data: null }),
        errors: [{ message: 'Something went wrong with a part of this request' }],
      },
    };
  }

  takeWebhooks(): WebhookDelivery[] {
    this.shop.runDueJobs();
    return takeWebhooks(this.shop, this.#newest());
  }

  /** A supported version stays itself, an expired one falls forward to the oldest supported, a future one does not exist. */
  #versionFor(asked: string): string | undefined {
    const { supportedVersions } = this.shop.settings;
    if (asked === 'unstable' || supportedVersions.includes(asked)) return asked;
    const [oldest] = supportedVersions;
    return oldest !== undefined && asked < oldest ? oldest : undefined;
  }

  #newest(): string {
    return this.shop.settings.supportedVersions.at(-1) ?? 'unstable';
  }

  #headers(version: string): Record<string, string> {
    this.#requests += 1;
    return {
      'x-shopify-api-version': version,
      'x-request-id': `00000000-0000-4000-8000-${String(this.#requests).padStart(12, '0')}`,
    };
  }
}

/** The parsed body; undefined when it is not a JSON object with a query. */
function bodyOf(request: TwinRequest): GraphqlBody | undefined {
  try {
    const body: unknown = JSON.parse(request.body);
    if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string')
      return undefined;
    const variables = 'variables' in body && typeof body.variables === 'object' ? body.variables : null;
    const operationName =
      'operationName' in body && typeof body.operationName === 'string' ? body.operationName : undefined;
    return { query: body.query, variables: { ...variables }, operationName };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
