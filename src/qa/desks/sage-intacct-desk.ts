import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { decimal } from '../../twin/kit/decimal.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import type { Company, DocumentLine, SalesDocument } from '../../twin/sage-intacct/company.ts';
import { subtotalOf, totalOf } from '../../twin/sage-intacct/document-amounts.ts';
import { SageIntacctTwin } from '../../twin/sage-intacct/sage-intacct-twin.ts';
import { type SageIntacctTwinOptions, TWIN_APP, TWIN_SENDER } from '../../twin/sage-intacct/settings.ts';
import type { ErpCredit, ErpDesk, ErpSetUp, OpenErp, SalesOrder } from './erp-desk.ts';

/** What scenarios call a way of shipping or paying is this in the twin: for its row of the desk catalogue. */
export const SAGE_INTACCT_CODES = {
  shippingMethods: { standard: 'Standard', express: 'Express', free: 'Free' },
  paymentMethods: { card: 'Card', later: 'Cash', 'not yet': 'Bank' },
} as const;

/** Sage Intacct with a company in Italy that sells in euros. */
export const openSageIntacct = opener('sage-intacct');

/** The same company, reached by the XML gateway. */
export const openSageIntacctXml = opener('sage-intacct-xml');

function opener(system: Door): (setUp?: ErpSetUp, settings?: Partial<SageIntacctTwinOptions>) => OpenErp {
  return ({ taxPercent } = {}, settings = {}) =>
    (clock) =>
      openDesk(clock, system, {
        ...DOORS[system].settings,
        ...(taxPercent === undefined ? {} : { taxPercent }),
        ...settings,
      });
}

/** Methods of payment by their kind in Intacct. */
const KINDS = { Card: 'creditCard', Cash: 'cash', Bank: 'eft' };
const OWNED = { creditLimit: 5000, priceList: 'GOLD' };
const ORDER_PATH = '/order-entry/document::Sales%20Order';

type Door = 'sage-intacct' | 'sage-intacct-xml';

/** How a connection signs in, and how the requests of the connector are told apart, by the API that it speaks. */
interface DoorOf extends Pick<ErpDesk, 'env' | 'requests' | 'figures'> {
  readonly credentials: Readonly<Record<string, string>>;
  readonly settings?: Partial<SageIntacctTwinOptions>;
}

const GATEWAY = '/ia/xml/xmlgw.phtml';
const isWriteOfGateway = /<function [^>]*><(create|update|delete)/;

const DOORS: Readonly<Record<Door, DoorOf>> = {
  'sage-intacct': {
    credentials: {
      client_id: '${env:ERP_CLIENT}',
      client_secret: '${env:ERP_SECRET}',
      username: '${env:ERP_USER}',
    },
    env: { ERP_CLIENT: TWIN_APP.clientId, ERP_SECRET: TWIN_APP.clientSecret, ERP_USER: TWIN_APP.user },
    requests: {
      newOrder: { method: 'POST', match: ORDER_PATH },
      orderLookUp: { method: 'POST', match: 'document::Sales Order"' },
      newCustomer: { method: 'POST', match: '/objects/accounts-receivable/customer' },
      cancellation: { method: 'PATCH', match: ORDER_PATH },
      revision: { method: 'PATCH', match: ORDER_PATH },
      stockList: { method: 'POST', match: '"status","itemType"' },
      newPayment: { method: 'POST', match: '/objects/accounts-receivable/advance' },
      newCredit: { method: 'POST', match: '/order-entry/document::Sales%20Return' },
      isNewOrder: ({ method, path }) => method === 'POST' && path.endsWith(ORDER_PATH),
      isWrite: ({ method, path }) => method !== 'GET' && path.includes('/objects/'),
    },
    figures: { method: 'POST', match: 'item-warehouse-inventory', field: 'unCommitted', value: 0 },
  },
  'sage-intacct-xml': {
    credentials: {
      sender_id: '${env:ERP_SENDER}',
      sender_password: '${env:ERP_SENDER_PASSWORD}',
      company_id: '${env:ERP_COMPANY}',
      user_id: '${env:ERP_USER}',
      user_password: '${env:ERP_USER_PASSWORD}',
    },
    env: {
      ERP_SENDER: TWIN_SENDER.senderId,
      ERP_SENDER_PASSWORD: TWIN_SENDER.senderPassword,
      ERP_COMPANY: 'ACME-7',
      ERP_USER: 'gateway-user',
      ERP_USER_PASSWORD: TWIN_SENDER.userPassword,
    },
    // Neither name is a word that an order may have in it: scenarios look for credentials in what is kept.
    settings: { user: 'gateway-user@ACME-7' },
    // All go to one address.
    requests: {
      newOrder: { method: 'POST', match: '<create_sotransaction>' },
      orderLookUp: { method: 'POST', match: '<field>PONUMBER</field><value>' },
      newCustomer: { method: 'POST', match: '<create><CUSTOMER>' },
      cancellation: { method: 'POST', match: '<update_sotransaction' },
      stockList: { method: 'POST', match: '<field>STATUS</field><field>ITEMTYPE</field>' },
      newPayment: { method: 'POST', match: '<create><ARADVANCE>' },
      isNewOrder: ({ body }) => body.includes('<create_sotransaction>'),
      isWrite: ({ path, body }) => path.startsWith(GATEWAY) && isWriteOfGateway.test(body),
    },
    figures: { method: 'POST', match: '<object>ITEMWAREHOUSEINFO', field: 'WUNCOMMITTED', value: '0' },
  },
};

