import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { type Company, customerName, type OrderHeader } from '../../twin/infor/company.ts';
import { numberOf } from '../../twin/infor/full-order.ts';
import { InforTwin } from '../../twin/infor/infor-twin.ts';
import { totalOf } from '../../twin/infor/order-amounts.ts';
import { type InforTwinOptions, TWIN_APP } from '../../twin/infor/settings.ts';
import { decimal, sum } from '../../twin/kit/decimal.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import type { ErpDesk, ErpSetUp, OpenErp, SalesOrder } from './erp-desk.ts';

/** What scenarios call a way of shipping or paying is this in the twin: for its row of the desk catalogue. */
export const INFOR_CODES = {
  shippingMethods: { standard: 'STD', express: 'EXPR', free: 'FREE' },
  paymentMethods: { card: 'CARD', later: 'CASH', 'not yet': 'BANK' },
} as const;

/** CloudSuite Distribution with a company in Italy that sells in euros. */
export function openInfor({ taxPercent }: ErpSetUp = {}, settings: Partial<InforTwinOptions> = {}): OpenErp {
  return (clock) => openDesk(clock, { ...(taxPercent === undefined ? {} : { taxPercent }), ...settings });
}

const OWNED = { credlim: '5000', pricetype: 'GOLD' };
const isNewOrder = ({ path, body }: { readonly path: string; readonly body: string }) =>
  path.includes('/sxapioefullordermntv6') && body.includes('"original"');
/** Every call is a POST: these are the functions that change something. */
const WRITES = /\/(sxapioefullordermntv6|sxapioeorderdeleteorcancel|sxapiarcustomermnt|sxapisfoeordertotloadv4)(\?|$)/;

