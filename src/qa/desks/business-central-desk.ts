import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { BusinessCentralTwin } from '../../twin/business-central/business-central-twin.ts';
import {
  type BusinessCentralTwinOptions,
  TWIN_CLIENT,
  TWIN_COMPANY,
  TWIN_TENANT,
} from '../../twin/business-central/settings.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import { askTwin } from './ask-twin.ts';
import type { CustomerCard, ErpDesk, ErpLine, ErpSetUp, OpenErp, SalesOrder } from './erp-desk.ts';

type Fields = Readonly<Record<string, unknown>>;

const API = `/v2.0/${TWIN_TENANT}/Sandbox/api/v2.0/companies(${TWIN_COMPANY})`;

const STOCK_LIST = '/items?';

/** Business Central with a company in Italy that sells in euros. Its clerks work through its own API. */
export function openBusinessCentral(setUp: ErpSetUp = {}, settings: Partial<BusinessCentralTwinOptions> = {}): OpenErp {
  return (clock) => openDesk(clock, { ...taxOf(setUp), ...settings });
}

const taxOf = ({ taxPercent }: ErpSetUp): Partial<BusinessCentralTwinOptions> =>
  taxPercent === undefined
    ? {}
    : {
        taxRates: Object.entries(taxPercent).map(([area, percent]) => ({ area, group: 'TAXABLE', percent })),
        taxAreaByCountry: Object.fromEntries(Object.keys(taxPercent).map((country) => [country, country])),
      };

