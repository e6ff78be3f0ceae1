import type { Clock } from '../../model/clock.ts';

/** A tax that the system itself finds for a zone (of the customer or the address) and a category (of the item or the freight). */
export interface TaxRule {
  readonly zone: string;
  readonly category: string;
  readonly taxId: string;
  readonly percent: string;
}

/** What documents of an order type do to stock and money (sheet section 3.1). */
export interface OrderType {
  readonly code: string;
  /** `issue`: goods go out; `receipt`: they come back; `none`: stock stays as it is. */
  readonly stock: 'issue' | 'receipt' | 'none';
  /** What the order becomes when it is invoiced; none for a quote. */
  readonly invoice?: 'Invoice' | 'Credit Memo';
}

export interface ShipMethod {
  readonly code: string;
  /** Tax category of its freight. */
  readonly taxCategory: string;
}

/** A service or a charge: sold without stock. */
export interface Charge {
  readonly code: string;
  readonly name: string;
  readonly taxCategory: string;
}

export interface AcumaticaTwinOptions {
  readonly clock: Clock;
  /** Name of the tenant, which is part of the client id (sheet section 2). */
  readonly tenant?: string;
  /** A second tenant name in the path, when the site has one: `/AcumaticaERP`. */
  readonly site?: string;
  readonly endpoint?: string;
  readonly version?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly user?: string;
  readonly password?: string;
  /** Sessions of web-service API users at once (sheet section 5: a trial licence has 2). */
  readonly apiUsers?: number;
  /** Within a minute of the clock; a trial licence has no limit (sheet section 5). */
  readonly requestsPerMinute?: number;
  /** IANA name: date-only fields are midnight there (sheet section 12). */
  readonly timeZone?: string;
  readonly currency?: string;
  readonly currencies?: readonly string[];
  readonly countries?: readonly string[];
  readonly branches?: readonly string[];
  /** The first one is where lines are shipped from unless they say otherwise. */
  readonly warehouses?: readonly string[];
  readonly units?: readonly string[];
  readonly shipMethods?: readonly ShipMethod[];
  readonly paymentMethods?: readonly string[];
  readonly customerClasses?: readonly string[];
  readonly terms?: readonly string[];
  readonly itemClasses?: readonly string[];
  readonly taxCategories?: readonly string[];
  readonly taxes?: readonly TaxRule[];
  /** Tax zone by country of the ship-to address, where the customer has none; `*` for the others. */
  readonly zoneByCountry?: Readonly<Record<string, string>>;
  /** Zones whose tax an external provider computes: given tax details are stored as they are (sheet section 3.1). */
  readonly externalZones?: readonly string[];
  readonly orderTypes?: readonly OrderType[];
  readonly defaultOrderType?: string;
  /** True: new orders are on hold unless the body says `Hold: false` (sheet section 3.1). */
  readonly holdOnEntry?: boolean;
  /** True: a second order with the same CustomerOrder of a customer is refused (sheet section 7). */
  readonly uniqueCustomerOrder?: boolean;
  /** `auto`: the sequence numbers customers whatever the body says; `manual`: the body must say (sheet section 3.2). */
  readonly customerNumbering?: 'auto' | 'manual';
  /** Attributes of the customer class (sheet section 10). */
  readonly customerAttributes?: readonly string[];
  /** User-defined fields by view: `Document.AttributePOREQ` (sheet section 10). */
  readonly customFields?: Readonly<Record<string, string>>;
  readonly charges?: readonly Charge[];
  /** How many times the status of a long operation answers 202 before 204 (sheet section 3.0). */
  readonly pollsUntilDone?: number;
}

export type Settings = Required<AcumaticaTwinOptions>;

export const TWIN_TENANT = 'Company';
export const TWIN_CLIENT = { id: '4C5A2E0B-7D11-4D3B-9C61-0AC0FFEE0001@Company', secret: 'twin-client-secret' };
export const TWIN_USER = { name: 'api.user', password: 'twin-password' };

export function settingsOf(options: AcumaticaTwinOptions): Settings {
  return {
    tenant: TWIN_TENANT,
    site: '',
    endpoint: 'Default',
    version: '24.200.001',
    clientId: TWIN_CLIENT.id,
    clientSecret: TWIN_CLIENT.secret,
    user: TWIN_USER.name,
    password: TWIN_USER.password,
    apiUsers: 2,
    requestsPerMinute: Number.POSITIVE_INFINITY,
    timeZone: 'Europe/Rome',
    currency: 'EUR',
    currencies: ['EUR', 'USD', 'GBP'],
    countries: ['IT', 'DE', 'FR', 'ES', 'AT', 'NL', 'BE', 'DK', 'CH', 'GB', 'US', 'CA'],
    branches: ['MAIN'],
    warehouses: ['MAIN'],
    units: ['EA', 'BOX', 'PAIR'],
    shipMethods: [
      { code: 'STANDARD', taxCategory: 'TAXABLE' },
      { code: 'EXPRESS', taxCategory: 'TAXABLE' },
      { code: 'FREE', taxCategory: 'TAXABLE' },
      { code: 'PICKUP', taxCategory: 'TAXABLE' },
    ],
    paymentMethods: ['CARD', 'CASH', 'BANK', 'CREDIT'],
    customerClasses: ['DEFAULT', 'WEB', 'COMPANY'],
    terms: ['30D', 'DUE'],
    itemClasses: ['DEFAULT'],
    taxCategories: ['TAXABLE', 'EXEMPT'],
    taxes: [
      { zone: 'IT', category: 'TAXABLE', taxId: 'VATIT', percent: '22' },
      { zone: 'DE', category: 'TAXABLE', taxId: 'VATDE', percent: '19' },
    ],
    zoneByCountry: { IT: 'IT', DE: 'DE', '*': 'EXPORT' },
    externalZones: [],
    orderTypes: [
      { code: 'SO', stock: 'issue', invoice: 'Invoice' },
      { code: 'SA', stock: 'issue', invoice: 'Invoice' },
      { code: 'EO', stock: 'issue', invoice: 'Invoice' },
      { code: 'QT', stock: 'none' },
      { code: 'RC', stock: 'receipt', invoice: 'Credit Memo' },
      { code: 'CM', stock: 'none', invoice: 'Credit Memo' },
    ],
    defaultOrderType: 'SO',
    holdOnEntry: true,
    uniqueCustomerOrder: false,
    customerNumbering: 'auto',
    customerAttributes: ['APPLYCREDIT', 'POREQ', 'TAXCERT'],
    customFields: {
      'Document.AttributeCREDITAPP': 'CustomBooleanField',
      'Document.AttributeTAXCERT': 'CustomStringField',
    },
    charges: [
      { code: 'SHIPPING', name: 'Shipping', taxCategory: 'TAXABLE' },
      { code: 'FEE', name: 'Fee', taxCategory: 'TAXABLE' },
      { code: 'ROUNDING', name: 'Rounding difference', taxCategory: 'EXEMPT' },
    ],
    pollsUntilDone: 1,
    ...options,
  };
}
