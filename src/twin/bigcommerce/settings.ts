import type { Clock } from '../../model/clock.ts';

/** Scopes by their parameter; `{scope}_read_only` is the lesser twin of each. */
export type Scope =
  | 'store_v2_orders'
  | 'store_v2_transactions'
  | 'store_v2_customers'
  | 'store_v2_products'
  | 'store_inventory'
  | 'store_locations'
  | 'store_v2_information'
  | 'store_v2_marketing'
  | 'store_metafield_write';

/** A store-level API account: its token does not expire, it is revoked by deleting the account. */
export interface ApiAccount {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accessToken: string;
  /** Scopes as the token has them, or `all`. */
  readonly scopes: 'all' | readonly (Scope | `${Scope}_read_only`)[];
}

/** What a twin accepts when nothing else is given. */
export const TWIN_ACCOUNTS = {
  erp: {
    clientId: 'twin-client-id',
    clientSecret: 'twin-client-secret',
    accessToken: 'twin-access-token',
    scopes: 'all',
  },
  reader: {
    clientId: 'twin-reader-id',
    clientSecret: 'twin-reader-secret',
    accessToken: 'twin-reader-token',
    scopes: ['store_v2_orders_read_only', 'store_v2_products_read_only'],
  },
} as const satisfies Record<string, ApiAccount>;

export const TWIN_STORE_HASH = 'abc123';

/** A rate for shipments to a country, in percent. */
export interface TaxRate {
  readonly country: string;
  readonly name: string;
  readonly percent: string;
}

const TWIN_TAX_RATES: readonly TaxRate[] = [
  { country: 'IT', name: 'IVA', percent: '22' },
  { country: 'DE', name: 'MwSt', percent: '19' },
];

/** `GET /v3/settings/inventory`, as far as it changes what happens. */
export interface InventorySettings {
  readonly takesStock: 'order_placed' | 'order_completed_or_shipped';
  /** An edited order gives back or takes what the edit changed. */
  readonly adjustsOnEdit: boolean;
  /** An order that becomes Cancelled or Refunded gives back what it took. */
  readonly returnsOnCancel: boolean;
}

export interface LocationSetting {
  readonly code: string;
  readonly label: string;
}

export interface BigCommerceTwinOptions {
  readonly clock: Clock;
  readonly storeHash?: string;
  readonly accounts?: readonly ApiAccount[];
  /** What amounts are in: the transactional currency. Default EUR. */
  readonly currency?: string;
  /** What buyers see prices in. Default: the transactional currency. */
  readonly displayCurrency?: string;
  /** Catalogue prices hold tax. Default false. */
  readonly pricesIncludeTax?: boolean;
  readonly taxRates?: readonly TaxRate[];
  /** Requests within thirty seconds: 150 for Standard and Plus, 450 for Pro. Default 450. */
  readonly quota?: number;
  readonly inventory?: Partial<InventorySettings>;
  /** Seconds until what is done in the background shows: writes of stock, captures. Default 2. */
  readonly backgroundLag?: number;
  /** The first is the default location. */
  readonly locations?: readonly LocationSetting[];
}

export interface Settings extends Required<Omit<BigCommerceTwinOptions, 'inventory'>> {
  readonly inventory: InventorySettings;
}

export function settingsOf(options: BigCommerceTwinOptions): Settings {
  const currency = options.currency ?? 'EUR';
  return {
    clock: options.clock,
    storeHash: options.storeHash ?? TWIN_STORE_HASH,
    accounts: options.accounts ?? Object.values(TWIN_ACCOUNTS),
    currency,
    displayCurrency: options.displayCurrency ?? currency,
    pricesIncludeTax: options.pricesIncludeTax ?? false,
    taxRates: options.taxRates ?? TWIN_TAX_RATES,
    quota: options.quota ?? 450,
    inventory: { takesStock: 'order_placed', adjustsOnEdit: true, returnsOnCancel: true, ...options.inventory },
    backgroundLag: options.backgroundLag ?? 2,
    locations: options.locations ?? [{ code: 'BC-LOCATION-1', label: 'Default location' }],
  };
}
