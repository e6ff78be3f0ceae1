import type { Clock } from '../../model/clock.ts';

/** A tax that P21 finds by the country, and the state where there is one, of the ship-to address. */
export interface Jurisdiction {
  readonly id: string;
  readonly country: string;
  readonly state?: string;
  readonly percent: string;
}

/** An other-charge item: sold without stock (sheet section 3.1). */
export interface Charge {
  readonly itemId: string;
  readonly name: string;
  readonly taxable: boolean;
}

export interface EpicorP21TwinOptions {
  readonly clock: Clock;
  readonly username?: string;
  readonly password?: string;
  /** A consumer key of SOA Admin, and its scopes (sheet section 2). */
  readonly consumerKey?: string;
  readonly consumerScope?: string;
  /** How long a user's token lasts (sheet section 2: 24 hours). */
  readonly tokenSeconds?: number;
  /** IANA name of the SQL Server's zone: all its times are that zone's, without saying so (sheet section 3.0). */
  readonly timeZone?: string;
  readonly company?: string;
  /** The first one sells and ships what a clerk does not say otherwise of. */
  readonly locations?: readonly number[];
  readonly branches?: readonly string[];
  readonly salesreps?: readonly string[];
  readonly terms?: readonly string[];
  /** Carriers by the id of their address. */
  readonly carriers?: Readonly<Record<number, string>>;
  /** `freight_code_uid` by freight code. */
  readonly freightCodes?: Readonly<Record<string, number>>;
  readonly paymentTypes?: readonly string[];
  /** What an order's `currency_id` may be. The sheet gives no ids; the first is what customers have. */
  readonly currencies?: readonly string[];
  readonly units?: readonly string[];
  readonly charges?: readonly Charge[];
  readonly jurisdictions?: readonly Jurisdiction[];
  /** Whether tax is due on `freight_out`. */
  readonly taxesFreight?: boolean;
  /** Whether orders are approved unless the request says `approved` = N. */
  readonly approves?: boolean;
  /** Whether the `Order` window has `web_reference_no`: a thing of the tenant (sheet section 7). */
  readonly webReferenceInWindow?: boolean;
  /** Columns of `customer_ud`. */
  readonly customerFields?: readonly string[];
  /** Items whose lines a DynaChange pop-up drops, because "No" is answered for them (sheet section 3.1). */
  readonly droppedItems?: readonly string[];
  /** How often the state of an asynchronous request is `Active` before it is done. */
  readonly pollsUntilDone?: number;
}

export type Settings = Required<EpicorP21TwinOptions>;

export const TWIN_USER = { username: 'api.user', password: 'twin-password' };
export const TWIN_CONSUMER_KEY = '7d0f3c52-aaaa-4bbb-8ccc-000000000021';
/** Where the router says that the UI server is (sheet section 1). */
export const UI_SERVER = '/uiserver0';

export function settingsOf(options: EpicorP21TwinOptions): Settings {
  return {
    username: TWIN_USER.username,
    password: TWIN_USER.password,
    consumerKey: TWIN_CONSUMER_KEY,
    consumerScope: `/api;${UI_SERVER};/odata`,
    tokenSeconds: 86_400,
    timeZone: 'Europe/Rome',
    company: '01',
    locations: [10],
    branches: ['01'],
    salesreps: ['1001', '2002'],
    terms: ['30', 'COD'],
    carriers: { 100012: 'Standard', 100013: 'Express', 100014: 'Free' },
    freightCodes: { PREPAID: 1, COLLECT: 2 },
    paymentTypes: ['CARD', 'CASH', 'BANK', 'CREDIT'],
    currencies: ['EUR', 'USD', 'GBP'],
    units: ['EA', 'BX'],
    charges: [
      { itemId: 'FREIGHT', name: 'Freight', taxable: true },
      { itemId: 'WEBCOUPON', name: 'Web coupon', taxable: true },
      { itemId: 'FEE', name: 'Fee', taxable: true },
      { itemId: 'ROUNDING', name: 'Rounding difference', taxable: false },
    ],
    jurisdictions: [
      { id: 'VATIT', country: 'IT', percent: '22' },
      { id: 'VATDE', country: 'DE', percent: '19' },
    ],
    taxesFreight: true,
    approves: true,
    webReferenceInWindow: false,
    customerFields: ['apply_for_credit'],
    droppedItems: [],
    pollsUntilDone: 1,
    ...options,
  };
}
