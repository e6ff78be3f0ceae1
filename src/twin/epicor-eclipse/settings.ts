import type { Clock } from '../../model/clock.ts';

/** What of the API a tenant has bought; the first three come with it (sheet section 1). */
export type Family = 'Products' | 'Customers' | 'Contacts' | 'SalesOrders' | 'Pricing' | 'ARInquiry';

export interface EpicorEclipseTwinOptions {
  readonly clock: Clock;
  readonly user?: string;
  readonly password?: string;
  /** Sessions at once; each takes a licence of a user (sheet section 2, assumption). */
  readonly licences?: number;
  /** Minutes without a request after which a session has expired (sheet section 2, assumption). */
  readonly idleMinutes?: number;
  readonly families?: readonly Family[];
  /** Files that the Search Index Builder has run for: without it a search answers with a sentence (sheet section 3). */
  readonly indexed?: readonly Family[];
  /** The first one is where orders are shipped from unless they say otherwise. */
  readonly branches?: readonly string[];
  /** Branches that the API's user may see (sheet section 2). */
  readonly visibleBranches?: readonly string[];
  /** Fields that its field-level security hides: they are left out of every answer (sheet section 2). */
  readonly hiddenFields?: readonly string[];
  /** IANA name: order, ship and invoice dates are days there. */
  readonly timeZone?: string;
  readonly currency?: string;
  readonly shipVias?: readonly string[];
  readonly terms?: readonly string[];
  readonly units?: readonly string[];
  /** Percent of tax by country of the ship-to; `*` for the others. Eclipse computes it (sheet section 10). */
  readonly taxPercent?: Readonly<Record<string, string>>;
  readonly mostRows?: number;
}

export type Settings = Required<EpicorEclipseTwinOptions>;

export const TWIN_USER = { name: 'WEBAPI', password: 'twin-password' };

export function settingsOf(options: EpicorEclipseTwinOptions): Settings {
  const branches = options.branches ?? ['10'];
  return {
    user: TWIN_USER.name,
    password: TWIN_USER.password,
    licences: 4,
    idleMinutes: 15,
    families: ['Products', 'Customers', 'Contacts', 'SalesOrders', 'Pricing', 'ARInquiry'],
    indexed: ['Products', 'Customers', 'Contacts', 'SalesOrders'],
    branches,
    visibleBranches: branches,
    hiddenFields: [],
    timeZone: 'Europe/Rome',
    currency: 'EUR',
    shipVias: ['STANDARD', 'EXPRESS', 'FREE', 'PICKUP'],
    terms: ['CARD', 'CASH', 'BANK', 'NET30'],
    units: ['ea', 'box', 'pair'],
    taxPercent: { IT: '22', DE: '19', '*': '0' },
    mostRows: 100,
    ...options,
  };
}
