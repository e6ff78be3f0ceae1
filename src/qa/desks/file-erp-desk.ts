import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import type { FileStore } from '../../files/file-store.ts';
import { folderStore } from '../../files/folder-store.ts';
import type { Clock } from '../../model/clock.ts';
import type { Order } from '../../twin/file-erp/company.ts';
import { DiskFolders } from '../../twin/file-erp/disk-folders.ts';
import { type ExchangeFolders, waitingIn } from '../../twin/file-erp/exchange-folders.ts';
import { customerRows, flag } from '../../twin/file-erp/export-rows.ts';
import type { FileErpTwin } from '../../twin/file-erp/file-erp-twin.ts';
import { MemoryFolders } from '../../twin/file-erp/memory-folders.ts';
import type { FileErpOptions } from '../../twin/file-erp/settings.ts';
import { decimal } from '../../twin/kit/decimal.ts';
import { SiteTime } from '../../twin/kit/site-time.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import type { DeskConnection } from './desk-connection.ts';
import type { ErpDesk, ErpSetUp, OpenErp, SalesOrder } from './erp-desk.ts';
import { exchangeStore } from './exchange-store.ts';
import { memoryStore } from './memory-store.ts';

/** What scenarios call a way of shipping or paying is this in both systems that are reached by files. */
export const FILE_ERP_CODES = {
  shippingMethods: { standard: 'UPSG', express: 'UPSR', free: 'PICKUP' },
  paymentMethods: { card: 'CARD', later: 'TERMS', 'not yet': 'WIRE' },
  customerGroups: { wholesale: 'WHOLESALE', retailers: 'RETAIL' },
} as const;

/** Which prices their price files hold. */
export const FILE_ERP_PRICES = ['lists-prices', 'breaks-prices', 'prices-by-group', 'prices-by-customer'] as const;

export interface FileErpDeskParts {
  readonly system: string;
  readonly make: (options: FileErpOptions) => FileErpTwin;
  /** Options of the connector besides those of every such connection. */
  readonly options: Readonly<Record<string, unknown>>;
  /** What its order files call what was paid. */
  readonly paidColumn: 'paidAmount' | 'depositAmount';
}

const MINUTE_MS = 60_000;

/** An ERP behind folders, of a company in Italy that sells in euros. It looks into them twice a minute, and writes every five. */
export const openFileErp =
  (parts: FileErpDeskParts, { taxPercent }: ErpSetUp = {}, settings: Partial<FileErpOptions> = {}): OpenErp =>
  (clock, overHttp = false) =>
    openDesk(parts, clock, placeOf(clock, overHttp), {
      clock,
      importEveryMs: MINUTE_MS / 2,
      exportEveryMs: 5 * MINUTE_MS,
      ...(taxPercent === undefined ? {} : { taxPercent }),
      ...settings,
    });

/** Folders as both sides reach them. `url`: for a connection that is told no other place. */
interface ExchangePlace {
  readonly folders: ExchangeFolders;
  readonly store: FileStore;
  readonly url: string;
}

function placeOf(clock: Clock, onDisk: boolean): ExchangePlace {
  if (!onDisk) {
    const folders = new MemoryFolders();
    return { folders, store: memoryStore(folders, clock), url: 'file:///exchange' };
  }
  const folders = new DiskFolders();
  return { folders, store: folderStore(folders.root), url: pathToFileURL(folders.root).href };
}

