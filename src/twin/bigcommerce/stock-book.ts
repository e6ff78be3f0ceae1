import type { LocationSetting } from './settings.ts';

export interface Location extends LocationSetting {
  readonly id: number;
}

/** What lies at one location, and how it is kept. */
export interface StockLevel {
  onHand: number;
  safety: number;
  isInStock: boolean;
  warning: number;
  bin: string;
}

export const MOST_PIECES = 2_147_483_647;

/** Pieces by variant and location. */
export class StockBook {
  readonly locations: readonly Location[];
  readonly #levels = new Map<number, Map<number, StockLevel>>();

  constructor(locations: readonly LocationSetting[]) {
    this.locations = locations.map((each, index) => ({ ...each, id: index + 1 }));
  }

  get defaultLocation(): Location {
    const [first] = this.locations;
    if (first === undefined) throw new Error('a store has at least one location');
    return first;
  }

  level(variantId: number, locationId: number): StockLevel {
    const byLocation = this.#levels.get(variantId) ?? new Map<number, StockLevel>();
    this.#levels.set(variantId, byLocation);
    const level = byLocation.get(locationId) ?? { onHand: 0, safety: 0, isInStock: false, warning: 0, bin: '' };
    byLocation.set(locationId, level);
    return level;
  }

  /** What may be sold at one location. */
  sellable(variantId: number, locationId: number): number {
    const { onHand, safety } = this.level(variantId, locationId);
    return Math.max(0, onHand - safety);
  }

  /** What may be sold at all of them. */
  available(variantId: number): number {
    return this.locations.reduce((total, { id }) => total + this.sellable(variantId, id), 0);
  }

  set(variantId: number, locationId: number, pieces: number): void {
    const level = this.level(variantId, locationId);
    level.onHand = pieces;
    level.isInStock = pieces > level.safety;
  }

  /** Takes at most what lies there, the default location first; yields how many it were. */
  take(variantId: number, pieces: number): number {
    let left = pieces;
    for (const { id } of this.locations) {
      const taken = Math.min(left, this.level(variantId, id).onHand);
      this.set(variantId, id, this.level(variantId, id).onHand - taken);
      left -= taken;
    }
    return pieces - left;
  }

  giveBack(variantId: number, pieces: number): void {
    const { id } = this.defaultLocation;
    this.set(variantId, id, this.level(variantId, id).onHand + pieces);
  }
}
