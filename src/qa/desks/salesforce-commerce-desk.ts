import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import type { Promotion } from '../../twin/salesforce-commerce/order-prices.ts';
import type { Address } from '../../twin/salesforce-commerce/order-state.ts';
import type { Placement } from '../../twin/salesforce-commerce/place-order.ts';
import { priceAt } from '../../twin/salesforce-commerce/price-books.ts';
import { SalesforceCommerceTwin } from '../../twin/salesforce-commerce/salesforce-commerce-twin.ts';
import { TENANT, TWIN_CLIENTS } from '../../twin/salesforce-commerce/settings.ts';
import { askTwin } from './ask-twin.ts';
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

const STAFF = TWIN_CLIENTS.erp;
const TOKEN = '/dwsso/oauth2/access_token';
const ORGANIZATION = `f_ecom_${TENANT}`;

/** What this shop calls the ways of shipping and paying: for its row in the catalogue of desks. */
export const SALESFORCE_COMMERCE_CODES: Codes = {
  // A promotion makes a method free; it stays the same method.
  shippingMethods: { standard: 'standard', express: 'express', free: 'standard' },
  paymentMethods: { card: 'CREDIT_CARD', later: 'INVOICE', 'not yet': 'BANK_TRANSFER' },
  // The price books that the storefront applies to them.
  customerGroups: { wholesale: 'wholesale-prices', retailers: 'retailer-prices' },
};

/**
 * What this shop can do and others cannot. Of itself it neither edits an order nor gives money back: both are the work of an
 * order management beside it. It tells of nothing by itself.
 */
export const SALESFORCE_COMMERCE_ABILITIES: readonly ShopAbility[] = [
  'follows-erp-status',
  'store-credit',
  'names-later-payment',
  'tells-of-payments-given-up',
  'edits-by-new-orders',
  'exempts-from-tax',
  'keeps-sale-days',
  'sells-by-tiers',
];

const PAYMENTS: Readonly<
  Record<NonNullable<OrderPlaced['pays']>, Pick<Placement, 'payment' | 'paid' | 'exportReady'>>
> = {
  card: { payment: { methodId: 'CREDIT_CARD', cardType: 'Visa', transactionId: 'tx-4q7x9' }, paid: true },
  later: { payment: { methodId: 'INVOICE' }, paid: false },
  // Nobody exports an order whose money is waited for.
  'not yet': { payment: { methodId: 'BANK_TRANSFER' }, paid: false, exportReady: false },
  'store credit': { payment: { methodId: 'STORE_CREDIT' }, paid: true },
};

/** The price book of what costs less from a quantity on. */
const BREAKS = 'break-prices';