async function openDesk(clock: Clock, door: Door, settings: Partial<SageIntacctTwinOptions>): Promise<ErpDesk> {
  const twin = await startTwin(new SageIntacctTwin({ clock, ...settings }), { clock });
  const { system } = twin;
  const { company } = system;
  // Charges are sold as an item that is not counted.
  system.addItem({ id: 'FEE', name: 'Fee', basePrice: '0', itemType: 'nonInventory' });
  const orderOf = (shopNumber: string): SalesDocument | undefined => {
    const found = system.ordersFor(shopNumber);
    assert.ok(found.length <= 1, `${found.length} sales orders for ${shopNumber}`);
    return found[0];
  };
  const orderThere = (shopNumber: string): SalesDocument =>
    orderOf(shopNumber) ?? assert.fail(`no sales order for ${shopNumber}`);
  const { credentials, env, requests, figures } = DOORS[door];

  return {
    system: door,
    twin,
    connection: {
      connector: door,
      url: '${env:ERP_URL}',
      credentials,
      options: {
        currency: company.settings.currency,
        time_zone: 'Europe/Rome',
        warehouse: company.settings.warehouses[0] ?? '',
        fee_item: 'FEE',
        custom_line_item: 'FEE',
        tax_tolerance: '0.05',
        credit_field: 'APPLY_CREDIT',
        po_required_field: 'PO_REQUIRED',
        tax_certificate_field: 'TAX_CERTIFICATE',
        coupon_field: 'SHOP_COUPON',
        payment_field: 'SHOP_PAYMENT',
        payment_kinds: KINDS,
        undated_payments: 'order_date',
        payment_bank_account: company.settings.bankAccounts[0] ?? '',
        advance_account: '2100',
      },
    },
    choices: ['tax_tolerance', 'undated_payments'],
    env: { ...env, ERP_URL: twin.url },
    requests,
    figures,
    addCategory: ({ code, name }) => void system.addProductLine(code, name),
    renameCategory: async (code, name) => system.renameProductLine(code, name),
    deleteCategory: async (code) => system.deleteProductLine(code),
    addItem: ({ sku, name, price, stock, category }) =>
      void system.addItem({
        id: sku,
        name,
        ...(price === undefined ? {} : { basePrice: price }),
        ...(stock === undefined ? {} : { stock }),
        ...(category === undefined ? {} : { productLine: category }),
      }),
    changeItem: async (sku, { name, category, blocked, ...changes }) =>
      system.changeItem(sku, {
        ...(name === undefined ? {} : { name, soDescription: name }),
        ...(category === undefined ? {} : { productLine: category }),
        ...(blocked === undefined ? {} : { status: blocked ? 'inactive' : 'active' }),
        ...('price' in changes ? { basePrice: changes.price === undefined ? undefined : decimal(changes.price) } : {}),
      }),
    deleteItem: async (sku) => system.deleteItem(sku),
    hasItem: async (sku) => company.items.has(sku),
    itemId: async (sku) => system.item(sku).key,
    adjust: (sku, pieces) => system.adjust(sku, pieces),
    addCustomer: ({ number, name, email, country }) =>
      void system.addCustomer(
        number,
        name,
        { email1: email, mailingAddress: { isoCountryCode: country.toLowerCase() } },
        OWNED,
      ),
    owned: OWNED,
    annotateCustomer: async (number, text) => system.changeCustomer(number, { notes: text }),
    customers: async (email) =>
      [...company.customers.values()]
        .filter(({ contact }) => contact.email1.toLowerCase() === email.toLowerCase())
        .map((customer) => ({ id: customer.key, number: customer.id, name: customer.name, fields: { ...customer } })),
    orderFor: async (shopNumber) => {
      const order = orderOf(shopNumber);
      return order === undefined ? undefined : asSeen(company, order);
    },
    documentsFor: async (shopNumber) => system.ordersFor(shopNumber).length,
    renumberOrder: async (shopNumber, other) => system.renumber(orderThere(shopNumber), other),
    ship: (shopNumber, pieces) => {
      const { shipper, invoice } = system.ship(orderThere(shopNumber), pieces);
      return {
        shipment: shipper.documentNumber,
        invoice: invoice.documentNumber,
        tracking: shipper.trackingNumber,
      };
    },
    changeQuantity: async (shopNumber, sku, pieces) => system.changeQuantity(orderThere(shopNumber), sku, pieces),
    cancelOrder: async (shopNumber) => system.closeOrder(orderThere(shopNumber)),
    payments: async (shopNumber) =>
      system.advancesFor(`${shopNumber}/`).map(({ amount, method, referenceNumber }) => ({
        amount: amount.toFixed(2),
        method: Object.entries(KINDS).find(([, kind]) => kind === method)?.[0] ?? method,
        reference: referenceNumber,
      })),
    // A return names its invoice; of a credit the clerk reads the memo.
    credits: async (shopNumber) =>
      company.documents
        .filter(({ definition, source, memo }) =>
          definition === 'Sales Return'
            ? source?.referenceNumber === shopNumber
            : definition === 'Sales Credit Memo' && memo.split(': ')[0]?.endsWith(` of order ${shopNumber}`) === true,
        )
        .map(creditAsSeen),
    onHand: async (sku) => Number(company.onHand(system.item(sku), company.settings.warehouses[0] ?? '')),
    orderPosts: () => twin.exchanges.filter(requests.isNewOrder).length,
  };
}

