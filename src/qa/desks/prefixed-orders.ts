import type { ErpDesk } from './erp-desk.ts';

/**
 * The desk of a project whose orders stand in the ERP under the shop's number with something before it: scenarios ask for
 * them by the shop's own number all the same.
 */
export function withPrefixedOrders(desk: ErpDesk, prefix: string): ErpDesk {
  if (prefix === '') return desk;
  const { credits, payments, holdOrder, releaseOrder, cancelOrder } = desk;
  const prefixed = (shopNumber: string) => `${prefix}${shopNumber}`;
  return {
    ...desk,
    orderFor: (shopNumber) => desk.orderFor(`${prefix}${shopNumber}`),
    documentsFor: (shopNumber) => desk.documentsFor(`${prefix}${shopNumber}`),
    renumberOrder: (shopNumber, other) => desk.renumberOrder(`${prefix}${shopNumber}`, `${prefix}${other}`),
    ...(credits === undefined ? {} : { credits: (shopNumber: string) => credits(`${prefix}${shopNumber}`) }),
    ...(payments === undefined ? {} : { payments: (number: string) => payments(prefixed(number)) }),
    ...(holdOrder === undefined ? {} : { holdOrder: (number: string) => holdOrder(prefixed(number)) }),
    ...(releaseOrder === undefined ? {} : { releaseOrder: (number: string) => releaseOrder(prefixed(number)) }),
    ...(cancelOrder === undefined ? {} : { cancelOrder: (number: string) => cancelOrder(prefixed(number)) }),
    ship: (shopNumber, pieces) => desk.ship(`${prefix}${shopNumber}`, pieces),
  };
}

/** What stands before the number of an order, by the options of both connections. */
export function orderPrefix(
  erpOptions: Readonly<Record<string, unknown>>,
  shopOptions: Readonly<Record<string, unknown>>,
): string {
  const { order_number_prefix: written } = erpOptions;
  if (typeof written !== 'string') return '';
  const { store_code: store } = shopOptions;
  return written.replace('{store}', typeof store === 'string' ? store : '');
}