async function openDesk(clock: Clock, settings: Partial<InforTwinOptions>): Promise<ErpDesk> {
  const twin = await startTwin(new InforTwin({ clock, ...settings }), { clock });
  const { system } = twin;
  const { company } = system;
  // Charges are sold under a product that is not counted.
  system.addProduct({ prod: 'FEE', descrip1: 'Fee', listprice: '0', stocked: false });
  const suffixesOf = (shopNumber: string): readonly OrderHeader[] => {
    const found = system.suffixesFor(shopNumber);
    assert.ok(new Set(found.map(({ orderno }) => orderno)).size <= 1, `several sales orders for ${shopNumber}`);
    return found;
  };
  const openSuffix = (shopNumber: string): OrderHeader =>
    suffixesOf(shopNumber).find(({ stage }) => stage < 3) ?? assert.fail(`nothing of ${shopNumber} is open`);
  const { tenant } = TWIN_APP;

  return {
    system: 'infor',
    twin,
    connection: {
      connector: 'infor',
      url: '${env:ERP_URL}',
      credentials: {
        access_key: '${env:ERP_ACCESS_KEY}',
        secret_key: '${env:ERP_SECRET_KEY}',
        client_id: '${env:ERP_CLIENT}',
        client_secret: '${env:ERP_SECRET}',
      },
      options: {
        tenant,
        token_url: `${twin.url}/${tenant}/as/token.oauth2`,
        company_number: company.settings.companyNumber,
        operator: company.settings.operators[0] ?? '',
        warehouse: company.settings.warehouses[0] ?? '',
        currency: company.settings.currency,
        time_zone: company.settings.timeZone,
        freight_addon: '1',
        rounding_addon: '3',
        fee_item: 'FEE',
        custom_line_item: 'FEE',
        credit_field: 'user1',
        kind_field: 'user2',
        tax_tolerance: '0.05',
      },
    },
    choices: ['tax_tolerance'],
    env: {
      ERP_URL: twin.url,
      ERP_ACCESS_KEY: TWIN_APP.accessKey,
      ERP_SECRET_KEY: TWIN_APP.secretKey,
      ERP_CLIENT: TWIN_APP.clientId,
      ERP_SECRET: TWIN_APP.clientSecret,
    },
    requests: {
      newOrder: { match: '"original"' },
      orderLookUp: { match: 'oeeh' },
      newCustomer: { match: '"add"' },
      cancellation: { match: 'sxapioeorderdeleteorcancel' },
      stockList: { match: 'icsw' },
      isNewOrder,
      isWrite: ({ path }) => WRITES.test(path),
    },
    // The list of further warehouses has no row, and so no figures.
    figures: { match: '= \\"MAIN\\"', field: 'qtyonhand', value: 0 },
    addCategory: ({ code, name }) => system.nameCategory(code, name),
    renameCategory: async (code, name) => system.nameCategory(code, name),
    deleteCategory: async (code) => system.deleteCategory(code),
    addItem: ({ sku, name, price, stock, category }) =>
      void system.addProduct({
        prod: sku,
        descrip1: name,
        ...(price === undefined ? {} : { listprice: price }),
        ...(stock === undefined ? {} : { stock }),
        ...(category === undefined ? {} : { prodcat: category }),
      }),
    changeItem: async (sku, { name, category, blocked, ...changes }) =>
      system.changeProduct(sku, {
        ...(name === undefined ? {} : { descrip1: name }),
        ...(category === undefined ? {} : { prodcat: category }),
        ...(blocked === undefined ? {} : { statustype: blocked ? 'I' : 'A' }),
        ...('price' in changes ? { listprice: changes.price === undefined ? undefined : decimal(changes.price) } : {}),
      }),
    deleteItem: async (sku) => system.deleteProduct(sku),
    hasItem: async (sku) => company.products.has(sku),
    itemId: async (sku) => system.product(sku).prod,
    adjust: (sku, pieces) => system.adjust(sku, pieces),
    addCustomer: ({ number, name, email, country }) =>
      void system.addCustomer(number, { ...OWNED, name, email, countrycd: country }),
    owned: OWNED,
    annotateCustomer: async (number, text) => system.changeCustomer(number, { user9: text }),
    customers: async (email) =>
      [...company.customers.values()]
        .filter(({ columns }) => columns.get('email')?.toLowerCase() === email.toLowerCase())
        .map((customer) => ({
          id: customer.custno,
          number: customer.custno,
          name: customerName(customer),
          fields: Object.fromEntries(customer.columns),
        })),
    orderFor: async (shopNumber) => asSeen(company, suffixesOf(shopNumber)),
    documentsFor: async (shopNumber) => new Set(system.suffixesFor(shopNumber).map(({ orderno }) => orderno)).size,
    renumberOrder: async (shopNumber, other) => system.renumber(openSuffix(shopNumber), other),
    cancelOrder: async (shopNumber) => system.cancel(openSuffix(shopNumber)),
    ship: (shopNumber, pieces) => {
      // An invoice has the number of the suffix that was shipped (sheet section 3.1).
      const shipped = system.ship(openSuffix(shopNumber), pieces);
      const number = numberOf(shipped);
      return { shipment: number, invoice: number, tracking: shipped.trackerno };
    },
    orderPosts: () => twin.exchanges.filter(isNewOrder).length,
  };
}

/** All suffixes of an order together. */
function asSeen({ settings, time }: Company, suffixes: readonly OrderHeader[]): SalesOrder | undefined {
  const [first] = suffixes;
  if (first === undefined) return undefined;
  const { shipto } = first;
  const tax = sum(suffixes.map(({ taxamt }) => taxamt));
  const total = sum(suffixes.map(totalOf));
  const lines = Map.groupBy(
    suffixes.flatMap((suffix) => suffix.lines),
    ({ lineno }) => lineno,
  );
  return {
    id: String(first.orderno),
    number: String(first.orderno),
    customer: first.customer.custno,
    customerName: customerName(first.customer),
    orderDate: time.dayOf(first.enterdt),
    currency: settings.currency,
    method: first.shipviaty,
    net: total.minus(tax).toFixed(2),
    tax: tax.toFixed(2),
    total: total.toFixed(2),
    shipTo: [shipto.name, shipto.addr1, shipto.zip, shipto.city, shipto.country].join(', '),
    lines: [...lines.values()].flatMap((parts) => {
      const [line] = parts;
      if (line?.product === undefined) return [];
      return [
        {
          no: line.product.prod,
          name: line.descrip,
          quantity: sum(parts.map(({ qtyord }) => qtyord)).toFixed(),
          price: line.price.toFixed(2),
          discount: sum(parts.map(({ discAmt }) => discAmt)).toFixed(2),
        },
      ];
    }),
    words: first.lines.map(({ comment }) => comment).filter((comment) => comment !== ''),
  };
}
