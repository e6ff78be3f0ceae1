/**
 * Why a row is not taken. The first seven are the sheets’ (distribution-one 6, ddi-inform 6); the others are assumptions,
 * for rows that none of them fits.
 */
export type FaultCode =
  | 'UNKNOWN_SKU'
  | 'UNKNOWN_CUSTOMER'
  | 'DUPLICATE'
  | 'BAD_UOM'
  | 'BAD_TOTAL'
  | 'CREDIT_HOLD'
  | 'LOCKED'
  | 'BAD_VALUE'
  | 'UNKNOWN_ORDER'
  | 'ALREADY_SHIPPED';

export class RowFault extends Error {
  readonly code: FaultCode;
  /** The document that there is already. */
  readonly erpOrderNo: string | undefined;

  constructor(code: FaultCode, message: string, erpOrderNo?: string) {
    super(message);
    this.code = code;
    this.erpOrderNo = erpOrderNo;
  }
}

/** How an acknowledgement words it. */
export const told = ({ code, message }: RowFault): string => `${code}: ${message}`;
