import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { EpicorP21Twin } from '../../twin/epicor-p21/epicor-p21-twin.ts';
import type { Order } from '../../twin/epicor-p21/order.ts';
import { totalsOf } from '../../twin/epicor-p21/order-totals.ts';
import { folded, type Row, textOf } from '../../twin/epicor-p21/row.ts';
import { type EpicorP21TwinOptions, TWIN_USER } from '../../twin/epicor-p21/settings.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import type { ErpDesk, ErpSetUp, OpenErp, SalesOrder } from './erp-desk.ts';

/** What scenarios call a way of shipping or paying is this in the twin: for its row of the desk catalogue. */
export const EPICOR_P21_CODES = {
  shippingMethods: { standard: '100012', express: '100013', free: '100014' },
  paymentMethods: { card: 'CARD', later: 'CASH', 'not yet': 'BANK' },
} as const;

/** Prophet 21 with a company in Italy that sells in euros. Its clerks work in the windows of the client program. */
export function openEpicorP21(setUp: ErpSetUp = {}, settings: Partial<EpicorP21TwinOptions> = {}): OpenErp {
  return (clock) => openDesk(clock, { ...taxOf(setUp), ...settings });
}

const taxOf = ({ taxPercent }: ErpSetUp): Partial<EpicorP21TwinOptions> =>
  taxPercent === undefined
    ? {}
    : {
        jurisdictions: Object.entries(taxPercent).map(([country, percent]) => ({
          id: `VAT${country}`,
          country,
          percent,
        })),
      };

async function openDesk(clock: Clock, settings: Partial<EpicorP21TwinOptions>): Promise<ErpDesk> {
  const twin = await startTwin(new EpicorP21Twin({ clock, ...settings }), { clock });
  const { system } = twin;
  const { company } = system;
  /** Customers are numbered with digits alone; scenarios know some by a number with letters. */
  const numbers = new Map<number, string>();
  const customerId = (number: string): number => Number(number.replaceAll(/\D/g, ''));
  const orderOf = (shopNumber: string): Order | undefined => {
    const found = system.ordersFor(shopNumber);
    assert.ok(found.length <= 1, `${found.length} sales orders for ${shopNumber}`);
    return found[0];
  };
  const orderFor = (shopNumber: string): Order =>
    orderOf(shopNumber) ?? assert.fail(`no sales order for ${shopNumber}`);
  const isNewOrder: ErpDesk['requests']['isNewOrder'] = ({ method, path, body }) =>
    method === 'POST' && path.endsWith('/transaction') && body.includes(ITEMS);

  return {
    system: 'epicor-p21',
    twin,
    connection: {
      connector: 'epicor-p21',
      url: '${env:ERP_URL}',
      credentials: { username: '${env:ERP_USER}', password: '${env:ERP_PASSWORD}' },
      options: {
        ui_url: `${twin.url}/uiserver0`,
        company: company.settings.company,
        currency: 'EUR',
        location: '10',
        salesrep: '1001',
        time_zone: 'Europe/Rome',
        discount_item: 'WEBCOUPON',
        freight_item: 'FREIGHT',
        fee_item: 'FEE',
        custom_line_item: 'FEE',
        rounding_item: 'ROUNDING',
        tax_tolerance: '0.02',
        several_remittances: true,
      },
    },
    choices: ['tax_tolerance'],
    env: { ERP_URL: twin.url, ERP_USER: TWIN_USER.username, ERP_PASSWORD: TWIN_USER.password },
    requests: {
      newOrder: { method: 'POST', match: ITEMS },
      orderLookUp: { method: 'GET', match: '/oe_hdr' },
      newCustomer: { method: 'POST', match: '/api/entity/customers' },
      cancellation: { method: 'POST', match: '"cancel_flag"' },
      revision: { method: 'POST', match: '"order_no"' },
      stockList: { method: 'GET', match: '/inv_loc' },
      newPayment: { method: 'POST', match: 'TP_REMITTANCES.remittances' },
      isNewOrder,
      // Prices and records of windows are read with POST, and so is signing in.
      isWrite: ({ method, path }) => method !== 'GET' && !/\/(token(\/v2)?|prices|transaction\/get)(\?|$)/.test(path),
    },
    figures: { method: 'GET', match: '/inv_loc', field: 'qty_on_hand', value: 0 },
    addCategory: ({ code, name }) => system.saveProductGroup(code, name),
    renameCategory: async (code, name) => system.saveProductGroup(code, name),
    deleteCategory: async (code) => {
      const group = company.productGroups.get(company.settings.company, code) ?? assert.fail(`no category ${code}`);
      system.saveProductGroup(code, textOf(group, 'product_group_desc'), true);
    },
    addItem: ({ sku, name, price, stock, category }) =>
      void system.addItem({
        itemId: sku,
        name,
        ...(price === undefined ? {} : { price }),
        ...(stock === undefined ? {} : { stock }),
        ...(category === undefined ? {} : { productGroup: category }),
      }),
    changeItem: async (sku, changes) =>
      system.changeItem(
        sku,
        {
          ...(changes.name === undefined ? {} : { item_desc: changes.name }),
          // A price of 0 is what an item without a price has here.
          ...('price' in changes ? { price1: Number(changes.price ?? 0) } : {}),
        },
        {
          ...(changes.category === undefined ? {} : { product_group_id: changes.category }),
          ...(changes.blocked === undefined ? {} : { sellable: changes.blocked ? 'N' : 'Y' }),
        },
      ),
    deleteItem: async (sku) => system.deleteItem(sku),
    hasItem: async (sku) => company.itemById(sku) !== undefined,
    itemId: async (sku) => textOf(system.item(sku), 'inv_mast_uid'),
    adjust: (sku, pieces) => system.adjust(sku, pieces),
    addCustomer: ({ number, name, email, country }) => {
      const [first = '', ...rest] = name.split(' ');
      system.addCustomer({
        customer: { customer_id: customerId(number), customer_name: name, ...OWNED },
        address: { mail_country: country, email_address: email },
        contact: { first_name: first, last_name: rest.join(' '), email_address: email },
      });
      numbers.set(customerId(number), number);
    },
    owned: OWNED,
    annotateCustomer: async (number, text) => system.changeCustomer(customerId(number), { class_5id: text }),
    customers: async (email) =>
      company.customers
        .filter((customer) => addressesOf(system, customer).includes(folded(email)))
        .map((customer) => ({
          id: textOf(customer, 'customer_id'),
          number: numbers.get(Number(customer.customer_id)) ?? textOf(customer, 'customer_id'),
          name: textOf(customer, 'customer_name'),
          fields: customer,
        })),
    orderFor: async (shopNumber) => {
      const order = orderOf(shopNumber);
      return order === undefined ? undefined : asSeen(system, order);
    },
    documentsFor: async (shopNumber) => system.ordersFor(shopNumber).length,
    renumberOrder: async (shopNumber, other) => {
      const order = orderFor(shopNumber);
      const columns = ['job_name', 'web_reference_no'].filter((column) => order.header[column] === shopNumber);
      system.changeOrder(order, Object.fromEntries(columns.map((column) => [column, other])));
    },
    holdOrder: async (shopNumber) => system.changeOrder(orderFor(shopNumber), { approved: 'N' }),
    releaseOrder: async (shopNumber) => system.changeOrder(orderFor(shopNumber), { approved: 'Y' }),
    cancelOrder: async (shopNumber) => system.changeOrder(orderFor(shopNumber), { cancel_flag: 'Y' }),
    changeQuantity: async (shopNumber, sku, pieces) => system.changeQuantity(orderFor(shopNumber), sku, pieces),
    ship: (shopNumber, pieces) => {
      const { ticket, invoice } = system.shipAndInvoice(orderFor(shopNumber), pieces);
      return {
        shipment: textOf(ticket, 'pick_ticket_no'),
        invoice: textOf(invoice, 'invoice_no'),
        tracking: textOf(ticket, 'tracking_no'),
      };
    },
    payments: async (shopNumber) =>
      (orderOf(shopNumber)?.remittances ?? []).map((row) => ({
        amount: Number(row.payment_amount).toFixed(2),
        method: textOf(row, 'payment_type_id'),
        reference: textOf(row, 'payment_desc'),
      })),
    orderPosts: () => twin.exchanges.filter(isNewOrder).length,
  };
}

