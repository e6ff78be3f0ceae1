import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { decimal, sum, ZERO } from '../../twin/kit/decimal.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import { customerName } from '../../twin/netsuite/account.ts';
import { type Entry, listOf, textOf } from '../../twin/netsuite/entry.ts';
import { NetSuiteTwin } from '../../twin/netsuite/netsuite-twin.ts';
import { type NetSuiteTwinOptions, TWIN_ACCOUNT } from '../../twin/netsuite/settings.ts';
import { TWIN_CERTIFICATE_ID, TWIN_CLIENT_ID, TWIN_PRIVATE_KEY } from '../../twin/netsuite/twin-key.ts';
import type { ErpCredit, ErpDesk, ErpLine, ErpSetUp, OpenErp, SalesOrder } from './erp-desk.ts';

/** What scenarios call a way of shipping or paying is this in the twin, by external id: for its row of the desk catalogue. */
export const NETSUITE_CODES = {
  shippingMethods: { standard: 'STANDARD', express: 'EXPRESS', free: 'FREE' },
  paymentMethods: { card: 'CARD', later: 'CASH', 'not yet': 'BANK' },
  customerGroups: { wholesale: 'Wholesale', retailers: 'Retail' },
} as const;

/** Which prices its items have. */
export const NETSUITE_PRICES = ['lists-prices', 'breaks-prices', 'prices-by-group'] as const;

/** The price levels of its company: that of everybody, and those of groups. */
const LEVELS = [
  { id: '1', name: 'Base Price' },
  { id: '5', name: 'Online Price' },
  { id: '6', name: NETSUITE_CODES.customerGroups.wholesale },
  { id: '7', name: NETSUITE_CODES.customerGroups.retailers },
  { id: '8', name: 'STRANGERS' },
  { id: '-1', name: 'Custom' },
];

/** Options by which the pipe for the prices carries those of groups. */
export const NETSUITE_GROUP_PRICES = {
  group_price_levels: LEVELS.slice(2, 5).map(({ name }) => name),
};

/** NetSuite with a subsidiary in Italy that sells in euros. Its clerks work on its screens. */
export function openNetSuite(setUp: ErpSetUp = {}, settings: Partial<NetSuiteTwinOptions> = {}): OpenErp {
  return (clock) => openDesk(clock, { ...taxOf(setUp), ...settings });
}

const taxOf = ({ taxPercent }: ErpSetUp): Partial<NetSuiteTwinOptions> =>
  taxPercent === undefined
    ? {}
    : {
        taxes: Object.entries(taxPercent).map(([country, percent]) => ({
          country,
          code: `${country}-${percent}`,
          percent,
        })),
      };

const RECORD = '/services/rest/record/v1/';
/** A stock list is a query of the table that says what lies where. */
const STOCK = 'inventoryitemlocations';

