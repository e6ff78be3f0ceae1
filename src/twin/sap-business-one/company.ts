import { SiteTime } from '../kit/site-time.ts';
import { DOCUMENT_KINDS, type DocumentKind } from './document-kinds.ts';
import { EntityStore } from './entity-store.ts';
import type { Row } from './row.ts';
import { noMatch } from './service-layer-error.ts';
import type { Settings, UserField } from './settings.ts';
import { WarehouseStock } from './warehouse-stock.ts';

const FIRST_ITEM_GROUP = 100;

/** A company database: what is in it, whoever asks. */
export class Company {
  readonly settings: Settings;
  readonly time: SiteTime;
  readonly partners = new EntityStore<string>('CardCode', ['EmailAddress']);
  readonly items = new EntityStore<string>('ItemCode');
  readonly itemGroups = new EntityStore<number>('Number');
  readonly specialPrices = new EntityStore<string>('#key');
  readonly payments = new EntityStore<number>('DocEntry');
  readonly drafts = new EntityStore<number>('DocEntry', ['NumAtCard']);
  readonly inventoryEntries = new EntityStore<number>('DocEntry');
  readonly inventoryExits = new EntityStore<number>('DocEntry');
  readonly stock: WarehouseStock;
  /** All that were defined, shown or not. */
  readonly definedFields: UserField[];
  #shownFields: readonly UserField[];
  readonly #documents = new Map(
    DOCUMENT_KINDS.map(({ object }) => [object, new EntityStore<number>('DocEntry', ['NumAtCard'])]),
  );
  #counters = new Map<string, number>();

  constructor(settings: Settings) {
    this.settings = settings;
    this.time = new SiteTime(settings.timeZone);
    this.stock = new WarehouseStock(this);
    this.definedFields = [...settings.userFields];
    this.#shownFields = settings.userFields;
    // Each item is in a group, and a new company has one (sheet section 3.5).
    this.itemGroups.put({ Number: this.next('item group', FIRST_ITEM_GROUP), GroupName: 'Items' });
  }

  documents({ object }: Pick<DocumentKind, 'object'>): EntityStore<number> {
    const store = this.#documents.get(object);
    if (store === undefined) throw noMatch();
    return store;
  }

  /** `2026-03-02`, by the clock of the server. */
  today(): string {
    return this.time.dayOf(this.settings.clock.now());
  }

  /** `14:05:12`, by the clock of the server. */
  timeOfDay(): string {
    return this.time.wallClock(this.settings.clock.now()).slice(11, 19);
  }

  next(counter: string, first = 1): number {
    const next = (this.#counters.get(counter) ?? first - 1) + 1;
    this.#counters.set(counter, next);
    return next;
  }

  /** Notes on an entity that it was changed now. */
  touch(row: Row): void {
    row.UpdateDate = this.today();
    row.UpdateTime = this.timeOfDay();
  }

  userFields(table: string | undefined): readonly UserField[] {
    return this.#shownFields.filter((field) => field.table === table);
  }

  /** Fields of its own that were defined meanwhile are seen only from now on (sheet section 10). */
  restart(): void {
    this.#shownFields = [...this.definedFields];
  }

  /** Does all of `work` or, when it throws, nothing. Throws what it throws. */
  atomically<T>(work: () => T): T {
    const stores = [
      this.partners,
      this.items,
      this.itemGroups,
      this.specialPrices,
      this.payments,
      this.drafts,
      this.inventoryEntries,
      this.inventoryExits,
      ...this.#documents.values(),
    ];
    const before = stores.map((store) => store.snapshot());
    const onHand = this.stock.snapshot();
    const counters = new Map(this.#counters);
    try {
      return work();
    } catch (error) {
      for (const [index, store] of stores.entries()) store.restore(before[index] ?? []);
      this.stock.restore(onHand);
      this.#counters = counters;
      throw error;
    }
  }
}
