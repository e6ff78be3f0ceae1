import type { Clock } from '../../model/clock.ts';
import type { UserGroup } from './sign-in.ts';

/** An OAuth client. Bound to an integration user it serves the Integration API, with authorities the OCC (sheet section 2). */
export interface OAuthClient {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly lifetimeSeconds: number;
  readonly authorities: readonly ('ROLE_TRUSTED_CLIENT' | 'ROLE_CLIENT')[];
  /** Name of an integration user. */
  readonly user?: string;
}

/** A user of the Integration API: what its groups allow, by method, and the types that its access rights leave out. */
export interface IntegrationUser {
  readonly name: string;
  readonly password: string;
  readonly groups: readonly UserGroup[];
  readonly noAccessTo?: readonly string[];
}

/** A tax of shipments to a country, in percent. */
export interface TaxRate {
  readonly country: string;
  readonly code: string;
  readonly percent: string;
}

/** Attributes that a tenant has added to types, in the notation of `core-types.ts`: `{ Order: { erpOrderNumber: 'String' } }`. */
export type CustomAttributes = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const TWIN_CLIENTS = {
  connector: {
    clientId: 'twin-client',
    clientSecret: 'twin-client-secret',
    lifetimeSeconds: 43_199,
    authorities: ['ROLE_TRUSTED_CLIENT'],
    user: 'integration',
  },
  storefront: {
    clientId: 'twin-storefront',
    clientSecret: 'twin-storefront-secret',
    lifetimeSeconds: 43_199,
    authorities: ['ROLE_CLIENT'],
  },
} as const satisfies Record<string, OAuthClient>;

export const TWIN_USERS = {
  integration: { name: 'integration', password: 'twin-password', groups: ['integrationadmingroup'] },
  viewer: { name: 'viewer', password: 'twin-viewer-password', groups: ['integrationviewgroup'] },
} as const satisfies Record<string, IntegrationUser>;

export const TWIN_TAX_RATES: readonly TaxRate[] = [
  { country: 'IT', code: 'it-vat-full', percent: '22.0' },
  { country: 'DE', code: 'de-vat-full', percent: '19.0' },
];

/** What the shops of the twin have been extended by: the wishes of customers, the ERP's number and a buyer's remark on orders. */
export const TWIN_CUSTOM_ATTRIBUTES: CustomAttributes = {
  Order: { erpOrderNumber: 'String', erpOrderStatus: 'String', customerNote: 'String' },
  Customer: {
    poNumberRequired: 'Boolean',
    applyForCredit: 'Boolean',
    applyForTaxExemption: 'Boolean',
    taxExemptionCertificate: 'String',
  },
};

/** Whoever has this user tax group is sold to without tax. */
export const EXEMPT_TAX_GROUP = 'tax-exempt';

export interface SapCommerceTwinOptions {
  readonly clock: Clock;
  readonly clients?: readonly OAuthClient[];
  readonly users?: readonly IntegrationUser[];
  /** Default EUR. */
  readonly currency?: string;
  /** Prices and order totals are without tax. Default true. */
  readonly net?: boolean;
  readonly taxRates?: readonly TaxRate[];
  readonly warehouses?: readonly string[];
  readonly customAttributes?: CustomAttributes;
  /** Values that the tenant has added to dynamic enums: `{ OrderStatus: ['PICKED'] }`. */
  readonly enumValues?: Readonly<Record<string, readonly string[]>>;
  /** `odata2services.page.size.default`, `.max` and `odata2services.batch.limit`. */
  readonly pageSize?: number;
  readonly maxPageSize?: number;
  readonly batchLimit?: number;
}

export interface Settings extends Required<SapCommerceTwinOptions> {
  readonly site: string;
  readonly store: string;
  readonly catalog: string;
  readonly languages: readonly string[];
}

export function settingsOf(options: SapCommerceTwinOptions): Settings {
  return {
    clock: options.clock,
    clients: options.clients ?? Object.values(TWIN_CLIENTS),
    users: options.users ?? Object.values(TWIN_USERS),
    currency: options.currency ?? 'EUR',
    net: options.net ?? true,
    taxRates: options.taxRates ?? TWIN_TAX_RATES,
    warehouses: options.warehouses ?? ['main'],
    customAttributes: options.customAttributes ?? TWIN_CUSTOM_ATTRIBUTES,
    enumValues: options.enumValues ?? {},
    pageSize: options.pageSize ?? 10,
    maxPageSize: options.maxPageSize ?? 1000,
    batchLimit: options.batchLimit ?? 200,
    site: 'twinshop',
    store: 'twinshop',
    catalog: 'Default',
    languages: ['en', 'it', 'de'],
  };
}
