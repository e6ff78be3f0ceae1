import type { Clock } from '../../model/clock.ts';

/** What activating an integration yields. All four values last until it is removed. */
export interface Integration {
  readonly name: string;
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly accessToken: string;
  readonly accessTokenSecret: string;
  /** ACL resources, or `all`. */
  readonly resources: 'all' | readonly string[];
}

/** What a twin accepts when nothing else is given. */
export const TWIN_INTEGRATIONS = {
  erp: {
    name: 'ERP',
    consumerKey: 'twin-consumer-key',
    consumerSecret: 'twin-consumer-secret',
    accessToken: 'twin-access-token',
    accessTokenSecret: 'twin-access-token-secret',
    resources: 'all',
  },
  reader: {
    name: 'Reader',
    consumerKey: 'twin-reader-key',
    consumerSecret: 'twin-reader-secret',
    accessToken: 'twin-reader-token',
    accessTokenSecret: 'twin-reader-token-secret',
    resources: ['Magento_Sales::actions_view', 'Magento_Catalog::products'],
  },
} as const satisfies Record<string, Integration>;

export const TWIN_ADMIN = { username: 'twin-admin', password: 'twin-password-1' } as const;

/** A rate of the tax rules for shipments to a country, in percent. */
export interface TaxRate {
  readonly country: string;
  readonly code: string;
  readonly percent: string;
}

export interface MagentoTwinOptions {
  readonly clock: Clock;
  readonly integrations?: readonly Integration[];
  /** `oauth/consumer/enable_integration_as_bearer`. Default false, as since 2.4.4. */
  readonly integrationAsBearer?: boolean;
  /** Two-factor authentication of administrators: refuses the plain admin token. Default true. */
  readonly twoFactor?: boolean;
  /** What buyers pay in. Default EUR. */
  readonly currency?: string;
  /** What the shop counts in (`base_…`). Default: the currency. */
  readonly baseCurrency?: string;
  /** Units of the currency for one of the base currency. Default 1. */
  readonly baseToOrderRate?: string;
  /** Catalogue prices are with tax, and discounts are taken off them with tax. Default false. */
  readonly pricesIncludeTax?: boolean;
  readonly taxRates?: readonly TaxRate[];
  /** `total` (default, as Magento's own) hands rounding differences on from line to line; `row` rounds each line. */
  readonly taxRounding?: 'total' | 'row';
  /** Warehouses besides `default`, all of the one stock. */
  readonly sources?: readonly string[];
}

export type Settings = Required<MagentoTwinOptions>;

export const TWIN_TAX_RATES: readonly TaxRate[] = [
  { country: 'IT', code: 'IT-*-IVA 22', percent: '22' },
  { country: 'DE', code: 'DE-*-MwSt 19', percent: '19' },
];

export function settingsOf(options: MagentoTwinOptions): Settings {
  const currency = options.currency ?? 'EUR';
  return {
    clock: options.clock,
    integrations: options.integrations ?? Object.values(TWIN_INTEGRATIONS),
    integrationAsBearer: options.integrationAsBearer ?? false,
    twoFactor: options.twoFactor ?? true,
    currency,
    baseCurrency: options.baseCurrency ?? currency,
    baseToOrderRate: options.baseToOrderRate ?? '1',
    pricesIncludeTax: options.pricesIncludeTax ?? false,
    taxRates: options.taxRates ?? TWIN_TAX_RATES,
    taxRounding: options.taxRounding ?? 'total',
    sources: options.sources ?? [],
  };
}