async function openDesk(
  parts: FileErpDeskParts,
  clock: Clock,
  { folders, store, url }: ExchangePlace,
  options: FileErpOptions,
): Promise<ErpDesk> {
  const twin = await startTwin(parts.make({ ...options, folders }), { clock });
  const { system } = twin;
  const { company } = system;
  const site = new SiteTime(company.settings.timeZone);
  system.addItem({ sku: 'FEE', description: 'Charge', stocked: false });
  const connection: DeskConnection = {
    connector: parts.system,
    url: '${env:ERP_URL}',
    auth: 'folder',
    credentials: {},
    options: { company: 'MAIN', local_currency: 'EUR', fee_item: 'FEE', ...parts.options },
  };
  const standing = (shopNumber: string): readonly Order[] => {
    system.work();
    return company.ordersWithRef(shopNumber).filter(({ status }) => status !== 'CANCELLED');
  };
  const orderOf = (shopNumber: string): Order => standing(shopNumber)[0] ?? assert.fail(`no order ${shopNumber}`);
  let heard = 0;
  const isNewOrder: ErpDesk['requests']['isNewOrder'] = ({ method, path }) =>
    method === 'PUT' && path.startsWith(NEW_ORDER);

  return {
    system: parts.system,
    twin,
    connection,
    files: exchangeStore(twin, store),
    choices: [],
    env: { ERP_URL: url },
    requests: {
      newOrder: { method: 'PUT', match: NEW_ORDER },
      orderLookUp: { method: 'GET', match: '/ack/' },
      newCustomer: { method: 'PUT', match: '/to-erp/customers/' },
      cancellation: { method: 'PUT', match: '/to-erp/orders/ordercancel_' },
      stockList: { method: 'GET', match: '/from-erp/inventory/' },
      isNewOrder,
      // Putting away what was read is no change of anything.
      isWrite: ({ method }) => method === 'PUT',
    },
    figures: { method: 'GET', match: '/from-erp/inventory/', field: 'available', value: '0' },
    addCategory: ({ code, name }) => void system.addCategory(code, name),
    renameCategory: async (code, name) => system.changeCategory(code, { name }),
    deleteCategory: async (code) => system.changeCategory(code, { active: false }),
    addItem: ({ sku, name, price, stock, category }) =>
      void system.addItem({
        sku,
        description: name,
        ...(price === undefined ? {} : { price }),
        ...(stock === undefined ? {} : { stock }),
        ...(category === undefined ? {} : { categoryCode: category }),
      }),
    changeItem: async (sku, { name, category, blocked, ...priced }) =>
      system.changeItem(sku, {
        ...(name === undefined ? {} : { description: name }),
        ...('price' in priced ? { price: priced.price === undefined ? undefined : decimal(priced.price) } : {}),
        ...(category === undefined ? {} : { categoryCode: category }),
        ...(blocked === undefined ? {} : { active: !blocked }),
      }),
    specialPrice: async ({ sku, price, pieces = 1, group = '', customer = '' }) => {
      const kept = { sku, minQty: String(pieces), priceLevel: group, customerId: customer };
      if (price !== undefined) system.setPrice({ ...kept, price });
      else assert.ok(system.withdrawPrice(kept), `no such price of ${sku}`);
    },
    deleteItem: async (sku) => system.deleteItem(sku),
    hasItem: async (sku) => company.items.has(sku),
    itemId: async (sku) => system.item(sku).sku,
    adjust: (sku, pieces) => system.adjust(sku, pieces),
    addCustomer: ({ number, name, email, country }) =>
      void system.addCustomer(name, email, {
        customerId: number,
        billing: { name: '', line1: '', line2: '', city: '', state: '', zip: '', country },
        creditLimit: decimal(OWNED.creditLimit),
        priceLevel: OWNED.priceLevel,
      }),
    owned: OWNED,
    annotateCustomer: async (number, memo) => system.changeCustomer(number, { memo }),
    customers: async (email) => {
      system.work();
      return company.customersByEmail(email).map((customer) => ({
        id: customer.customerId,
        number: customer.customerId,
        name: customer.name,
        fields: customerRows(customer)[0] ?? {},
      }));
    },
    orderFor: async (shopNumber) => {
      const [order, ...others] = standing(shopNumber);
      assert.equal(others.length, 0, `${others.length + 1} orders for ${shopNumber}`);
      return order === undefined ? undefined : asSeen(order, company.customers.get(order.customerId)?.name ?? '', site);
    },
    documentsFor: async (shopNumber) => standing(shopNumber).length,
    renumberOrder: async (shopNumber, other) => {
      orderOf(shopNumber).ref = other;
    },
    ship: (shopNumber, pieces) => {
      const { shipment, invoice } = system.ship(orderOf(shopNumber), pieces, NO_TRACKING);
      return { shipment: shipment.shipmentNo, invoice: invoice.invoiceNo };
    },
    onHand: async (sku) => Number(system.item(sku).onHand),
    orderPosts: () => twin.exchanges.filter(isNewOrder).length,
    answersIn: () => {
      // What it has said since is to be heard before anybody says that it is silent.
      const isNews = system.imports.answered > heard;
      heard = system.imports.answered;
      const isToCome = waitingIn(folders).length > 0 && system.imports.busyUntil <= clock.now();
      return isNews || isToCome ? ANSWER_AFTER_MS : undefined;
    },
    shows: (document, id) => {
      system.work();
      if (document === 'customer') {
        const customer = company.customers.get(id);
        return customer === undefined ? undefined : { rows: customerRows(customer).map(withoutEmpty) };
      }
      const order = document === 'order' ? company.orders.get(id) : undefined;
      return order === undefined ? undefined : { rows: orderRows(order, site, parts.paidColumn) };
    },
  };
}

