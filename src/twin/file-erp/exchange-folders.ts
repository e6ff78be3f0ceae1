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

/** Every folder that is there from the beginning. */
export const FOLDERS: readonly string[] = [
  ...INBOXES.map((name) => `to-erp/${name}`),
  ...OUTBOXES.map((name) => `from-erp/${name}`),
  'ack',
  'error',
  'archive',
];

/** Whoever reads a folder alone puts this file there (sheet ddi-inform 5). */
const LOCK = '.lock';

/** The folders of an exchange as the ERP sees them. Paths are joined by `/`. Nothing in them is older than the twin. */
export interface ExchangeFolders {
  /** What lies in one of {@link FOLDERS}. */
  names(folder: string): readonly string[];
  read(path: string): Buffer;
  /** Makes the folder that it goes to, where it is not there. */
  move(path: string, to: string): void;
  /** Nobody sees half of it. `at`: when, by the ERP’s clock. */
  write(path: string, content: Buffer, at: number): void;
  has(path: string): boolean;
  /** Takes all of it away. */
  remove(): void;
}

/** Files that wait to be read, in the order of their names: unfinished ones are not seen, nor is a folder under lock. */
export function waitingIn(folders: ExchangeFolders): readonly string[] {
  return INBOXES.flatMap((inbox) => {
    const listed = folders.names(`to-erp/${inbox}`);
    if (listed.includes(LOCK)) return [];
    return listed
      .filter((name) => name.endsWith('.csv'))
      .sort()
      .map((name) => `to-erp/${inbox}/${name}`);
  });
}
