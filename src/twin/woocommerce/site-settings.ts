import type { Clock } from '../../model/clock.ts';
import type { ApiKey } from './authentication.ts';
import type { TaxRate } from './tax-rates.ts';

/** The keys a twin accepts when none are given. */
export const TWIN_KEYS = {
  readWrite: { consumerKey: 'ck_twin_read_write', consumerSecret: 'cs_twin_read_write', permissions: 'read_write' },
  readOnly: { consumerKey: 'ck_twin_read', consumerSecret: 'cs_twin_read', permissions: 'read' },
} as const satisfies Record<string, ApiKey>;

/** Italian and German standard VAT: the two rates of the captured shop. */
export const TWIN_TAX_RATES: readonly TaxRate[] = [
  taxRate({ id: 1, country: 'IT', rate: '22.0000', name: 'IVA 22%' }),
  taxRate({ id: 2, country: 'DE', rate: '19.0000', name: 'MwSt 19%' }),
];

export interface WooCommerceTwinOptions {
  readonly clock: Clock;
  /** `proxied` (default): PHP sees SSL, so Basic and query-string keys count. `plain`: only OAuth 1.0a does. */
  readonly tls?: 'proxied' | 'plain';
  readonly keys?: readonly ApiKey[];
  /**
   * Scheme and host that WordPress believes in, for links and OAuth. Default: the host of the request, with `https`
   * when proxied. As on the captured server, such a link need not be reachable for the client.
   */
  readonly siteUrl?: string;
  /** Default Europe/Rome. */
  readonly timeZone?: string;
  /** Default EUR. */
  readonly currency?: string;
  /** Where the shop is: the place taxed when an order has no country. Default IT. */
  readonly baseCountry?: string;
  readonly taxRates?: readonly TaxRate[];
  /** Default false: catalogue prices are net. */
  readonly pricesIncludeTax?: boolean;
  /** Default false: taxes are rounded per line. */
  readonly roundTaxAtSubtotal?: boolean;
  /** Default 2. */
  readonly priceDecimals?: number;
  /**
   * Whether `status=any` shows `checkout-draft` orders. Default true, as WooCommerce 10 with the block checkout is
   * described; the captured 11.0.1 left its leftover draft out of `status=any`.
   */
  readonly anyStatusShowsDrafts?: boolean;
  /** Installs the Shipment Tracking extension (`wc-shipment-tracking/v3`). Default false. */
  readonly shipmentTracking?: boolean;
  /** Tags that a plugin or the role of the key's user lets pass in descriptions; all where not given. */
  readonly descriptionTags?: readonly string[] | undefined;
}

export type SiteSettings = Required<Omit<WooCommerceTwinOptions, 'siteUrl'>> & { readonly siteUrl: string | undefined };

export function siteSettings(options: WooCommerceTwinOptions): SiteSettings {
  return {
    clock: options.clock,
    tls: options.tls ?? 'proxied',
    keys: options.keys ?? Object.values(TWIN_KEYS),
    siteUrl: options.siteUrl?.replace(/\/$/, ''),
    timeZone: options.timeZone ?? 'Europe/Rome',
    currency: options.currency ?? 'EUR',
    baseCountry: options.baseCountry ?? 'IT',
    taxRates: options.taxRates ?? TWIN_TAX_RATES,
    pricesIncludeTax: options.pricesIncludeTax ?? false,
    roundTaxAtSubtotal: options.roundTaxAtSubtotal ?? false,
    priceDecimals: options.priceDecimals ?? 2,
    anyStatusShowsDrafts: options.anyStatusShowsDrafts ?? true,
    shipmentTracking: options.shipmentTracking ?? false,
    descriptionTags: options.descriptionTags,
  };
}

/** A row of the tax table with the usual values where none are given. */
export function taxRate(row: Partial<TaxRate> & Pick<TaxRate, 'id' | 'rate' | 'name'>): TaxRate {
  return {
    country: '',
    state: '',
    postcodes: [],
    cities: [],
    priority: 1,
    compound: false,
    shipping: true,
    order: 0,
    class: 'standard',
    ...row,
  };
}
