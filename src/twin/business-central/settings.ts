import type { Clock } from '../../model/clock.ts';

/** Percent of tax for a tax area (customer) and a tax group (item, account or line): the posting set-up of the tenant. */
export interface TaxRate {
  readonly area: string;
  readonly group: string;
  readonly percent: string;
}

/** A G/L account or an item charge that lines may be booked on. */
export interface LineAccount {
  readonly number: string;
  readonly name: string;
  readonly taxGroup: string;
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
  /** Local currency for one unit of a foreign one: prices a line that names no price (sheet section 3.4). */
  readonly exchangeRates?: Readonly<Record<string, string>>;
  readonly countries?: readonly string[];
  readonly shipmentMethods?: readonly string[];
  readonly paymentMethods?: readonly string[];
  readonly returnReasons?: readonly string[];
  /** The first one is where order lines are shipped from unless they say otherwise. */
  readonly locations?: readonly string[];
  readonly units?: readonly string[];
  readonly accounts?: readonly LineAccount[];
  readonly charges?: readonly LineAccount[];
  readonly taxRates?: readonly TaxRate[];
  /** Tax area that a customer made over the API gets from its template, by country; `*` for the others (sheet section 12). */
  readonly taxAreaByCountry?: Readonly<Record<string, string>>;
  /** US or Canadian localisation: no prices with tax, and an area without a rate is taxed at nothing (sheet section 12). */
  readonly salesTax?: boolean;
  /** True: the cards of customers say that prices include VAT, which documents take over where they do not say. */
  readonly cardsIncludeTax?: boolean;
  /** False: no configuration template is selected, so posting groups and tax areas stay empty (sheet section 12). */
  readonly templates?: boolean;
  /** False: the number series of customers does not allow numbers entered by hand (sheet sections 3.2 and 12). */
  readonly manualCustomerNumbers?: boolean;
  /** True: the app's permission sets only allow reading (sheet section 6, 403). */
  readonly readOnly?: boolean;
  /** In a sliding window of five minutes (sheet section 5). */
  readonly requestsPerWindow?: number;
  /** Worked on at once, and waiting beside them; one more is a 429 (sheet section 5). */
  readonly concurrentRequests?: number;
  readonly queuedRequests?: number;
  /** How long a request holds its place, by the clock: 0 answers at once, so that nobody waits. */
  readonly processingMs?: number;
  /** True: "Ext. Doc. No. Mandatory", without which a document cannot be posted (sheet section 7). */
  readonly externalNumberMandatory?: boolean;
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
    exchangeRates: { USD: '0.80', GBP: '1.25' },
    countries: ['IT', 'DE', 'FR', 'ES', 'AT', 'NL', 'BE', 'DK', 'CH', 'GB', 'US', 'CA'],
    shipmentMethods: ['STANDARD', 'EXPRESS', 'PICKUP', 'FREE'],
    paymentMethods: ['BANK', 'CARD', 'CASH', 'ACCOUNT'],
    returnReasons: ['DEFECTIVE', 'WRONG', 'UNWANTED'],
    locations: ['MAIN'],
    units: ['PCS', 'BOX', 'PAIR'],
    accounts: [
      { number: '44100', name: 'Shipping', taxGroup: 'TAXABLE' },
      { number: '44200', name: 'Fees', taxGroup: 'TAXABLE' },
      { number: '44900', name: 'Rounding', taxGroup: 'NONTAXABLE' },
    ],
    charges: [{ number: 'S-FREIGHT', name: 'Freight', taxGroup: 'TAXABLE' }],
    taxRates: [
      { area: 'IT', group: 'TAXABLE', percent: '22' },
      { area: 'DE', group: 'TAXABLE', percent: '19' },
      { area: 'EXPORT', group: 'TAXABLE', percent: '0' },
    ],
    taxAreaByCountry: { IT: 'IT', DE: 'DE', '*': 'EXPORT' },
    salesTax: false,
    cardsIncludeTax: false,
    templates: true,
    manualCustomerNumbers: true,
    readOnly: false,
    requestsPerWindow: 6000,
    concurrentRequests: 5,
    queuedRequests: 95,
    processingMs: 0,
    externalNumberMandatory: false,
    ...options,
  };
}
