import {
  choice,
  DAY,
  type Field,
  FLAG,
  INSTANT,
  list,
  NUMBER,
  part,
  read,
  type Shape,
  status,
  TEXT,
  to,
} from '../shape.ts';
import { ADDRESS } from './address-shape.ts';
import { ITEM_TYPES } from './item-shapes.ts';

/** Letters of the status of a sales order (sheet section 3.1). */
export const ORDER_STATUS = {
  A: 'Pending Approval',
  B: 'Pending Fulfillment',
  C: 'Cancelled',
  D: 'Partially Fulfilled',
  E: 'Pending Billing/Partially Fulfilled',
  F: 'Pending Billing',
  G: 'Billed',
  H: 'Closed',
} as const;

/** Of a return: sources differ beyond D (sheet section 3.9), so the later letters are an assumption. */
export const RETURN_STATUS = {
  A: 'Pending Approval',
  B: 'Pending Receipt',
  C: 'Cancelled',
  D: 'Partially Received',
  E: 'Pending Refund/Partially Received',
  F: 'Pending Refund',
  G: 'Refunded',
  H: 'Closed',
} as const;

/** Of a fulfilment (sheet section 3.7). */
export const SHIP_STATUS = { A: 'Picked', B: 'Packed', C: 'Shipped' } as const;

/** Of an invoice and what is like one (sheet section 3.8); the others' letters are an assumption. */
export const BILL_STATUS = { A: 'Open', B: 'Paid In Full' } as const;
export const CREDIT_STATUS = { A: 'Open', B: 'Fully Applied' } as const;
export const MONEY_STATUS = { A: 'Not Deposited', B: 'Deposited' } as const;

const HEADER: Readonly<Record<string, Field>> = {
  id: read(TEXT),
  tranId: TEXT,
  externalId: TEXT,
  entity: to('customer'),
  subsidiary: to('subsidiary'),
  currency: to('currency'),
  exchangeRate: NUMBER,
  tranDate: DAY,
  createdDate: read(INSTANT),
  lastModifiedDate: read(INSTANT),
  otherRefNum: TEXT,
  memo: TEXT,
  email: TEXT,
  message: TEXT,
  toBeEmailed: FLAG,
  terms: to('term'),
  location: to('location'),
  department: to('department'),
  class: to('classification'),
  customForm: to('customForm'),
};

const LINE_FIELDS: Readonly<Record<string, Field>> = {
  line: read(NUMBER),
  lineUniqueKey: read(NUMBER),
  item: to('item'),
  itemType: read(choice(Object.fromEntries(Object.values(ITEM_TYPES).map((type) => [type, type])))),
  description: TEXT,
  quantity: NUMBER,
  rate: NUMBER,
  amount: NUMBER,
  price: to('priceLevel'),
  units: TEXT,
  location: to('location'),
  isClosed: FLAG,
  commitInventory: choice({ 1: 'Available Qty', 2: 'Complete Qty', 3: 'Do Not Commit' }),
  expectedShipDate: DAY,
  taxDetailsReference: TEXT,
  orderDoc: to('transaction'),
  orderLine: NUMBER,
  quantityAvailable: read(NUMBER),
  quantityOnHand: read(NUMBER),
  quantityCommitted: read(NUMBER),
  quantityBackOrdered: read(NUMBER),
  quantityFulfilled: read(NUMBER),
  quantityBilled: read(NUMBER),
  quantityReceived: read(NUMBER),
};

const LINES = list({ custom: 'custcol', fields: LINE_FIELDS }, 'line');

/** One tax of one line, tied to it by its reference (sheet section 3.1). */
const TAX_DETAILS = list({
  fields: {
    taxDetailsReference: { kind: 'label' },
    lineType: TEXT,
    lineName: TEXT,
    taxType: to('taxType'),
    taxCode: to('salesTaxItem'),
    taxBasis: NUMBER,
    taxRate: NUMBER,
    taxAmount: NUMBER,
    netAmount: NUMBER,
  },
});

