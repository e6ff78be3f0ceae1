import { date, type FieldRules, flag, guid, integer, member, number, text } from './field-rules.ts';

export const LINE_TYPES = ['Comment', 'Account', 'Item', 'Resource', 'Fixed_x0020_Asset', 'Charge'];

/** Lines of an invoice: those of an order without the quantities shipped and invoiced (sheet section 3.7). */
export const INVOICE_LINE: FieldRules = {
  id: guid('no'),
  documentId: guid('create'),
  sequence: integer('create'),
  itemId: guid('create'),
  accountId: guid('create'),
  lineType: member(LINE_TYPES),
  lineObjectNumber: text(20, 'create'),
  description: text(100),
  description2: text(50),
  unitOfMeasureId: guid(),
  unitOfMeasureCode: text(10),
  quantity: number(),
  unitPrice: number(),
  discountAmount: number(),
  discountPercent: number(),
  discountAppliedBeforeTax: flag('no'),
  amountExcludingTax: number('no'),
  taxCode: text(20),
  taxPercent: number('no'),
  totalTaxAmount: number('no'),
  amountIncludingTax: number('no'),
  invoiceDiscountAllocation: number('no'),
  netAmount: number('no'),
  netTaxAmount: number('no'),
  netAmountIncludingTax: number('no'),
  shipmentDate: date(),
  itemVariantId: guid(),
  locationId: guid(),
};

export const ORDER_LINE: FieldRules = {
  ...INVOICE_LINE,
  shippedQuantity: number('no'),
  invoicedQuantity: number('no'),
  invoiceQuantity: number(),
  shipQuantity: number(),
};
