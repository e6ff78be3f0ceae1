import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import type { Order } from '../../twin/epicor-eclipse/company.ts';
import { EpicorEclipseTwin } from '../../twin/epicor-eclipse/epicor-eclipse-twin.ts';
import { invoiceNumber } from '../../twin/epicor-eclipse/generations.ts';
import { changeStatus } from '../../twin/epicor-eclipse/sales-orders.ts';
import { type EpicorEclipseTwinOptions, TWIN_USER } from '../../twin/epicor-eclipse/settings.ts';
import { decimal, sum } from '../../twin/kit/decimal.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import type { ErpDesk, ErpSetUp, OpenErp, SalesOrder } from './erp-desk.ts';

/** What scenarios call a way of shipping or paying is this in the twin: for its row of the desk catalogue. */
export const EPICOR_ECLIPSE_CODES = {
  shippingMethods: { standard: 'STANDARD', express: 'EXPRESS', free: 'FREE' },
  paymentMethods: { card: 'CARD', later: 'CASH', 'not yet': 'BANK' },
} as const;

/** Eclipse with a company in Italy that sells in euros. */
export function openEpicorEclipse(
  { taxPercent }: ErpSetUp = {},
  settings: Partial<EpicorEclipseTwinOptions> = {},
): OpenErp {
  return (clock) => openDesk(clock, { ...(taxPercent === undefined ? {} : { taxPercent }), ...settings });
}

const OWNED = { creditLimit: '5000.00', priceClass: 'GOLD' };