/** What a document with lines and an amount has: orders, invoices, returns, credits. */
const PRICED: Readonly<Record<string, Field>> = {
  ...HEADER,
  billAddressList: to('addressBookEntry'),
  shipAddressList: to('addressBookEntry'),
  billingAddress: part(ADDRESS),
  shippingAddress: part(ADDRESS),
  shipMethod: to('shipItem'),
  shippingCost: NUMBER,
  shippingCostOverridden: FLAG,
  handlingCost: NUMBER,
  promoCode: to('promotionCode'),
  couponCode: to('couponCode'),
  promotions: list({ fields: { promoCode: to('promotionCode'), couponCode: to('couponCode') } }),
  discountItem: to('item'),
  discountRate: { kind: 'rate' },
  giftCertApplied: read(NUMBER),
  subtotal: read(NUMBER),
  discountTotal: read(NUMBER),
  taxTotal: read(NUMBER),
  total: read(NUMBER),
  taxDetailsOverride: FLAG,
  taxDetails: TAX_DETAILS,
  paymentOption: to('paymentMethod'),
  paymentMethod: to('paymentMethod'),
  paymentOperation: TEXT,
  item: LINES,
};

const body = (fields: Readonly<Record<string, Field>>): Shape => ({ custom: 'custbody', fields });

export const SALES_ORDER: Shape = body({
  ...PRICED,
  shipDate: DAY,
  shipComplete: FLAG,
  orderStatus: choice(ORDER_STATUS),
  status: status(ORDER_STATUS),
  linkedTrackingNumbers: read(TEXT),
});

const BILL: Readonly<Record<string, Field>> = { ...PRICED, createdFrom: to('transaction'), postingPeriod: TEXT };

/** `invoice` (sheet section 3.8). */
export const INVOICE: Shape = body({
  ...BILL,
  dueDate: DAY,
  amountPaid: read(NUMBER),
  amountRemaining: read(NUMBER),
  approvalStatus: choice({ 1: 'Pending Approval', 2: 'Approved' }),
  status: status(BILL_STATUS),
});

export const CASH_SALE: Shape = body({ ...BILL, status: status(MONEY_STATUS) });

export const RETURN_AUTHORIZATION: Shape = body({
  ...PRICED,
  createdFrom: to('transaction'),
  orderStatus: choice(RETURN_STATUS),
  status: status(RETURN_STATUS),
});

export const CREDIT_MEMO: Shape = body({
  ...BILL,
  amountRemaining: read(NUMBER),
  applied: read(NUMBER),
  apply: list({ fields: { doc: to('transaction'), apply: FLAG, amount: NUMBER } }, 'doc'),
  status: status(CREDIT_STATUS),
});

export const CASH_REFUND: Shape = body({ ...BILL, status: status(MONEY_STATUS) });

const MOVED = list(
  {
    custom: 'custcol',
    fields: {
      orderLine: NUMBER,
      line: read(NUMBER),
      item: read(to('item')),
      description: read(TEXT),
      quantity: NUMBER,
      quantityRemaining: read(NUMBER),
      itemReceive: FLAG,
      location: to('location'),
      kitMemberOf: read(NUMBER),
    },
  },
  'orderLine',
);

/** `itemFulfillment` (sheet section 3.7). */
export const ITEM_FULFILLMENT: Shape = body({
  ...HEADER,
  createdFrom: to('transaction'),
  shipStatus: choice(SHIP_STATUS),
  status: status(SHIP_STATUS),
  shippedDate: DAY,
  shipMethod: to('shipItem'),
  shippingAddress: part(ADDRESS),
  item: MOVED,
  package: list({
    fields: { packageTrackingNumber: TEXT, packageWeight: NUMBER, packageDescr: TEXT, packageCartonNumber: NUMBER },
  }),
});

export const ITEM_RECEIPT: Shape = body({ ...HEADER, createdFrom: to('transaction'), item: MOVED });

const MONEY: Readonly<Record<string, Field>> = {
  ...HEADER,
  customer: to('customer'),
  payment: NUMBER,
  paymentMethod: to('paymentMethod'),
  paymentOption: to('paymentMethod'),
  status: status(MONEY_STATUS),
};

/** `customerDeposit`, `customerPayment` (sheet section 3.9). */
export const CUSTOMER_DEPOSIT: Shape = body({ ...MONEY, salesOrder: to('salesOrder') });
export const CUSTOMER_PAYMENT: Shape = body({
  ...MONEY,
  applied: read(NUMBER),
  unapplied: read(NUMBER),
  apply: list({ fields: { doc: to('transaction'), apply: FLAG, amount: NUMBER } }, 'doc'),
});

/** `inventoryAdjustment` (sheet section 3.6, low confidence). */
export const INVENTORY_ADJUSTMENT: Shape = body({
  ...HEADER,
  account: to('account'),
  adjLocation: to('location'),
  inventory: list({ fields: { line: read(NUMBER), item: to('item'), location: to('location'), adjustQtyBy: NUMBER } }),
});
