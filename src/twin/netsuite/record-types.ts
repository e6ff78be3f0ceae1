import type { Shape } from './shape.ts';
import { CUSTOMER } from './shapes/customer-shape.ts';
import { ITEM, ITEM_TYPES } from './shapes/item-shapes.ts';
import {
  CLASSIFICATION,
  CODE,
  COMMERCE_CATEGORY,
  COUPON_CODE,
  CURRENCY,
  PROMOTION_CODE,
  SALES_TAX_ITEM,
  SHIP_ITEM,
} from './shapes/list-shapes.ts';
import {
  CASH_REFUND,
  CASH_SALE,
  CREDIT_MEMO,
  CUSTOMER_DEPOSIT,
  CUSTOMER_PAYMENT,
  INVENTORY_ADJUSTMENT,
  INVOICE,
  ITEM_FULFILLMENT,
  ITEM_RECEIPT,
  RETURN_AUTHORIZATION,
  SALES_ORDER,
} from './shapes/transaction-shapes.ts';

/** Records that have their ids, and by default their external ids, in common. */
export type Family = 'transaction' | 'item' | 'entity' | 'list';

export interface RecordType {
  readonly name: string;
  readonly shape: Shape;
  readonly family: Family;
  /** `type` of a transaction or an item in SuiteQL. */
  readonly sqlType?: string;
  /** How its documents are numbered: `SO1001`. */
  readonly prefix?: string;
}

const transaction = (name: string, shape: Shape, sqlType: string, prefix: string): RecordType => ({
  name,
  shape,
  family: 'transaction',
  sqlType,
  prefix,
});

const code = (name: string, shape: Shape = CODE): RecordType => ({ name, shape, family: 'list' });

/** Lists of codes that the settings fill. */
export const CODE_LISTS = [
  'subsidiary',
  'term',
  'priceLevel',
  'location',
  'department',
  'country',
  'customerCategory',
  'employee',
  'customerStatus',
  'pricingGroup',
  'customForm',
  'taxType',
  'taxSchedule',
  'paymentMethod',
  'account',
  'commerceCatalog',
] as const;

export const RECORD_TYPES: readonly RecordType[] = [
  { name: 'customer', shape: CUSTOMER, family: 'entity' },
  transaction('salesOrder', SALES_ORDER, 'SalesOrd', 'SO'),
  transaction('invoice', INVOICE, 'CustInvc', 'INV'),
  transaction('cashSale', CASH_SALE, 'CashSale', 'CS'),
  transaction('itemFulfillment', ITEM_FULFILLMENT, 'ItemShip', 'IF'),
  transaction('returnAuthorization', RETURN_AUTHORIZATION, 'RtnAuth', 'RMA'),
  transaction('itemReceipt', ITEM_RECEIPT, 'ItemRcpt', 'IR'),
  transaction('creditMemo', CREDIT_MEMO, 'CustCred', 'CM'),
  transaction('cashRefund', CASH_REFUND, 'CashRfnd', 'CR'),
  transaction('customerDeposit', CUSTOMER_DEPOSIT, 'CustDep', 'CD'),
  transaction('customerPayment', CUSTOMER_PAYMENT, 'CustPymt', 'PYMT'),
  transaction('inventoryAdjustment', INVENTORY_ADJUSTMENT, 'InvAdjst', 'IA'),
  ...Object.entries(ITEM_TYPES).map(([name, sqlType]): RecordType => ({ name, shape: ITEM, family: 'item', sqlType })),
  code('currency', CURRENCY),
  code('salesTaxItem', SALES_TAX_ITEM),
  code('shipItem', SHIP_ITEM),
  code('promotionCode', PROMOTION_CODE),
  code('couponCode', COUPON_CODE),
  code('classification', CLASSIFICATION),
  code('commerceCategory', COMMERCE_CATEGORY),
  ...CODE_LISTS.map((name) => code(name)),
];

const BY_NAME = new Map(RECORD_TYPES.map((type) => [type.name, type]));

export function recordType(name: string): RecordType | undefined {
  return BY_NAME.get(name);
}

/** The types that a reference may lead to: `item` and `transaction` stand for all of theirs. */
export function typesOf(target: string): readonly RecordType[] {
  const one = BY_NAME.get(target);
  return one === undefined ? RECORD_TYPES.filter(({ family }) => family === target) : [one];
}
