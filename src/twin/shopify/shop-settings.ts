import type { Clock } from '../../model/clock.ts';

/** How a twin shop is set up. Everything but the clock has a default in `shopSettings`. */
export interface ShopifyTwinOptions {
  readonly clock: Clock;
  readonly shopDomain?: string;
  readonly shopName?: string;
  readonly currency?: string;
  /** Prices of orders placed without saying so are gross. Default false. */
  readonly taxesIncluded?: boolean;
  /** The app's credentials for the client credentials grant, also the key of webhook signatures. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Tokens of legacy custom apps: they do not expire. */
  readonly staticTokens?: readonly string[];
  /** Granted scopes; a `write_` scope includes its `read_` scope. Default: all that the twin knows. */
  readonly scopes?: readonly string[];
  /** False hides names, e-mails, phones and addresses as null, as for a public app without the approval. */
  readonly protectedCustomerData?: boolean;
  /** The bucket of the plan: standard is 2000 and 100 points a second. */
  readonly maximumAvailable?: number;
  readonly restoreRate?: number;
  /** `damped` (measured, see query-cost.ts) or the plain product of all `first` arguments. */
  readonly connectionCost?: 'damped' | 'linear';
  /** How long a created or changed record is missing from every list that is asked with a `query`. Default 0. */
  readonly searchLagMs?: number;
  /** How long an asynchronous job stays `done: false` and without effect. Default 1000. */
  readonly jobMs?: number;
  /** The most objects that one filter pages through. */
  readonly pagingLimit?: number;
  /** Stable versions still supported, oldest first. An expired one falls forward to the first of them. */
  readonly supportedVersions?: readonly string[];
  /** `http` answers an internal error with 500, `graphql` with a 200 and INTERNAL_SERVER_ERROR: both are seen. */
  readonly internalErrorAs?: 'http' | 'graphql';
  /** A development store takes five `orderCreate` a minute. Default false. */
  readonly developmentStore?: boolean;
}

export type ShopSettings = Required<ShopifyTwinOptions>;

/** All scopes that the twin checks. */
export const ALL_SCOPES: readonly string[] = [
  'read_all_orders',
  'write_orders',
  'write_customers',
  'write_products',
  'write_inventory',
  'read_locations',
  'write_merchant_managed_fulfillment_orders',
  'write_publications',
  'write_companies',
];

export function shopSettings(options: ShopifyTwinOptions): ShopSettings {
  return {
    shopDomain: 'pipewright-twin.myshopify.com',
    shopName: 'Twin Supply Co',
    currency: 'USD',
    taxesIncluded: false,
    clientId: 'twin-client-id',
    clientSecret: 'twin-client-secret',
    staticTokens: ['shpat_twin_static'],
    scopes: ALL_SCOPES,
    protectedCustomerData: true,
    maximumAvailable: 2000,
    restoreRate: 100,
    connectionCost: 'damped',
    searchLagMs: 0,
    jobMs: 1000,
    pagingLimit: 25_000,
    supportedVersions: ['2025-07', '2025-10', '2026-01', '2026-04'],
    internalErrorAs: 'http',
    developmentStore: false,
    ...options,
  };
}
