import type Big from 'big.js';
import { decimal, plain, ZERO } from './decimal.ts';
import type { EntitySet, Row } from './entity-set.ts';
import type { Transaction } from './transaction.ts';

/** One movement of stock. */
export interface Movement {
  readonly itemNumber: string;
  /** More than zero: into stock. In base units. */
  readonly quantity: number;
  readonly entryType: string;
  readonly documentNumber: string;
  /** Code of the location; empty for an adjustment without one (sheet section 3.3). */
  readonly location: string;
  readonly unit: string;
  readonly documentType?: string;
  readonly sourceNumber?: string;
  readonly description?: string;
  readonly salesAmount?: number;
}

/**
 * Item ledger entries (sheet section 3.6): entry numbers rise with every posting, what leaves is taken from the oldest
 * open entries of the same location, and on hand is what all entries add up to. Items are never touched by it.
 */
export class StockLedger {
  readonly #entries: EntitySet;
  readonly #transaction: Transaction;
  readonly #guid: () => string;
  readonly #today: () => string;
  readonly #totals = new Map<string, Big>();
  readonly #open = new Map<string, Row[]>();

  constructor(entries: EntitySet, transaction: Transaction, guid: () => string, today: () => string) {
    this.#entries = entries;
    this.#transaction = transaction;
    this.#guid = guid;
    this.#today = today;
  }

  /** Over all locations, with what open orders have already claimed (sheet section 12). */
  onHand(itemNumber: string): number {
    return plain(this.#totals.get(itemNumber) ?? ZERO);
  }

  post(movement: Movement): Row {
    const { itemNumber, quantity, location } = movement;
    const before = this.#totals.get(itemNumber) ?? ZERO;
    this.#totals.set(itemNumber, before.plus(quantity));
    this.#transaction.note(() => this.#totals.set(itemNumber, before));
    const entry = this.#entries.add({
      id: this.#guid(),
      entryNumber: this.#entries.size + 1,
      itemNumber,
      postingDate: this.#today(),
      entryType: movement.entryType,
      sourceNumber: movement.sourceNumber ?? '',
      sourceType: movement.sourceNumber === undefined ? '_x0020_' : 'Customer',
      documentNumber: movement.documentNumber,
      documentType: movement.documentType ?? '_x0020_',
      description: movement.description ?? '',
      quantity,
      salesAmountActual: movement.salesAmount ?? 0,
      costAmountActual: 0,
      location,
      unit: movement.unit,
      remaining: this.#apply(itemNumber, location, decimal(quantity)),
    });
    if (entry.remaining !== 0) this.#queue(itemNumber, location, entry);
    return entry;
  }

  /** An item got another number: its entries follow. */
  rename(from: string, to: string): void {
    const total = this.#totals.get(from);
    if (total === undefined) return;
    this.#totals.set(to, total);
    this.#totals.delete(from);
    const queues = [...this.#open].filter(([key]) => key.startsWith(`${from}\n`));
    const renamed = queues.map(([key, rows]) => [`${to}${key.slice(from.length)}`, key, rows] as const);
    for (const [next, key, rows] of renamed) {
      this.#open.set(next, rows);
      this.#open.delete(key);
    }
    this.#transaction.note(() => {
      this.#totals.set(from, total);
      this.#totals.delete(to);
      for (const [next, key, rows] of renamed) {
        this.#open.set(key, rows);
        this.#open.delete(next);
      }
    });
    for (const entry of this.#entries.by('itemNumber', from)) this.#entries.change(entry, { itemNumber: to });
  }

  /** Closes open entries of the other sign, oldest first; gives what is left of the quantity. */
  #apply(itemNumber: string, location: string, quantity: Big): number {
    const queue = this.#open.get(`${itemNumber}\n${location}`) ?? [];
    let left = quantity;
    for (let first = queue[0]; first !== undefined && !left.eq(0); first = queue[0]) {
      const open = decimal(first.remaining);
      if (open.gt(0) === left.gt(0)) break;
      const rest = open.plus(left);
      const closes = rest.eq(0) || rest.gt(0) !== open.gt(0);
      this.#entries.amend(first, { remaining: closes ? 0 : plain(rest) });
      left = closes ? rest : ZERO;
      if (!closes) break;
      const closed = first;
      queue.shift();
      this.#transaction.note(() => queue.unshift(closed));
    }
    return plain(left);
  }

  #queue(itemNumber: string, location: string, entry: Row): void {
    const key = `${itemNumber}\n${location}`;
    const queue = this.#open.get(key) ?? [];
    this.#open.set(key, queue);
    queue.push(entry);
    this.#transaction.note(() => {
      queue.pop();
    });
  }
}
