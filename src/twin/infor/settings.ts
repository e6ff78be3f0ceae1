import type { Clock } from '../../model/clock.ts';

export interface InforTwinOptions {
  readonly clock: Clock;
  /** Tenant of the ION gateway (sheet section 1). */
  readonly tenant?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** The service account: `saak` and `sask` of the `.ionapi` file (sheet section 2). */
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly tokenSeconds?: number;
  readonly companyNumber?: number;
  readonly operators?: readonly string[];
  /** The first one is where orders are shipped from unless they say otherwise. */
  readonly warehouses?: readonly string[];
  /** IANA name: dates without a zone are the company’s days (sheet section 12). */
  readonly timeZone?: string;
  readonly currency?: string;
  readonly shipVias?: readonly string[];
  readonly termsTypes?: readonly string[];
  /** Numbers of add-ons, with their names (sheet section 3.3). */
  readonly addons?: Readonly<Record<string, string>>;
  readonly untaxedAddons?: readonly string[];
  /** Percent of tax by country of the ship-to; `*` for the others. SX computes it (sheet section 12). */
  readonly taxPercent?: Readonly<Record<string, string>>;
  /** Whether a price on an order line stands; otherwise SX takes its own (sheet section 3.3, uncertain). */
  readonly priceOverride?: boolean;
  /** Whether a second order with the same customer PO is refused (sheet section 7). */
  readonly duplicatePoCheck?: boolean;
  /** Most rows that a list gives, whatever `recordLimit` says. */
  readonly mostRows?: number;
}

export type Settings = Required<InforTwinOptions>;

export const TWIN_APP = {
  tenant: 'ACME_TST',
  clientId: 'ACME_TST~twin-client',
  clientSecret: 'twin-client-secret',
  accessKey: 'ACME_TST#twin-access-key',
  secretKey: 'twin-secret-key',
} as const;

export function settingsOf(options: InforTwinOptions): Settings {
  return {
    ...TWIN_APP,
    tokenSeconds: 7200,
    companyNumber: 1,
    operators: ['web'],
    warehouses: ['MAIN'],
    timeZone: 'Europe/Rome',
    currency: 'EUR',
    shipVias: ['STD', 'EXPR', 'FREE', 'PICK'],
    termsTypes: ['CARD', 'CASH', 'BANK', 'N30'],
    addons: { '1': 'Freight', '2': 'Handling', '3': 'Rounding' },
    untaxedAddons: ['3'],
    taxPercent: { IT: '22', DE: '19', '*': '0' },
    priceOverride: true,
    duplicatePoCheck: false,
    mostRows: 1000,
    ...options,
  };
}