async function openDesk(clock: Clock, settings: Partial<EpicorEclipseTwinOptions>): Promise<ErpDesk> {
  // Each step of a scenario starts the program anew; what ends without signing off keeps its licence for a while.
  const twin = await startTwin(new EpicorEclipseTwin({ clock, licences: 1000, ...settings }), { clock });
  const { system } = twin;
  const { company } = system;
  // Charges are sold under a product that is not counted.
  const fee = system.addProduct({ catalogNumber: 'FEE', description: 'Fee', price: '0', stocked: false });
  const rounding = system.addProduct({
    catalogNumber: 'ROUNDING',
    description: 'Rounding',
    price: '0',
    stocked: false,
    taxed: false,
  });
  const orderOf = (shopNumber: string): Order | undefined => {
    const found = system.ordersFor(shopNumber);
    assert.ok(found.length <= 1, `${found.length} sales orders for ${shopNumber}`);
    return found[0];
  };
  const orderThere = (shopNumber: string): Order =>
    orderOf(shopNumber) ?? assert.fail(`no sales order for ${shopNumber}`);
  const setStatus = (shopNumber: string, status: string): void =>
    void changeStatus(company, orderThere(shopNumber).id, JSON.stringify({ status }));
  const isNewOrder = ({ method, path }: { readonly method: string; readonly path: string }) =>
    method === 'POST' && path === '/SalesOrders';

  return {
    system: 'epicor-eclipse',
    twin,
    connection: {
      connector: 'epicor-eclipse',
      url: '${env:ERP_URL}',
      credentials: { username: '${env:ERP_USER}', password: '${env:ERP_PASSWORD}' },
      options: {
        currency: company.settings.currency,
        time_zone: company.settings.timeZone,
        branch: company.settings.branches[0] ?? '',
        fee_item: fee.catalogNumber,
        discount_item: fee.catalogNumber,
        custom_line_item: fee.catalogNumber,
        rounding_item: rounding.catalogNumber,
        tax_tolerance: '0.05',
        categories: { HOME: 'Home', 'HOME-LIVING': 'Home & Living', OFFICE: 'Office', GARDEN: 'Garden' },
      },
    },
    choices: ['tax_tolerance'],
    env: { ERP_URL: twin.url, ERP_USER: TWIN_USER.name, ERP_PASSWORD: TWIN_USER.password },
    requests: {
      newOrder: { method: 'POST', match: '/SalesOrders' },
      orderLookUp: { method: 'GET', match: '/SalesOrders' },
      newCustomer: { method: 'POST', match: '/Customers' },
      cancellation: { method: 'PUT', match: '/Status' },
      stockList: { method: 'GET', match: '/ProductInventoryList' },
      isNewOrder,
      isWrite: ({ method, path }) => method !== 'GET' && !/^\/Session/.test(path),
    },
    figures: { method: 'GET', match: '/ProductInventoryList', field: 'availableQuantity', value: 0 },
    // Eclipse has no categories: products carry the code of a group (sheet section 3.4), whose name stands in the options.
    addCategory: () => undefined,
    renameCategory: async () => undefined,
    deleteCategory: async () => undefined,
    addItem: ({ sku, name, price, stock, category }) =>
      void system.addProduct({
        catalogNumber: sku,
        description: name,
        ...(price === undefined ? {} : { price }),
        ...(stock === undefined ? {} : { stock }),
        ...(category === undefined ? {} : { selectCode: category }),
      }),
    changeItem: async (sku, { name, category, blocked, ...changes }) =>
      system.changeProduct(sku, {
        ...(name === undefined ? {} : { description: name }),
        ...(category === undefined ? {} : { selectCode: category }),
        ...(blocked === undefined ? {} : { status: blocked ? 'INACTIVE' : 'ACTIVE' }),
        ...('price' in changes ? { price: changes.price === undefined ? undefined : decimal(changes.price) } : {}),
      }),
    // What is deleted stays in the lists with a flag (sheet section 12).
    deleteItem: async (sku) => system.changeProduct(sku, { deleted: true }),
    hasItem: async (sku) => company.productBySku(sku)?.deleted === false,
    itemId: async (sku) => system.product(sku).id,
    adjust: (sku, pieces) => system.adjust(sku, pieces),
    // The e-mail is the contact's (sheet section 3.3).
    addCustomer: ({ number, name, email, country }) => {
      system.addCustomer(number, {
        ...OWNED,
        creditLimit: decimal(OWNED.creditLimit),
        name,
        address: { name: '', address: '', address2: '', city: '', state: '', zip: '', country },
      });
      system.addContact(number, { lastname: name, emails: [email] });
    },
    owned: OWNED,
    annotateCustomer: async (number, text) => system.changeCustomer(number, { remarks: text }),
    customers: async (email) =>
      [...company.customers.values()]
        .filter(({ id }) => company.hasContact(id, email))
        .map((customer) => ({
          id: customer.id,
          number: customer.id,
          name: customer.name,
          fields: { ...customer, creditLimit: customer.creditLimit?.toFixed(2) },
        })),
    orderFor: async (shopNumber) => {
      const order = orderOf(shopNumber);
      return order === undefined ? undefined : asSeen(order, company.settings.currency, (at) => company.time.dayOf(at));
    },
    documentsFor: async (shopNumber) => system.ordersFor(shopNumber).length,
    renumberOrder: async (shopNumber, other) => system.renumber(orderThere(shopNumber), other),
    holdOrder: async (shopNumber) => setStatus(shopNumber, 'HOLD'),
    releaseOrder: async (shopNumber) => setStatus(shopNumber, 'OPEN'),
    cancelOrder: async (shopNumber) => setStatus(shopNumber, 'CANCELLED'),
    ship: (shopNumber, pieces) => {
      const order = orderThere(shopNumber);
      const shipped = system.ship(order, pieces);
      const number = invoiceNumber(order, shipped);
      return { shipment: number, invoice: number, tracking: shipped.trackingNumber };
    },
    orderPosts: () => twin.exchanges.filter(isNewOrder).length,
  };
}

function asSeen(order: Order, currency: string, dayOf: (instant: number) => string): SalesOrder {
  const { shipTo } = order;
  const tax = sum(order.generations.map((generation) => generation.tax));
  const total = sum(order.generations.map((generation) => generation.total));
  return {
    id: order.id,
    number: order.id,
    customer: order.customer.id,
    customerName: order.customer.name,
    orderDate: dayOf(order.orderDate),
    currency,
    method: order.shipVia,
    net: total.minus(tax).toFixed(2),
    tax: tax.toFixed(2),
    total: total.toFixed(2),
    shipTo: [shipTo.name, shipTo.address, shipTo.zip, shipTo.city, shipTo.country].join(', '),
    lines: order.lines
      .filter(({ product }) => product !== undefined)
      .map(({ product, description, quantity, unitPrice }) => ({
        no: product?.catalogNumber ?? '',
        name: description,
        quantity: quantity.toFixed(),
        price: unitPrice.toFixed(2),
        discount: '0.00',
      })),
    words: [
      ...order.lines.filter(({ product }) => product === undefined).map(({ comment }) => comment),
      ...order.internalNotes.split('\n').filter((line) => line !== ''),
    ],
  };
}