const ITEMS = 'TP_ITEMS.items';
const OWNED = { credit_limit: 5000, salesrep_id: '2002' };

/** E-mail addresses by which a customer is reached: its own, and those of its contacts. */
function addressesOf({ company }: EpicorP21Twin, { customer_id: id = null }: Row): string[] {
  const links = company.customerContacts.filter((link) => link.customer_id === id && link.delete_flag === 'N');
  const cards = [company.addresses.get(id), ...links.map((link) => company.contacts.get(link.contact_id ?? null))];
  return cards.map((card) => folded(textOf(card, 'email_address')));
}

/** Net is what is taxed and what is not: lines with charges and freight. */
function asSeen(system: EpicorP21Twin, order: Order): SalesOrder {
  const { company } = system;
  const { header, lines, window, notes } = order;
  const { tax, total } = totalsOf(company, order);
  return {
    id: textOf(header, 'order_no'),
    number: textOf(header, 'order_no'),
    customer: textOf(header, 'customer_id'),
    customerName: system.nameOf(order),
    orderDate: textOf(header, 'order_date').slice(0, 10),
    currency: textOf(window, 'currency_id'),
    method: textOf(header, 'carrier_id'),
    net: total.minus(tax).toFixed(2),
    tax: tax.toFixed(2),
    total: total.toFixed(2),
    shipTo: ['ship2_name', 'ship2_add1', 'ship2_zip', 'ship2_city', 'ship2_country']
      .map((column) => textOf(header, column))
      .join(', '),
    lines: lines.map((line) => ({
      no: textOf(company.items.get(line.inv_mast_uid ?? null), 'item_id'),
      name: textOf(line, 'extended_desc') || textOf(company.items.get(line.inv_mast_uid ?? null), 'item_desc'),
      quantity: textOf(line, 'unit_quantity'),
      price: Number(line.unit_price ?? 0).toFixed(2),
      discount: '0.00',
    })),
    words: [textOf(header, 'delivery_instructions'), ...notes.map((note) => textOf(note, 'note'))].filter(
      (text) => text !== '',
    ),
  };
}
