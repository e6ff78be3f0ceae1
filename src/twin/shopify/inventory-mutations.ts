import { idempotent } from './idempotency.ts';
import { levelOf, moveQuantity, quantityOf, stockAt } from './inventory.ts';
import { type InventoryItemInput, inventoryItemFaults, writeInventoryItem } from './inventory-item-input.ts';
import type { InventoryLevelRecord, QuantityName } from './inventory-record.ts';
import { changed } from './owners.ts';
import type { Call, Resolvers } from './resolvers.ts';
import type { Shop } from './shop.ts';
import { NO_ERRORS, refuse, type UserError } from './user-error.ts';

const REASONS = new Set(
  'correction cycle_count_available received restock damaged shrinkage promotion other movement_created movement_updated movement_received movement_canceled quality_control reservation_created reservation_deleted reservation_updated safety_stock'.split(
    ' ',
  ),
);
const SETTABLE = new Set(['available', 'on_hand']);
const ADJUSTABLE = new Set(['available', 'incoming', 'reserved', 'damaged', 'safety_stock', 'quality_control']);
const MOST = 1_000_000_000;

interface Wanted {
  readonly inventoryItemId: string;
  readonly locationId: string;
  readonly changeFromQuantity?: number | null;
}

interface Document {
  readonly name: string;
  readonly reason: string;
  readonly referenceDocumentUri?: string | null;
}

interface SetInput extends Document {
  readonly quantities: readonly (Wanted & { readonly quantity: number })[];
}

interface AdjustInput extends Document {
  readonly changes: readonly (Wanted & { readonly delta: number; readonly ledgerDocumentUri?: string | null })[];
}

/** The checks that setting and adjusting share. All entries are checked; nothing is written unless all pass. */
function faultsOf(
  call: Call,
  input: Document,
  list: 'quantities' | 'changes',
  entries: readonly Wanted[],
  names: ReadonlySet<string>,
): UserError[] {
  const errors: UserError[] = [];
  if (!names.has(input.name))
    errors.push({ field: ['input', 'name'], message: 'The specified quantity name is invalid.', code: 'INVALID_NAME' });
  if (!REASONS.has(input.reason))
    errors.push({ field: ['input', 'reason'], message: 'The specified reason is invalid.', code: 'INVALID_REASON' });
  const seen = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    const report = (name: string, message: string, code: string | null): void => {
      errors.push({ field: ['input', list, String(index), name], message, code });
    };
    const pair = `${entry.inventoryItemId}|${entry.locationId}`;
    if (seen.has(pair))
      report(
        'inventoryItemId',
        'The combination of inventoryItemId and locationId must be unique.',
        'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR',
      );
    seen.add(pair);
    const item = call.shop.inventoryItems.get(entry.inventoryItemId);
    const level = levelOf(call.shop, entry.inventoryItemId, entry.locationId);
    if (item === undefined)
      report('inventoryItemId', 'The specified inventory item could not be found.', 'INVALID_INVENTORY_ITEM');
    else if (!item.tracked)
      report('inventoryItemId', 'The specified inventory item is not tracked.', 'INVALID_INVENTORY_ITEM');
    else if (!call.shop.locations.has(entry.locationId))
      report('locationId', 'The specified location could not be found.', 'INVALID_LOCATION');
    else if (level === undefined)
      report(
        'locationId',
        'The specified inventory item is not stocked at the location.',
        'ITEM_NOT_STOCKED_AT_LOCATION',
      );
    else if (entry.changeFromQuantity === undefined && call.version >= '2026-04')
      report('changeFromQuantity', 'changeFromQuantity is required; pass null to skip the comparison.', null);
    else if (
      typeof entry.changeFromQuantity === 'number' &&
      names.has(input.name) &&
      entry.changeFromQuantity !== quantityOf(level, input.name as QuantityName)
    )
      report(
        'changeFromQuantity',
        'The changeFromQuantity argument no longer matches the persisted quantity.',
        'CHANGE_FROM_QUANTITY_STALE',
      );
  }
  return errors;
}

interface Move {
  readonly level: InventoryLevelRecord;
  readonly delta: number;
  readonly ledgerDocumentUri: string | null;
}

