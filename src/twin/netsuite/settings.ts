import type { Clock } from '../../model/clock.ts';
import { TWIN_CERTIFICATE_ID, TWIN_CLIENT_ID, TWIN_PUBLIC_KEY } from './twin-key.ts';

/** An entry of a list of codes. Ids differ between accounts, so each has an external id as well (sheet section 12). */
export interface Code {
  readonly id: string;
  readonly name: string;
  readonly externalId?: string;
}

export interface ShippingItem extends Code {
  /** The carrier's rate, which takes the place of a given cost unless the order says that it is overridden. */
  readonly realTimeRate?: string;
}

/** Tax in a country, of goods and of shipping alike unless `shipping` says otherwise; percent. */
export interface CountryTax {
  readonly country: string;
  readonly code: string;
  readonly percent: string;
  readonly shipping?: boolean;
}

/** An item without stock that stands for something: a charge, or a discount. */
export interface StandingItem extends Code {
  readonly type: 'otherChargeSaleItem' | 'discountItem' | 'serviceSaleItem';
  readonly taxed: boolean;
}

export interface NetSuiteTwinOptions {
  readonly clock: Clock;
  /** Account id as the realm of OAuth 1.0a has it. */
  readonly account?: string;
  readonly consumer?: { readonly key: string; readonly secret: string };
  readonly token?: { readonly id: string; readonly secret: string };
  /** The integration record of OAuth 2.0, and the certificate that was uploaded for it (PEM). */
  readonly client?: { readonly id: string; readonly certificateId: string; readonly publicKey: string };
  /** Record types that the role may not see, and those that it may only see. */
  readonly hidden?: readonly string[];
  readonly readOnly?: readonly string[];
  /** Requests at a time (sheet section 5), each of which takes `requestMs` of the clock. */
  readonly concurrency?: number;
  readonly requestMs?: number;
  /** IANA name: SuiteQL and days speak the account's own time (sheet section 9). */
  readonly timeZone?: string;
  readonly subsidiaries?: readonly Code[];
  readonly currencies?: readonly Code[];
  readonly locations?: readonly Code[];
  readonly shippingItems?: readonly ShippingItem[];
  readonly paymentMethods?: readonly Code[];
  readonly terms?: readonly Code[];
  readonly priceLevels?: readonly Code[];
  readonly countries?: readonly Code[];
  /** Short codes of states by country; where there are none, text passes as it is (sheet section 12). */
  readonly states?: Readonly<Record<string, readonly string[]>>;
  readonly taxes?: readonly CountryTax[];
  readonly standingItems?: readonly StandingItem[];
  /** Custom fields of the account, by name (sheet section 10). */
  readonly customFields?: Readonly<Record<string, 'text' | 'number' | 'flag' | 'day'>>;
  /** False: a new order waits for approval unless it says `B` itself (sheet section 12). */
  readonly ordersApproved?: boolean;
  /** True: an external id is unique among all transactions, and among all items (sheet section 7: not verified). */
  readonly sharedExternalIds?: boolean;
  /** What comes back is put on the shelf again, or written off: a preference of the account; no line of a receipt says it in REST. */
  readonly restocksReturns?: boolean;
  /** True: goods may be credited before they came back (preference Refund in Advance of Return). */
  readonly refundsInAdvance?: boolean;
  /** True: fulfilling an order invoices it as well (sheet section 12). */
  readonly fulfillingInvoices?: boolean;
  /** How many times an asynchronous job is asked for before it is completed (sheet section 8). */
  readonly pollsUntilDone?: number;
}

export type Settings = Required<NetSuiteTwinOptions>;

export const TWIN_ACCOUNT = '1234567_SB1';
export const TWIN_CONSUMER = { key: 'twin-consumer-key', secret: 'twin-consumer-secret' };
export const TWIN_TOKEN = { id: 'twin-token-id', secret: 'twin-token-secret' };

const named = (id: string, name: string, externalId?: string): Code =>
  externalId === undefined ? { id, name } : { id, name, externalId };

export function settingsOf(options: NetSuiteTwinOptions): Settings {
  return {
    account: TWIN_ACCOUNT,
    consumer: TWIN_CONSUMER,
    token: TWIN_TOKEN,
    client: { id: TWIN_CLIENT_ID, certificateId: TWIN_CERTIFICATE_ID, publicKey: TWIN_PUBLIC_KEY },
    hidden: [],
    readOnly: [],
    concurrency: 5,
    requestMs: 0,
    timeZone: 'Europe/Rome',
    subsidiaries: [named('1', 'Parent Company'), named('2', 'Italy', 'IT')],
    currencies: [named('1', 'EUR', 'EUR'), named('2', 'USD', 'USD'), named('3', 'GBP', 'GBP')],
    locations: [named('6', 'Main warehouse', 'MAIN'), named('7', 'Second warehouse', 'SECOND')],
    shippingItems: [
      named('77', 'Standard', 'STANDARD'),
      named('78', 'Express', 'EXPRESS'),
      named('79', 'Free', 'FREE'),
      named('80', 'Pickup', 'PICKUP'),
    ],
    paymentMethods: [named('1', 'Cash', 'CASH'), named('2', 'Bank', 'BANK'), named('5', 'Card', 'CARD')],
    terms: [named('2', 'Net 30', 'N30'), named('4', 'Due on receipt', 'DUE')],
    priceLevels: [named('1', 'Base Price'), named('5', 'Online Price'), named('-1', 'Custom')],
    countries: COUNTRIES.map(([id, name]) => ({ id, name })),
    states: { US: ['CA', 'IL', 'NY', 'TX', 'WA'], CA: ['BC', 'ON', 'QC'] },
    taxes: [
      { country: 'IT', code: 'IT-22', percent: '22' },
      { country: 'DE', code: 'DE-19', percent: '19' },
    ],
    standingItems: [
      { id: '501', name: 'SHIPPING', externalId: 'SHIPPING', type: 'otherChargeSaleItem', taxed: true },
      { id: '502', name: 'FEE', externalId: 'FEE', type: 'otherChargeSaleItem', taxed: true },
      { id: '503', name: 'ROUNDING', externalId: 'ROUNDING', type: 'otherChargeSaleItem', taxed: false },
      { id: '504', name: 'DISCOUNT', externalId: 'DISCOUNT', type: 'discountItem', taxed: true },
    ],
    customFields: {
      custbody_shop_order_no: 'text',
      custbody_shop_source: 'text',
      custbody_coupon_code: 'text',
      custbody_payment_method: 'text',
      custentity_apply_for_credit: 'flag',
      custentity_tax_exempt: 'flag',
      custentity_po_required: 'flag',
    },
    ordersApproved: false,
    sharedExternalIds: true,
    restocksReturns: true,
    refundsInAdvance: false,
    fulfillingInvoices: false,
    pollsUntilDone: 1,
    ...options,
  };
}

const COUNTRIES = [
  ['IT', 'Italy'],
  ['DE', 'Germany'],
  ['FR', 'France'],
  ['ES', 'Spain'],
  ['AT', 'Austria'],
  ['NL', 'Netherlands'],
  ['BE', 'Belgium'],
  ['DK', 'Denmark'],
  ['CH', 'Switzerland'],
  ['GB', 'United Kingdom'],
  ['US', 'United States'],
  ['CA', 'Canada'],
] as const;
