import { basename } from 'node:path';
import { cancelByRow } from './cancel-order.ts';
import { decodeFile, encodeFile } from './code-page.ts';
import type { Company } from './company.ts';
import { type FileRow, readCsv, UnreadableFile, writeCsv } from './csv.ts';
import { type ExchangeFolders, waitingIn } from './exchange-folders.ts';
import { stamp } from './export-rows.ts';
import { RowFault, told } from './fault.ts';
import { REQUIRED_COLUMNS } from './file-columns.ts';
import { draftOf } from './order-rows.ts';
import { takeCustomer } from './take-customer.ts';
import { takeOrder } from './take-order.ts';

const MOST_ORDER_ROWS = 5000;

/** What became of one document of a file: a row of the acknowledgement. */
interface Answer {
  readonly status: 'ACCEPTED' | 'REJECTED' | 'DUPLICATE' | 'HELD';
  readonly erpOrderNo: string;
  readonly message: string;
}

/** Rows that say one thing together, with the places that they have in their file. */
interface Group {
  readonly ref: string;
  readonly rows: readonly FileRow[];
  readonly rowNo: number;
}

/**
 * Works through the folders that the other side writes to: each document of a file is taken or refused by itself and
 * acknowledged, what is refused is reported with its row, and the file goes to the archive (sheets 3.1, 3.8 and 6).
 */
export class ImportDesk {
  readonly #company: Company;
  readonly #folders: ExchangeFolders;
  /** The importer does not start before this instant, milliseconds. */
  busyUntil = 0;
  /** How many files were acknowledged so far. */
  answered = 0;

  constructor(company: Company, folders: ExchangeFolders) {
    this.#company = company;
    this.#folders = folders;
  }

  /** Yields whether there was anything. */
  work(at: number): boolean {
    if (at < this.busyUntil) return false;
    const waiting = waitingIn(this.#folders);
    for (const path of waiting) this.#file(path, at);
    return waiting.length > 0;
  }

  #file(path: string, at: number): void {
    const file = basename(path);
    try {
      const kind = kindOf(file);
      const rows = readCsv(
        decodeFile(this.#folders.read(path), this.#company.settings.codePage),
        REQUIRED_COLUMNS[kind],
      );
      if (rows.length > MOST_ORDER_ROWS && kind === 'orders')
        throw new UnreadableFile(`the file has ${rows.length} rows, and ${MOST_ORDER_ROWS} are the most`);
      const answers = groupsOf(rows, kind).map((group) => ({ group, answer: this.#answer(kind, group, at) }));
      this.#report(file, answers, at);
      const folder = this.#company.settings.archivedUnder(at);
      this.#folders.move(path, ['archive', ...(folder === '' ? [] : [folder]), file].join('/'));
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      this.#folders.move(path, `error/${file}`);
    }
  }

  #answer(kind: ImportedKind, { rows }: Group, at: number): Answer {
    try {
      switch (kind) {
        case 'orders': {
          const { order, held } = takeOrder(this.#company, draftOf(rows, this.#paidColumn()));
          return { status: held === undefined ? 'ACCEPTED' : 'HELD', erpOrderNo: order.orderNo, message: held ?? '' };
        }
        case 'ordercancel': {
          const orders = rows.map((row) => cancelByRow(this.#company, row));
          return { status: 'ACCEPTED', erpOrderNo: orders[0]?.orderNo ?? '', message: '' };
        }
        case 'customers':
          // The one column for a number holds that of whatever was taken.
          return { status: 'ACCEPTED', erpOrderNo: takeCustomer(this.#company, rows, at).customerId, message: '' };
      }
    } catch (error) {
      if (!(error instanceof RowFault)) throw error;
      const status = error.code === 'DUPLICATE' ? 'DUPLICATE' : 'REJECTED';
      return { status, erpOrderNo: error.erpOrderNo ?? '', message: told(error) };
    }
  }

  #paidColumn(): string {
    const { orders } = this.#company.settings.columns;
    return orders.find((name) => name === 'paidAmount' || name === 'depositAmount') ?? '';
  }

  /** Both are called as the file that they answer. */
  #report(file: string, answers: readonly { readonly group: Group; readonly answer: Answer }[], at: number): void {
    const { columns, codePage } = this.#company.settings;
    const acks = answers.map(({ group: { ref }, answer }) => ({ ref, ...answer, at: stamp(at) }));
    this.answered += 1;
    this.#folders.write(`ack/${this.#free('ack', file)}`, encodeFile(writeCsv(columns.ack, acks), codePage), at);
    const errors = answers.flatMap(({ group: { ref, rowNo }, answer: { status, message } }) => {
      const [, code, text] = /^([A-Z_]+): (.*)$/s.exec(message) ?? [];
      return status === 'ACCEPTED' || code === undefined
        ? []
        : [{ rowNo: String(rowNo), ref, code, message: text ?? '' }];
    });
    if (errors.length > 0)
      this.#folders.write(
        `error/${this.#free('error', file)}`,
        encodeFile(writeCsv(columns.error, errors), codePage),
        at,
      );
  }

  /** A file that comes a second time must not take the place of what was said of it the first time. */
  #free(folder: string, file: string): string {
    let name = file;
    for (let count = 2; this.#folders.has(`${folder}/${name}`); count += 1)
      name = file.replace(/\.csv$/, `_${count}.csv`);
    return name;
  }
}

type ImportedKind = keyof typeof REQUIRED_COLUMNS;

function kindOf(file: string): ImportedKind {
  const kind = (Object.keys(REQUIRED_COLUMNS) as ImportedKind[]).find((each) => file.startsWith(`${each}_`));
  if (kind === undefined) throw new UnreadableFile(`${file} is no kind of file that is read here`);
  return kind;
}

/** Rows of one order, or of one customer, belong together wherever they stand in the file. */
function groupsOf(rows: readonly FileRow[], kind: ImportedKind): readonly Group[] {
  const keyOf = (row: FileRow) =>
    kind === 'customers' ? `${row.customerId ?? ''} ${row.email ?? ''}` : (row.ref ?? '');
  const groups = Map.groupBy(
    rows.map((row, at) => ({ row, rowNo: at + 1 })),
    ({ row }) => keyOf(row),
  );
  return [...groups.values()].map((placed) => ({
    ref: placed[0]?.row.ref ?? '',
    rows: placed.map(({ row }) => row),
    rowNo: placed[0]?.rowNo ?? 0,
  }));
}
