/**
 * The checklist: what a tester verifies before an integration is released. The ids are the contract between scenarios
 * (tags such as `@ORD-06`), the verification and its report; they never change their meaning.
 */
export interface ChecklistItem {
  readonly id: string;
  readonly area: 'Orders' | 'Customers' | 'Inventory' | 'Products' | 'Operations';
  /** What has to be right, as a tester says it. */
  readonly title: string;
  /**
   * What a pipe of the project moves when the item is about it: `order to erp`. An item is about a project that has one
   * of them; without any, about every project.
   */
  readonly about: readonly Flow[];
}

/** A document and the role of the system that it goes to. */
export type Flow = `${string} to ${'shop' | 'erp'}`;

const ORDERS: readonly Flow[] = ['order to erp'];
const CUSTOMERS: readonly Flow[] = ['customer to erp'];
const STOCK: readonly Flow[] = ['stock to shop'];
const PRODUCTS: readonly Flow[] = ['product to shop'];

const item = (id: string, area: ChecklistItem['area'], about: readonly Flow[], title: string): ChecklistItem => ({
  id,
  area,
  about,
  title,
});

export const CHECKLIST: readonly ChecklistItem[] = [
  item('ORD-01', 'Orders', ORDERS, 'the ERP document carries the shop’s order number and is found by it'),
  item('ORD-02', 'Orders', ORDERS, 'customer: the right one, with name, e-mail, phone, billing and shipping address'),
  item('ORD-03', 'Orders', ORDERS, 'products: each line has the right item, variant, unit and name'),
  item('ORD-04', 'Orders', ORDERS, 'quantity of each line, after edits and refunds, and its unit price'),
  item('ORD-05', 'Orders', ORDERS, 'shipping method and shipping cost'),
  item('ORD-06', 'Orders', ORDERS, 'tax by line, on shipping and in total: to the cent what the customer paid'),
  item('ORD-07', 'Orders', ORDERS, 'coupon: code, amount, and where it applies'),
  item('ORD-08', 'Orders', ['invoice to shop'], 'invoice: number, date, amount and status come back to the shop order'),
  item('ORD-09', 'Orders', ORDERS, 'payment: method, whether it is paid, transaction reference'),
  item('ORD-10', 'Orders', ORDERS, 'stock goes down by what was bought and up by what was cancelled, once'),
  item('CUS-01', 'Customers', CUSTOMERS, 'name of the person and of the company'),
  item('CUS-02', 'Customers', CUSTOMERS, 'e-mail'),
  item('CUS-03', 'Customers', CUSTOMERS, 'billing and shipping addresses, defaults, country and region codes'),
  item('CUS-04', 'Customers', CUSTOMERS, 'custom field: apply for credit'),
  item('CUS-05', 'Customers', CUSTOMERS, 'custom field: apply for tax exemption, with its certificate'),
  item('CUS-06', 'Customers', CUSTOMERS, 'custom field: PO number required; an order without one is held'),
  item('CUS-07', 'Customers', CUSTOMERS, 'a later change reaches the same ERP customer and overwrites nothing else'),
  item('INV-01', 'Inventory', STOCK, 'quantities and product information are right on the site after every sync'),
  item('INV-02', 'Inventory', STOCK, 'out of stock becomes in stock when the warehouse says so, and the reverse'),
  item('INV-03', 'Inventory', STOCK, 'a cancellation or a return updates the quantity'),
  item('INV-04', 'Inventory', STOCK, 'back in stock: each customer who asked gets one e-mail, once'),
  item('PRD-01', 'Products', PRODUCTS, 'name, description, status, images, weight and barcode are updated'),
  item('PRD-02', 'Products', ['product to shop', 'price to shop'], 'list price, sale price and tier prices'),
  item('PRD-03', 'Products', PRODUCTS, 'categories of a product'),
  item(
    'PRD-04',
    'Products',
    ['category to shop'],
    'a category created or deleted in the ERP is so in the shop; products stay',
  ),
  item(
    'OPS-01',
    'Operations',
    [],
    'a failure is never silent: retried when safe, repaired, or someone is told what to do',
  ),
  item('OPS-02', 'Operations', [], 'credentials and personal data are safe'),
  item('OPS-03', 'Operations', [], 'set up in three steps'),
  item('OPS-04', 'Operations', [], 'any number of systems, and a new one without programming'),
  item('OPS-05', 'Operations', [], 'status, tracking numbers, invoices and stock are visible on both sides'),
];

/** Tags that name a checklist item or a known way to fail: `@ORD-06`, `@M01`, `@X08`. */
export const isItemTag = (tag: string): boolean => /^@(?:(?:ORD|CUS|INV|PRD|OPS)-\d{2}|[A-Z]\d{2})$/.test(tag);
