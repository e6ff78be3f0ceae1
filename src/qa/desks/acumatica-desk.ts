import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { AcumaticaTwin } from '../../twin/acumatica/acumatica-twin.ts';
import { listOf, partOf, type Row, type Scalar, textOf } from '../../twin/acumatica/row.ts';
import { type AcumaticaTwinOptions, TWIN_CLIENT, TWIN_USER } from '../../twin/acumatica/settings.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import type { ErpCredit, ErpDesk, ErpSetUp, OpenErp, SalesOrder } from './erp-desk.ts';

/** What scenarios call a way of shipping or paying is this in the twin: for its row of the desk catalogue. */
export const ACUMATICA_CODES = {
  shippingMethods: { standard: 'STANDARD', express: 'EXPRESS', free: 'FREE' },
  paymentMethods: { card: 'CARD', later: 'CASH', 'not yet': 'BANK' },
  customerGroups: { wholesale: 'WHOLESALE', retailers: 'RETAIL' },
} as const;

/** Which prices its price lists hold besides those for everybody. */
export const ACUMATICA_PRICES = ['breaks-prices', 'prices-by-group', 'prices-by-customer'] as const;

/** Acumatica with a company in Italy that sells in euros. Its clerks work on its screens. */
export function openAcumatica(setUp: ErpSetUp = {}, settings: Partial<AcumaticaTwinOptions> = {}): OpenErp {
  return (clock) => openDesk(clock, { ...taxOf(setUp), ...settings });
}

const taxOf = ({ taxPercent }: ErpSetUp): Partial<AcumaticaTwinOptions> =>
  taxPercent === undefined
    ? {}
    : {
        taxes: Object.entries(taxPercent).map(([zone, percent]) => ({
          zone,
          category: 'TAXABLE',
          taxId: `VAT${zone}`,
          percent,
        })),
        zoneByCountry: { ...Object.fromEntries(Object.keys(taxPercent).map((zone) => [zone, zone])), '*': 'EXPORT' },
      };

