import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import { type Item, isList } from '../../twin/sap-commerce/item.ts';
import { payable, totalsOf } from '../../twin/sap-commerce/order-totals.ts';
import type { AddressOf, Placement } from '../../twin/sap-commerce/place-order.ts';
import { type Buying, isShown, priceOf } from '../../twin/sap-commerce/products.ts';
import { createSapCommerceTwin } from '../../twin/sap-commerce/sap-commerce-twin.ts';
import { EXEMPT_TAX_GROUP, TWIN_CLIENTS } from '../../twin/sap-commerce/settings.ts';
import { availability } from '../../twin/sap-commerce/stock.ts';
import type { Values } from '../../twin/sap-commerce/store.ts';
import type { Codes } from './desk-catalogue.ts';
import {
  type Buyer,
  type Coupon,
  type OpenShop,
  type OrderPlaced,
  SHIPPING_PRICES,
  type ShopAbility,
  type ShopDesk,
  type ShopSetUp,
} from './shop-desk.ts';

/** What this shop calls the ways of shipping and paying: for its row in the catalogue of desks. */
export const SAP_COMMERCE_CODES: Codes = {
  shippingMethods: { standard: 'standard-net', express: 'premium-net', free: 'free-standard-shipping' },
  paymentMethods: { card: 'creditcard', later: 'invoice', 'not yet': 'advance' },
  // User price groups.
  customerGroups: { wholesale: 'wholesale', retailers: 'retailers' },
};

/** What this shop can do and others cannot. */
export const SAP_COMMERCE_ABILITIES: readonly ShopAbility[] = [
  'edits-orders',
  'refunds-orders',
  'fraud-risk',
  'counts-shipped',
  'exempts-from-tax',
  'names-later-payment',
  'takes-part-payments',
  'tells-of-payments-given-up',
  'keeps-sale-days',
  'sells-by-tiers',
  'refund-names-order',
  'pending-refunds',
];

const PAYMENTS: Readonly<Record<string, Pick<Placement, 'paymentMode' | 'captured' | 'status'>>> = {
  card: { paymentMode: 'creditcard', captured: 'psp-4q7x9' },
  later: { paymentMode: 'invoice', status: 'CREATED' },
  'not yet': { paymentMode: 'advance', status: 'PAYMENT_NOT_AUTHORIZED' },
};

