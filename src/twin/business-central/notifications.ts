import type { Company } from './company.ts';
import type { ChangeType, EntitySet, Row } from './entity-set.ts';

/** Entity sets that webhooks can be had for (sheet section 9) and that the twin holds. Shipments and stock are not among them. */
export const NOTIFIED = [
  'accounts',
  'countriesRegions',
  'currencies',
  'customerPaymentJournals',
  'customers',
  'itemCategories',
  'items',
  'journals',
  'paymentMethods',
  'paymentTerms',
  'salesCreditMemos',
  'salesInvoices',
  'salesOrders',
  'shipmentMethods',
  'unitsOfMeasure',
] as const;

/** From so many changed records on, one `collection` stands for them all (sheet section 9). */
const MOST_SINGLE = 1000;

export interface Change {
  readonly changeType: ChangeType | 'collection';
  /** Path of the record or of the filtered list, without the host: no data comes along. */
  readonly resource: string;
  readonly lastModifiedDateTime: string;
}

interface Seen {
  readonly row: Row;
  readonly type: ChangeType;
  readonly at: string;
}

/** Collects what happened to the sets that somebody subscribed to, until it is taken. A write that is taken back never happened. */
export class Notifications {
  readonly #company: Company;
  readonly #changes = new Map<string, Seen[]>();

  constructor(company: Company) {
    this.#company = company;
  }

  /** From now on; asking twice changes nothing. */
  watch(name: string): void {
    if (this.#changes.has(name)) return;
    const seen: Seen[] = [];
    this.#changes.set(name, seen);
    this.#setOf(name).onChange = (row, type) => {
      seen.push({ row, type, at: this.#company.now() });
      this.#company.transaction.note(() => seen.pop());
    };
  }

  /** The changes since the last call, by entity set; those of one record are grouped into the last of them. */
  take(): ReadonlyMap<string, readonly Change[]> {
    return new Map(
      [...this.#changes].map(([name, seen]): [string, Change[]] => {
        const base = `api/v2.0/companies(${this.#company.settings.companyId})/${name}`;
        const taken = seen.splice(0);
        const last = new Map(taken.map((each) => [each.row.id, each]));
        const first = taken[0];
        if (last.size <= MOST_SINGLE || first === undefined)
          return [name, [...last.values()].map((each) => single(base, each, taken))];
        return [
          name,
          [
            {
              changeType: 'collection',
              resource: `${base}?$filter=lastModifiedDateTime ge ${first.at}`,
              lastModifiedDateTime: first.at,
            },
          ],
        ];
      }),
    );
  }

  #setOf(name: string): EntitySet {
    const { customers, items, itemCategories, salesOrders, salesInvoices, salesCreditMemos, journals, accounts } =
      this.#company;
    const sets: Readonly<Record<string, EntitySet>> = {
      customers,
      items,
      itemCategories,
      salesOrders,
      salesInvoices,
      salesCreditMemos,
      journals,
      customerPaymentJournals: journals,
      accounts,
    };
    return sets[name] ?? this.#company.list(name);
  }
}

function single(base: string, { row, type, at }: Seen, all: readonly Seen[]): Change {
  const created = type === 'updated' && all.some((each) => each.row === row && each.type === 'created');
  return {
    changeType: created ? 'created' : type,
    resource: `${base}(${row.id})`,
    lastModifiedDateTime: type === 'deleted' ? at : String(row.lastModifiedDateTime),
  };
}