async function openDesk(clock: Clock, settings: Partial<NetSuiteTwinOptions>): Promise<ErpDesk> {
  const twin = await startTwin(new NetSuiteTwin({ clock, priceLevels: LEVELS, ...settings }), { clock });
  const { system } = twin;
  const { account } = system;
  const categoryOf = (code: string): Entry =>
    account.findExternal(['commerceCategory'], code)?.entry ?? assert.fail(`no category ${code}`);
  const orderOf = (shopNumber: string): Entry | undefined => {
    const found = system.ordersFor(shopNumber);
    assert.ok(found.length <= 1, `${found.length} sales orders for ${shopNumber}`);
    return found[0];
  };
  const someOrder = (shopNumber: string): Entry => orderOf(shopNumber) ?? assert.fail(`no order for ${shopNumber}`);
  /** Takes an item out of every category, and puts it into the one that is named. */
  const move = (item: Entry, into?: Entry): void => {
    for (const category of account.all('commerceCategory')) {
      const items = listOf(category, 'items').map(({ values }) => String(values.item));
      const others = items.filter((id) => id !== item.id);
      const wanted = category.id === into?.id ? [...others, item.id] : others;
      if (wanted.join() === items.join()) continue;
      const rows = wanted.map((id) => ({ item: { id } }));
      system.change('commerceCategory', category.id, { items: { items: rows } }, ['items']);
    }
  };

  return {
    system: 'netsuite',
    twin,
    connection: {
      connector: 'netsuite',
      url: '${env:ERP_URL}',
      credentials: {
        client_id: '${env:ERP_CLIENT}',
        certificate_id: '${env:ERP_CERTIFICATE}',
        private_key: '${env:ERP_KEY}',
      },
      options: {
        account: TWIN_ACCOUNT,
        jwt_algorithm: 'ES256',
        subsidiary: '2',
        currency: 'EUR',
        time_zone: 'Europe/Rome',
        fee_item: 'FEE',
        custom_line_item: 'FEE',
        discount_item: 'DISCOUNT',
        tax_tolerance: '0.05',
        credit_field: 'custentity_apply_for_credit',
        po_field: 'custentity_po_required',
        order_number_field: 'custbody_shop_order_no',
      },
    },
    choices: ['tax_tolerance'],
    env: {
      ERP_URL: twin.url,
      ERP_CLIENT: TWIN_CLIENT_ID,
      ERP_CERTIFICATE: TWIN_CERTIFICATE_ID,
      ERP_KEY: TWIN_PRIVATE_KEY,
    },
    requests: {
      // With the brace of the body behind it, which a transformation of an order has not.
      newOrder: { method: 'POST', match: `${RECORD}salesOrder {` },
      orderLookUp: { method: 'GET', match: `${RECORD}salesOrder/eid` },
      newCustomer: { method: 'POST', match: `${RECORD}customer {` },
      cancellation: { method: 'PATCH', match: `${RECORD}salesOrder/` },
      revision: { method: 'PATCH', match: `${RECORD}salesOrder/` },
      stockList: { method: 'POST', match: 'SELECT id, itemid, isinactive' },
      newPayment: { method: 'POST', match: `${RECORD}customerDeposit` },
      newCredit: { method: 'POST', match: 'creditMemo' },
      isNewOrder: ({ method, path }) => method === 'POST' && path === `${RECORD}salesOrder`,
      isWrite: ({ method, path }) => method !== 'GET' && path.startsWith(RECORD),
    },
    figures: { method: 'POST', match: STOCK, field: 'quantityavailable', value: '0' },
    addCategory: ({ code, name }) => {
      const known = account.findExternal(['commerceCategory'], code)?.entry;
      if (known === undefined) system.create('commerceCategory', { externalId: code, name });
      else system.change('commerceCategory', known.id, { name });
    },
    renameCategory: async (code, name) => void system.change('commerceCategory', categoryOf(code).id, { name }),
    deleteCategory: async (code) => system.remove('commerceCategory', categoryOf(code).id),
    addItem: ({ sku, name, price, stock, category }) => {
      const item = system.addItem({
        sku,
        name,
        ...(price === undefined ? {} : { price: Number(price) }),
        ...(stock === undefined ? {} : { stock }),
      });
      if (category !== undefined) move(item, categoryOf(category));
    },
    changeItem: async (sku, changes) => {
      const item = system.itemOf(sku);
      if (changes.category !== undefined) move(item, categoryOf(changes.category));
      const prices = [
        ...pricesOf(item).filter(({ priceLevel, quantity }) => priceLevel.id !== '1' || quantity.value !== '0'),
        ...(changes.price === undefined ? [] : [{ priceLevel: { id: '1' }, price: Number(changes.price) }]),
      ];
      system.change(
        'inventoryItem',
        item.id,
        {
          ...(changes.name === undefined ? {} : { displayName: changes.name }),
          ...('price' in changes ? { price: { items: prices } } : {}),
          ...(changes.blocked === undefined ? {} : { isInactive: changes.blocked }),
        },
        ['price'],
      );
    },
    specialPrice: async ({ sku, price, pieces = 0, group = 'Base Price' }) => {
      const item = system.itemOf(sku);
      const level = LEVELS.find(({ name }) => name === group) ?? assert.fail(`no price level ${group}`);
      const known = pricesOf(item);
      const others = known.filter(
        ({ priceLevel, quantity }) => priceLevel.id !== level.id || quantity.value !== String(pieces),
      );
      assert.ok(price !== undefined || others.length < known.length, `no such price of ${sku}`);
      const set = { priceLevel: { id: level.id }, quantity: { value: String(pieces) }, price: Number(price) };
      const items = price === undefined ? others : [...others, set];
      system.change('inventoryItem', item.id, { price: { items } }, ['price']);
    },
    deleteItem: async (sku) => {
      const item = system.itemOf(sku);
      move(item);
      system.remove('inventoryItem', item.id);
    },
    hasItem: async (sku) => account.all('inventoryItem').some((item) => textOf(item, 'itemId') === sku),
    itemId: async (sku) => system.itemOf(sku).id,
    adjust: (sku, pieces) => system.adjust(sku, pieces),
    addCustomer: ({ number, name, email, country }) => {
      const [firstName = '', ...rest] = name.split(' ');
      const lastName = rest.join(' ');
      const customer = system.create('customer', {
        ...(lastName === '' ? { companyName: name } : { isPerson: true, firstName, lastName }),
        email,
        subsidiary: { externalId: 'IT' },
        addressBook: {
          items: [{ defaultBilling: true, defaultShipping: true, addressBookAddress: { country: { id: country } } }],
        },
        creditLimit: OWNED.creditLimit,
        creditHoldOverride: { id: OWNED.creditHoldOverride },
      });
      system.change('customer', customer.id, { entityId: number });
    },
    owned: OWNED,
    annotateCustomer: async (number, url) => {
      const customer = account.all('customer').find((each) => textOf(each, 'entityId') === number);
      system.change('customer', customer?.id ?? assert.fail(`no customer ${number}`), { url });
    },
    customers: async (email) =>
      account
        .all('customer')
        .filter((customer) => textOf(customer, 'email').toLowerCase() === email.toLowerCase())
        .map((customer) => ({
          id: customer.id,
          number: textOf(customer, 'entityId'),
          name: customerName(customer),
          fields: customer.values,
        })),
    orderFor: async (shopNumber) => {
      const order = orderOf(shopNumber);
      return order === undefined ? undefined : asSeen(system, order);
    },
    documentsFor: async (shopNumber) => system.ordersFor(shopNumber).length,
    renumberOrder: async (shopNumber, other) => {
      const order = someOrder(shopNumber);
      const renumbered = textOf(order, 'externalId').replace(shopNumber, other);
      system.change('salesOrder', order.id, { externalId: renumbered, custbody_shop_order_no: other });
    },
    cancelOrder: async (shopNumber) => {
      const order = someOrder(shopNumber);
      const items = listOf(order, 'item').map(({ values }) => ({ line: values.line, isClosed: true }));
      system.change('salesOrder', order.id, { item: { items } });
    },
    changeQuantity: async (shopNumber, sku, quantity) => {
      const order = someOrder(shopNumber);
      const isOf = (line: Entry) => textOf(account.item(textOf(line, 'item'))?.entry, 'itemId') === sku;
      const line = listOf(order, 'item').find(isOf) ?? assert.fail(`no ${sku} on ${shopNumber}`);
      system.change('salesOrder', order.id, { item: { items: [{ line: line.values.line, quantity }] } });
    },
    ship: (shopNumber, pieces) => {
      const { shipment, invoice } = system.shipAndInvoice(someOrder(shopNumber), pieces);
      return { shipment: textOf(shipment, 'tranId'), invoice: textOf(invoice, 'tranId') };
    },
    credits: async (shopNumber) => creditsFor(system, someOrder(shopNumber)),
    payments: async (shopNumber) =>
      system.depositsFor(shopNumber).map((deposit) => ({
        amount: cents(deposit, 'payment'),
        method: textOf(account.find(['paymentMethod'], textOf(deposit, 'paymentMethod'))?.entry, 'externalId'),
        reference: textOf(deposit, 'memo'),
      })),
    onHand: async (sku) => Number(system.shown('inventoryItem', system.itemOf(sku).id).values.quantityOnHand),
    orderPosts: () =>
      twin.exchanges.filter(({ method, path }) => method === 'POST' && path === `${RECORD}salesOrder`).length,
  };
}

