import { badRequest, connectionOf, type PageArgs } from './connection.ts';
import { levelOf, levelsOfItem, quantityOf } from './inventory.ts';
import type {
  InventoryItemRecord,
  InventoryLevelRecord,
  LocationRecord,
  QuantityName,
  Weight,
} from './inventory-record.ts';
import { STORED_QUANTITIES } from './inventory-record.ts';
import { type ListArgs, type ListKind, listRecords } from './record-list.ts';
import type { Resolvers } from './resolvers.ts';

const ITEM_LIST: ListKind<InventoryItemRecord> = {
  name: 'inventoryItems',
  fields: {
    named: {
      id: { as: 'number', read: ({ legacyResourceId }) => [legacyResourceId] },
      sku: { as: 'exact', read: ({ sku }) => [sku] },
      created_at: { as: 'instant', read: ({ createdAt }) => [createdAt] },
      updated_at: { as: 'instant', read: ({ updatedAt }) => [updatedAt] },
    },
    bare: { as: 'exact', read: ({ sku }) => [sku] },
  },
  sortKeys: {},
};

const LOCATION_LIST: ListKind<LocationRecord> = {
  name: 'locations',
  fields: {
    named: {
      id: { as: 'number', read: ({ legacyResourceId }) => [legacyResourceId] },
      name: { as: 'words', read: ({ name }) => [name] },
      active: { as: 'flag', read: ({ isActive }) => [String(isActive)] },
    },
    bare: { as: 'words', read: ({ name }) => [name] },
  },
  sortKeys: { NAME: ({ name }) => name },
};

export const inventoryQueries: Resolvers<unknown> = {
  location: (_, { id }: { id?: string | null }, { shop }) =>
    (id ? shop.locations.get(id) : [...shop.locations.values()].find(({ isActive }) => isActive)) ?? null,
  locations: (_, args: ListArgs & { includeInactive?: boolean | null }, call, info) => {
    const { locations } = call.shop;
    const all = args.includeInactive === true;
    return listRecords(
      all ? { ...LOCATION_LIST, name: 'locations and inactive ones' } : LOCATION_LIST,
      () => [...locations.values()].filter(({ isActive }) => all || isActive),
      args,
      call,
      info,
    );
  },
  inventoryItem: (_, { id }: { id: string }, { shop }) => shop.inventoryItems.get(id) ?? null,
  inventoryItems: (_, args: ListArgs, call, info) =>
    listRecords(ITEM_LIST, () => call.shop.inventoryItems.values(), args, call, info),
  inventoryLevel: (_, { id }: { id: string }, { shop }) =>
    [...shop.inventoryLevels.values()].find((level) => level.id === id) ?? null,
};

// A variant made without a weight weighs nothing, in the shop's unit of weight.
const NO_WEIGHT: Weight = { value: 0, unit: 'KILOGRAMS' };

export const inventoryItemResolvers: Resolvers<InventoryItemRecord> = {
  unitCost: ({ unitCost }, _, { shop }) =>
    unitCost === null ? null : { amount: unitCost, currencyCode: shop.settings.currency },
  measurement: ({ id, weight }) => ({
    id: id.replace('InventoryItem', 'InventoryItemMeasurement'),
    weight: weight ?? NO_WEIGHT,
  }),
  duplicateSkuCount: ({ id, sku }, _, { shop }) =>
    sku === null ? 0 : [...shop.inventoryItems.values()].filter((other) => other.id !== id && other.sku === sku).length,
  variant: ({ variantId }, _, { shop }) => shop.variants.get(variantId),
  locationsCount: ({ id }, _, { shop }) => ({ count: levelsOfItem(shop, id).length, precision: 'EXACT' }),
  inventoryLevel: ({ id }, { locationId }: { locationId: string }, { shop }) => levelOf(shop, id, locationId) ?? null,
  inventoryLevels: ({ id }, args: PageArgs, { shop }) => connectionOf(levelsOfItem(shop, id), args),
};

export const inventoryLevelResolvers: Resolvers<InventoryLevelRecord> = {
  isActive: () => true,
  item: ({ itemId }, _, { shop }) => shop.inventoryItems.get(itemId),
  location: ({ locationId }, _, { shop }) => shop.locations.get(locationId),
  quantities: (level, { names }: { names: readonly string[] }) =>
    names.map((name) => {
      const known = name === 'on_hand' || STORED_QUANTITIES.some((stored) => stored === name);
      if (!known) throw badRequest(`Invalid quantity name: ${name}`);
      return {
        id: `${level.id.replace('InventoryLevel', 'InventoryQuantity')}&name=${name}`,
        name,
        quantity: quantityOf(level, name as QuantityName),
        updatedAt: (name === 'on_hand' ? level.updatedAt : level.changedAt[name as 'available']) ?? null,
      };
    }),
};

export const locationResolvers: Resolvers<LocationRecord> = {
  inventoryLevel: ({ id }, { inventoryItemId }: { inventoryItemId: string }, { shop }) =>
    levelOf(shop, inventoryItemId, id) ?? null,
  inventoryLevels: ({ id }, args: PageArgs, { shop }) =>
    connectionOf(
      [...shop.inventoryLevels.values()].filter(({ locationId }) => locationId === id),
      args,
    ),
};
