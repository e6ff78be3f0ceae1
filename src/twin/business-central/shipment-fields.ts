import { address } from './document-fields.ts';
import { date, type FieldRules, flag, guid, instant, integer, member, number, shownOnly, text } from './field-rules.ts';
import { LINE_TYPES } from './line-fields.ts';

/** Sheet section 3.8: posted, read-only; no tracking number, no shipping agent. */
export const SHIPMENT: FieldRules = shownOnly({
  id: guid(),
  number: text(20),
  externalDocumentNumber: text(35),
  invoiceDate: date(),
  postingDate: date(),
  dueDate: date(),
  customerPurchaseOrderReference: text(35),
  customerNumber: text(20),
  customerName: text(100),
  billToName: text(100),
  billToCustomerNumber: text(20),
  shipToName: text(100),
  shipToContact: text(100),
  ...address('sellTo', 'no'),
  ...address('billTo', 'no'),
  ...address('shipTo', 'no'),
  currencyCode: text(10),
  orderNumber: text(20),
  paymentTermsCode: text(10),
  shipmentMethodCode: text(10),
  salesperson: text(20),
  pricesIncludeTax: flag(),
  lastModifiedDateTime: instant(),
  phoneNumber: text(30),
  email: text(80),
});

export const SHIPMENT_LINE: FieldRules = shownOnly({
  id: guid(),
  documentId: guid(),
  documentNo: text(20),
  sequence: integer(),
  lineType: member(LINE_TYPES),
  lineObjectNumber: text(20),
  description: text(100),
  description2: text(50),
  unitOfMeasureCode: text(10),
  unitPrice: number(),
  quantity: number(),
  discountPercent: number(),
  taxPercent: number(),
  shipmentDate: date(),
});
