import { globalId, legacyIdOf } from './global-id.ts';
import {
  type InventoryLevelRecord,
  type QuantityName,
  STORED_QUANTITIES,
  type StoredQuantity,
} from './inventory-record.ts';
import type { Shop } from './shop.ts';

export function levelKey(itemId: string, locationId: string): string {
  return `${itemId}|${locationId}`;
}

export function levelOf(shop: Shop, itemId: string, locationId: string): InventoryLevelRecord | undefined {
  return shop.inventoryLevels.get(levelKey(itemId, locationId));
}

export function levelsOfItem(shop: Shop, itemId: string): InventoryLevelRecord[] {
  return [...shop.locations.keys()]
    .map((locationId) => levelOf(shop, itemId, locationId))
    .filter((level) => level !== undefined);
}

/** Stocks an item at a location with nothing there; the level that is there already is left as it is. */
export function stockAt(shop: Shop, itemId: string, locationId: string): InventoryLevelRecord {
  const held = levelOf(shop, itemId, locationId);
  if (held !== undefined) return held;
  const number = legacyIdOf(shop.ids.take('InventoryLevel'));
  const level: InventoryLevelRecord = {
    id: `${globalId('InventoryLevel', number)}?inventory_item_id=${legacyIdOf(itemId)}`,
    itemId,
    locationId,
    quantities: {
      available: 0,
      committed: 0,
      incoming: 0,
      reserved: 0,
      damaged: 0,
      safety_stock: 0,
      quality_control: 0,
    },
    changedAt: {},
    createdAt: shop.now(),
    updatedAt: shop.now(),
  };
  shop.inventoryLevels.set(levelKey(itemId, locationId), level);
  shop.revision += 1;
  return level;
}

/** `on_hand` is everything that lies there: free, committed and set aside, but not what is still coming. */
export function quantityOf(level: InventoryLevelRecord, name: QuantityName): number {
  if (name !== 'on_hand') return level.quantities[name];
  return STORED_QUANTITIES.filter((stored) => stored !== 'incoming').reduce(
    (sum, stored) => sum + level.quantities[stored],
    0,
  );
}

/** Moves one state. Moving `on_hand` moves what is free: committed pieces stay committed. Tells when a variant can be bought again, or no more. */
export function moveQuantity(shop: Shop, level: InventoryLevelRecord, name: QuantityName, delta: number): void {
  const stored: StoredQuantity = name === 'on_hand' ? 'available' : name;
  const before = totalAvailable(shop, level.itemId);
  level.quantities[stored] += delta;
  const after = totalAvailable(shop, level.itemId);
  level.changedAt[stored] = shop.now();
  level.updatedAt = shop.now();
  const item = shop.inventoryItems.get(level.itemId);
  if (item !== undefined) shop.touch(item);
  shop.emit('INVENTORY_LEVELS_UPDATE', level.id);
  if (item === undefined || before > 0 === after > 0) return;
  shop.emit(after > 0 ? 'VARIANTS_IN_STOCK' : 'VARIANTS_OUT_OF_STOCK', item.variantId);
}

/** What a variant has free over all active locations. */
export function totalAvailable(shop: Shop, itemId: string): number {
  return levelsOfItem(shop, itemId)
    .filter((level) => shop.locations.get(level.locationId)?.isActive === true)
    .reduce((sum, level) => sum + level.quantities.available, 0);
}