async function openDesk(clock: Clock, settings: Partial<AcumaticaTwinOptions>): Promise<ErpDesk> {
  // Each step of a scenario starts the program anew, and none of them signs off: ten minutes of steps need many seats.
  const twin = await startTwin(new AcumaticaTwin({ clock, apiUsers: 1000, ...settings }), { clock });
  const { system } = twin;
  const { tenant } = system;
  /** Categories have no code in Acumatica: the clerks' own list of them. */
  const categoryIds = new Map<string, Scalar>();
  const categoryOf = (code: string): Scalar => categoryIds.get(code) ?? assert.fail(`no category ${code}`);
  const itemOf = (sku: string): Row => tenant.stockItems.get(sku) ?? assert.fail(`no item ${sku}`);
  const orderOf = (shopNumber: string): Row | undefined => {
    const found = system.ordersFor(shopNumber);
    assert.ok(found.length <= 1, `${found.length} sales orders for ${shopNumber}`);
    return found[0];
  };
  const someOrder = (shopNumber: string): Row => orderOf(shopNumber) ?? assert.fail(`no sales order for ${shopNumber}`);
  const hold = (shopNumber: string, isHeld: boolean): void => {
    const order = someOrder(shopNumber);
    system.save('SalesOrder', {
      OrderType: textOf(order, 'OrderType'),
      OrderNbr: textOf(order, 'OrderNbr'),
      Hold: isHeld,
    });
  };
  const posts = () =>
    twin.exchanges.filter(({ method, path }) => method === 'PUT' && /\/SalesOrder(\?|$)/.test(path)).length;

  return {
    system: 'acumatica',
    twin,
    connection: {
      connector: 'acumatica',
      url: '${env:ERP_URL}',
      credentials: {
        client_id: '${env:ERP_CLIENT}',
        client_secret: '${env:ERP_SECRET}',
        username: '${env:ERP_USER}',
        password: '${env:ERP_PASSWORD}',
      },
      options: {
        currencies: ['EUR'],
        time_zone: 'Europe/Rome',
        fee_item: 'FEE',
        custom_line_item: 'FEE',
        exempt_tax_zone: 'EXPORT',
        tax_tolerance: '0.05',
      },
    },
    choices: ['tax_tolerance'],
    env: {
      ERP_URL: twin.url,
      ERP_CLIENT: TWIN_CLIENT.id,
      ERP_SECRET: TWIN_CLIENT.secret,
      ERP_USER: TWIN_USER.name,
      ERP_PASSWORD: TWIN_USER.password,
    },
    requests: {
      newPayment: { method: 'PUT', match: '/Payment' },
      newCredit: { method: 'PUT', match: '/SalesInvoice' },
      newOrder: { method: 'PUT', match: '/SalesOrder' },
      orderLookUp: { method: 'GET', match: '/SalesOrder' },
      newCustomer: { method: 'PUT', match: '/Customer' },
      cancellation: { method: 'POST', match: '/CancelSalesOrder' },
      revision: { method: 'PUT', match: '/SalesOrder' },
      stockList: { method: 'PUT', match: '/StorageDetailsInquiry' },
      isNewOrder: ({ method, path }) => method === 'PUT' && /\/SalesOrder(\?|$)/.test(path),
      // Inquiries are read with PUT, and signing in and out is a POST.
      isWrite: ({ method, path }) => method !== 'GET' && path.startsWith('/entity/Default/') && !INQUIRY.test(path),
    },
    figures: { method: 'PUT', match: '/StorageDetailsInquiry', field: 'QtyAvailable', value: { value: 0 } },
    addCategory: ({ code, name }) => {
      const known = categoryIds.get(code);
      const saved = system.save('ItemSalesCategory', {
        Description: name,
        ...(known === undefined ? {} : { CategoryID: known }),
      });
      categoryIds.set(code, saved.values.CategoryID ?? null);
    },
    renameCategory: async (code, name) => {
      system.save('ItemSalesCategory', { CategoryID: categoryOf(code), Description: name });
    },
    deleteCategory: async (code) => {
      system.remove('ItemSalesCategory', String(categoryOf(code)));
      categoryIds.delete(code);
    },
    addItem: ({ sku, name, price, stock, category }) =>
      void system.addItem({
        InventoryID: sku,
        Description: name,
        ...(price === undefined ? {} : { DefaultPrice: Number(price) }),
        ...(stock === undefined ? {} : { stock }),
        ...(category === undefined ? {} : { Categories: [{ CategoryID: categoryOf(category) }] }),
      }),
    changeItem: async (sku, changes) => {
      const moved = changes.category === undefined ? undefined : categoryOf(changes.category);
      system.save('StockItem', {
        InventoryID: sku,
        ...(changes.name === undefined ? {} : { Description: changes.name }),
        ...(changes.description === undefined ? {} : { Content: changes.description }),
        // A price of 0 is what an item without a price has here.
        ...('price' in changes ? { DefaultPrice: Number(changes.price ?? 0) } : {}),
        ...(changes.blocked === undefined ? {} : { ItemStatus: changes.blocked ? 'No Sales' : 'Active' }),
        ...(moved === undefined
          ? {}
          : {
              Categories: [
                ...listOf(itemOf(sku), 'Categories').map(({ values }) => ({
                  CategoryID: values.CategoryID,
                  delete: values.CategoryID !== moved,
                })),
                { CategoryID: moved },
              ],
            }),
      });
    },
    priceFrom: (sku, price, from, until) =>
      tenant.prices.release({
        item: sku,
        price: Number(price),
        from,
        ...(until === undefined ? {} : { until, promotion: true }),
      }),
    specialPrice: async ({ sku, price, pieces = 0, group, customer }) => {
      const whom =
        group !== undefined
          ? ({ type: 'Customer Price Class', code: group } as const)
          : customer === undefined
            ? undefined
            : ({ type: 'Customer', code: customer } as const);
      const kept = { item: sku, breakQuantity: pieces, ...(whom === undefined ? {} : { for: whom }) };
      const before = tenant.prices.withdraw(kept);
      if (price === undefined) assert.ok(before > 0, `no such price of ${sku}`);
      else tenant.prices.release({ ...kept, price: Number(price), from: tenant.time.dayOf(tenant.now()) });
    },
    deleteItem: async (sku) => tenant.stockItems.remove(itemOf(sku)),
    hasItem: async (sku) => tenant.stockItems.get(sku) !== undefined,
    itemId: async (sku) => itemOf(sku).id,
    adjust: (sku, pieces) => system.adjust(sku, pieces),
    addCustomer: ({ number, name, email, country }) =>
      void system.addCustomer({
        CustomerID: number,
        CustomerName: name,
        ...OWNED,
        MainContact: { Email: email, Address: { Country: country } },
      }),
    owned: OWNED,
    annotateCustomer: async (number, text) => {
      system.save('Customer', { CustomerID: number, MainContact: { WebSite: text } });
    },
    customers: async (email) =>
      tenant.customers
        .all()
        .filter((customer) => textOf(customer, 'Email').toLowerCase() === email.toLowerCase())
        .map((customer) => ({
          id: customer.id,
          number: textOf(customer, 'CustomerID'),
          name: textOf(customer, 'CustomerName'),
          fields: customer.values,
        })),
    changeQuantity: async (shopNumber, sku, pieces) =>
      system.changeQuantity(orderOf(shopNumber) ?? assert.fail(`no sales order for ${shopNumber}`), sku, pieces),
    orderFor: async (shopNumber) => {
      const order = orderOf(shopNumber);
      return order === undefined ? undefined : asSeen(system.nameOf(order), order);
    },
    documentsFor: async (shopNumber) => system.ordersFor(shopNumber).length,
    renumberOrder: async (shopNumber, other) => {
      const order = someOrder(shopNumber);
      system.save('SalesOrder', {
        OrderType: textOf(order, 'OrderType'),
        OrderNbr: textOf(order, 'OrderNbr'),
        ExternalRef: other,
      });
    },
    holdOrder: async (shopNumber) => hold(shopNumber, true),
    releaseOrder: async (shopNumber) => hold(shopNumber, false),
    cancelOrder: async (shopNumber) => system.cancel(someOrder(shopNumber)),
    ship: (shopNumber, pieces) => {
      const order = someOrder(shopNumber);
      const { shipment, invoice } = system.shipAndInvoice(order, pieces);
      return { shipment: textOf(shipment, 'ShipmentNbr'), invoice: textOf(invoice, 'ReferenceNbr') };
    },
    credits: async (shopNumber) => {
      const memos = tenant.invoices.filter((each) => textOf(each, 'Type') === 'Credit Memo');
      const billed = tenant.invoices
        .filter((each) => textOf(each, 'Type') === 'Invoice' && textOf(each, 'ExternalRef') === shopNumber)
        .map((each) => textOf(each, 'ReferenceNbr'));
      return memos
        .filter(
          (memo) =>
            listOf(memo, 'Details').some((line) => billed.includes(textOf(line, 'OrigInvNbr'))) ||
            // What is given back besides goods takes no invoice back: the clerk reads the description.
            textOf(memo, 'Description').split(': ')[0]?.endsWith(` of order ${shopNumber}`) === true,
        )
        .map(creditAsSeen);
    },
    onHand: async (sku) => Number(tenant.stock.onHand(sku, tenant.settings.warehouses[0] ?? '')),
    payments: async (shopNumber) =>
      system.tenant.payments
        .filter((payment) => textOf(payment, 'ExternalRef').startsWith(`${shopNumber}/`))
        .map((payment) => ({
          amount: cents(payment.values.PaymentAmount),
          method: textOf(payment, 'PaymentMethod'),
          reference: textOf(payment, 'PaymentRef'),
        })),
    orderPosts: posts,
  };
}

