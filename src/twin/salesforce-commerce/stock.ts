/** What moved the stock of a product: taken when above zero, given back below. */
interface Movement {
  readonly productId: string;
  readonly quantity: number;
  readonly orderNo: string;
  readonly at: number;
}

/** A record of the inventory list: what the ERP says is there, and from when on the shop counts what it sold. */
export interface InventoryRecord {
  readonly productId: string;
  allocation: number | undefined;
  resetAt: number | undefined;
  /** The first movement that counts, where `resetAt` is the moment of the write. */
  resetBefore: number | undefined;
  perpetual: boolean;
  handling: string;
  handlingAllocation: number;
  inStockDate: string | undefined;
  readonly createdAt: number;
  changedAt: number;
}

/** Figures that nobody writes (sheet section 3.5). */
export interface Availability {
  readonly turnover: number;
  readonly onOrder: number;
  readonly stockLevel: number;
  readonly ats: number;
}

/** One classic inventory list: records, and all movements since the shop opened. */
export class Stock {
  readonly records = new Map<string, InventoryRecord>();
  readonly #movements: Movement[] = [];
  readonly #now: () => number;
  /** Orders whose movements are no turnover yet. */
  readonly #isOpen: (orderNo: string) => boolean;

  constructor(now: () => number, isOpen: (orderNo: string) => boolean) {
    this.#now = now;
    this.#isOpen = isOpen;
  }

  /** Above zero: an order takes pieces; below: it gives them back. */
  take(productId: string, quantity: number, orderNo: string): void {
    this.#movements.push({ productId, quantity, orderNo, at: this.#now() });
  }

  /** Makes the record where there is none. */
  recordOf(productId: string): InventoryRecord {
    const known = this.records.get(productId);
    if (known !== undefined) return known;
    const now = this.#now();
    const record: InventoryRecord = {
      productId,
      allocation: undefined,
      resetAt: undefined,
      resetBefore: undefined,
      perpetual: false,
      handling: 'none',
      handlingAllocation: 0,
      inStockDate: undefined,
      createdAt: now,
      changedAt: now,
    };
    this.records.set(productId, record);
    return record;
  }

  /** An amount that is written anew lets the turnover begin anew: at `resetAt`, or now, before whatever comes next. */
  allocate(record: InventoryRecord, amount: number, resetAt?: number): void {
    record.allocation = amount;
    record.resetAt = resetAt ?? this.#now();
    record.resetBefore = resetAt === undefined ? this.#movements.length : undefined;
    record.changedAt = this.#now();
  }

  availability(record: InventoryRecord): Availability {
    const { resetBefore, resetAt = Number.NEGATIVE_INFINITY } = record;
    let [onOrder, turnover] = [0, 0];
    this.#movements.forEach(({ productId, quantity, orderNo, at }, place) => {
      if (productId !== record.productId) return;
      if (this.#isOpen(orderNo)) onOrder += quantity;
      else if (resetBefore === undefined ? at >= resetAt : place >= resetBefore) turnover += quantity;
    });
    const stockLevel = (record.allocation ?? 0) - turnover;
    const promised = record.handling === 'none' ? 0 : record.handlingAllocation;
    return { turnover, onOrder, stockLevel, ats: stockLevel + promised - onOrder };
  }

  /** What buyers can have: nothing where there is no record. */
  ats(productId: string): number {
    const record = this.records.get(productId);
    return record === undefined ? 0 : Math.max(0, this.availability(record).ats);
  }
}
