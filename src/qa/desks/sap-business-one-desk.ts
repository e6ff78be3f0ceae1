import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import { CREDIT_NOTES, INVOICES } from '../../twin/sap-business-one/document-kinds.ts';
import { numberOf, partOf, type Row, rowsOf, scalarOf, textOf } from '../../twin/sap-business-one/row.ts';
import { SapBusinessOneTwin } from '../../twin/sap-business-one/sap-business-one-twin.ts';
import { type SapBusinessOneTwinOptions, TWIN_COMPANY_DB, TWIN_USER } from '../../twin/sap-business-one/settings.ts';
import type { ErpCredit, ErpDesk, ErpLine, ErpSetUp, OpenErp, SalesOrder } from './erp-desk.ts';

/** What scenarios call a way of shipping or paying is this in the twin: for its row of the desk catalogue. */
export const SAP_BUSINESS_ONE_CODES = {
  shippingMethods: { standard: '1', express: '2', free: '3' },
  paymentMethods: { card: 'CARD', later: 'CASH', 'not yet': 'BANK' },
  customerGroups: { wholesale: 'Wholesale', retailers: 'Retail' },
} as const;

/** Which prices its items have. */
export const SAP_BUSINESS_ONE_PRICES = ['lists-prices', 'prices-by-group'] as const;

const PRICE_LISTS = [
  { number: 1, name: 'Web', gross: false },
  { number: 2, name: SAP_BUSINESS_ONE_CODES.customerGroups.wholesale, gross: false },
  { number: 3, name: SAP_BUSINESS_ONE_CODES.customerGroups.retailers, gross: false },
  { number: 4, name: 'STRANGERS', gross: false },
];

/** Options by which the pipe for the prices carries those of groups. */
export const SAP_BUSINESS_ONE_GROUP_PRICES = { group_price_lists: PRICE_LISTS.slice(1).map(({ name }) => name) };

/** The group of items that belong to no other. */
const ITEMS = 100;

/** SAP Business One with a company in Italy that sells in euros. Its clerks work in its client. */
export function openSapBusinessOne(setUp: ErpSetUp = {}, settings: Partial<SapBusinessOneTwinOptions> = {}): OpenErp {
  return (clock) => openDesk(clock, { ...taxOf(setUp), ...settings });
}

const taxOf = ({ taxPercent }: ErpSetUp): Partial<SapBusinessOneTwinOptions> =>
  taxPercent === undefined
    ? {}
    : {
        taxGroups: [
          { code: 'V0', percent: '0' },
          ...Object.entries(taxPercent).map(([country, percent]) => ({ code: `V${country}`, percent })),
        ],
        taxByCountry: { ...Object.fromEntries(Object.keys(taxPercent).map((each) => [each, `V${each}`])), '*': 'V0' },
      };

