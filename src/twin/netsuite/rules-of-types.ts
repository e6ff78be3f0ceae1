import { ADJUSTMENT_RULES } from './adjustments.ts';
import { CASH_REFUND_RULES, CASH_SALE_RULES, CREDIT_MEMO_RULES, INVOICE_RULES } from './bills.ts';
import { CATEGORY_RULES, CLASSIFICATION_RULES } from './categories.ts';
import { settleCustomer } from './customers.ts';
import { FULFILLMENT_RULES } from './fulfillments.ts';
import { ITEM_RULES } from './items.ts';
import { DEPOSIT_RULES, PAYMENT_RULES } from './payments.ts';
import type { RecordRules } from './record-rules.ts';
import type { RecordType } from './record-types.ts';
import { userError } from './rest-error.ts';
import { ITEM_RECEIPT_RULES, RETURN_RULES } from './returns.ts';
import { SALES_ORDER_RULES } from './sales-orders.ts';

const RULES: Readonly<Record<string, RecordRules>> = {
  customer: {
    settle: settleCustomer,
    removed: (account, customer) => {
      if (account.documentsOf(customer.id).length > 0)
        throw userError('This record cannot be deleted because it has dependent records.');
    },
  },
  salesOrder: SALES_ORDER_RULES,
  itemFulfillment: FULFILLMENT_RULES,
  invoice: INVOICE_RULES,
  cashSale: CASH_SALE_RULES,
  creditMemo: CREDIT_MEMO_RULES,
  cashRefund: CASH_REFUND_RULES,
  returnAuthorization: RETURN_RULES,
  itemReceipt: ITEM_RECEIPT_RULES,
  customerDeposit: DEPOSIT_RULES,
  customerPayment: PAYMENT_RULES,
  inventoryAdjustment: ADJUSTMENT_RULES,
  commerceCategory: CATEGORY_RULES,
  classification: CLASSIFICATION_RULES,
};

const CODE_RULES: RecordRules = { settle: () => undefined };

/** What is particular to a type; lists of codes have nothing that is. */
export const rulesOf = ({ name, family }: RecordType): RecordRules =>
  RULES[name] ?? (family === 'item' ? ITEM_RULES : CODE_RULES);