/** A shop that shows tracking numbers shows the shipment’s own number where there is none: by it scenarios know a shipment. */
const NO_TRACKING = '';
const NEW_ORDER = '/to-erp/orders/orders_';
const OWNED = { creditLimit: '5000.00', priceLevel: 'GOLD' };

/** A little more than its importer needs. */
const ANSWER_AFTER_MS = 35_000;

const withoutEmpty = <T>(row: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));

function asSeen(order: Order, customerName: string, site: SiteTime): SalesOrder {
  const { shipping, orderTotal, taxTotal } = order;
  return {
    id: order.orderNo,
    number: order.orderNo,
    customer: order.customerId,
    customerName,
    orderDate: site.dayOf(order.orderedAt),
    currency: 'EUR',
    method: order.shipMethod,
    net: orderTotal.minus(taxTotal).toFixed(2),
    tax: taxTotal.toFixed(2),
    total: orderTotal.toFixed(2),
    shipTo: [shipping.name, shipping.line1, shipping.zip, shipping.city, shipping.country].join(', '),
    lines: order.lines
      .filter(({ recordType }) => recordType === 'ITEM')
      .map((line) => ({
        no: line.sku,
        name: line.description,
        quantity: line.quantity.toFixed(),
        price: line.unitPrice.toFixed(2),
        discount: line.discount.toFixed(2),
      })),
    words: order.notes === '' ? [] : [order.notes],
  };
}

/** An order as its screen shows it, in the words of the order file: what was cut or worked out by the ERP is so here. */
function orderRows(order: Order, site: SiteTime, paidColumn: FileErpDeskParts['paidColumn']): readonly unknown[] {
  const { billing, shipping } = order;
  const header = {
    ref: order.ref,
    erpOrderNo: order.orderNo,
    orderDate: site.dayOf(order.orderedAt),
    customerId: order.customerId,
    customerName: order.customerName,
    customerEmail: order.customerEmail,
    customerPhone: order.customerPhone,
    billName: billing.name,
    billLine1: billing.line1,
    billLine2: billing.line2,
    billCity: billing.city,
    billState: billing.state,
    billZip: billing.zip,
    billCountry: billing.country,
    shipName: shipping.name,
    shipLine1: shipping.line1,
    shipLine2: shipping.line2,
    shipCity: shipping.city,
    shipState: shipping.state,
    shipZip: shipping.zip,
    shipCountry: shipping.country,
    shipPhone: order.shippingPhone,
    poNumber: order.poNumber,
    shipMethod: order.shipMethod,
    shipAmount: order.shipAmount.toFixed(2),
    taxTotal: order.taxTotal.toFixed(2),
    discountTotal: order.discountTotal.toFixed(2),
    couponCode: order.couponCode,
    orderTotal: order.orderTotal.toFixed(2),
    paymentMethod: order.paymentMethod,
    paymentRef: order.paymentRef,
    ...(order.paid.eq(0) ? {} : { [paidColumn]: order.paid.toFixed(2) }),
    applyForCredit: flag(order.applyForCredit),
    taxExempt: flag(order.taxExempt),
    taxExemptNo: order.taxExemptNo,
    poRequired: flag(order.poRequired),
    notes: order.notes,
  };
  return order.lines.map((line) =>
    withoutEmpty({
      ...header,
      lineNo: String(line.lineNo),
      recordType: line.recordType,
      sku: line.sku,
      description: line.description,
      quantity: line.quantity.toFixed(),
      uom: line.uom,
      unitPrice: line.unitPrice.toFixed(4),
      lineTax: line.tax.toFixed(2),
      lineDiscount: line.discount.toFixed(2),
    }),
  );
}