async function openDesk(clock: Clock, settings: Partial<SapBusinessOneTwinOptions>): Promise<ErpDesk> {
  const twin = await startTwin(new SapBusinessOneTwin({ clock, priceLists: PRICE_LISTS, ...settings }), { clock });
  const { system } = twin;
  const { company } = system;
  // A service that is sold without stock: what fees, and lines that others ship, are booked on.
  system.addItem({ ItemCode: 'FEE', ItemName: 'Fee', InventoryItem: 'tNO' });
  /** Groups have a number and no code in SAP Business One: the clerks' own list of them. */
  const groups = new Map<string, number>();
  const groupOf = (code: string): number => groups.get(code) ?? assert.fail(`no item group ${code}`);
  const orderOf = (shopNumber: string): Row | undefined => {
    const found = system.ordersFor(shopNumber);
    assert.ok(found.length <= 1, `${found.length} sales orders for ${shopNumber}`);
    return found[0];
  };
  const someOrder = (shopNumber: string): Row => orderOf(shopNumber) ?? assert.fail(`no sales order for ${shopNumber}`);
  const posts = () => twin.exchanges.filter(({ method, path }) => method === 'POST' && path.endsWith('/Orders')).length;

  return {
    system: 'sap-business-one',
    twin,
    connection: {
      connector: 'sap-business-one',
      url: '${env:ERP_URL}',
      credentials: {
        company_db: '${env:ERP_COMPANY}',
        username: '${env:ERP_USER}',
        password: '${env:ERP_PASSWORD}',
      },
      options: {
        currencies: ['EUR'],
        time_zone: 'Europe/Rome',
        customer_series: 1,
        tax_tolerance: '0.05',
        freight_expense: 1,
        rounding_expense: 2,
        untaxed_code: 'V0',
        fee_item: 'FEE',
        custom_line_item: 'FEE',
        credit_field: 'U_ApplyCredit',
        po_field: 'U_PORequired',
        payment_accounts: { '*': '161010' },
      },
    },
    choices: ['tax_tolerance'],
    env: {
      ERP_URL: twin.url,
      ERP_COMPANY: TWIN_COMPANY_DB,
      ERP_USER: TWIN_USER.name,
      ERP_PASSWORD: TWIN_USER.password,
    },
    requests: {
      // With the brace of the body behind it, which the path of an action has not.
      newOrder: { method: 'POST', match: '/Orders {' },
      orderLookUp: { method: 'GET', match: '/Orders?' },
      newCustomer: { method: 'POST', match: '/BusinessPartners {' },
      cancellation: { method: 'POST', match: '/Cancel' },
      revision: { method: 'PATCH', match: '/Orders(' },
      stockList: { method: 'GET', match: '/Items?' },
      newPayment: { method: 'POST', match: '/IncomingPayments {' },
      // A credit is parked as a draft; this is what posts it.
      newCredit: { method: 'POST', match: '/DraftsService_SaveDraftToDocument' },
      isNewOrder: ({ method, path }) => method === 'POST' && path.endsWith('/Orders'),
      // Sessions are opened, and joins are read, with POST.
      isWrite: ({ method, path }) => method !== 'GET' && path.startsWith('/b1s/') && !READS.test(path),
    },
    figures: { method: 'GET', match: '/Items?', field: 'InStock', value: 0 },
    addCategory: ({ code, name }) => {
      const known = groups.get(code);
      const number = known ?? company.next('item group');
      company.itemGroups.put({ Number: number, GroupName: name });
      groups.set(code, number);
    },
    renameCategory: async (code, name) => {
      company.itemGroups.put({ Number: groupOf(code), GroupName: name });
    },
    deleteCategory: async (code) => {
      const number = groupOf(code);
      // A group that items are in cannot go: the clerk moves them first.
      for (const item of company.items.all())
        if (item.ItemsGroupCode === number) system.changeItem(textOf(item, 'ItemCode'), { ItemsGroupCode: ITEMS });
      company.itemGroups.remove(number);
      groups.delete(code);
    },
    addItem: ({ sku, name, price, stock, category }) =>
      void system.addItem({
        ItemCode: sku,
        ItemName: name,
        ...(price === undefined ? {} : { price: Number(price) }),
        ...(stock === undefined ? {} : { stock }),
        ...(category === undefined ? {} : { ItemsGroupCode: groupOf(category) }),
      }),
    changeItem: async (sku, changes) => {
      if ('price' in changes) system.setPrice(sku, changes.price === undefined ? null : Number(changes.price));
      system.changeItem(sku, {
        ...(changes.name === undefined ? {} : { ItemName: changes.name }),
        ...(changes.category === undefined ? {} : { ItemsGroupCode: groupOf(changes.category) }),
        ...(changes.blocked === undefined ? {} : { Frozen: changes.blocked ? 'tYES' : 'tNO' }),
      });
    },
    specialPrice: async ({ sku, price, group }) => {
      const { number } = PRICE_LISTS.find(({ name }) => name === group) ?? assert.fail(`no price list ${group}`);
      const row = { PriceList: number, Price: price === undefined ? null : Number(price) };
      system.changeItem(sku, { ItemPrices: [{ ...row, ...(price === undefined ? { Currency: null } : {}) }] });
    },
    deleteItem: async (sku) => company.items.remove(textOf(system.item(sku), 'ItemCode')),
    hasItem: async (sku) => company.items.get(sku) !== undefined,
    itemId: async (sku) => textOf(system.item(sku), 'ItemCode'),
    adjust: (sku, pieces) => system.adjust(sku, pieces),
    addCustomer: ({ number, name, email, country }) =>
      void system.addPartner({
        CardCode: number,
        CardName: name,
        EmailAddress: email,
        BPAddresses: [{ AddressName: 'Main', AddressType: 'bo_BillTo', Country: country }],
        ...OWNED,
      }),
    owned: OWNED,
    annotateCustomer: async (number, text) => void system.changePartner(number, { Website: text }),
    customers: async (email) =>
      company.partners
        .all()
        .filter((partner) => textOf(partner, 'EmailAddress').toLowerCase() === email.toLowerCase())
        .map((partner) => ({
          id: textOf(partner, 'CardCode'),
          number: textOf(partner, 'CardCode'),
          name: textOf(partner, 'CardName'),
          fields: partner,
        })),
    orderFor: async (shopNumber) => {
      const order = orderOf(shopNumber);
      return order === undefined ? undefined : asSeen(order);
    },
    documentsFor: async (shopNumber) =>
      system.ordersFor(shopNumber).length + (company.drafts.with('NumAtCard', shopNumber) ?? []).length,
    renumberOrder: async (shopNumber, other) => {
      const order = someOrder(shopNumber);
      system.changeOrder(order, { NumAtCard: other });
    },
    holdOrder: async (shopNumber) => system.changeOrder(someOrder(shopNumber), { Confirmed: 'tNO' }),
    releaseOrder: async (shopNumber) => system.changeOrder(someOrder(shopNumber), { Confirmed: 'tYES' }),
    cancelOrder: async (shopNumber) => system.cancel(someOrder(shopNumber)),
    changeQuantity: async (shopNumber, sku, pieces) => {
      const order = someOrder(shopNumber);
      const line = rowsOf(order, 'DocumentLines').find((each) => textOf(each, 'ItemCode') === sku);
      const lines = [{ LineNum: line?.LineNum ?? assert.fail(`no ${sku} on ${shopNumber}`), Quantity: pieces }];
      system.changeOrder(order, { DocumentLines: lines });
    },
    ship: (shopNumber, pieces) => {
      const order = someOrder(shopNumber);
      const { delivery, invoice } = system.deliverAndInvoice(order, pieces);
      return { shipment: textOf(delivery, 'DocNum'), invoice: textOf(invoice, 'DocNum') };
    },
    credits: async (shopNumber) => {
      const invoices = company.documents(INVOICES).with('NumAtCard', shopNumber) ?? [];
      return company
        .documents(CREDIT_NOTES)
        .all()
        .filter((credit) => invoices.some((invoice) => isOver(credit, invoice)) || names(credit, shopNumber))
        .map(creditAsSeen);
    },
    payments: async (shopNumber) =>
      company.payments
        .all()
        .filter((payment) => textOf(payment, 'TransferReference').startsWith(`${shopNumber}/`))
        .map((payment) => ({
          amount: cents(payment, 'TransferSum'),
          method: textOf(payment, 'Remarks').split(' | ')[0] ?? '',
          reference: textOf(payment, 'TransferReference'),
        })),
    onHand: async (sku) =>
      company.settings.warehouses.reduce((pieces, each) => pieces + Number(company.stock.onHand(sku, each)), 0),
    orderPosts: posts,
  };
}