const OWNED = { creditLimit: 5000, creditHoldOverride: 'ON' };

/** What was credited of an order: by way of its invoices, or of what came back. */
function creditsFor({ account }: NetSuiteTwin, order: Entry): ErpCredit[] {
  const after = account.createdFrom(order.id);
  const all = [...after, ...after.flatMap(({ entry }) => account.createdFrom(entry.id))];
  return all
    .filter(({ type }) => type.name === 'creditMemo' || type.name === 'cashRefund')
    .map(({ entry }) => ({
      number: textOf(entry, 'externalId') || textOf(entry, 'tranId'),
      posted: true,
      total: cents(entry, 'total'),
      lines: linesOf(account, entry),
    }));
}

const cents = ({ values }: Entry, field: string): string => decimal(values[field]).toFixed(2);

/** A line of a discount item takes off the line above it. */
function linesOf(account: NetSuiteTwin['account'], document: Entry): ErpLine[] {
  const lines = listOf(document, 'item');
  const item = (line: Entry) => account.item(textOf(line, 'item'));
  const isDiscount = (line: Entry | undefined) => line !== undefined && item(line)?.type.name === 'discountItem';
  return lines.flatMap((line, index): ErpLine[] => {
    if (isDiscount(line)) return [];
    const end = lines.findIndex((each, at) => at > index && !isDiscount(each));
    const below = lines.slice(index + 1, end === -1 ? lines.length : end);
    const discount = sum(below.map(({ values }) => ZERO.minus(decimal(values.amount))));
    return [
      {
        no: textOf(item(line)?.entry, 'itemId'),
        name: textOf(line, 'description'),
        quantity: textOf(line, 'quantity'),
        price: cents(line, 'rate'),
        discount: discount.toFixed(2),
      },
    ];
  });
}

