/** The kinds of files that an ERP reads and writes. */
export type FileKind =
  | 'orders'
  | 'ordercancel'
  | 'customers'
  | 'ack'
  | 'error'
  | 'items'
  | 'prices'
  | 'categories'
  | 'inventory'
  | 'shipments'
  | 'invoices'
  | 'returns';

/** Columns of each kind, in the order in which they are written. */
export type FileColumns = Readonly<Record<FileKind, readonly string[]>>;

export const names = (text: string): readonly string[] => text.trim().split(/[\s,]+/);

/** What both systems’ layouts have alike (sheets distribution-one 3.1 to 3.7, ddi-inform 3.1 to 3.7). */
export const COMMON_COLUMNS = {
  ordercancel: names('ref, erpOrderNo, lineNo, quantity, reason'),
  ack: names('ref, status, erpOrderNo, message, at'),
  error: names('rowNo, ref, code, message'),
  prices: names('customerId, priceLevel, sku, uom, minQty, price, from, to'),
  categories: names('code, parentCode, name, active'),
  shipments: names('ref, erpOrderNo, shipmentNo, shipDate, carrier, service, trackingNo, lineNo, sku, quantity'),
  invoices:
    names(`invoiceNo, erpOrderNo, ref, customerId, invoiceDate, dueDate, subtotal, tax, freight, discount, total,
    balance, status, poNumber, lineNo, sku, quantity, unitPrice, amount, pdfUrl`),
  returns: names('creditNo, erpOrderNo, ref, sku, quantity, amount, restock, date'),
} as const satisfies Partial<FileColumns>;

/** Without these columns in its header a file is not read (sheets 3.1: "Req"). Which values a row must have is another matter. */
export const REQUIRED_COLUMNS = {
  orders: names(`ref, orderDate, customerName, customerEmail, billName, billLine1, billCity, billZip, billCountry,
    shipName, shipLine1, shipCity, shipZip, shipCountry, shipMethod, shipAmount, taxTotal, orderTotal,
    lineNo, recordType, sku, quantity, uom, unitPrice`),
  customers: names('name, email'),
  ordercancel: names('ref'),
} as const;
