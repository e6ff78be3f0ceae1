import type { Amount } from './money.ts';

export interface Weight {
  readonly value: number;
  readonly unit: 'KILOGRAMS' | 'GRAMS' | 'POUNDS' | 'OUNCES';
}

export interface InventoryItemRecord {
  readonly kind: 'InventoryItem';
  readonly id: string;
  readonly legacyResourceId: string;
  readonly variantId: string;
  sku: string | null;
  tracked: boolean;
  requiresShipping: boolean;
  unitCost: Amount | null;
  /** Of one piece. Null: never said, which the API shows as a weight of 0 kilograms. */
  weight: Weight | null;
  countryCodeOfOrigin: string | null;
  harmonizedSystemCode: string | null;
  readonly createdAt: string;
  updatedAt: string;
  touchedMs: number;
}

/** The stored states; `on_hand` is their sum without `incoming`. */
export const STORED_QUANTITIES = [
  'available',
  'committed',
  'incoming',
  'reserved',
  'damaged',
  'safety_stock',
  'quality_control',
] as const;

export type StoredQuantity = (typeof STORED_QUANTITIES)[number];
export type QuantityName = StoredQuantity | 'on_hand';

export interface InventoryLevelRecord {
  readonly id: string;
  readonly itemId: string;
  readonly locationId: string;
  readonly quantities: Record<StoredQuantity, number>;
  readonly changedAt: Partial<Record<StoredQuantity, string>>;
  readonly createdAt: string;
  updatedAt: string;
}

export interface LocationRecord {
  readonly kind: 'Location';
  readonly id: string;
  readonly legacyResourceId: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly fulfillsOnlineOrders: boolean;
  readonly shipsInventory: boolean;
  readonly address: {
    readonly address1: string | null;
    readonly address2: string | null;
    readonly city: string | null;
    readonly province: string | null;
    readonly provinceCode: string | null;
    readonly country: string | null;
    readonly countryCode: string | null;
    readonly zip: string | null;
    readonly phone: string | null;
  };
  readonly createdAt: string;
  updatedAt: string;
  touchedMs: number;
}
