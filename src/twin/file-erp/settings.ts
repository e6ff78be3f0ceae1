import type { Clock } from '../../model/clock.ts';
import type { CodePage } from './code-page.ts';
import type { ExchangeFolders } from './exchange-folders.ts';
import type { FileColumns } from './file-columns.ts';

/** What one ERP that is reached by files has otherwise than the next one. */
export interface FileErpHabits {
  /** The connector’s name. */
  readonly system: string;
  readonly columns: FileColumns;
  /** Where a file that was worked through goes, below `archive`; empty: right there. */
  readonly archivedUnder: (at: number) => string;
  /** Whether `unitPrice` of an order has the line’s discount taken off already. */
  readonly unitPriceIsNet: boolean;
  /** Whether what was paid on line settles the invoice when goods are shipped; otherwise it lies there as an open credit. */
  readonly depositsAreApplied: boolean;
  /** How many characters the back end keeps; what is longer is cut, and nobody is told. */
  readonly keeps: { readonly name: number; readonly address: number; readonly poNumber: number };
}

export interface FileErpOptions {
  readonly clock: Clock;
  /** Not given: folders on this machine’s disk, of its own. */
  readonly folders?: ExchangeFolders;
  /** In the names of files. */
  readonly company?: string;
  readonly warehouse?: string;
  /** Days of documents are days of this zone. */
  readonly timeZone?: string;
  readonly codePage?: CodePage;
  /** Number of the customer that orders without one belong to; not given: such orders are refused. */
  readonly webCustomer?: string;
  /** How often the folders are looked through; 0: whenever somebody looks. */
  readonly importEveryMs?: number;
  /** How often changes are exported; 0: whenever somebody looks. */
  readonly exportEveryMs?: number;
  /** The hour, by the site’s clock, at which the whole stock is exported. */
  readonly fullStockAt?: number;
  /** Codes of ways to ship and to pay that orders may have. */
  readonly shipVias?: readonly string[];
  readonly paymentTypes?: readonly string[];
  /** Percent by country, where the ERP works out the tax of an order for itself; elsewhere the shop’s is taken. */
  readonly taxPercent?: Readonly<Record<string, string>>;
  /** What its REST variant asks for in the header `Authorization`. */
  readonly apiKey?: string;
}

export type FileErpSettings = FileErpHabits &
  Required<Omit<FileErpOptions, 'webCustomer' | 'folders'>> &
  Pick<FileErpOptions, 'webCustomer'>;

export const TWIN_API_KEY = 'ApiKey twin-erp-key';

export function settingsOf(habits: FileErpHabits, options: FileErpOptions): FileErpSettings {
  return {
    company: 'MAIN',
    warehouse: 'MAIN',
    timeZone: 'Europe/Rome',
    codePage: 'utf-8',
    importEveryMs: 60_000,
    exportEveryMs: 15 * 60_000,
    fullStockAt: 2,
    shipVias: ['UPSG', 'UPSR', 'PICKUP'],
    paymentTypes: ['CARD', 'TERMS', 'WIRE'],
    taxPercent: {},
    apiKey: TWIN_API_KEY,
    ...habits,
    ...options,
  };
}