const linesAsSeen = ({ lines }: SalesDocument) =>
  lines.map((line) => ({
    no: line.item.id,
    name: line.description,
    quantity: line.unitQuantity.toFixed(),
    price: line.unitPrice.toFixed(2),
    discount: discountOf(line).toFixed(2),
  }));

const creditAsSeen = (document: SalesDocument): ErpCredit => ({
  number: document.referenceNumber,
  posted: document.state !== 'draft',
  total: totalOf(document).toFixed(2),
  lines: linesAsSeen(document),
});

/** An order as it stands, or as far as it was converted: its lines and subtotals are still those that were written. */
function asSeen({ settings }: Company, order: SalesDocument): SalesOrder {
  const { shipTo } = order;
  const { mailingAddress: address } = shipTo;
  const tax = subtotalOf(order, 'Sales Tax');
  return {
    id: order.key,
    number: order.documentNumber,
    customer: order.customer.id,
    customerName: order.customer.name,
    orderDate: order.txnDate,
    currency: settings.currency,
    method: order.shippingMethod,
    net: totalOf(order).minus(tax).toFixed(2),
    tax: tax.toFixed(2),
    total: totalOf(order).toFixed(2),
    shipTo: [shipTo.printAs, address.addressLine1, address.postCode, address.city, address.country].join(', '),
    lines: linesAsSeen(order),
    words: [
      ...[order.memo, order.notes].flatMap((text) => text.split('\n')),
      ...order.lines.flatMap(({ memo, discountMemo }) => [memo, discountMemo]),
    ].filter((word) => word !== ''),
  };
}

const discountOf = ({ unitPrice, unitQuantity, discountPercent }: DocumentLine) =>
  unitPrice.times(unitQuantity).times(discountPercent).div(100);
