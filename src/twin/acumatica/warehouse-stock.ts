import type Big from 'big.js';
import { decimal, plain, ZERO } from '../kit/decimal.ts';
import { listOf, type Row, textOf } from './row.ts';
import type { Tenant } from './tenant.ts';

/** Pieces of one item in one warehouse, in its base unit (sheet section 3.4). */
export interface Quantities {
  readonly onHand: number;
  /** What open orders have not claimed. */
  readonly available: number;
  /** What open shipments have not claimed. */
  readonly forIssue: number;
  /** When any of them changed last; milliseconds. */
  readonly modified: number;
}

/** Marks a shipment whose stock is posted; not part of the contract, so nobody outside sees it. */
export const POSTED = '#posted';

/** On hand is what was posted; what is available is worked out from the open orders and shipments when somebody asks. */
export class WarehouseStock {
  readonly #tenant: Tenant;
  readonly #onHand = new Map<string, Big>();
  readonly #modified = new Map<string, number>();

  constructor(tenant: Tenant) {
    this.#tenant = tenant;
  }

  /** Puts pieces in, or takes them out. Never touches the item: its LastModified stays (sheet section 12). */
  post(item: string, warehouse: string, pieces: Big): void {
    const key = keyOf(item, warehouse);
    this.#onHand.set(key, (this.#onHand.get(key) ?? ZERO).plus(pieces));
    this.touch(item, warehouse);
  }

  /** A promise to ship came or went: what is available changes, what is on hand does not. */
  touch(item: string, warehouse: string): void {
    this.#modified.set(keyOf(item, warehouse), this.#tenant.now());
  }

  onHand(item: string, warehouse: string): Big {
    return this.#onHand.get(keyOf(item, warehouse)) ?? ZERO;
  }

  /** By item and warehouse, for every stock item in every warehouse. */
  all(): (item: string, warehouse: string) => Quantities {
    const open = this.#openOrders();
    const shipping = this.#openShipments();
    return (item, warehouse) => {
      const key = keyOf(item, warehouse);
      const onHand = this.#onHand.get(key) ?? ZERO;
      const leaving = shipping.get(key) ?? ZERO;
      return {
        onHand: plain(onHand),
        available: plain(onHand.minus(open.get(key) ?? ZERO).minus(leaving)),
        forIssue: plain(onHand.minus(leaving)),
        modified: this.#modified.get(key) ?? 0,
      };
    };
  }

  /** Order lines of types that issue goods, as long as they are not on a shipment. */
  #openOrders(): Map<string, Big> {
    const claimed = new Map<string, Big>();
    for (const order of this.#tenant.orders.filter((each) => this.claims(each)))
      for (const line of listOf(order, 'Details')) {
        const left = decimal(line.values.OpenQty).minus(decimal(line.values.QtyOnShipments));
        if (left.gt(0)) add(claimed, line, left.times(factorOf(this.#tenant, line)));
      }
    return claimed;
  }

  /** Until their stock is posted, which is a step of its own after the confirmation. */
  #openShipments(): Map<string, Big> {
    const claimed = new Map<string, Big>();
    const leaving = (each: Row) => textOf(each, 'Operation') === 'Issue' && each.values[POSTED] !== true;
    for (const shipment of this.#tenant.shipments.filter(leaving))
      for (const line of listOf(shipment, 'Details'))
        add(claimed, line, decimal(line.values.ShippedQty).times(factorOf(this.#tenant, line)));
    return claimed;
  }

  /** Whether an order holds goods: it issues some, and is neither finished nor canceled. */
  claims(order: Row): boolean {
    const type = this.#tenant.settings.orderTypes.find(({ code }) => code === textOf(order, 'OrderType'));
    return type?.stock === 'issue' && !['Canceled', 'Completed'].includes(textOf(order, 'Status'));
  }
}

/** Base units in one of the line's unit of measure. */
export function factorOf(tenant: Tenant, line: Row): Big {
  const item = tenant.item(textOf(line, 'InventoryID'));
  const unit = textOf(line, 'UOM');
  if (item === undefined || unit === textOf(item, 'BaseUOM') || unit === '') return ONE;
  const conversion = listOf(item, 'UOMConversions').find((each) => textOf(each, 'FromUOM') === unit);
  if (conversion === undefined) return ONE;
  const factor = decimal(conversion.values.ConversionFactor);
  return textOf(conversion, 'MultiplyOrDivide') === 'Divide' ? ONE.div(factor) : factor;
}

const ONE = ZERO.plus(1);
const keyOf = (item: string, warehouse: string): string => `${item.toUpperCase()}\n${warehouse.toUpperCase()}`;

function add(claimed: Map<string, Big>, line: Row, pieces: Big): void {
  const key = keyOf(textOf(line, 'InventoryID'), textOf(line, 'WarehouseID'));
  claimed.set(key, (claimed.get(key) ?? ZERO).plus(pieces));
}