/** A shop on SAP Commerce Cloud in Italy with one warehouse, whose catalogue an ERP writes online at once. */
export function openSapCommerce({ currency = 'EUR', pricesIncludeTax = false }: ShopSetUp = {}): OpenShop {
  return async (clock: Clock): Promise<ShopDesk> => {
    const twin = await startTwin(
      createSapCommerceTwin({
        clock,
        currency,
        net: !pricesIncludeTax,
        enumValues: { UserPriceGroup: Object.values(SAP_COMMERCE_CODES.customerGroups ?? {}) },
      }),
      { clock },
    );
    const shop = twin.system;
    const { store } = shop;
    const coupons = new Map<string, Coupon>();
    const order = (code: string): Item => shop.order(code);
    const entryOf = (code: string, sku: string): number =>
      store
        .parts(order(code), 'entries')
        .find((entry) => entry.item('product')?.text('code') === sku)
        ?.number('entryNumber') ?? assert.fail(`no entry ${sku} on order ${code}`);
    const account = (uid: string): Item =>
      store.find('Customer', { customerID: uid }) ?? assert.fail(`no account ${uid}`);
    const firstAddress = (customer: Item): Item =>
      store.parts(customer, 'addresses')[0] ?? assert.fail('the account has no address');
    const consignments = (code: string) => store.parts(order(code), 'consignments');
    const product = (sku: string): Item => shop.product(sku) ?? assert.fail(`no product ${sku}`);
    const pieceCost = (sku: string, buying?: Buying): string => priceOf(store, sku, buying)?.toFixed(2) ?? '';
    // Of the row that counts at all times.
    const listPrice = (sku: string): string => {
      const row = store.find('PriceRow', { productId: sku, minqtd: 1, ug: null, startTime: null });
      return row === undefined ? '' : Number(String(row.get('price'))).toFixed(2);
    };

    return {
      system: 'sap-commerce',
      twin,
      connection: {
        connector: 'sap-commerce',
        url: '${env:SHOP_URL}',
        credentials: { client_id: '${env:SHOP_ID}', client_secret: '${env:SHOP_SECRET}' },
        options: {
          currency,
          prices_include_tax: pricesIncludeTax,
          warehouse: 'main',
          exempt_tax_groups: [EXEMPT_TAX_GROUP],
          payment_cost_title: 'Handling',
        },
      },
      choices: ['payment_cost_title'],
      env: {
        SHOP_URL: twin.url,
        SHOP_ID: TWIN_CLIENTS.connector.clientId,
        SHOP_SECRET: TWIN_CLIENTS.connector.clientSecret,
      },
      calls: { standard: 'Standard Delivery' },
      customersAPage: 100,
      requests: {
        orderList: '/ErpOrder/Orders?',
        customerList: '/ErpCustomer/Customers?',
        reference: { match: '"erpOrderNumber"' },
        shipment: { method: 'POST', match: '/Consignments' },
        stock: { method: 'POST', match: '/ErpStock/' },
        newProduct: { method: 'POST', match: '/InboundProduct/Products' },
        orders: { method: 'GET', match: '/ErpOrder/Orders?' },
        accounts: { method: 'GET', match: '/ErpCustomer/Customers' },
        isWrite: ({ method, path }) => method !== 'GET' && !path.includes('/oauth/token'),
      },
      fields: { orderTax: 'totalTax', taxRate: 'taxValuesInternal', changedAt: 'modifiedTime' },

      sell: (articles) => {
        for (const name of new Set(articles.flatMap(({ variantOf = [] }) => variantOf)))
          shop.addProduct({ sku: baseSku(name), name });
        for (const { variantOf, ...article } of articles)
          shop.addProduct({ ...article, ...(variantOf === undefined ? {} : { variantOf: baseSku(variantOf) }) });
      },
      offerCoupon: (coupon) => void coupons.set(coupon.code, coupon),
      register: (buyer) => {
        const made = shop.addCustomer({
          uid: buyer.email,
          name: `${buyer.firstName} ${buyer.lastName}`,
          addresses: [addressOf(buyer)],
          defaults: buyer.noDefaultAddress !== true,
          ...(buyer.taxExempt === true ? { taxGroup: EXEMPT_TAX_GROUP } : {}),
          custom: wishes(buyer),
        });
        return made.text('customerID') ?? assert.fail('the account has no id');
      },
      changeAccount: async (id, changes) => {
        const customer = account(id);
        const address = firstAddress(customer);
        const { firstName = address.text('firstname'), lastName = address.text('lastname') } = changes;
        const changed = {
          firstname: firstName,
          lastname: lastName,
          company: changes.company,
          streetname: changes.street,
          town: changes.city,
          postalcode: changes.postcode,
          phone1: changes.phone,
          email: changes.email,
          ...(changes.country === undefined ? {} : { country: store.ensure('Country', 'isocode', changes.country) }),
          ...(changes.region === undefined
            ? {}
            : {
                region: store.ensure(
                  'Region',
                  'isocode',
                  `${changes.country ?? address.code('country')}-${changes.region}`,
                ),
              }),
        };
        store.set(address, given(changed));
        const taxGroup = changes.taxExempt === true ? store.enumValue('UserTaxGroup', EXEMPT_TAX_GROUP) : null;
        // The page of an account saves all of it; an address that changes elsewhere leaves its customer as it was.
        store.set(customer, {
          ...given({ uid: changes.email, name: `${firstName} ${lastName}` }),
          ...(changes.taxExempt === undefined ? {} : { Europe1PriceFactory_UTG: taxGroup }),
          ...wishes(changes),
        });
      },

      place: (placed) => {
        const customer = placed.account === undefined ? undefined : account(placed.account);
        const buyer = () => placed.guest ?? assert.fail('nobody buys');
        const placement = {
          ...placementOf(placed, coupons),
          ...(customer === undefined
            ? { guest: guestOf(buyer()), billing: addressOf(buyer()) }
            : { customer: customer.text('uid') ?? '', billing: writtenAddress(firstAddress(customer)) }),
        };
        const code = shop.placeOrder(placement).text('code') ?? '';
        return { id: code, number: code };
      },
      receivePayment: async (code) => shop.receivePayment(order(code), 'bank-77120'),
      receivePart: async (code, amount) => shop.receivePart(order(code), amount, 'bank-77120'),
      cancel: async (code) => {
        const all = store.parts(order(code), 'entries');
        shop.cancel(order(code), new Map(all.map((each) => [each.number('entryNumber'), each.number('quantity')])));
      },
      reduce: async (code, sku, quantity) => {
        const number = entryOf(code, sku);
        const entry = store.parts(order(code), 'entries').find((each) => each.number('entryNumber') === number);
        shop.cancel(order(code), new Map([[number, (entry?.number('quantity') ?? 0) - quantity]]));
      },
      refund: async (code, sku, pieces, restock) => {
        shop.giveBack(order(code), new Map([[entryOf(code, sku), pieces]]), { restock });
      },
      refundShipping: async (code, amount) => {
        // A return gives back the whole of the delivery or nothing of it.
        assert.equal(Number(amount), Number(String(order(code).get('deliveryCost'))));
        shop.giveBack(order(code), new Map(), { deliveryCost: true });
      },
      refundLater: async (code, sku, pieces) => {
        shop.giveBack(order(code), new Map([[entryOf(code, sku), pieces]]), { restock: true, later: true });
      },
      settleRefunds: async (code) => {
        for (const request of store.parts(order(code), 'returnRequests'))
          if (request.code('status') === 'WAIT') shop.complete(request);
      },
      // Processes of the shop touch an order, and nothing that an ERP reads is another.
      annotate: async (code) => store.set(order(code), {}),

      totalOf: (code) => {
        const cart = shop.carts.get(order(code)) ?? assert.fail(`order ${code} has no cart`);
        return payable(totalsOf(cart), cart).toFixed(2);
      },
      erpNumberOn: (code) => order(code).text('erpOrderNumber'),
      invoiceOn: (code) => {
        const [document] = store
          .all('B2BDocument')
          .filter((each) => each.item('order') === order(code))
          .sort((a, b) => b.number('date') - a.number('date') || b.pk - a.pk);
        if (document === undefined) return undefined;
        return {
          number: document.text('documentNumber') ?? '',
          date: new Date(document.number('date')).toISOString().slice(0, 10),
          amount: Number(String(document.get('amount'))).toFixed(2),
          status: document.code('status') ?? '',
        };
      },
      standing: {
        shown: (code) => order(code).text('erpOrderStatus'),
        own: (code) => String(order(code).get('status')),
      },
      shipmentsOn: (code) => consignments(code).map((each) => each.text('code') ?? ''),
      shippedOn: (code) => {
        const pieces: Record<string, number> = {};
        for (const consignment of consignments(code))
          for (const entry of store.parts(consignment, 'consignmentEntries')) {
            const sku = entry.item('orderEntry')?.item('product')?.text('code') ?? '';
            pieces[sku] = (pieces[sku] ?? 0) + entry.number('shippedQuantity');
          }
        return pieces;
      },

      offer: (sku) => {
        const { quantity, status } = availability(store, product(sku).text('code') ?? '');
        return { quantity, inStock: status !== 'outOfStock' };
      },
      productId: (sku) => {
        const found = product(sku);
        return (found.item('baseProduct') ?? found).text('code') ?? sku;
      },
      articleCount: (sku) =>
        store
          .all('Product')
          .filter((each) => each.item('catalogVersion')?.text('version') === 'Online')
          .filter((each) => sku === undefined || each.text('code') === sku).length,
      article: (sku) => {
        const found = shop.product(sku);
        if (found === undefined) return undefined;
        const [price, paid] = [listPrice(sku), pieceCost(sku)];
        return {
          name: found.localized('name', 'en') ?? '',
          price,
          ...(paid === price ? {} : { sellsFor: paid }),
          categories: categoriesOf(found).map(nameOf),
          shown: isShown(found, clock.now()),
        };
      },
      pieceCosts: (sku, pieces, group) => pieceCost(sku, { pieces, group }),
      putInto: async (category, sku) => {
        const made = shop.addCategory(category.toLowerCase().replaceAll(/\W+/g, '-'), category);
        const found = product(sku);
        store.set(found, { supercategories: [...found.list('supercategories'), made] });
      },
      categories: () =>
        store
          .all('Category')
          .filter((each) => each.item('catalogVersion')?.text('version') === 'Online')
          .map(nameOf),
    };
  };
}