/** Net is what is taxed and what is not: lines less discounts, with shipping. */
function asSeen({ account }: NetSuiteTwin, order: Entry): SalesOrder {
  const customer = account.find(['customer'], textOf(order, 'entity'))?.entry;
  const { total, taxTotal } = order.values;
  return {
    id: order.id,
    number: textOf(order, 'tranId'),
    customer: textOf(customer, 'entityId'),
    customerName: customer === undefined ? '' : customerName(customer),
    orderDate: textOf(order, 'tranDate'),
    currency: textOf(account.find(['currency'], textOf(order, 'currency'))?.entry, 'name'),
    method: textOf(account.find(['shipItem'], textOf(order, 'shipMethod'))?.entry, 'externalId'),
    net: decimal(total).minus(decimal(taxTotal)).toFixed(2),
    tax: cents(order, 'taxTotal'),
    total: cents(order, 'total'),
    shipTo: ['addressee', 'addr1', 'zip', 'city', 'country']
      .map((field) => textOf(order.parts.shippingAddress, field))
      .join(', '),
    lines: linesOf(account, order),
    words: textOf(order, 'memo')
      .split(/\r?\n/)
      .filter((line) => line !== ''),
  };
}

/** The prices of an item as they are set. */
const pricesOf = (item: Entry) =>
  listOf(item, 'price').map(({ values }) => ({
    priceLevel: { id: String(values.priceLevel) },
    quantity: { value: String(values.quantity ?? '0') },
    price: Number(values.price),
  }));
