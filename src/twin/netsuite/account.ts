import { SiteTime } from '../kit/site-time.ts';
import { type Entry, entryOf, textOf } from './entry.ts';
import { CODE_LISTS, type Family, RECORD_TYPES, type RecordType, typesOf } from './record-types.ts';
import type { Code, Settings } from './settings.ts';
import { Stock } from './stock.ts';
import { Store } from './store.ts';

/** A record with the type that it is of. */
export interface Found {
  readonly type: RecordType;
  readonly entry: Entry;
}

/** Everything that one account of the twin holds. */
export class Account {
  readonly settings: Settings;
  readonly time: SiteTime;
  readonly stock: Stock;
  /** Grows with each change: what is worked out from records is good until then. */
  revision = 0;
  /** Mails that went out to buyers. */
  readonly mails: string[] = [];
  readonly #stores = new Map<string, Store>(RECORD_TYPES.map(({ name }) => [name, new Store()]));
  readonly #series = new Map<string, number>();

  constructor(settings: Settings) {
    this.settings = settings;
    this.time = new SiteTime(settings.timeZone);
    this.stock = new Stock(this);
    this.#fill();
  }

  now(): number {
    return this.settings.clock.now();
  }

  today(): string {
    return this.time.dayOf(this.now());
  }

  store(type: string): Store {
    const store = this.#stores.get(type);
    if (store === undefined) throw new TypeError(`no record type ${type}`);
    return store;
  }

  all(type: string): Entry[] {
    return this.store(type).all();
  }

  /** A record by its internal id, of one of these types. */
  find(targets: readonly string[], id: string): Found | undefined {
    return this.#search(targets, (store) => store.get(id));
  }

  findExternal(targets: readonly string[], externalId: string): Found | undefined {
    return this.#search(targets, (store) => store.byExternalId(externalId));
  }

  keep(type: string, entry: Entry): Entry {
    this.revision += 1;
    return this.store(type).put(entry);
  }

  drop(type: string, entry: Entry): void {
    this.revision += 1;
    this.store(type).remove(entry.id);
  }

  /** The next number of a series, from `first` on. */
  next(series: string, first = 1): number {
    const number = this.#series.get(series) ?? first;
    this.#series.set(series, number + 1);
    return number;
  }

  /** Numbers that were drawn for what was refused are drawn again. */
  drawing<T>(work: () => T): T {
    const before = [...this.#series];
    try {
      return work();
    } catch (error) {
      this.#series.clear();
      for (const [series, next] of before) this.#series.set(series, next);
      throw error;
    }
  }

  /** The next internal id of a record: ids of one type only, or of all transactions. */
  nextId({ family, name }: RecordType): string {
    return String(this.next(`id ${family === 'list' ? name : family}`, FIRST_IDS[family]));
  }

  /** What a reference to a record shows: the names that people read. */
  nameOf(type: string, entry: Entry): string {
    switch (type) {
      case 'customer':
        return `${textOf(entry, 'entityId')} ${customerName(entry)}`;
      case 'shipItem':
      case 'salesTaxItem':
        return textOf(entry, 'itemId') || textOf(entry, 'name');
      case 'couponCode':
      case 'promotionCode':
        return textOf(entry, 'code') || textOf(entry, 'name');
      default:
        return textOf(entry, 'name') || textOf(entry, 'tranId') || this.fullName(entry);
    }
  }

  /** `PARENT : CHILD` of a matrix child (sheet section 12); a category or class stands below its parent in the same way. */
  fullName(entry: Entry): string {
    const own = textOf(entry, 'itemId') || textOf(entry, 'name');
    const parent = this.find(['item', 'classification'], textOf(entry, 'parent'))?.entry;
    return parent === undefined ? own : `${this.fullName(parent)} : ${own}`;
  }

  /** The transactions that came out of one. */
  createdFrom(id: string): Found[] {
    return typesOf('transaction').flatMap((type) =>
      this.all(type.name)
        .filter(({ values }) => values.createdFrom === id)
        .map((entry) => ({ type, entry })),
    );
  }

  /** Transactions of a customer. */
  documentsOf(customer: string): Entry[] {
    return typesOf('transaction').flatMap(({ name }) =>
      this.all(name).filter(({ values }) => values.entity === customer),
    );
  }

  itemsOf(field: string, value: string): Entry[] {
    return typesOf('item').flatMap(({ name }) => this.all(name).filter(({ values }) => values[field] === value));
  }

  /** Mails the buyer of a new order, where it does not say otherwise. */
  mailTo(order: Entry): void {
    if (order.values.toBeEmailed === true && textOf(order, 'email') !== '')
      this.mails.push(`${textOf(order, 'email')}: ${textOf(order, 'tranId')}`);
  }

  item(id: string): Found | undefined {
    return this.find(['item'], id);
  }

  #search(targets: readonly string[], by: (store: Store) => Entry | undefined): Found | undefined {
    for (const type of targets.flatMap(typesOf)) {
      const entry = by(this.store(type.name));
      if (entry !== undefined) return { type, entry };
    }
    return undefined;
  }

  #fill(): void {
    const { settings } = this;
    const lists: Partial<Record<string, readonly Code[]>> = {
      subsidiary: settings.subsidiaries,
      term: settings.terms,
      priceLevel: settings.priceLevels,
      location: settings.locations,
      country: settings.countries,
      paymentMethod: settings.paymentMethods,
      taxType: [{ id: '5', name: 'VAT' }],
      taxSchedule: [
        { id: '1', name: 'Taxable' },
        { id: '2', name: 'Not taxable' },
      ],
      account: [{ id: '120', name: 'Inventory' }],
      commerceCatalog: [{ id: '1', name: 'Main catalog' }],
      customerStatus: [{ id: '13', name: 'Customer-Closed Won' }],
    };
    for (const name of CODE_LISTS) for (const each of lists[name] ?? []) this.#code(name, each);
    for (const each of settings.currencies) this.#code('currency', each, { symbol: each.name });
    for (const each of settings.shippingItems)
      this.#code('shipItem', each, {
        itemId: each.name,
        realTime: each.realTimeRate !== undefined,
        rate: Number(each.realTimeRate ?? 0),
      });
    for (const [index, { code, percent }] of settings.taxes.entries())
      this.#code(
        'salesTaxItem',
        { id: String(40 + index), name: code, externalId: code },
        { itemId: code, rate: Number(percent), taxType: '5' },
      );
    this.#code(
      'salesTaxItem',
      { id: '39', name: 'NO-TAX', externalId: 'NO-TAX' },
      { itemId: 'NO-TAX', rate: 0, taxType: '5' },
    );
    for (const { id, name, externalId, type, taxed } of settings.standingItems)
      this.store(type).put(
        entryOf(id, {
          itemId: name,
          displayName: name,
          ...(externalId === undefined ? {} : { externalId }),
          isInactive: false,
          isOnline: false,
          taxSchedule: taxed ? '1' : '2',
          createdDate: this.now(),
          lastModifiedDate: this.now(),
        }),
      );
  }

  #code(list: string, { id, name, externalId }: Code, more: Entry['values'] = {}): void {
    this.store(list).put(
      entryOf(id, { name, ...(externalId === undefined ? {} : { externalId }), isInactive: false, ...more }),
    );
  }
}

export const customerName = (customer: Entry): string =>
  customer.values.isPerson === true
    ? [textOf(customer, 'firstName'), textOf(customer, 'lastName')].join(' ')
    : textOf(customer, 'companyName');

const FIRST_IDS: Readonly<Record<Family, number>> = { transaction: 1201, item: 601, entity: 845, list: 100 };