/** Carries the moves out. The group is null when nothing moved: setting what is already there leaves no trace. */
function carryOut(shop: Shop, input: Document, moves: readonly Move[]) {
  const name = input.name as QuantityName;
  const changes = moves.flatMap(({ level, delta, ledgerDocumentUri }) => {
    if (delta === 0) return [];
    moveQuantity(shop, level, name, delta);
    const item = shop.inventoryItems.get(level.itemId);
    const location = shop.locations.get(level.locationId);
    const both: readonly QuantityName[] =
      name === 'incoming' ? ['incoming'] : [name === 'on_hand' ? 'available' : name, 'on_hand'];
    return both.map((moved) => ({
      name: moved,
      delta,
      quantityAfterChange: quantityOf(level, moved),
      ledgerDocumentUri,
      item,
      location,
    }));
  });
  if (changes.length === 0) return { inventoryAdjustmentGroup: null, userErrors: NO_ERRORS };
  const { reason, referenceDocumentUri } = input;
  const group = {
    id: shop.ids.take('InventoryAdjustmentGroup'),
    createdAt: shop.now(),
    reason,
    referenceDocumentUri: referenceDocumentUri ?? null,
  };
  return {
    inventoryAdjustmentGroup: {
      ...group,
      changes: ({ quantityNames }: { quantityNames?: readonly string[] | null }) =>
        changes.filter((change) => !quantityNames || quantityNames.includes(change.name)),
    },
    userErrors: NO_ERRORS,
  };
}

export const inventoryMutations: Resolvers<unknown> = {
  inventorySetQuantities: idempotent((_, { input }: { input: SetInput }, call) => {
    const errors = faultsOf(call, input, 'quantities', input.quantities, SETTABLE);
    for (const [index, { quantity }] of input.quantities.entries()) {
      const field = ['input', 'quantities', String(index), 'quantity'];
      if (quantity > MOST)
        errors.push({ field, message: 'The quantity is too high.', code: 'INVALID_QUANTITY_TOO_HIGH' });
      if (quantity < -MOST)
        errors.push({ field, message: 'The quantity is too low.', code: 'INVALID_QUANTITY_TOO_LOW' });
    }
    if (errors.length > 0) return { userErrors: errors };
    const moves = input.quantities.flatMap(({ inventoryItemId, locationId, quantity }): Move[] => {
      const level = levelOf(call.shop, inventoryItemId, locationId);
      return level === undefined
        ? []
        : [{ level, delta: quantity - quantityOf(level, input.name as QuantityName), ledgerDocumentUri: null }];
    });
    return carryOut(call.shop, input, moves);
  }),

  inventoryAdjustQuantities: idempotent((_, { input }: { input: AdjustInput }, call) => {
    const errors = faultsOf(call, input, 'changes', input.changes, ADJUSTABLE);
    for (const [index, { ledgerDocumentUri }] of input.changes.entries()) {
      const field = ['input', 'changes', String(index), 'ledgerDocumentUri'];
      if (input.name !== 'available' && !ledgerDocumentUri)
        errors.push({
          field,
          message: 'A ledger document URI is required except when adjusting available.',
          code: 'INVALID_QUANTITY_DOCUMENT',
        });
      if (input.name === 'available' && ledgerDocumentUri)
        errors.push({
          field,
          message: 'A ledger document URI is not allowed when adjusting available.',
          code: 'INVALID_AVAILABLE_DOCUMENT',
        });
    }
    if (errors.length > 0) return { userErrors: errors };
    const moves = input.changes.flatMap(({ inventoryItemId, locationId, delta, ledgerDocumentUri }): Move[] => {
      const level = levelOf(call.shop, inventoryItemId, locationId);
      return level === undefined ? [] : [{ level, delta, ledgerDocumentUri: ledgerDocumentUri ?? null }];
    });
    return carryOut(call.shop, input, moves);
  }),

  inventoryActivate: idempotent(
    (
      _,
      args: { inventoryItemId: string; locationId: string; available?: number | null; onHand?: number | null },
      { shop },
    ) => {
      if (!shop.inventoryItems.has(args.inventoryItemId))
        return refuse(['inventoryItemId'], 'The inventory item could not be found.');
      if (!shop.locations.has(args.locationId)) return refuse(['locationId'], 'The location could not be found.');
      const quantity = args.available ?? args.onHand ?? 0;
      if (levelOf(shop, args.inventoryItemId, args.locationId) !== undefined && quantity !== 0)
        return refuse(
          ['available'],
          'Not allowed to set available quantity when the item is already active at the location.',
        );
      const level = stockAt(shop, args.inventoryItemId, args.locationId);
      if (quantity !== 0) moveQuantity(shop, level, 'available', quantity);
      return { inventoryLevel: level, userErrors: NO_ERRORS };
    },
  ),

  inventoryItemUpdate: (_, { id, input }: { id: string; input: InventoryItemInput }, { shop }) => {
    const item = shop.inventoryItems.get(id);
    if (item === undefined) return refuse(['id'], 'Inventory item does not exist');
    const faults = inventoryItemFaults(input);
    if (faults.length > 0)
      return { userErrors: faults.map(({ field, message }) => ({ field: ['input', field], message })) };
    writeInventoryItem(item, input);
    changed(shop, item);
    return { inventoryItem: item, userErrors: NO_ERRORS };
  },
};
