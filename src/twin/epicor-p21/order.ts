import type { Row } from './row.ts';

/** A sales order: its header and lines as the database shows them, and what only its window does. */
export interface Order {
  /** Of `oe_hdr`. */
  readonly header: Row;
  /** Of `oe_line`, in their order. */
  readonly lines: Row[];
  /** Columns of `TABPAGE_1.order` that no table of the sheet has: `currency_id`, `ship_route` … */
  readonly window: Row;
  /** `HDR_NOTE.hdr_note` */
  readonly notes: Row[];
  /** Of `ar_payment_details`, in the order in which they were entered: `TP_REMITTANCES.remittances`. */
  readonly remittances: Row[];
}

export const isCharge = (line: Row): boolean => line.other_charge === 'Y';
export const isCancelled = (row: Row): boolean => row.cancel_flag === 'Y' || row.delete_flag === 'Y';
