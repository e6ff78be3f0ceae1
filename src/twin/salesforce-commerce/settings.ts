import type { Clock } from '../../model/clock.ts';

/** An API client of Account Manager, with what it may in Business Manager. */
export interface ApiClient {
  readonly id: string;
  readonly secret: string;
  /** Scopes of SCAPI that it may ask for. */
  readonly scopes: readonly string[];
  /** The instance that its role names. Without one no tenant scope is granted. */
  readonly tenantFilter?: string;
  /** How it may say who it is: with the secret in the header or in the body. */
  readonly methods: readonly ('client_secret_basic' | 'client_secret_post')[];
  /** Resource ids of the Open Commerce API settings, with `**` for all below. */
  readonly ocapi: readonly string[];
  /** Folders of WebDAV. */
  readonly webdav: readonly string[];
}

const ALL_SCOPES = [
  'sfcc.orders',
  'sfcc.orders.rw',
  'sfcc.products',
  'sfcc.products.rw',
  'sfcc.catalogs',
  'sfcc.catalogs.rw',
  'sfcc.customerlists',
  'sfcc.customerlists.rw',
];

export const TENANT = 'zzte_prd';

export const TWIN_CLIENTS = {
  erp: {
    id: '5c0ffee0-0000-4000-8000-00000000e4b0',
    secret: 'twin-client-secret',
    scopes: ALL_SCOPES,
    tenantFilter: TENANT,
    methods: ['client_secret_basic', 'client_secret_post'],
    ocapi: ['/inventory_lists/**', '/sites/**', '/jobs/**', '/order_search'],
    webdav: ['/impex'],
  },
  reader: {
    id: '5c0ffee0-0000-4000-8000-00000000e4b1',
    secret: 'twin-reader-secret',
    scopes: ['sfcc.orders', 'sfcc.products'],
    tenantFilter: TENANT,
    methods: ['client_secret_post'],
    ocapi: [],
    webdav: [],
  },
} as const satisfies Record<string, ApiClient>;

/** What the site takes for goods shipped to a country: `0.22` is 22 %. */
export interface TaxRate {
  readonly country: string;
  readonly rate: string;
}

export const TWIN_TAX_RATES: readonly TaxRate[] = [
  { country: 'IT', rate: '0.22' },
  { country: 'DE', rate: '0.19' },
];

/**
 * Attributes that the shop's developers have defined on system objects. The sheet names some (section 10); the others are
 * what this shop has defined besides. Any other `c_…` is unknown.
 */
export const CUSTOM_ATTRIBUTES = {
  order: [
    'c_erpOrderNo',
    'c_erpOrderStatus',
    'c_erpOrderStatusText',
    'c_erpInvoiceNo',
    'c_erpInvoiceDate',
    'c_erpInvoiceAmount',
    'c_erpInvoiceStatus',
    'c_erpInvoiceUrl',
    'c_erpShipments',
    'c_erpShippedPieces',
    'c_trackingNumber',
    'c_poNumber',
    'c_customerNote',
    'c_staffNote',
    'c_replacedOrderNo',
  ],
  customer: ['c_applyForCredit', 'c_applyForTaxExemption', 'c_taxExemptionCertificate', 'c_taxExempt', 'c_poRequired'],
  product: ['c_erpItemId'],
  category: ['c_erpCategoryCode'],
} as const;

export interface SalesforceCommerceTwinOptions {
  readonly clock: Clock;
  readonly clients?: readonly ApiClient[];
  readonly currency?: string;
  /** The site's policy: `gross` prices hold their tax. Default `net`. */
  readonly taxation?: 'net' | 'gross';
  readonly taxRates?: readonly TaxRate[];
  /** Inventory of open orders is `quantity_on_order` until they are exported, and turnover only then. Default false. */
  readonly onOrderInventory?: boolean;
  /** How long a job runs. Default 0: it has ended when it is asked for. */
  readonly jobSeconds?: number;
  /** The index that `order_search` needs. Default true. */
  readonly orderIndex?: boolean;
}

export type Settings = Required<SalesforceCommerceTwinOptions> & typeof INSTANCE;

const INSTANCE = {
  organizationId: `f_ecom_${TENANT}`,
  siteId: 'RefArch',
  customerListId: 'RefArch',
  catalogId: 'storefront-catalog',
  inventoryListId: 'inventory-main',
  priceBookId: 'list-prices',
  salePriceBookId: 'sale-prices',
} as const;

export function settingsOf(options: SalesforceCommerceTwinOptions): Settings {
  return {
    ...INSTANCE,
    clock: options.clock,
    clients: options.clients ?? Object.values(TWIN_CLIENTS),
    currency: options.currency ?? 'EUR',
    taxation: options.taxation ?? 'net',
    taxRates: options.taxRates ?? TWIN_TAX_RATES,
    onOrderInventory: options.onOrderInventory ?? false,
    jobSeconds: options.jobSeconds ?? 0,
    orderIndex: options.orderIndex ?? true,
  };
}
