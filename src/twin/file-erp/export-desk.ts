import { SiteTime } from '../kit/site-time.ts';
import { encodeFile } from './code-page.ts';
import type { Company } from './company.ts';
import { type FileRow, writeCsv } from './csv.ts';
import type { ExchangeFolders, OUTBOXES } from './exchange-folders.ts';
import {
  categoryRow,
  customerRows,
  invoiceRows,
  itemRow,
  listPriceRows,
  priceRow,
  returnRow,
  shipmentRows,
  stamp,
  stockFigures,
} from './export-rows.ts';

type Outbox = (typeof OUTBOXES)[number];

/** Changes the rows of a file before it is written: how a test has the ERP be wrong about itself. */
export type Distortion = (outbox: Outbox, rows: readonly FileRow[]) => readonly FileRow[];

/** Writes what has changed in a company since it wrote last, and at night the whole stock. */
export class ExportDesk {
  readonly #company: Company;
  readonly #folders: ExchangeFolders;
  readonly #site: SiteTime;
  /** What was written of each document last, so that only what differs is written again. */
  readonly #written = new Map<string, string>();
  /** Since when figures of an item are what they are. */
  readonly #figuresSince = new Map<string, { readonly figures: string; readonly since: number }>();
  #sequence = 0;
  distort: Distortion = (_, rows) => rows;

  constructor(company: Company, folders: ExchangeFolders) {
    this.#company = company;
    this.#folders = folders;
    this.#site = new SiteTime(company.settings.timeZone);
  }

  /** Everything that is new or different; a kind of which nothing is makes no file. */
  writeChanges(at: number): void {
    const { customers, items, categories, prices, shipments, invoices, credits } = this.#company;
    this.#file(
      'categories',
      this.#changed(
        'category',
        [...categories.values()],
        (each) => each.code,
        (each) => [categoryRow(each)],
      ),
      at,
    );
    this.#file(
      'items',
      this.#changed(
        'item',
        [...items.values()],
        ({ sku }) => sku,
        (item) => [itemRow(item, item.onHand.minus(this.#company.committed(item.sku)))],
      ),
      at,
    );
    this.#file(
      'prices',
      this.#changed(
        'price',
        [...items.values()],
        ({ sku }) => sku,
        (item) => [...listPriceRows(item), ...prices.filter(({ sku }) => sku === item.sku).map(priceRow)],
      ),
      at,
    );
    this.#file(
      'customers',
      this.#changed('customer', [...customers.values()], (each) => each.customerId, customerRows),
      at,
    );
    this.#file(
      'inventory',
      this.#changed(
        'stock',
        this.#stockRows(at),
        (row) => row.sku ?? '',
        (row) => [row],
      ),
      at,
      'NET',
    );
    this.#file(
      'shipments',
      this.#changed(
        'shipment',
        shipments,
        (each) => each.shipmentNo,
        (each) => shipmentRows(each, this.#site),
      ),
      at,
    );
    this.#file(
      'invoices',
      this.#changed(
        'invoice',
        invoices,
        (each) => each.invoiceNo,
        (each) => invoiceRows(each, this.#site),
      ),
      at,
    );
    this.#file(
      'returns',
      this.#changed(
        'credit',
        credits,
        (each) => each.creditNo,
        (each) => [returnRow(each, this.#site)],
      ),
      at,
    );
  }

  /** The stock of every item, changed or not. */
  writeFullStock(at: number): void {
    const rows = this.#stockRows(at);
    this.#changed(
      'stock',
      rows,
      (row) => row.sku ?? '',
      (row) => [row],
    );
    this.#file('inventory', rows, at, 'FULL');
  }

  #stockRows(at: number): readonly FileRow[] {
    return [...this.#company.items.values()]
      .filter(({ stocked }) => stocked)
      .map((item) => {
        const figures = stockFigures(this.#company, item);
        const text = JSON.stringify(figures);
        const known = this.#figuresSince.get(item.sku);
        const since = known?.figures === text ? known.since : at;
        this.#figuresSince.set(item.sku, { figures: text, since });
        return { ...figures, modifiedAt: stamp(since) };
      });
  }

  #changed<T>(
    kind: string,
    all: readonly T[],
    keyOf: (each: T) => string,
    rowsOf: (each: T) => readonly FileRow[],
  ): readonly FileRow[] {
    return all.flatMap((each) => {
      const rows = rowsOf(each);
      const key = `${kind} ${keyOf(each)}`;
      const text = JSON.stringify(rows);
      if (this.#written.get(key) === text) return [];
      this.#written.set(key, text);
      return rows;
    });
  }

  /** FULL or NET stands at the end of the name, so that names keep the order of time. */
  #file(outbox: Outbox, rows: readonly FileRow[], at: number, extent?: 'FULL' | 'NET'): void {
    if (rows.length === 0 && extent !== 'FULL') return;
    const { company, codePage, columns } = this.#company.settings;
    this.#sequence += 1;
    const name = [
      outbox,
      company,
      stamp(at).replaceAll(/[-:]/g, ''),
      String(this.#sequence).padStart(6, '0'),
      ...(extent === undefined ? [] : [extent]),
    ].join('_');
    const content = encodeFile(writeCsv(columns[outbox], this.distort(outbox, rows)), codePage);
    this.#folders.write(`from-erp/${outbox}/${name}.csv`, content, at);
  }
}
