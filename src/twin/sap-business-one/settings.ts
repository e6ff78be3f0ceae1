import type { Clock } from '../../model/clock.ts';

/** A VAT group, or a tax code where the localisation has those: what a line is taxed with. */
export interface TaxGroup {
  readonly code: string;
  readonly percent: string;
}

/** A unit group of items that are not counted in one unit only. */
export interface UnitGroup {
  readonly entry: number;
  /** The first one is the unit of the inventory; the others say how many of it they are. */
  readonly units: readonly { readonly entry: number; readonly code: string; readonly factor: string }[];
}

/** A field of the company's own: `U_{name}` on the entities of its table (sheet section 10). */
export interface UserField {
  readonly table: string;
  readonly name: string;
  readonly size: number;
}

export interface SapBusinessOneTwinOptions {
  readonly clock: Clock;
  readonly companyDb?: string;
  readonly user?: string;
  readonly password?: string;
  /** `1000210` is 10.0 FP 2102, the first one with ETags (sheet section 1). */
  readonly version?: string;
  /** Minutes that a session lives after its last call (sheet section 2). */
  readonly sessionMinutes?: number;
  /** How many sessions there may be at once. Each one occupies a licence. */
  readonly mostSessions?: number;
  /** How many nodes are behind the load balancer, each with sessions of its own. */
  readonly nodes?: number;
  /** IANA name of the server's zone: its dates and times of day are written without one (sheet section 12). */
  readonly timeZone?: string;
  readonly currency?: string;
  readonly currencies?: readonly string[];
  readonly countries?: readonly string[];
  /** Ids of branches; with any, each document must name one (sheet section 3.1). */
  readonly branches?: readonly number[];
  /** The first one is where lines are taken from unless they, or their items, say otherwise. */
  readonly warehouses?: readonly string[];
  /** `VatGroup` is the tax of a line in most of Europe, `TaxCode` in the US, Canada, India and Brazil (sheet section 1). */
  readonly taxProperty?: 'VatGroup' | 'TaxCode';
  readonly taxGroups?: readonly TaxGroup[];
  /** Which group the company has determined for a country of the ship-to address, `*` for the others. */
  readonly taxByCountry?: Readonly<Record<string, string>>;
  /** The group of customers that pay no tax. */
  readonly exemptGroup?: string;
  readonly shippingTypes?: readonly { readonly code: number; readonly name: string }[];
  readonly paymentMethods?: readonly string[];
  readonly paymentTerms?: readonly number[];
  readonly partnerGroups?: readonly number[];
  /** Freight: what is charged beside the lines. */
  readonly expenses?: readonly { readonly code: number; readonly name: string }[];
  readonly priceLists?: readonly { readonly number: number; readonly name: string; readonly gross: boolean }[];
  readonly unitGroups?: readonly UnitGroup[];
  readonly creditCards?: readonly number[];
  readonly userFields?: readonly UserField[];
  /** Orders over more than this total wait for an approval, as drafts (sheet section 3.1). Decimal text. */
  readonly approvalAbove?: string;
  /** True: a customer's second order with the same reference number is refused (sheet section 7). */
  readonly blocksRepeatedReference?: boolean;
  /** True: comparisons of text see capitals, as on HANA (sheet section 3.0). */
  readonly caseSensitive?: boolean;
}

export type Settings = Required<Omit<SapBusinessOneTwinOptions, 'approvalAbove'>> &
  Pick<SapBusinessOneTwinOptions, 'approvalAbove'>;

export const TWIN_COMPANY_DB = 'SBODEMO';
export const TWIN_USER = { name: 'web.user', password: 'twin-password' };

export function settingsOf(options: SapBusinessOneTwinOptions): Settings {
  return {
    companyDb: TWIN_COMPANY_DB,
    user: TWIN_USER.name,
    password: TWIN_USER.password,
    version: '1000210',
    sessionMinutes: 30,
    mostSessions: Number.POSITIVE_INFINITY,
    nodes: 2,
    timeZone: 'Europe/Rome',
    currency: 'EUR',
    currencies: ['EUR', 'USD', 'GBP'],
    countries: ['IT', 'DE', 'FR', 'ES', 'AT', 'NL', 'BE', 'DK', 'CH', 'GB', 'US', 'CA'],
    branches: [],
    warehouses: ['01'],
    taxProperty: 'VatGroup',
    taxGroups: [
      { code: 'V22', percent: '22' },
      { code: 'V19', percent: '19' },
      { code: 'V0', percent: '0' },
    ],
    taxByCountry: { IT: 'V22', DE: 'V19', '*': 'V0' },
    exemptGroup: 'V0',
    shippingTypes: [
      { code: 1, name: 'STANDARD' },
      { code: 2, name: 'EXPRESS' },
      { code: 3, name: 'FREE' },
      { code: 4, name: 'PICKUP' },
    ],
    paymentMethods: ['CARD', 'CASH', 'BANK', 'CREDIT'],
    paymentTerms: [-1, 1, 2],
    partnerGroups: [100, 101],
    expenses: [
      { code: 1, name: 'Freight' },
      { code: 2, name: 'Fees' },
    ],
    priceLists: [
      { number: 1, name: 'Web', gross: false },
      { number: 2, name: 'Wholesale', gross: false },
    ],
    unitGroups: [],
    creditCards: [1],
    userFields: [
      { table: 'ORDR', name: 'WebOrderId', size: 50 },
      { table: 'ORDR', name: 'Coupon', size: 100 },
      { table: 'ORDR', name: 'Email', size: 100 },
      { table: 'ORDR', name: 'PaymentRef', size: 100 },
      { table: 'OCRD', name: 'ApplyCredit', size: 1 },
      { table: 'OCRD', name: 'PORequired', size: 1 },
      { table: 'OITM', name: 'ParentSku', size: 50 },
    ],
    blocksRepeatedReference: false,
    caseSensitive: true,
    ...options,
  };
}