const baseSku = (name: string): string => name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '-');

const nameOf = (category: Item): string => category.localized('name', 'en') ?? '';

function categoriesOf(product: Item): readonly Item[] {
  const value = product.get('supercategories');
  return isList(value)
    ? value.filter((each): each is Item => typeof each === 'object' && each !== null && 'pk' in each)
    : [];
}

const guestOf = ({ email, firstName, lastName }: Buyer) => ({ email, name: `${firstName} ${lastName}` });

const addressOf = (buyer: Buyer): AddressOf => ({
  firstname: buyer.firstName,
  lastname: buyer.lastName,
  company: buyer.company,
  streetname: buyer.street,
  town: buyer.city,
  postalcode: buyer.postcode,
  region: buyer.region === undefined ? undefined : `${buyer.country}-${buyer.region}`,
  country: buyer.country,
  phone1: buyer.phone,
  email: buyer.email,
});

const writtenAddress = (address: Item): AddressOf => ({
  firstname: address.text('firstname') ?? '',
  lastname: address.text('lastname') ?? '',
  company: address.text('company'),
  streetname: address.text('streetname') ?? '',
  town: address.text('town') ?? '',
  postalcode: address.text('postalcode') ?? '',
  region: address.code('region'),
  country: address.code('country') ?? '',
  phone1: address.text('phone1'),
  email: address.text('email'),
});

