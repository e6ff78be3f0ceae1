import { COMMON_COLUMNS, type FileColumns, names } from '../file-erp/file-columns.ts';
import { FileErpTwin } from '../file-erp/file-erp-twin.ts';
import type { FileErpHabits, FileErpOptions } from '../file-erp/settings.ts';

/** Sheet sections 3.1 to 3.7. */
const COLUMNS: FileColumns = {
  ...COMMON_COLUMNS,
  orders: names(`ref, orderDate, customerId, customerName, customerEmail, customerPhone,
    billName, billLine1, billLine2, billCity, billState, billZip, billCountry,
    shipName, shipLine1, shipLine2, shipCity, shipState, shipZip, shipCountry, shipPhone,
    poNumber, shipMethod, shipAmount, taxTotal, discountTotal, couponCode, orderTotal,
    paymentMethod, paymentRef, depositAmount, warehouse, applyForCredit, taxExempt, poRequired, taxExemptNo, notes,
    lineNo, recordType, sku, description, quantity, uom, unitPrice, lineTax, lineDiscount`),
  customers: names(`customerId, ref, name, email, phone,
    billLine1, billLine2, billCity, billState, billZip, billCountry,
    shipToId, shipLine1, shipLine2, shipCity, shipState, shipZip, shipCountry,
    terms, priceLevel, taxable, taxExemptNo, poRequired, creditHold, creditLimit, active, modifiedAt`),
  items: names(`sku, description, productType, imageUrl, webDescription, mfrPartNo, upc, uom, available, price,
    status, weight, categoryCode, taxable, modifiedAt`),
  inventory: names('sku, warehouse, onHand, committed, available, onOrder, nextReceiptDate, modifiedAt'),
};

const HABITS: FileErpHabits = {
  system: 'ddi-inform',
  columns: COLUMNS,
  archivedUnder: (at) => new Date(at).toISOString().slice(0, 7).replace('-', '/'),
  // "net of line discount" (sheet 3.1).
  unitPriceIsNet: true,
  // Known of the one public case: the deposit is applied by itself when the order is confirmed as shipped (sheet 1).
  depositsAreApplied: true,
  keeps: { name: 60, address: 60, poNumber: 30 },
};

/** Shape C has no path of its own in the sheet: an installation says where it answers, and this one says these. */
const PATHS = {
  orderCreate: '/api/orders/create',
  orderGet: '/api/orders',
  orderCancel: '/api/orders/cancel',
  customerGet: '/api/customers',
  customerCreate: '/api/customers/create',
  inventory: '/api/inventory',
} as const;

/**
 * DDI System Inform, by files in its folders (shape A of its sheet) and by REST (shape C). Shape B, where Inform asks a
 * service of ours, has no twin: Pipewright offers no such service, so nothing would be asked.
 */
export const createDdiInformTwin = (options: FileErpOptions): FileErpTwin => new FileErpTwin(HABITS, PATHS, options);
