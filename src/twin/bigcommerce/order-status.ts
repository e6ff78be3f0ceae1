/** Statuses and their system names (sheet, section 3.1). */
export const STATUS_NAMES = [
  'Incomplete',
  'Pending',
  'Shipped',
  'Partially Shipped',
  'Refunded',
  'Cancelled',
  'Declined',
  'Awaiting Payment',
  'Awaiting Pickup',
  'Awaiting Shipment',
  'Completed',
  'Awaiting Fulfillment',
  'Manual Verification Required',
  'Disputed',
  'Partially Refunded',
] as const;

export type StatusId = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14;

export const STATUS = {
  incomplete: 0,
  pending: 1,
  shipped: 2,
  partiallyShipped: 3,
  refunded: 4,
  cancelled: 5,
  awaitingPayment: 7,
  completed: 10,
  awaitingFulfillment: 11,
  manualVerification: 12,
  partiallyRefunded: 14,
} as const satisfies Record<string, StatusId>;

export function isStatus(id: number): id is StatusId {
  return Number.isInteger(id) && id >= 0 && id < STATUS_NAMES.length;
}

/** An order that is one of these gives back what it took from stock, where the store says so. */
export const RETURNS_STOCK: readonly StatusId[] = [STATUS.cancelled, STATUS.refunded];

/** Where a store takes stock late, it is taken in these. */
export const TAKES_STOCK_LATE: readonly StatusId[] = [STATUS.shipped, STATUS.completed];

export function viewStatus(id: StatusId, order: number) {
  const name = STATUS_NAMES[id];
  return { id, name, system_label: name, custom_label: name, system_description: `The order is ${name}.`, order };
}
