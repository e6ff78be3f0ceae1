import assert from 'node:assert/strict';
import type { Clock } from '../../src/model/clock.ts';
import { BusinessCentralTwin } from '../../src/twin/business-central/business-central-twin.ts';
import {
  type BusinessCentralTwinOptions,
  TWIN_CLIENT,
  TWIN_COMPANY,
  TWIN_TENANT,
} from '../../src/twin/business-central/settings.ts';
import { type RunningTwin, startTwin } from '../../src/twin/kit/twin-server.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A line of a document that costs something or is goods; amounts as text with two decimals. */
export interface ErpLine {
  readonly no: string;
  readonly name: string;
  readonly quantity: string;
  readonly price: string;
  readonly discount: string;
}

/** A sales order as a clerk sees it on the screen. */
export interface SalesOrder {
  readonly id: string;
  readonly number: string;
  readonly customer: string;
  readonly customerName: string;
  readonly orderDate: string;
  readonly currency: string;
  readonly method: string;
  readonly net: string;
  readonly tax: string;
  readonly total: string;
  readonly shipTo: string;
  readonly lines: readonly ErpLine[];
  /** The comment lines. */
  readonly words: readonly string[];
}

/** Business Central as its clerks and its warehouse see it, through its own API. */
export interface ErpSide {
  readonly twin: RunningTwin<BusinessCentralTwin>;
  readonly connection: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  /** Fails when there are several. */
  readonly orderFor: (shopNumber: string) => Promise<SalesOrder | undefined>;
  readonly customers: (email: string) => Promise<readonly Fields[]>;
  readonly invoicesFor: (shopNumber: string) => Promise<readonly Fields[]>;
  readonly changeCustomer: (number: string, body: Fields) => Promise<void>;
  readonly itemId: (sku: string) => Promise<string>;
  readonly changeOrder: (id: string, body: Fields) => Promise<void>;
  readonly changeItem: (sku: string, body: Fields) => Promise<void>;
  readonly changeCategory: (code: string, body: Fields) => Promise<void>;
  /** Ships and invoices: all of it, or so many pieces by SKU. Resolves with the numbers of what was posted. */
  readonly ship: (
    shopNumber: string,
    pieces?: Readonly<Record<string, number>>,
  ) => { readonly shipment: string; readonly invoice: string };
  /** Goods come in (or get lost): so many more pieces on hand. */
  readonly adjust: (sku: string, pieces: number) => void;
  /** How many sales orders were asked for so far, whether they came about or not. */
  readonly orderPosts: () => number;
}

const API = `/v2.0/${TWIN_TENANT}/Sandbox/api/v2.0/companies(${TWIN_COMPANY})`;

export async function openErp(clock: Clock, settings: Partial<BusinessCentralTwinOptions> = {}): Promise<ErpSide> {
  const twin = await startTwin(new BusinessCentralTwin({ clock, ...settings }), { clock });

  const ask = async (method: string, path: string, body?: unknown): Promise<Fields> => {
    const token = await fetch(`${twin.url}/${TWIN_TENANT}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: TWIN_CLIENT.id,
        client_secret: TWIN_CLIENT.secret,
        scope: 'https://api.businesscentral.dynamics.com/.default',
      }),
    });
    const { access_token } = (await token.json()) as { access_token: string };
    const answer = await fetch(`${twin.url}${API}${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json', 'if-match': '*' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Fields);
  };
  const list = async (path: string): Promise<readonly Fields[]> => (await ask('GET', path)).value as readonly Fields[];
  const where = (field: string, value: string) => `$filter=${encodeURIComponent(`${field} eq '${value}'`)}`;

  const one = async (set: string, field: string, value: string): Promise<Fields> =>
    (await list(`/${set}?${where(field, value)}`))[0] ?? assert.fail(`no ${value} in ${set}`);
  const change = async (set: string, field: string, value: string, body: Fields) => {
    await ask('PATCH', `/${set}(${String((await one(set, field, value)).id)})`, body);
  };

  return {
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
        token_url: `/${TWIN_TENANT}/oauth2/v2.0/token`,
      },
    },
    env: { ERP_URL: twin.url, ERP_CLIENT: TWIN_CLIENT.id, ERP_SECRET: TWIN_CLIENT.secret },
    orderFor: async (shopNumber) => {
      const found = await list(
        `/salesOrders?${where('externalDocumentNumber', shopNumber)}&$expand=salesOrderLines,shipmentMethod`,
      );
      assert.ok(found.length <= 1, `${found.length} sales orders for ${shopNumber}`);
      return found[0] === undefined ? undefined : asSeen(found[0]);
    },
    customers: async (email) =>
      (await list('/customers')).filter((each) => String(each.email).toLowerCase() === email.toLowerCase()),
    invoicesFor: (shopNumber) => list(`/salesInvoices?${where('externalDocumentNumber', shopNumber)}`),
    changeCustomer: (number, body) => change('customers', 'number', number, body),
    itemId: async (sku) => String((await one('items', 'number', sku)).id),
    changeOrder: async (id, body) => {
      await ask('PATCH', `/salesOrders(${id})`, body);
    },
    changeItem: (sku, body) => change('items', 'number', sku, body),
    changeCategory: (code, body) => change('itemCategories', 'code', code, body),
    ship: (shopNumber, pieces) => {
      const order = twin.system.documentFor(shopNumber) ?? assert.fail(`no sales order for ${shopNumber}`);
      const { shipment, invoice } = twin.system.postShipAndInvoice(order, pieces);
      return { shipment: String(shipment.number), invoice: String(invoice.number) };
    },
    adjust: (sku, pieces) => twin.system.adjustInventory(sku, pieces),
    orderPosts: () =>
      twin.exchanges.filter(({ method, path }) => method === 'POST' && path.endsWith('/salesOrders')).length,
  };
}

const cents = (value: unknown): string => Number(value ?? 0).toFixed(2);

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
    lines: lines
      .filter(({ lineType }) => lineType !== 'Comment')
      .map((line) => ({
        no: String(line.lineObjectNumber),
        name: String(line.description),
        quantity: String(line.quantity),
        price: cents(line.unitPrice),
        discount: cents(line.discountAmount),
      })),
    words: lines.filter(({ lineType }) => lineType === 'Comment').map(({ description }) => String(description)),
  };
}
