import { date, type FieldRules, flag, guid, instant, member, number, text, type Write } from './field-rules.ts';

export const address = (prefix: string, write: Write): FieldRules => ({
  [`${prefix}AddressLine1`]: text(100, write),
  [`${prefix}AddressLine2`]: text(50, write),
  [`${prefix}City`]: text(30, write),
  [`${prefix}Country`]: text(10, write),
  [`${prefix}State`]: text(30, write),
  [`${prefix}PostCode`]: text(20, write),
});

const BUYER: FieldRules = {
  customerId: guid(),
  customerNumber: text(20),
  customerName: text(100, 'no'),
  billToName: text(100, 'no'),
  billToCustomerId: guid(),
  billToCustomerNumber: text(20),
};

/** The bill-to address is read-only (sheet section 3.1). */
const ADDRESSES: FieldRules = { ...address('sellTo', 'yes'), ...address('billTo', 'no') };

/** Who buys, who pays, where it goes. */
const PARTIES: FieldRules = {
  ...BUYER,
  shipToName: text(100),
  shipToContact: text(100),
  ...ADDRESSES,
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
export const ORDER: FieldRules = {
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
export const INVOICE: FieldRules = {
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

/**
 * Like invoices (sheet section 3.9), less what Microsoft's page of the API does not have: no ship-to address, nothing of what
 * remains. Whether prices include tax is read-only there: it comes from the customer's card.
 */
export const CREDIT_MEMO: FieldRules = {
  id: guid('no'),
  number: text(20, 'no'),
  externalDocumentNumber: text(35),
  creditMemoDate: date(),
  postingDate: date(),
  dueDate: date(),
  ...BUYER,
  ...ADDRESSES,
  currencyId: guid(),
  currencyCode: text(10),
  paymentTermsId: guid(),
  shipmentMethodId: guid(),
  salesperson: text(20),
  pricesIncludeTax: flag('no'),
  ...AMOUNTS,
  status: member(POSTABLE_STATUS, 'no'),
  invoiceId: guid(),
  invoiceNumber: text(20),
  customerReturnReasonId: guid(),
  ...CONTACT,
};
