import type Big from 'big.js';
import { decimal, plain, ZERO } from '../kit/decimal.ts';
import type { Account } from './account.ts';
import { type Entry, listOf, textOf } from './entry.ts';
import { openOf } from './order-status.ts';

/** Pieces of one item in one location (sheet section 3.6). */
export interface Quantities {
  readonly onHand: number;
  /** What no order has committed. */
  readonly available: number;
  readonly committed: number;
  readonly backOrdered: number;
}

interface Committed {
  /** By order and line. */
  readonly lines: ReadonlyMap<string, Big>;
  readonly committed: ReadonlyMap<string, Big>;
  readonly backOrdered: ReadonlyMap<string, Big>;
}

/**
 * On hand is what was posted. What approved orders commit of it is worked out when somebody asks, the older order first:
 * goods that come in go to who has waited longest.
 */
export class Stock {
  readonly #account: Account;
  readonly #onHand = new Map<string, Big>();
  #known: { readonly revision: number; readonly committed: Committed } | undefined;

  constructor(account: Account) {
    this.#account = account;
  }

  /** Puts pieces in, or takes them out. Never touches the item: its lastModifiedDate stays (sheet section 3.6). */
  post(item: string, location: string, pieces: Big): void {
    const key = keyOf(item, location);
    this.#onHand.set(key, this.onHand(item, location).plus(pieces));
    this.#account.revision += 1;
  }

  onHand(item: string, location: string): Big {
    return this.#onHand.get(keyOf(item, location)) ?? ZERO;
  }

  at(item: string, location: string): Quantities {
    const { committed, backOrdered } = this.#commitments();
    const key = keyOf(item, location);
    const onHand = this.onHand(item, location);
    const held = committed.get(key) ?? ZERO;
    return {
      onHand: plain(onHand),
      available: plain(onHand.minus(held)),
      committed: plain(held),
      backOrdered: plain(backOrdered.get(key) ?? ZERO),
    };
  }

  /** Pieces that one line of an order has committed. */
  committedTo(order: Entry, line: Entry): Big {
    return this.#commitments().lines.get(`${order.id}\n${textOf(line, 'line')}`) ?? ZERO;
  }

  #commitments(): Committed {
    const { revision } = this.#account;
    if (this.#known?.revision !== revision) this.#known = { revision, committed: this.#commit() };
    return this.#known.committed;
  }

  #commit(): Committed {
    const lines = new Map<string, Big>();
    const committed = new Map<string, Big>();
    const backOrdered = new Map<string, Big>();
    for (const order of this.#account.all('salesOrder')) {
      if (textOf(order, 'orderStatus') === 'A' || textOf(order, 'status') === 'C') continue;
      for (const line of listOf(order, 'item')) {
        const open = this.#open(line);
        if (open.lte(0)) continue;
        const key = keyOf(textOf(line, 'item'), textOf(line, 'location'));
        const held = committed.get(key) ?? ZERO;
        const free = (this.#onHand.get(key) ?? ZERO).minus(held);
        const given = commitment(line, open, free);
        committed.set(key, held.plus(given));
        backOrdered.set(key, (backOrdered.get(key) ?? ZERO).plus(open.minus(given)));
        lines.set(`${order.id}\n${textOf(line, 'line')}`, given);
      }
    }
    return { lines, committed, backOrdered };
  }

  /** What a line still has to ship, where its item is kept in stock. */
  #open(line: Entry): Big {
    const { name } = this.#account.item(textOf(line, 'item'))?.type ?? {};
    return name === 'inventoryItem' || name === 'assemblyItem' ? openOf(line) : ZERO;
  }
}

/** 1: what there is; 2: all or nothing; 3: nothing (commitInventory, sheet section 3.1). */
function commitment(line: Entry, open: Big, free: Big): Big {
  if (textOf(line, 'commitInventory') === '3' || free.lte(0)) return ZERO;
  if (textOf(line, 'commitInventory') === '2') return free.gte(open) ? open : ZERO;
  return free.gte(open) ? open : free;
}

const keyOf = (item: string, location: string): string => `${item}\n${location}`;
export const piecesOf = (line: Entry): Big => decimal(line.values.quantity);
