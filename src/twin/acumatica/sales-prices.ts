import type { Given } from './given.ts';
import { type Row, textOf } from './row.ts';
import type { Tenant } from './tenant.ts';

/** A price as it stands on a sales price worksheet that is released. Days are `2026-03-02`, both included. */
export interface ReleasedPrice {
  readonly item: string;
  readonly price: number;
  readonly from: string;
  readonly until?: string;
  readonly promotion?: boolean;
  /** The base unit of the item when not given. */
  readonly unit?: string;
  readonly breakQuantity?: number;
  /** For everybody when not given. */
  readonly for?: { readonly type: 'Customer' | 'Customer Price Class'; readonly code: string };
}

/** The sales prices of a tenant (sheet section 3.3). An item that has none for everybody from the first piece on is sold for its default price. */
export class SalesPrices {
  readonly #tenant: Tenant;
  readonly #rows: Row[] = [];

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** A price without an end ends where the next one for the same begins. */
  release({ item, price, from, until, promotion = false, unit, breakQuantity = 0, for: whom }: ReleasedPrice): void {
    const tenant = this.#tenant;
    const known = tenant.item(item);
    if (known === undefined) throw new Error(`no item ${item}`);
    const row = tenant.row({
      RecordID: tenant.counter('SalesPrice'),
      InventoryID: textOf(known, 'InventoryID'),
      UOM: unit ?? unitOf(known),
      Price: price,
      BreakQty: breakQuantity,
      CurrencyID: tenant.settings.currency,
      PriceType: whom?.type ?? 'Base',
      PriceCode: whom?.code ?? null,
      Promotion: promotion,
      EffectiveDate: from,
      ExpirationDate: until ?? null,
      LastModifiedDateTime: tenant.now(),
    });
    for (const { values } of this.#rows) {
      const open = values.ExpirationDate === null && String(values.EffectiveDate) < from;
      if (open && SAME.every((field) => values[field] === row.values[field])) {
        values.ExpirationDate = dayBefore(from);
        values.LastModifiedDateTime = tenant.now();
      }
    }
    this.#rows.push(row);
  }

  /** Prices for the same, whenever they count, are deleted. Yields how many they were. */
  withdraw({ item, breakQuantity = 0, for: whom }: Pick<ReleasedPrice, 'item' | 'breakQuantity' | 'for'>): number {
    const left = this.#rows.filter(
      ({ values }) =>
        values.InventoryID !== item ||
        values.BreakQty !== breakQuantity ||
        values.PriceType !== (whom?.type ?? 'Base') ||
        values.PriceCode !== (whom?.code ?? null),
    );
    return this.#rows.splice(0, Number.POSITIVE_INFINITY, ...left).length - left.length;
  }

  /** The inquiry: by kind, code and item; with EffectiveAsOf what is in force on that day, otherwise all there are. */
  asked(given: Given): Row[] {
    const kind = given.text('PriceType') || 'All Prices';
    const code = given.text('PriceCode');
    const number = given.text('InventoryID');
    const day = given.value('EffectiveAsOf');
    return [...this.#rows, ...this.#defaults()].filter(
      ({ values }) =>
        (kind === 'All Prices' || values.PriceType === kind) &&
        (code === '' || values.PriceCode === code) &&
        (number === '' || values.InventoryID === number) &&
        (typeof day !== 'string' || inForce(values, day)),
    );
  }

  #defaults(): Row[] {
    const tenant = this.#tenant;
    const priced = new Set(
      this.#rows.filter(({ values }) => values.PriceType === 'Base' && Number(values.BreakQty) <= 1).map(itemOf),
    );
    return [...tenant.stockItems.all(), ...tenant.nonStockItems.all()]
      .filter((item) => Number(item.values.DefaultPrice) > 0 && !priced.has(itemOf(item)))
      .map((item) =>
        tenant.row({
          InventoryID: itemOf(item),
          UOM: unitOf(item),
          Price: item.values.DefaultPrice ?? 0,
          BreakQty: 0,
          CurrencyID: tenant.settings.currency,
          PriceType: 'Base',
          Promotion: false,
          EffectiveDate: tenant.time.dayOf(Number(item.values.LastModified ?? tenant.now())),
          LastModifiedDateTime: item.values.LastModified ?? tenant.now(),
        }),
      );
  }
}

const SAME = ['InventoryID', 'UOM', 'BreakQty', 'PriceType', 'PriceCode', 'Promotion'] as const;

const itemOf = (row: Row): string => textOf(row, 'InventoryID');
const unitOf = (item: Row): string => textOf(item, 'SalesUOM') || textOf(item, 'SalesUnit');
const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
const inForce = ({ EffectiveDate, ExpirationDate }: Row['values'], day: string): boolean =>
  String(EffectiveDate) <= day && (typeof ExpirationDate !== 'string' || day <= ExpirationDate);
