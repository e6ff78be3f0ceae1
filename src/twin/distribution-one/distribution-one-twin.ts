import { COMMON_COLUMNS, type FileColumns, names } from '../file-erp/file-columns.ts';
import { FileErpTwin } from '../file-erp/file-erp-twin.ts';
import type { FileErpHabits, FileErpOptions } from '../file-erp/settings.ts';

/** Sheet sections 3.1 to 3.7. */
const COLUMNS: FileColumns = {
  ...COMMON_COLUMNS,
  orders: names(`ref, orderDate, customerId, customerName, customerEmail, customerPhone,
    billName, billLine1, billLine2, billCity, billState, billZip, billCountry,
    shipToId, shipName, shipLine1, shipLine2, shipCity, shipState, shipZip, shipCountry, shipPhone,
    poNumber, shipMethod, shipAmount, taxTotal, discountTotal, orderTotal, couponCode,
    paymentMethod, paymentRef, paidAmount, warehouse, applyForCredit, taxExempt, taxExemptNo, poRequired, notes,
    lineNo, recordType, sku, description, quantity, uom, unitPrice, lineTax, lineDiscount`),
  customers: names(`customerId, ref, name, email, phone,
    billName, billLine1, billLine2, billCity, billState, billZip, billCountry,
    shipToId, shipName, shipLine1, shipLine2, shipCity, shipState, shipZip, shipCountry,
    terms, priceLevel, taxable, taxExemptNo, poRequired, creditHold, creditLimit, active, modifiedAt`),
  items: names(`sku, description, webDescription, upc, mfrPartNo, uom, price, categoryCode, status, taxable, weight,
    imageUrl, modifiedAt`),
  inventory: names('sku, warehouse, onHand, committed, available, onOrder, modifiedAt'),
};

const HABITS: FileErpHabits = {
  system: 'distribution-one',
  columns: COLUMNS,
  archivedUnder: () => '',
  unitPriceIsNet: false,
  // "How ERP-ONE books them must be agreed" (sheet 3.7): here as an open credit that a clerk applies.
  depositsAreApplied: false,
  // Sheet section 12, number 7.
  keeps: { name: 30, address: 30, poNumber: 20 },
};

/** Only the price call and the create call have ever been seen; the rest is named in their manner (sheet section 3). */
const PATHS = {
  priceFetch: '/price/fetch/',
  orderCreate: '/create',
  orderGet: '/order/fetch/',
  orderCancel: '/order/cancel/',
  customerGet: '/customer/fetch/',
  customerCreate: '/customer/create/',
  inventory: '/inventory/fetch/',
} as const;

/** Distribution One ERP-ONE, by files in its folders and by REST, written from its sheet: nearly all of it is an assumption. */
export const createDistributionOneTwin = (options: FileErpOptions): FileErpTwin =>
  new FileErpTwin(HABITS, PATHS, options);
