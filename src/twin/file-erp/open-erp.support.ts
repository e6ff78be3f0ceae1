import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ManualClock } from '../../model/clock.ts';
import { createDistributionOneTwin } from '../distribution-one/distribution-one-twin.ts';
import { type FileRow, readCsv, writeCsv } from './csv.ts';
import { DiskFolders } from './disk-folders.ts';
import type { FileErpTwin } from './file-erp-twin.ts';
import type { FileErpOptions } from './settings.ts';

/** An ERP with two items, two customers and the folders that it shares with somebody; all time is told. */
export interface OpenedErp {
  readonly erp: FileErpTwin;
  readonly folders: DiskFolders;
  readonly clock: ManualClock;
  /** The other side writes a file as it should: under another name first. */
  readonly put: (path: string, content: string | Buffer) => void;
  readonly putRows: (path: string, columns: readonly string[], rows: readonly FileRow[]) => void;
  readonly list: (folder: string) => readonly string[];
  /** All rows of all files of a folder, in the order of their names. */
  readonly rows: (folder: string) => readonly FileRow[];
  readonly changedAt: (path: string) => string;
  /** So many minutes pass, and somebody looks. */
  readonly pass: (minutes: number) => void;
}

export function openErp(
  t: { readonly after: (work: () => void) => void },
  options: Partial<FileErpOptions> = {},
  make: (options: FileErpOptions) => FileErpTwin = createDistributionOneTwin,
): OpenedErp {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const folders = new DiskFolders();
  const erp = make({ clock, folders, exportEveryMs: 5 * 60_000, ...options });
  t.after(() => erp.close());
  erp.addItem({ sku: 'VALVE-34', description: '3/4 in ball valve', price: '12.50', stock: 120 });
  erp.addItem({ sku: 'HOSE-10FT', description: '10 ft hose', price: '30', stock: 9 });
  erp.addCustomer('Northfield Supply', 'pat@example.com', { customerId: '120045' });
  erp.addCustomer('Southfield Ltd', 'lee@example.com', { customerId: '120046' });
  const at = (path: string) => join(folders.root, path);
  const put: OpenedErp['put'] = (path, content) => {
    writeFileSync(at(`${path}.tmp`), content);
    renameSync(at(`${path}.tmp`), at(path));
  };
  const list: OpenedErp['list'] = (folder) =>
    readdirSync(at(folder), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  return {
    erp,
    folders,
    clock,
    put,
    putRows: (path, columns, rows) => put(path, writeCsv(columns, rows)),
    list,
    rows: (folder) => list(folder).flatMap((name) => readCsv(readFileSync(at(`${folder}/${name}`), 'utf8'), [])),
    changedAt: (path) => statSync(at(path)).mtime.toISOString(),
    pass: (minutes) => {
      clock.advance(minutes * 60_000);
      erp.work();
    },
  };
}

/** The sheets’ sample order (section 11); columns given take the place of those of every row. */
export function sampleOrder(changes: FileRow = {}, lines: readonly FileRow[] = SAMPLE_LINES): readonly FileRow[] {
  return lines.map((line) => ({ ...SAMPLE_HEADER, ...line, ...changes }));
}

const SAMPLE_HEADER: FileRow = {
  ref: 'WEB-100045',
  orderDate: '2025-03-04T09:12:00Z',
  customerId: '120045',
  customerName: 'Northfield Supply',
  customerEmail: 'pat@example.com',
  billName: 'Northfield Supply',
  billLine1: '100 Main Street',
  billCity: 'Boulder',
  billState: 'CO',
  billZip: '80301',
  billCountry: 'US',
  shipName: 'Northfield Depot 2',
  shipLine1: '9 Quarry Road',
  shipCity: 'Denver',
  shipState: 'CO',
  shipZip: '80202',
  shipCountry: 'US',
  poNumber: 'PO-7781',
  shipMethod: 'UPSG',
  shipAmount: '9.95',
  taxTotal: '5.76',
  discountTotal: '8.00',
  couponCode: 'SPRING10',
  orderTotal: '87.71',
  paymentMethod: 'CARD',
};

export const SAMPLE_LINES: readonly FileRow[] = [
  {
    lineNo: '1',
    recordType: 'ITEM',
    sku: 'VALVE-34',
    description: '3/4 in ball valve',
    quantity: '4',
    uom: 'EA',
    unitPrice: '12.5000',
    lineTax: '3.60',
  },
  {
    lineNo: '2',
    recordType: 'ITEM',
    sku: 'HOSE-10FT',
    description: '10 ft hose',
    quantity: '1',
    uom: 'EA',
    unitPrice: '30.0000',
    lineTax: '2.16',
  },
];

export const ORDER_COLUMNS: readonly string[] = [
  ...Object.keys(SAMPLE_HEADER),
  'paidAmount',
  'depositAmount',
  ...Object.keys(SAMPLE_LINES[0] ?? {}),
  'lineDiscount',
];