const INQUIRY = /\/(StorageDetailsInquiry|InventorySummaryInquiry|InventoryQuantityAvailable|SalesPricesInquiry)(\?|$)/;
const OWNED = { CreditLimit: 5000, PriceClassID: 'GOLD' };

const cents = (value: Scalar | undefined): string => Number(value ?? 0).toFixed(2);

const creditAsSeen = (memo: Row): ErpCredit => ({
  number: textOf(memo, 'ExternalRef'),
  posted: ['Open', 'Closed'].includes(textOf(memo, 'Status')),
  total: cents(memo.values.Amount),
  lines: listOf(memo, 'Details').map((line) => ({
    no: textOf(line, 'InventoryID'),
    name: textOf(line, 'TransactionDescr'),
    quantity: textOf(line, 'Qty'),
    price: cents(line.values.UnitPrice),
    discount: cents(line.values.DiscountAmount),
  })),
});

/** Net is what is taxed and what is not: lines less discounts, with the freight. */
function asSeen(customerName: string, order: Row): SalesOrder {
  const address = partOf(order, 'ShipToAddress');
  const { OrderTotal, TaxTotal } = order.values;
  return {
    id: order.id,
    number: textOf(order, 'OrderNbr'),
    customer: textOf(order, 'CustomerID'),
    customerName,
    orderDate: textOf(order, 'Date'),
    currency: textOf(order, 'CurrencyID'),
    method: textOf(order, 'ShipVia'),
    net: cents(Number(OrderTotal ?? 0) - Number(TaxTotal ?? 0)),
    tax: cents(TaxTotal),
    total: cents(OrderTotal),
    shipTo: [
      textOf(partOf(order, 'ShipToContact'), 'BusinessName'),
      ...['AddressLine1', 'PostalCode', 'City', 'Country'].map((field) => textOf(address, field)),
    ].join(', '),
    lines: listOf(order, 'Details').map((line) => ({
      no: textOf(line, 'InventoryID'),
      name: textOf(line, 'LineDescription'),
      quantity: textOf(line, 'OrderQty'),
      price: cents(line.values.UnitPrice),
      discount: cents(line.values.DiscountAmount),
    })),
    words: order.note.split('\n').filter((line) => line !== ''),
  };
}
