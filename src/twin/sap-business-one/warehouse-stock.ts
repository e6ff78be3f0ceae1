import type Big from 'big.js';
import { ZERO } from '../kit/decimal.ts';
import type { Company } from './company.ts';
import { ORDERS } from './document-kinds.ts';
import { numberOf, rowsOf, textOf } from './row.ts';

/** Pieces of one item in one warehouse, in the unit of the inventory (sheet section 3.4). */
export interface Quantities {
  readonly inStock: Big;
  /** What open orders have claimed. */
  readonly committed: Big;
  /** What is on its way in. */
  readonly ordered: Big;
}

/** What is on hand was posted; what is committed is worked out from the open orders. Never touches the item itself (sheet section 3.4). */
export class WarehouseStock {
  readonly #company: Company;
  #onHand = new Map<string, Big>();
  readonly #ordered = new Map<string, Big>();

  constructor(company: Company) {
    this.#company = company;
  }

  /** Puts pieces in, or takes them out when there are fewer than none. */
  post(item: string, warehouse: string, pieces: Big): void {
    add(this.#onHand, keyOf(item, warehouse), pieces);
  }

  /** Pieces that vendors will deliver. */
  expect(item: string, warehouse: string, pieces: Big): void {
    add(this.#ordered, keyOf(item, warehouse), pieces);
  }

  onHand(item: string, warehouse: string): Big {
    return this.#onHand.get(keyOf(item, warehouse)) ?? ZERO;
  }

  /** How it is now, for every item in every warehouse. */
  all(): (item: string, warehouse: string) => Quantities {
    const committed = this.#committed();
    return (item, warehouse) => {
      const key = keyOf(item, warehouse);
      return {
        inStock: this.#onHand.get(key) ?? ZERO,
        committed: committed.get(key) ?? ZERO,
        ordered: this.#ordered.get(key) ?? ZERO,
      };
    };
  }

  snapshot(): ReadonlyMap<string, Big> {
    return new Map(this.#onHand);
  }

  restore(onHand: ReadonlyMap<string, Big>): void {
    this.#onHand = new Map(onHand);
  }

  #committed(): ReadonlyMap<string, Big> {
    const committed = new Map<string, Big>();
    for (const order of this.#company.documents(ORDERS).all()) {
      if (textOf(order, 'DocumentStatus') !== 'bost_Open') continue;
      for (const line of rowsOf(order, 'DocumentLines')) {
        const open = numberOf(line, 'RemainingOpenQuantity').times(numberOf(line, 'UnitsOfMeasurment'));
        if (open.gt(0)) add(committed, keyOf(textOf(line, 'ItemCode'), textOf(line, 'WarehouseCode')), open);
      }
    }
    return committed;
  }
}

const keyOf = (item: string, warehouse: string): string => `${item}\n${warehouse}`;

function add(pieces: Map<string, Big>, key: string, more: Big): void {
  pieces.set(key, (pieces.get(key) ?? ZERO).plus(more));
}