const READS = /\/(Login|Logout|QueryService_PostQuery|OrdersService_Preview|CompanyService_GetItemPrice)$/;
const OWNED = { CreditLimit: 5000, PriceListNum: 2 };

const isOver = (credit: Row, invoice: Row): boolean =>
  textOf(credit, 'CancelStatus') === 'csNo' &&
  rowsOf(credit, 'DocumentLines').some(
    ({ BaseType, BaseEntry }) => BaseType === INVOICES.object && BaseEntry === invoice.DocEntry,
  );

/** What is given back besides goods has no row of the invoice to stand on: the clerk reads the remarks. */
const names = (credit: Row, shopNumber: string): boolean =>
  textOf(credit, 'CancelStatus') === 'csNo' &&
  textOf(credit, 'Comments').split(': ')[0]?.endsWith(` of order ${shopNumber}`) === true;

const creditAsSeen = (credit: Row): ErpCredit => ({
  number: textOf(credit, 'NumAtCard'),
  posted: true,
  total: cents(credit, 'DocTotal'),
  lines: linesOf(credit),
});

const cents = (row: Row, property: string): string => numberOf(row, property).toFixed(2);

const linesOf = (document: Row): ErpLine[] =>
  rowsOf(document, 'DocumentLines').map((line) => ({
    no: textOf(line, 'ItemCode'),
    name: textOf(line, 'ItemDescription'),
    quantity: textOf(line, 'Quantity'),
    price: cents(line, 'UnitPrice'),
    discount: numberOf(line, 'Quantity')
      .times(numberOf(line, 'UnitPrice'))
      .minus(numberOf(line, 'LineTotal'))
      .toFixed(2),
  }));

/** Net is what is taxed and what is not: lines less discounts, with the freight. */
function asSeen(order: Row): SalesOrder {
  const address = partOf(order, 'AddressExtension');
  return {
    id: textOf(order, 'DocEntry'),
    number: textOf(order, 'DocNum'),
    customer: textOf(order, 'CardCode'),
    customerName: textOf(order, 'CardName'),
    orderDate: textOf(order, 'DocDate'),
    currency: textOf(order, 'DocCurrency'),
    method: textOf(order, 'TransportationCode'),
    net: numberOf(order, 'DocTotal').minus(numberOf(order, 'VatSum')).toFixed(2),
    tax: cents(order, 'VatSum'),
    total: cents(order, 'DocTotal'),
    shipTo: ['Address2', 'Street', 'ZipCode', 'City', 'Country']
      .map((part) => textOf(address, `ShipTo${part}`))
      .join(', '),
    lines: linesOf(order),
    words: String(scalarOf(order, 'Comments') ?? '')
      .split(/\r?\n/)
      .filter((line) => line !== ''),
  };
}