/** A B2C Commerce site in Italy. What staff do goes through its own API, so that times of change move as they do there. */
export function openSalesforceCommerce({ currency = 'EUR', pricesIncludeTax = false }: ShopSetUp = {}): OpenShop {
  return async (clock: Clock): Promise<ShopDesk> => {
    const taxation = pricesIncludeTax ? 'gross' : 'net';
    const twin = await startTwin(new SalesforceCommerceTwin({ clock, currency, taxation }), { clock });
    const shop = twin.system;
    const { store } = shop;
    const { siteId, customerListId, catalogId, inventoryListId, priceBookId, salePriceBookId } = store.settings;

    const staff = async (method: string, api: string, path: string, body: unknown): Promise<void> => {
      const scope = [`SALESFORCE_COMMERCE_API:${TENANT}`, ...STAFF.scopes].join(' ');
      const form = new URLSearchParams({ grant_type: 'client_credentials', scope });
      const authorization = `Basic ${Buffer.from(`${STAFF.id}:${STAFF.secret}`).toString('base64')}`;
      const signedIn = await askTwin(twin, { method: 'POST', path: TOKEN, headers: { authorization }, body: form });
      const { access_token: token } = JSON.parse(signedIn) as { readonly access_token: string };
      await askTwin(twin, {
        method,
        path: `/${api}/v1/organizations/${ORGANIZATION}/${path}`,
        headers: { authorization: `Bearer ${token}` },
        body,
      });
    };
    const staffOfOrders = (method: string, path: string, body: unknown) =>
      staff(method, 'checkout/orders', `orders/${path}?siteId=${siteId}`, body);
    const text = (orderNo: string, attribute: string): string => {
      const value = store.order(orderNo).custom[attribute];
      return typeof value === 'string' ? value : '';
    };
    const product = (sku: string) => store.products.get(sku) ?? assert.fail(`no product ${sku}`);

    const orderOf = (placed: OrderPlaced, custom: Placement['custom'] = {}): Placement => {
      const account = placed.account === undefined ? undefined : store.customer(placed.account);
      const [home] = account?.addresses.values() ?? [];
      const address: Address = placed.guest === undefined ? { ...home?.fields } : addressOf(placed.guest);
      const shipTo = placed.shipTo === undefined ? address : addressOf(placed.shipTo);
      const made = placementOf(placed);
      return {
        ...made,
        ...(account === undefined ? {} : { customerNo: account.no }),
        email: placed.guest?.email ?? String(account?.fields.email),
        billing: placed.withoutAddress === undefined ? address : undefined,
        shipTo: placed.withoutAddress === 'any' ? undefined : shipTo,
        custom: { ...made.custom, ...custom },
      };
    };
    const named = ({ orderNo }: { readonly orderNo: string }) => ({ id: orderNo, number: orderNo });

    return {
      system: 'salesforce-commerce',
      twin,
      connection: {
        connector: 'salesforce-commerce',
        url: '${env:SHOP_URL}',
        credentials: { client_id: '${env:SHOP_CLIENT}', client_secret: '${env:SHOP_SECRET}' },
        options: {
          organization_id: ORGANIZATION,
          site_id: siteId,
          customer_list_id: customerListId,
          catalog_id: catalogId,
          inventory_list_id: inventoryListId,
          price_book_id: priceBookId,
          sale_price_book_id: salePriceBookId,
          break_price_book_id: BREAKS,
          group_price_book_ids: Object.values(SALESFORCE_COMMERCE_CODES.customerGroups ?? {}),
          token_url: `${twin.url}${TOKEN}`,
          instance_url: twin.url,
          currency,
          prices_include_tax: pricesIncludeTax,
        },
      },
      choices: [],
      env: { SHOP_URL: twin.url, SHOP_CLIENT: STAFF.id, SHOP_SECRET: STAFF.secret },
      calls: { standard: 'Standard' },
      customersAPage: 200,
      requests: {
        orderList: '/orders?',
        customerList: '/customer-search',
        reference: { method: 'PATCH', match: 'c_erpOrderNo' },
        shipment: { method: 'PATCH', match: 'c_erpShipments' },
        stock: { match: '/product_inventory_records/' },
        newProduct: { method: 'PUT', match: `/product/products/v1/organizations/${ORGANIZATION}/products/` },
        orders: { method: 'GET', match: '/orders?' },
        accounts: { method: 'POST', match: '/customer-search' },
        isWrite: ({ method, path }) => method !== 'GET' && path !== TOKEN && !/[-_]search(\?|$)/.test(path),
      },
      fields: { orderTax: 'taxTotal', taxRate: 'taxRate', changedAt: 'lastModified' },

      sell: (articles) => {
        for (const { sku, name, price, stock } of articles) shop.addProduct({ id: sku, name, price, stock });
        for (const name of new Set(articles.flatMap(({ variantOf = [] }) => variantOf))) {
          const variants = articles.filter(({ variantOf }) => variantOf === name).map(({ sku }) => sku);
          shop.addMaster(name.toUpperCase().replace(/[^A-Z0-9]+/g, '-'), name, variants);
        }
      },
      offerCoupon: (coupon) => shop.addPromotion(promotionOf(coupon)),
      register: (buyer) => shop.addCustomer(accountOf(buyer), [{ addressId: 'Home', ...addressOf(buyer) }]).no,
      changeAccount: async (id, changes) => {
        const at = `customer-lists/${customerListId}/customers/${id}`;
        await staff('PATCH', 'customer/customers', at, personOf(changes));
        await staff('PATCH', 'customer/customers', `${at}/addresses/Home`, addressOf(changes));
      },

      place: (placed) => named(shop.placeOrder(orderOf(placed))),
      replace: async (id, placed) => {
        const made = shop.placeOrder(orderOf(placed, { c_replacedOrderNo: id }));
        await staffOfOrders('PUT', `${id}/status`, { status: 'cancelled' });
        return named(made);
      },
      receivePayment: async (id) => shop.receivePayment(store.order(id), 'tx-77120'),
      cancel: (id) => staffOfOrders('PUT', `${id}/status`, { status: 'cancelled' }),
      reduce: async () => assert.fail('the site keeps orders as they were placed'),
      refund: async () => assert.fail('the site gives no money back'),
      refundShipping: async () => assert.fail('the site gives no money back'),
      annotate: (id) => staffOfOrders('PATCH', id, { c_staffNote: 'seen by the packing desk' }),

      totalOf: (id) => store.order(id).totals.order.toFixed(2),
      erpNumberOn: (id) => text(id, 'c_erpOrderNo') || undefined,
      invoiceOn: (id) => {
        const of = (attribute: string) => text(id, `c_erpInvoice${attribute}`);
        return of('No') === ''
          ? undefined
          : { number: of('No'), date: of('Date'), amount: of('Amount'), status: of('Status') };
      },
      standing: {
        shown: (id) => text(id, 'c_erpOrderStatusText') || undefined,
        own: (id) => store.order(id).status,
        setOwn: (id, status) => staffOfOrders('PUT', `${id}/status`, { status }),
      },
      shipmentsOn: (id) => {
        const written = text(id, 'c_erpShipments')
          .split(/[\s,]+/)
          .filter((each) => each !== '');
        const told = store
          .order(id)
          .omsEvents.filter(({ kind, type }) => kind === 'fulfillment' && type === 'shipped')
          .map((event) => event.id);
        return written.length > 0 ? written : told;
      },
      shippedOn: () => undefined,

      offer: (sku) => {
        const quantity = store.stock.ats(product(sku).id);
        return { quantity, inStock: quantity > 0 };
      },
      articleCount: (sku) => shop.products.filter(({ id }) => sku === undefined || id === sku).length,
      // A variation is a product with an id of its own.
      productId: (sku) => product(sku).id,
      siblings: (sku) => [...product(product(sku).master ?? sku).variants].sort(),
      article: (sku) => {
        const found = store.products.get(sku);
        if (found === undefined) return undefined;
        const price = Number(store.listPriceOf(sku) ?? Number.NaN).toFixed(2);
        const paid = Number(store.priceOf(sku) ?? Number.NaN).toFixed(2);
        return {
          name: found.nameIn('default') ?? '',
          price,
          ...(paid === price ? {} : { sellsFor: paid }),
          categories: shop.categories.filter(({ products }) => products.has(sku)).map(nameOf),
          shown: found.isOnline(siteId),
        };
      },
      pieceCosts: (sku, pieces, group) => {
        const now = clock.now();
        const counting = [priceBookId, salePriceBookId, BREAKS, ...(group === undefined ? [] : [group])].flatMap(
          (id) => {
            const book = store.priceBooks.get(id);
            return (book === undefined ? undefined : priceAt(book, sku, now, pieces)) ?? [];
          },
        );
        return Math.min(...counting.map(Number)).toFixed(2);
      },
      putInto: async (category, sku) => {
        const id = category.toLowerCase().replace(/[^a-z0-9]+/g, '-');
        shop.addCategory(id, category);
        await staff('PUT', 'product/catalogs', `catalogs/${catalogId}/categories/${id}/products/${sku}`, {});
      },
      categories: () => shop.categories.map(nameOf),
    };
  };
}