async function openDesk(clock: Clock, settings: Partial<BusinessCentralTwinOptions>): Promise<ErpDesk> {
  const twin = await startTwin(new BusinessCentralTwin({ clock, ...settings }), { clock });
  const { system } = twin;

  const ask = async (method: string, path: string, body?: unknown): Promise<Fields> => {
    const token = await askTwin(twin, {
      method: 'POST',
      path: `/${TWIN_TENANT}/oauth2/v2.0/token`,
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: TWIN_CLIENT.id,
        client_secret: TWIN_CLIENT.secret,
        scope: 'https://api.businesscentral.dynamics.com/.default',
      }),
    });
    const { access_token } = JSON.parse(token) as { access_token: string };
    const headers = { authorization: `Bearer ${access_token}`, 'if-match': '*' };
    const text = await askTwin(twin, { method, path: `${API}${path}`, headers, body });
    return text === '' ? {} : (JSON.parse(text) as Fields);
  };
  const list = async (path: string): Promise<readonly Fields[]> => (await ask('GET', path)).value as readonly Fields[];
  const where = (field: string, value: string) => `$filter=${encodeURIComponent(`${field} eq '${value}'`)}`;
  const numbered = (shopNumber: string) => where('externalDocumentNumber', shopNumber);

  const one = async (set: string, field: string, value: string): Promise<Fields> =>
    (await list(`/${set}?${where(field, value)}`))[0] ?? assert.fail(`no ${value} in ${set}`);
  const change = async (set: string, field: string, value: string, body: Fields) => {
    await ask('PATCH', `/${set}(${String((await one(set, field, value)).id)})`, body);
  };

  const customers = async (email: string): Promise<CustomerCard[]> =>
    (await list('/customers'))
      .filter((each) => String(each.email).toLowerCase() === email.toLowerCase())
      .map((fields) => ({
        id: String(fields.id),
        number: String(fields.number),
        name: String(fields.displayName),
        fields,
      }));
  const owned = { creditLimit: 5000, salespersonCode: 'KLAUS' };

  return {
    system: 'business-central',
    twin,
    connection: {
      connector: 'business-central',
      url: '${env:ERP_URL}',
      credentials: { client_id: '${env:ERP_CLIENT}', client_secret: '${env:ERP_SECRET}' },
      options: {
        tenant: TWIN_TENANT,
        environment: 'Sandbox',
        company: TWIN_COMPANY,
        local_currency: 'EUR',
        home_country: 'IT',
        time_zone: 'Europe/Rome',
        shipping_account: '44100',
        fee_account: '44200',
        custom_line_account: '44200',
        rounding_account: '44900',
        tax_tolerance: '0.05',
        payment_journal: String(system.company.journals.by('code', 'DEFAULT')[0]?.id),
        token_url: `/${TWIN_TENANT}/oauth2/v2.0/token`,
      },
    },
    choices: ['tax_tolerance'],
    env: { ERP_URL: twin.url, ERP_CLIENT: TWIN_CLIENT.id, ERP_SECRET: TWIN_CLIENT.secret },
    orderFor: async (shopNumber) => {
      const found = await list(`/salesOrders?${numbered(shopNumber)}&$expand=salesOrderLines,shipmentMethod`);
      assert.ok(found.length <= 1, `${found.length} sales orders for ${shopNumber}`);
      return found[0] === undefined ? undefined : asSeen(found[0]);
    },
    requests: {
      newOrder: { method: 'POST', match: '/salesOrders' },
      orderLookUp: { method: 'GET', match: '/salesOrders' },
      newCustomer: { method: 'POST', match: '/customers' },
      cancellation: { method: 'DELETE' },
      revision: { method: 'POST', match: '/$batch' },
      stockList: { method: 'GET', match: STOCK_LIST },
      newPayment: { method: 'POST', match: '/customerPayments' },
      newCredit: { method: 'POST', match: '/salesCreditMemos' },
      isNewOrder: ({ method, path }) => method === 'POST' && path.endsWith('/salesOrders'),
      isWrite: ({ method, path }) => method !== 'GET' && path.startsWith('/v2.0/'),
    },
    figures: { method: 'GET', match: STOCK_LIST, field: 'inventory', value: 0 },
    addCategory: ({ code, name }) => void system.addItemCategory({ code, displayName: name }),
    renameCategory: (code, displayName) => change('itemCategories', 'code', code, { displayName }),
    deleteCategory: async (code) => {
      await ask('DELETE', `/itemCategories(${String((await one('itemCategories', 'code', code)).id)})`);
    },
    addItem: ({ sku, name, price, stock, category }) =>
      void system.addItem({
        number: sku,
        displayName: name,
        taxGroupCode: 'TAXABLE',
        ...(price === undefined ? {} : { unitPrice: Number(price) }),
        ...(stock === undefined ? {} : { inventory: stock }),
        ...(category === undefined ? {} : { itemCategoryCode: category }),
      }),
    changeItem: (sku, changes) =>
      change('items', 'number', sku, {
        ...(changes.name === undefined ? {} : { displayName: changes.name }),
        // A price of 0 is what an item without a price has here.
        ...('price' in changes ? { unitPrice: Number(changes.price ?? 0) } : {}),
        ...(changes.category === undefined ? {} : { itemCategoryCode: changes.category }),
        ...(changes.blocked === undefined ? {} : { blocked: changes.blocked }),
      }),
    addVariant: (sku, code, name) => void system.addItemVariant({ itemNumber: sku, code, description: name }),
    deleteItem: async (sku) => {
      await ask('DELETE', `/items(${String((await one('items', 'number', sku)).id)})`);
    },
    hasItem: async (sku) => (await list(`/items?${where('number', sku)}`)).length > 0,
    itemId: async (sku) => String((await one('items', 'number', sku)).id),
    adjust: (sku, pieces) => system.adjustInventory(sku, pieces),
    addCustomer: ({ number, name, email, country }) =>
      void system.addCustomer({ number, displayName: name, type: 'Person', email, country, ...owned }),
    owned,
    annotateCustomer: (number, website) => change('customers', 'number', number, { website }),
    customers,
    documentsFor: async (shopNumber) => {
      const orders = await list(`/salesOrders?${numbered(shopNumber)}`);
      const invoices = await list(`/salesInvoices?${numbered(shopNumber)}`);
      // A posted invoice stands for its order once the order has left the list.
      return orders.length > 0 ? orders.length : Math.min(invoices.length, 1);
    },
    renumberOrder: async (shopNumber, other) => {
      const { id } = await one('salesOrders', 'externalDocumentNumber', shopNumber);
      await ask('PATCH', `/salesOrders(${String(id)})`, { externalDocumentNumber: other });
    },
    changeQuantity: async (shopNumber, sku, quantity) => {
      const [order] = await list(`/salesOrders?${numbered(shopNumber)}&$expand=salesOrderLines`);
      const lines = (order?.salesOrderLines ?? []) as readonly Fields[];
      const line = lines.find((each) => each.lineObjectNumber === sku) ?? assert.fail(`no ${sku} on ${shopNumber}`);
      await ask('PATCH', `/salesOrderLines(${String(line.id)})`, { quantity });
    },
    ship: (shopNumber, pieces) => {
      const order = system.documentFor(shopNumber) ?? assert.fail(`no sales order for ${shopNumber}`);
      const { shipment, invoice } = system.postShipAndInvoice(order, pieces);
      return { shipment: String(shipment.number), invoice: String(invoice.number) };
    },
    credits: async (shopNumber) => {
      const invoices = (await list(`/salesInvoices?${numbered(shopNumber)}`)).map(({ number }) => number);
      const memos = await list('/salesCreditMemos?$expand=salesCreditMemoLines');
      return memos
        .filter(({ invoiceNumber }) => invoices.includes(invoiceNumber))
        .map((memo) => ({
          number: String(memo.externalDocumentNumber),
          posted: memo.status !== 'Draft',
          total: cents(memo.totalAmountIncludingTax),
          lines: linesOf(memo.salesCreditMemoLines),
        }));
    },
    payments: async (shopNumber) =>
      system.company.customerPayments
        .all()
        .filter(({ externalDocumentNumber }) =>
          String(externalDocumentNumber).startsWith(`${shopNumber.toUpperCase()}/`),
        )
        .map((line) => ({
          amount: cents(-Number(line.amount)),
          method: String(line.description).split(' ')[0] ?? '',
          reference: String(line.comment),
        })),
    onHand: async (sku) => Number((await one('items', 'number', sku)).inventory),
    orderPosts: () =>
      twin.exchanges.filter(({ method, path }) => method === 'POST' && path.endsWith('/salesOrders')).length,
  };
}

const cents = (value: unknown): string => Number(value ?? 0).toFixed(2);

const linesOf = (lines: unknown): ErpLine[] =>
  (lines as readonly Fields[])
    .filter(({ lineType }) => lineType !== 'Comment')
    .map((line) => ({
      no: String(line.lineObjectNumber),
      name: String(line.description),
      quantity: String(line.quantity),
      price: cents(line.unitPrice),
      discount: cents(line.discountAmount),
    }));

function asSeen(order: Fields): SalesOrder {
  const lines = order.salesOrderLines as readonly Fields[];
  return {
    id: String(order.id),
    number: String(order.number),
    customer: String(order.customerNumber),
    customerName: String(order.customerName),
    orderDate: String(order.orderDate),
    currency: String(order.currencyCode),
    method: String((order.shipmentMethod as Fields | null)?.code ?? ''),
    net: cents(order.totalAmountExcludingTax),
    tax: cents(order.totalTaxAmount),
    total: cents(order.totalAmountIncludingTax),
    shipTo: [
      order.shipToName,
      order.shipToAddressLine1,
      order.shipToPostCode,
      order.shipToCity,
      order.shipToCountry,
    ].join(', '),
    lines: linesOf(lines),
    words: lines.filter(({ lineType }) => lineType === 'Comment').map(({ description }) => String(description)),
  };
}
