import type { Clock } from '../../model/clock.ts';

/** Transaction definitions are configuration of each company: these are the twin's (sheet section 1). */
export type Definition = 'Sales Order' | 'Sales Shipper' | 'Sales Invoice' | 'Sales Return' | 'Sales Credit Memo';

export interface SageIntacctTwinOptions {
  readonly clock: Clock;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** `{webServicesUser}@{companyId}` (sheet section 2a). */
  readonly user?: string;
  readonly tokenSeconds?: number;
  /** Who may send to the XML gateway at all, and how the user of `user` signs in there (sheet section 2b). */
  readonly senderId?: string;
  readonly senderPassword?: string;
  readonly userPassword?: string;
  /** Whether the company lets this sender in. */
  readonly isSenderAuthorized?: boolean;
  /** How long a session of the gateway lives after its last call. */
  readonly sessionSeconds?: number;
  /** Entities that a request may name; the top level needs none (sheet section 2a). */
  readonly entities?: readonly string[];
  /** The first one is where lines are shipped from unless they say otherwise. */
  readonly warehouses?: readonly string[];
  readonly units?: readonly string[];
  readonly shippingMethods?: readonly string[];
  readonly terms?: readonly string[];
  readonly currency?: string;
  /** Descriptions of subtotals that the order's definition has; others are refused (sheet section 3.1). */
  readonly subtotals?: readonly string[];
  /** Whether a create by REST keeps subtotals: the documentation never shows it (sheet section 3.1). */
  readonly keepsSubtotals?: boolean;
  /** Whether the definition lets orders be deleted (sheet section 12). */
  readonly ordersMayBeDeleted?: boolean;
  /** Whether the definition of returns raises the stock (sheet section 3.9). */
  readonly returnsMoveStock?: boolean;
  /** Percent by country of the ship-to contact, where the company works out the tax for itself; otherwise the given one stands. */
  readonly taxPercent?: Readonly<Record<string, string>>;
  readonly bankAccounts?: readonly string[];
  /** Numbers of G/L accounts, and labels by which they may be named (sheet section 3.9). */
  readonly accounts?: readonly string[];
  readonly accountLabels?: readonly string[];
  /** Custom fields of documents and customers (sheet section 10). */
  readonly customFields?: readonly string[];
}

export type Settings = Required<Omit<SageIntacctTwinOptions, 'taxPercent'>> &
  Pick<SageIntacctTwinOptions, 'taxPercent'>;

export const TWIN_APP = {
  clientId: '0123456789abcdef.app.sage.com',
  clientSecret: 'twin-client-secret',
  user: 'web@ACME',
} as const;

export const TWIN_SENDER = {
  senderId: 'twin-sender',
  senderPassword: 'twin-sender-password',
  userPassword: 'twin-user-password',
} as const;

export function settingsOf(options: SageIntacctTwinOptions): Settings {
  return {
    ...TWIN_APP,
    ...TWIN_SENDER,
    isSenderAuthorized: true,
    sessionSeconds: 6 * 3600,
    tokenSeconds: 43_200,
    entities: ['IT', 'DE'],
    warehouses: ['MAIN'],
    units: ['Each', 'Box', 'Pair'],
    shippingMethods: ['Standard', 'Express', 'Free', 'Pick-up'],
    terms: ['Card', 'Cash', 'Bank', 'Net 30'],
    currency: 'EUR',
    subtotals: ['Shipping', 'Sales Tax', 'Sales Discount'],
    keepsSubtotals: true,
    ordersMayBeDeleted: false,
    returnsMoveStock: true,
    bankAccounts: ['BOA'],
    accounts: ['1099', '2100'],
    accountLabels: ['Web advances'],
    customFields: ['SHOP_PAYMENT', 'SHOP_COUPON', 'APPLY_CREDIT', 'PO_REQUIRED', 'TAX_CERTIFICATE'],
    ...options,
  };
}
