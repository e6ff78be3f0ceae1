/** Builds `gid://shopify/Order/5551234567890`. */
export function globalId(type: string, legacyResourceId: string | number): string {
  return `gid://shopify/${type}/${legacyResourceId}`;
}

/** The bare number of a global id (`legacyResourceId`, the id of webhooks and REST); "" when the id is of another form. */
export function legacyIdOf(gid: string): string {
  return /^gid:\/\/shopify\/\w+\/(\d+)/.exec(gid)?.[1] ?? '';
}

/** The type of a global id (`Order`), undefined when the text is not a global id. */
export function typeOfGlobalId(gid: string): string | undefined {
  return /^gid:\/\/shopify\/(\w+)\//.exec(gid)?.[1];
}

// The starts are far apart so that an id taken for one of another type finds nothing, and beyond 2^32 for orders
// because real ones are: whoever keeps them in 32 bits must notice.
const FIRST_ID: Readonly<Record<string, number>> = {
  Order: 5_551_000_000_001,
  LineItem: 13_551_000_000_001,
  ShippingLine: 4_551_000_000_001,
  OrderTransaction: 6_551_000_000_001,
  Refund: 900_000_000_001,
  Customer: 7_001_000_000_001,
  Product: 8_301_000_000_001,
  ProductVariant: 44_401_000_000_001,
  InventoryItem: 46_601_000_000_001,
  FulfillmentOrder: 6_801_000_000_001,
  Location: 81_000_000_001,
};

/** Hands out ids in order, one sequence a type, so that two runs of a scenario give the same ids. */
export class IdSequence {
  readonly #next = new Map<string, number>();

  take(type: string): string {
    const next = this.#next.get(type) ?? FIRST_ID[type] ?? 1_000_000_001;
    this.#next.set(type, next + 1);
    return globalId(type, next);
  }
}