const nameOf = ({ fields }: { readonly fields: { readonly name?: unknown } }): string =>
  String(Object(fields.name).default);

const promotionOf = ({ code, percent, amount, off }: Coupon): Promotion => ({
  id: code.toLowerCase(),
  couponCode: code,
  text: code,
  ...(percent === undefined ? {} : { percent }),
  ...(amount === undefined ? {} : { amount }),
  off: typeof off === 'object' ? { productId: off.sku } : off,
});

const withoutGaps = (
  fields: Readonly<Record<string, string | boolean | undefined>>,
): Record<string, string | boolean> =>
  Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

/** The wishes stand in attributes that this shop has added to the profile (sheet section 10). */
const personOf = (buyer: Partial<Buyer>) =>
  withoutGaps({
    firstName: buyer.firstName,
    lastName: buyer.lastName,
    email: buyer.email,
    companyName: buyer.company,
    phoneHome: buyer.phone,
    c_poRequired: buyer.needsPo,
    c_applyForCredit: buyer.asksForCredit,
    c_applyForTaxExemption: buyer.taxCertificate === undefined ? undefined : true,
    c_taxExemptionCertificate: buyer.taxCertificate,
    c_taxExempt: buyer.taxExempt,
  });

const accountOf = (buyer: Buyer) => ({ ...personOf(buyer), credentials: { login: buyer.email } });

const addressOf = (buyer: Partial<Buyer>): Address =>
  withoutGaps({
    firstName: buyer.firstName,
    lastName: buyer.lastName,
    companyName: buyer.company,
    address1: buyer.street,
    city: buyer.city,
    stateCode: buyer.region,
    postalCode: buyer.postcode,
    countryCode: buyer.country,
    phone: buyer.phone,
  });

const SHIPPING_TEXTS = { standard: 'Standard', express: 'Express' } as const;

function placementOf(placed: OrderPlaced): Omit<Placement, 'email' | 'billing' | 'shipTo' | 'customerNo'> {
  const { lines, shipping, coupons = [], fees = [], rules = [], po, note, pays = 'card' } = placed;
  assert.ok(placed.test !== true, 'B2C Commerce knows no test orders');
  assert.ok(placed.fraudRisk !== true, 'B2C Commerce says nothing of the risk of fraud');
  return {
    ...PAYMENTS[pays],
    lines: lines.map(({ sku, quantity }) => ({ productId: sku, quantity })),
    ...(shipping === undefined
      ? {}
      : {
          shipping: {
            methodId: SALESFORCE_COMMERCE_CODES.shippingMethods[shipping],
            text: SHIPPING_TEXTS[shipping],
            price: placed.shippingPrice ?? SHIPPING_PRICES[shipping],
          },
        }),
    surcharges: fees.map(({ name, amount }) => ({ text: name, price: amount })),
    discounts: rules.map(({ name, amount }) => ({ text: name, amount })),
    coupons,
    ...(po === undefined ? {} : { reference: po }),
    ...(note === undefined ? {} : { custom: { c_customerNote: note } }),
  };
}