/** Only what is said. */
const given = (values: Readonly<Record<string, string | Item | undefined>>): Values =>
  Object.fromEntries(Object.entries(values).filter((each): each is [string, string | Item] => each[1] !== undefined));

/** What the tenant has added to customers. */
const wishes = ({ needsPo, asksForCredit, taxCertificate }: Partial<Buyer>): Values => ({
  ...(needsPo === undefined ? {} : { poNumberRequired: needsPo }),
  ...(asksForCredit === undefined ? {} : { applyForCredit: asksForCredit }),
  ...(taxCertificate === undefined ? {} : { applyForTaxExemption: true, taxExemptionCertificate: taxCertificate }),
});

function placementOf(
  placed: OrderPlaced,
  offered: ReadonlyMap<string, Coupon>,
): Omit<Placement, 'customer' | 'guest' | 'billing'> {
  const {
    lines,
    shipTo,
    shipping,
    fees = [],
    rules = [],
    coupons = [],
    po,
    note,
    pays = 'card',
    withoutAddress,
  } = placed;
  assert.ok(placed.test !== true, 'SAP Commerce knows no test orders');
  const given = coupons.map((code) => offered.get(code) ?? assert.fail(`no coupon ${code}`));
  const isFree = given.some(({ off }) => off === 'shipping');
  const cost = placed.shippingPrice ?? SHIPPING_PRICES[shipping ?? 'standard'];
  const mode = SAP_COMMERCE_CODES.shippingMethods[isFree ? 'free' : (shipping ?? 'standard')];
  // The one charge beside delivery that an order has is the cost of its payment.
  const paymentCost = fees.reduce((sum, { amount }) => sum + Number(amount), 0).toFixed(2);
  return {
    lines,
    ...(PAYMENTS[pays] ?? assert.fail(`nobody pays by ${pays} here`)),
    ...(placed.fraudRisk === true ? { captured: undefined, status: 'WAIT_FRAUD_MANUAL_CHECK' } : {}),
    ...(shipTo === undefined ? {} : { shipTo: addressOf(shipTo) }),
    ...(shipping === undefined ? {} : { delivery: { mode, cost: isFree ? '0' : cost } }),
    coupons,
    discounts: [
      ...given.flatMap(({ code, percent, amount, off }) =>
        off === 'shipping' ? [] : [{ code, percent, amount, sku: typeof off === 'object' ? off.sku : undefined }],
      ),
      ...rules.map(({ name, amount }) => ({ code: name, amount })),
    ],
    paymentCost,
    ...(po === undefined ? {} : { purchaseOrderNumber: po }),
    withoutAddress,
    custom: note === undefined ? {} : { customerNote: note },
  };
}
