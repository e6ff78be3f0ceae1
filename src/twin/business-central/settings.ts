import type { Clock } from '../../model/clock.ts';

/** Percent of tax for a tax area (customer) and a tax group (item, account or line): the posting set-up of the tenant. */
export interface TaxRate {
  readonly area: string;
  readonly group: string;
  readonly percent: string;
}

export interface BusinessCentralTwinOptions {
  readonly clock: Clock;
  readonly tenant?: string;
  readonly environment?: string;
  readonly companyId?: string;
  readonly companyName?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Local currency: orders in it show the zero GUID and this code. */
  readonly localCurrency?: string;
  readonly currencies?: readonly string[];
  readonly countries?: readonly string[];
  readonly shipmentMethods?: readonly string[];
  readonly paymentMethods?: readonly string[];
  readonly locations?: readonly string[];
  readonly units?: readonly string[];
  /** G/L accounts that lines may be booked on, with their tax group. */
  readonly accounts?: readonly { readonly number: string; readonly name: string; readonly taxGroup: string }[];
  readonly taxRates?: readonly TaxRate[];
  /** Tax area that a customer made over the API gets from its template, by country; `*` for the others (sheet section 12). */
  readonly taxAreaByCountry?: Readonly<Record<string, string>>;
  /** Requests in five minutes, and at once (sheet section 5). */
  readonly requestsPerWindow?: number;
}

export type Settings = Required<BusinessCentralTwinOptions>;

export const TWIN_TENANT = '11112222-aaaa-4333-8bbb-4444cccc5555';
export const TWIN_COMPANY = 'bb6d48b6-c7b2-4a38-9a93-ad5506407f12';
export const TWIN_CLIENT = { id: '0c0ffee0-0000-4000-8000-00000000c0de', secret: 'twin-client-secret' };

export function settingsOf(options: BusinessCentralTwinOptions): Settings {
  return {
    tenant: TWIN_TENANT,
    environment: 'Sandbox',
    companyId: TWIN_COMPANY,
    companyName: 'Northwind Garden Supply',
    clientId: TWIN_CLIENT.id,
    clientSecret: TWIN_CLIENT.secret,
    localCurrency: 'EUR',
    currencies: ['USD', 'GBP'],
    countries: ['IT', 'DE', 'FR', 'ES', 'AT', 'NL', 'BE', 'DK', 'CH', 'GB', 'US', 'CA'],
    shipmentMethods: ['STANDARD', 'EXPRESS', 'PICKUP', 'FREE'],
    paymentMethods: ['BANK', 'CARD', 'CASH', 'ACCOUNT'],
    locations: ['MAIN'],
    units: ['PCS', 'BOX', 'PAIR'],
    accounts: [
      { number: '44100', name: 'Shipping', taxGroup: 'TAXABLE' },
      { number: '44200', name: 'Fees', taxGroup: 'TAXABLE' },
      { number: '44900', name: 'Rounding', taxGroup: 'NONTAXABLE' },
    ],
    taxRates: [
      { area: 'IT', group: 'TAXABLE', percent: '22' },
      { area: 'DE', group: 'TAXABLE', percent: '19' },
    ],
    taxAreaByCountry: { IT: 'IT', DE: 'DE', '*': 'EXPORT' },
    requestsPerWindow: 6000,
    ...options,
  };
}
