import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What an ERP picks up, by the folder below `to-erp` (sheets distribution-one 3.1 and 3.8, ddi-inform 3). */
export const INBOXES = ['customers', 'orders'] as const;
export const OUTBOXES = [
  'items',
  'prices',
  'inventory',
  'categories',
  'customers',
  'shipments',
  'invoices',
  'returns',
] as const;

/** Whoever reads a folder alone puts this file there (sheet ddi-inform 5). */
const LOCK = '.lock';

/** The folders of an exchange, on this machine’s disk, as the ERP sees them. Nothing in them is older than the twin. */
export class ExchangeFolders {
  readonly root = mkdtempSync(join(tmpdir(), 'pipewright-exchange-'));

  constructor() {
    const folders = [
      ...INBOXES.map((name) => `to-erp/${name}`),
      ...OUTBOXES.map((name) => `from-erp/${name}`),
      'ack',
      'error',
      'archive',
    ];
    for (const folder of folders) mkdirSync(join(this.root, folder), { recursive: true });
  }

  /** Files that wait to be read, in the order of their names: unfinished ones are not seen, nor is a folder under lock. */
  waiting(): readonly string[] {
    return INBOXES.flatMap((inbox) => {
      const listed = readdirSync(join(this.root, 'to-erp', inbox));
      if (listed.includes(LOCK)) return [];
      return listed
        .filter((name) => name.endsWith('.csv'))
        .sort()
        .map((name) => `to-erp/${inbox}/${name}`);
    });
  }

  read(path: string): Buffer {
    return readFileSync(join(this.root, path));
  }

  move(path: string, to: string): void {
    mkdirSync(dirname(join(this.root, to)), { recursive: true });
    renameSync(join(this.root, path), join(this.root, to));
  }

  /** Writes a file under a name that nobody reads and gives it its own when it is whole. `at` is when, by the ERP’s clock. */
  write(path: string, content: Buffer, at: number): void {
    const unfinished = join(this.root, `${path}.tmp`);
    writeFileSync(unfinished, content);
    utimesSync(unfinished, at / 1000, at / 1000);
    renameSync(unfinished, join(this.root, path));
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
