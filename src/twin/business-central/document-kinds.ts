import type { Company } from './company.ts';
import type { EntitySet } from './entity-set.ts';
import {
  date,
  type FieldRules,
  flag,
  guid,
  instant,
  integer,
  member,
  number,
  shownOnly,
  text,
  type Write,
} from './field-rules.ts';

/** A sales document that the API can write: what differs between an order, an invoice and a credit memo. */
export interface DocumentKind {
  readonly type: 'salesOrder' | 'salesInvoice' | 'salesCreditMemo';
  readonly title: 'Order' | 'Invoice' | 'Credit Memo';
  /** Number series of what is not posted yet. */
  readonly series: string;
  readonly first: number;
  readonly dateField: 'orderDate' | 'invoiceDate' | 'creditMemoDate';
  readonly header: FieldRules;
  readonly line: FieldRules;
  readonly set: (company: Company) => EntitySet;
  readonly lines: (company: Company) => EntitySet;
}

const address = (prefix: string, write: Write): FieldRules => ({
  [`${prefix}AddressLine1`]: text(100, write),
  [`${prefix}AddressLine2`]: text(50, write),
  [`${prefix}City`]: text(30, write),
  [`${prefix}Country`]: text(10, write),
  [`${prefix}State`]: text(30, write),
  [`${prefix}PostCode`]: text(20, write),
});

/** Who buys, who pays, where it goes. The bill-to address is read-only (sheet section 3.1). */
const PARTIES: FieldRules = {
  customerId: guid(),
  customerNumber: text(20),
  customerName: text(100, 'no'),
  billToName: text(100, 'no'),
  billToCustomerId: guid(),
  billToCustomerNumber: text(20),
  shipToName: text(100),
  shipToContact: text(100),
  ...address('sellTo', 'yes'),
  ...address('billTo', 'no'),
  ...address('shipTo', 'yes'),
};

const AMOUNTS: FieldRules = {
  discountAmount: number(),
  discountAppliedBeforeTax: flag('no'),
  totalAmountExcludingTax: number('no'),
  totalTaxAmount: number('no'),
  totalAmountIncludingTax: number('no'),
};

const CONTACT: FieldRules = {
  lastModifiedDateTime: instant(),
  phoneNumber: text(30),
  email: text(80),
};

/** Sheet section 3.1. */
const ORDER: FieldRules = {
  id: guid('no'),
  number: text(20, 'no'),
  externalDocumentNumber: text(35),
  orderDate: date(),
  postingDate: date(),
  ...PARTIES,
  shortcutDimension1Code: text(20),
  shortcutDimension2Code: text(20),
  currencyId: guid(),
  currencyCode: text(10),
  pricesIncludeTax: flag(),
  paymentTermsId: guid(),
  shipmentMethodId: guid(),
  salesperson: text(20),
  partialShipping: flag(),
  requestedDeliveryDate: date(),
  ...AMOUNTS,
  fullyShipped: flag('no'),
  status: member(['Draft', 'In_x0020_Review', 'Open'], 'no'),
  ...CONTACT,
};

const POSTABLE_STATUS = ['_x0020_', 'Draft', 'In_x0020_Review', 'Open', 'Paid', 'Canceled', 'Corrective'];

/** Sheet section 3.7. */
const INVOICE: FieldRules = {
  id: guid('no'),
  number: text(20, 'no'),
  externalDocumentNumber: text(35),
  invoiceDate: date(),
  postingDate: date(),
  dueDate: date(),
  promisedPayDate: date(),
  customerPurchaseOrderReference: text(35),
  ...PARTIES,
  currencyId: guid(),
  currencyCode: text(10),
  orderId: guid('no'),
  orderNumber: text(20, 'no'),
  paymentTermsId: guid(),
  shipmentMethodId: guid(),
  salesperson: text(20),
  disputeStatusId: guid(),
  pricesIncludeTax: flag(),
  remainingAmount: number('no'),
  ...AMOUNTS,
  status: member(POSTABLE_STATUS, 'no'),
  ...CONTACT,
};

/** "Like invoices" (sheet section 3.9): which of the invoice's fields it lacks is assumed. */
const CREDIT_MEMO: FieldRules = {
  id: guid('no'),
  number: text(20, 'no'),
  externalDocumentNumber: text(35),
  creditMemoDate: date(),
  postingDate: date(),
  dueDate: date(),
  ...PARTIES,
  currencyId: guid(),
  currencyCode: text(10),
  paymentTermsId: guid(),
  shipmentMethodId: guid(),
  salesperson: text(20),
  pricesIncludeTax: flag(),
  remainingAmount: number('no'),
  ...AMOUNTS,
  status: member(POSTABLE_STATUS, 'no'),
  invoiceId: guid(),
  invoiceNumber: text(20),
  customerReturnReasonId: guid(),
  ...CONTACT,
};

export const LINE_TYPES = ['Comment', 'Account', 'Item', 'Resource', 'Fixed_x0020_Asset', 'Charge'];

/** Lines of an invoice: those of an order without the quantities shipped and invoiced (sheet section 3.7). */
const INVOICE_LINE: FieldRules = {
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

const ORDER_LINE: FieldRules = {
  ...INVOICE_LINE,
  shippedQuantity: number('no'),
  invoicedQuantity: number('no'),
  invoiceQuantity: number(),
  shipQuantity: number(),
};

export const ORDER_KIND: DocumentKind = {
  type: 'salesOrder',
  title: 'Order',
  series: 'S-ORD',
  first: 101001,
  dateField: 'orderDate',
  header: ORDER,
  line: ORDER_LINE,
  set: (company) => company.salesOrders,
  lines: (company) => company.salesOrderLines,
};

export const INVOICE_KIND: DocumentKind = {
  type: 'salesInvoice',
  title: 'Invoice',
  series: 'S-INV',
  first: 105001,
  dateField: 'invoiceDate',
  header: INVOICE,
  line: INVOICE_LINE,
  set: (company) => company.salesInvoices,
  lines: (company) => company.salesInvoiceLines,
};

export const CREDIT_MEMO_KIND: DocumentKind = {
  type: 'salesCreditMemo',
  title: 'Credit Memo',
  series: 'S-CR',
  first: 106001,
  dateField: 'creditMemoDate',
  header: CREDIT_MEMO,
  line: INVOICE_LINE,
  set: (company) => company.salesCreditMemos,
  lines: (company) => company.salesCreditMemoLines,
};

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
