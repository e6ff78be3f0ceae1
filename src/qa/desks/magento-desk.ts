import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Clock } from '../../model/clock.ts';
import { encodeRfc3986, oauthSignature } from '../../twin/kit/oauth-signature.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import { type Address, EXEMPT_GROUP_ID, GROUPS } from '../../twin/magento/customer-state.ts';
import { createMagentoTwin } from '../../twin/magento/magento-twin.ts';
import { toInvoice } from '../../twin/magento/order-quantities.ts';
import type { Order, OrderItem } from '../../twin/magento/order-state.ts';
import { remainingTotal } from '../../twin/magento/order-view.ts';
import type { Placement } from '../../twin/magento/place-order.ts';
import { TWIN_INTEGRATIONS } from '../../twin/magento/settings.ts';
import { tierPriceOf } from '../../twin/magento/tier-prices.ts';
import { askTwin } from './ask-twin.ts';
import type { Codes } from './desk-catalogue.ts';
import {
  type Article,
  type Buyer,
  type Coupon,
  type OpenShop,
  type OrderPlaced,
  SHIPPING_PRICES,
  type ShopAbility,
  type ShopDesk,
  type ShopSetUp,
} from './shop-desk.ts';

const STAFF = TWIN_INTEGRATIONS.erp;

/** What this shop calls the ways of shipping and paying: for its row in the catalogue of desks. */
export const MAGENTO_CODES: Codes = {
  shippingMethods: {
    standard: 'flatrate_flatrate',
    express: 'tablerate_bestway',
    free: 'freeshipping_freeshipping',
  },
  paymentMethods: { card: 'braintree', later: 'purchaseorder', 'not yet': 'hosted_pro' },
  customerGroups: { wholesale: 'Wholesale', retailers: 'Retailer' },
};

/** What this shop can do and others cannot. */
export const MAGENTO_ABILITIES: readonly ShopAbility[] = [
  'edits-orders',
  'refunds-orders',
  'refund-names-order',
  'edits-by-new-orders',
  'fraud-risk',
  'takes-money-by-pieces',
  'tells-of-payments-given-up',
  'counts-shipped',
  'exempts-from-tax',
  'store-credit',
  'keeps-sale-days',
  'sells-by-tiers',
];

const SHIPPING = {
  standard: { method: 'flatrate_flatrate', description: 'Flat Rate - Fixed' },
  express: { method: 'tablerate_bestway', description: 'Best Way - Table Rate' },
  free: { method: 'freeshipping_freeshipping', description: 'Free Shipping - Free' },
} as const;

const PURCHASE_ORDER = { method: 'purchaseorder', title: 'Purchase Order' } as const;

const PAYMENTS: Readonly<
  Record<NonNullable<OrderPlaced['pays']>, Pick<Placement, 'payment' | 'state' | 'captured' | 'paidByCredit'>>
> = {
  card: {
    payment: { method: 'braintree', title: 'Credit Card (Braintree)' },
    state: 'processing',
    captured: { transactionId: 'bt-4q7x9' },
  },
  later: { payment: PURCHASE_ORDER, state: 'new' },
  'not yet': { payment: { method: 'hosted_pro', title: 'Credit Card (Hosted Pro)' }, state: 'pending_payment' },
  'store credit': {
    payment: { method: 'free', title: 'No Payment Information Required' },
    state: 'processing',
    paidByCredit: true,
  },
};

/** Names of the regions that scenarios’ buyers live in. */
const REGIONS: Readonly<Record<string, string>> = { TO: 'Torino', MI: 'Milano' };

/**
 * A Magento shop in Italy with one warehouse. What staff do goes through its own API, so that times of change move as they
 * do there. Staff of a Magento shop cannot take pieces off an order that is paid: they void its invoice, invoice what
 * stays, and cancel the rest.
 */
export function openMagento({ currency = 'EUR', pricesIncludeTax = false }: ShopSetUp = {}): OpenShop {
  return async (clock: Clock): Promise<ShopDesk> => {
    const twin = await startTwin(createMagentoTwin({ clock, currency, pricesIncludeTax }), { clock });
    const shop = twin.system;
    let calls = 0;

    const staff = async (method: string, path: string, body: unknown): Promise<unknown> => {
      calls += 1;
      const at = `/rest/all/V1/${path}`;
      const headers = { authorization: signed(method, `${twin.url}${at}`, clock, calls) };
      return JSON.parse(await askTwin(twin, { method, path: at, headers, body })) as unknown;
    };
    const order = (id: string): Order => shop.order(Number(id));
    const rowOf = (id: string, sku: string): OrderItem =>
      order(id).items.find((item) => item.sku === sku && item.parentId === undefined) ??
      assert.fail(`no line ${sku} on order ${id}`);
    const product = (sku: string) => shop.productBySku(sku) ?? assert.fail(`no product ${sku}`);

    /** As before the payment, so that pieces can be called off. */
    const voidInvoices = async (id: string): Promise<void> => {
      for (const invoice of shop.store.invoices.values())
        if (invoice.orderId === Number(id) && invoice.state !== 3)
          assert.equal(await staff('POST', `invoices/${invoice.id}/void`, {}), true);
    };

    const placementOf = (placed: OrderPlaced): Placement => {
      const known = placed.account === undefined ? undefined : shop.store.customers.get(Number(placed.account));
      const isFree = (placed.coupons ?? []).some((code) =>
        [...shop.store.rules.values()].some((rule) => rule.code === code && rule.freeShipping),
      );
      return {
        ...placement(placed, isFree),
        ...(known === undefined
          ? { email: placed.guest?.email ?? '', billing: placeOf(placed.guest ?? assert.fail('nobody buys')) }
          : {
              customerId: known.id,
              email: known.email,
              billing: known.addresses[0] ?? assert.fail('the account has no address'),
            }),
      };
    };
    const named = ({ id, incrementId }: Order) => ({ id: String(id), number: incrementId });

    return {
      system: 'magento',
      twin,
      connection: {
        connector: 'magento',
        url: '${env:SHOP_URL}',
        credentials: {
          consumer_key: '${env:SHOP_KEY}',
          consumer_secret: '${env:SHOP_SECRET}',
          access_token: '${env:SHOP_TOKEN}',
          access_token_secret: '${env:SHOP_TOKEN_SECRET}',
        },
        options: { currency, prices_include_tax: pricesIncludeTax, exempt_groups: [String(EXEMPT_GROUP_ID)] },
      },
      choices: [],
      env: {
        SHOP_URL: twin.url,
        SHOP_KEY: STAFF.consumerKey,
        SHOP_SECRET: STAFF.consumerSecret,
        SHOP_TOKEN: STAFF.accessToken,
        SHOP_TOKEN_SECRET: STAFF.accessTokenSecret,
      },
      calls: { standard: SHIPPING.standard.description },
      // Magento sets no limit: as many as the connector asks for.
      customersAPage: 50,
      requests: {
        orderList: '/V1/orders?',
        customerList: '/V1/customers/search?',
        reference: { method: 'POST', match: '"ext_order_id"' },
        shipment: { method: 'POST', match: '/ship' },
        stock: { method: 'POST', match: '/V1/inventory/source-items' },
        newProduct: { method: 'POST', match: '/V1/products' },
        orders: { method: 'GET', match: '/V1/orders?' },
        accounts: { method: 'GET', match: '/V1/customers/' },
        isWrite: ({ method, path }) => method !== 'GET' && !/\/integration\/|-information$/.test(path),
      },
      fields: { orderTax: 'tax_amount', taxRate: 'percent', changedAt: 'updated_at' },

      sell: (articles) => {
        for (const article of articles) shop.addProduct(offered(article), article.stock);
        for (const name of new Set(articles.flatMap(({ variantOf = [] }) => variantOf))) {
          const variants = articles.filter(({ variantOf }) => variantOf === name).map(({ sku }) => sku);
          shop.addConfigurable(name.toUpperCase().replace(/[^A-Z0-9]+/g, '-'), name, 'Size', variants);
        }
      },
      offerCoupon: (coupon) => void shop.addRule(ruleOf(coupon)),
      register: (buyer) => String(shop.addCustomer(account(buyer)).id),
      changeAccount: async (id, changes) => {
        const known = shop.store.customers.get(Number(id)) ?? assert.fail(`no account ${id}`);
        const address = known.addresses[0] ?? assert.fail(`account ${id} has no address`);
        await staff('PUT', `customers/${id}`, {
          customer: {
            id: known.id,
            website_id: 1,
            email: changes.email ?? known.email,
            firstname: changes.firstName ?? known.firstname,
            lastname: changes.lastName ?? known.lastname,
            ...(changes.taxExempt === undefined ? {} : { group_id: changes.taxExempt ? EXEMPT_GROUP_ID : 1 }),
            custom_attributes: wishes(changes),
            addresses: [
              {
                id: address.id,
                default_billing: true,
                default_shipping: true,
                firstname: changes.firstName ?? address.firstname,
                lastname: changes.lastName ?? address.lastname,
                company: changes.company ?? address.company,
                street: changes.street === undefined ? address.street : [changes.street],
                city: changes.city ?? address.city,
                postcode: changes.postcode ?? address.postcode,
                region: regionOf(changes.region ?? address.regionCode),
                country_id: changes.country ?? address.countryId,
                telephone: changes.phone ?? address.telephone,
              },
            ],
          },
        });
      },

      place: (placed) => named(shop.placeOrder(placementOf(placed))),
      replace: async (id, placed) => named(shop.editOrder(order(id), placementOf(placed))),
      receivePayment: async (id) => shop.receivePayment(order(id), 'hp-77120'),
      receiveFor: async (id, sku, pieces) => {
        const items = [{ order_item_id: rowOf(id, sku).id, qty: pieces }];
        await staff('POST', `order/${id}/invoice`, { capture: true, items });
      },
      cancel: async (id) => {
        await voidInvoices(id);
        assert.equal(await staff('POST', `orders/${id}/cancel`, {}), true, `order ${id} cannot be cancelled`);
      },
      reduce: async (id, sku, quantity) => {
        const reduced = rowOf(id, sku);
        await voidInvoices(id);
        const items = order(id)
          .items.filter(({ parentId }) => parentId === undefined)
          .map((item) => ({ order_item_id: item.id, qty: item === reduced ? quantity : toInvoice(item) }));
        await staff('POST', `order/${id}/invoice`, { capture: true, items });
        assert.equal(await staff('POST', `orders/${id}/cancel`, {}), true);
      },
      refund: async (id, sku, pieces, restock) => {
        const item = rowOf(id, sku);
        if (item.invoiced === 0) await staff('POST', `order/${id}/invoice`, { capture: false });
        await staff('POST', `order/${id}/refund`, {
          items: [{ order_item_id: item.id, qty: pieces }],
          arguments: {
            shipping_amount: 0,
            extension_attributes: { return_to_stock_items: restock ? [item.id] : [] },
          },
        });
      },
      refundShipping: async (id, amount) => {
        if (order(id).items.every(({ invoiced }) => invoiced === 0))
          await staff('POST', `order/${id}/invoice`, { capture: false });
        await staff('POST', `order/${id}/refund`, {
          // A list without rows means all of them.
          items: order(id).items.map((item) => ({ order_item_id: item.id, qty: 0 })),
          arguments: { shipping_amount: Number(amount) },
        });
      },
      annotate: async (id) => void (await staff('POST', `orders/${id}/emails`, {})),

      totalOf: (id) => remainingTotal(order(id)).toFixed(2),
      erpNumberOn: (id) => order(id).extOrderId,
      invoiceOn: (id) => {
        const said = order(id).comments.map(({ comment }) => INVOICE_COMMENT.exec(comment ?? ''));
        const [, number, date = '', amount = '', status = ''] = said.findLast((each) => each !== null) ?? [];
        return number === undefined ? undefined : { number, date, amount, status };
      },
      standing: {
        shown: (id) => saidOfErp(order(id)).at(-1),
        told: (id) => saidOfErp(order(id)).length,
        own: (id) => order(id).status,
      },
      shipmentsOn: (id) =>
        shop.shipmentsOf(order(id)).flatMap(({ comments, tracks }) => {
          const said = comments.flatMap(({ comment }) => SHIPMENT_COMMENT.exec(comment ?? '')?.[1] ?? []);
          return said.length > 0 ? said : tracks.map(({ number }) => number);
        }),
      shippedOn: (id) => {
        const pieces: Record<string, number> = {};
        for (const { items } of shop.shipmentsOf(order(id)))
          for (const { sku, quantity } of items) pieces[sku] = (pieces[sku] ?? 0) + quantity;
        return pieces;
      },

      offer: (sku) => {
        const quantity = shop.salableQuantity(product(sku).sku);
        return { quantity, inStock: quantity > 0 };
      },
      productId: (sku) => {
        const { id } = product(sku);
        return String(shop.products.find(({ children }) => children.includes(id))?.id ?? id);
      },
      articleCount: (sku) => shop.products.filter((each) => sku === undefined || each.sku === sku).length,
      article: (sku) => {
        const found = shop.shownProduct(sku);
        if (found === undefined) return undefined;
        return {
          name: found.name,
          price: Number(found.price).toFixed(2),
          ...reducedTo(found.attributes, clock.now()),
          categories: found.categoryIds.map((id) => shop.store.categories.get(id)?.name ?? ''),
          shown: found.status === 1,
        };
      },
      pieceCosts: (sku, pieces, group = 'General') => {
        const sold = product(sku);
        const { id } = GROUPS.find(({ code }) => code === group) ?? assert.fail(`no group ${group}`);
        const { sellsFor = sold.price } = reducedTo(sold.attributes, clock.now());
        return Math.min(Number(sellsFor), tierPriceOf(sold, id, pieces) ?? Number.POSITIVE_INFINITY).toFixed(2);
      },
      putInto: async (category, sku) => {
        const { id } = shop.addCategory({ name: category, is_active: true });
        await staff('PUT', `categories/${id}/products`, {
          product_link: { sku, position: 0, category_id: String(id) },
        });
      },
      // Not the root and not the default category, which every shop has.
      categories: () => shop.categories.filter(({ id }) => id > 2).map(({ name }) => name),
    };
  };
}

/** How an ERP’s invoice is told on the order: `ERP invoice 103001 of 2026-03-02: 39.65, open`. */
const saidOfErp = ({ comments }: Order): readonly string[] =>
  comments.flatMap(({ comment }) => STATUS_COMMENT.exec(comment ?? '')?.[1] ?? []);
const STATUS_COMMENT = /^ERP order .+? is (.+)$/;
const INVOICE_COMMENT = /^ERP invoice (\S+) of (\d{4}-\d{2}-\d{2}): (\d+\.\d{2})(?: [A-Z]{3})?, (.+)$/m;
/** How an ERP’s shipment is told on the shipment, besides its tracking number: `ERP shipment 102001`. */
const SHIPMENT_COMMENT = /^ERP shipment (\S+)/m;

/** The header of a request by the shop’s own integration. The nonce is made of the turn: each is used once. */
function signed(method: string, url: string, clock: Clock, turn: number): string {
  const parameters: [string, string][] = [
    ['oauth_consumer_key', STAFF.consumerKey],
    ['oauth_nonce', createHash('sha256').update(`staff ${turn}`).digest('hex').slice(0, 32)],
    ['oauth_signature_method', 'HMAC-SHA256'],
    ['oauth_timestamp', String(Math.floor(clock.now() / 1000))],
    ['oauth_token', STAFF.accessToken],
    ['oauth_version', '1.0'],
  ];
  const signature = oauthSignature({
    method,
    url,
    parameters,
    consumerSecret: STAFF.consumerSecret,
    tokenSecret: STAFF.accessTokenSecret,
    signatureMethod: 'HMAC-SHA256',
  });
  const all = [...parameters, ['oauth_signature', signature] as const];
  return `OAuth ${all.map(([name, value]) => `${name}="${encodeRfc3986(value)}"`).join(',')}`;
}

const offered = ({ sku, name, price, variantOf }: Article) => ({
  sku,
  name,
  price: Number(price),
  status: 1,
  // What is bought through its parent is not shown by itself.
  visibility: variantOf === undefined ? 4 : 1,
});

const ruleOf = ({ code, percent, amount, off }: Coupon) => ({
  label: code,
  code,
  ...(off === 'shipping'
    ? { freeShipping: true }
    : {
        percent: percent,
        amount: percent === undefined ? (amount ?? '0.00') : undefined,
        sku: typeof off === 'object' ? off.sku : undefined,
      }),
});

const account = (buyer: Buyer) => ({
  email: buyer.email,
  firstname: buyer.firstName,
  lastname: buyer.lastName,
  website_id: 1,
  group_id: buyer.taxExempt === true ? EXEMPT_GROUP_ID : 1,
  custom_attributes: wishes(buyer),
  addresses: [
    {
      firstname: buyer.firstName,
      lastname: buyer.lastName,
      company: buyer.company,
      street: [buyer.street],
      city: buyer.city,
      postcode: buyer.postcode,
      region: regionOf(buyer.region),
      country_id: buyer.country,
      telephone: buyer.phone,
      default_billing: true,
      default_shipping: true,
    },
  ],
});

const regionOf = (code: string | undefined) =>
  code === undefined ? undefined : { region_code: code, region: REGIONS[code] ?? code };

const placeOf = (buyer: Buyer): Address => ({
  firstname: buyer.firstName,
  lastname: buyer.lastName,
  company: buyer.company,
  street: [buyer.street],
  city: buyer.city,
  region: regionOf(buyer.region)?.region,
  regionCode: buyer.region,
  postcode: buyer.postcode,
  countryId: buyer.country,
  telephone: buyer.phone,
  vatId: undefined,
});

/** The attributes that shops add to an account. Core has none of them; a yes or no is `1` or `0`. */
const wishes = ({ needsPo, asksForCredit, taxCertificate }: Partial<Buyer>) => [
  ...(needsPo === undefined ? [] : [attribute('po_number_required', needsPo ? '1' : '0')]),
  ...(asksForCredit === undefined ? [] : [attribute('apply_for_credit', asksForCredit ? '1' : '0')]),
  ...(taxCertificate === undefined
    ? []
    : [attribute('apply_for_tax_exemption', '1'), attribute('tax_exemption_certificate', taxCertificate)]),
];

const attribute = (attribute_code: string, value: string) => ({ attribute_code, value });

function placement(placed: OrderPlaced, isFree: boolean): Omit<Placement, 'email' | 'billing' | 'customerId'> {
  const { lines, shipTo, shipping, fees = [], rules = [], coupons = [], po, note, pays, withoutAddress } = placed;
  assert.ok(placed.test !== true, 'Magento knows no test orders');
  const price = placed.shippingPrice ?? SHIPPING_PRICES[shipping ?? 'standard'];
  return {
    lines,
    ...PAYMENTS[pays ?? 'card'],
    // Only a purchase order has a number of the buyer’s, and it is paid later.
    ...(po === undefined ? {} : { payment: { ...PURCHASE_ORDER, poNumber: po }, state: 'new', captured: undefined }),
    ...(placed.fraudRisk === true ? { state: 'payment_review', status: 'fraud', captured: undefined } : {}),
    ...(shipTo === undefined ? {} : { shipTo: placeOf(shipTo) }),
    ...(shipping === undefined
      ? {}
      : { shipping: isFree ? { ...SHIPPING.free, price: '0' } : { ...SHIPPING[shipping], price } }),
    coupons,
    discounts: rules.map(({ name, amount }) => ({ label: name, amount })),
    fees: fees.map(({ name, amount }) => ({ code: name.toLowerCase().replace(/\W+/g, '_'), label: name, amount })),
    ...(note === undefined ? {} : { note }),
    withoutAddress,
  };
}

/** The special price while it counts. Its days are written without a zone, and are those of UTC. */
function reducedTo(attributes: ReadonlyMap<string, unknown>, now: number): { readonly sellsFor?: string } {
  const [price, from, until] = ['special_price', 'special_from_date', 'special_to_date'].map((code) => {
    const value = attributes.get(code);
    return typeof value === 'string' && value !== '' ? value : undefined;
  });
  const at = (written: string) => Date.parse(`${written.replace(' ', 'T')}Z`);
  const counts = (from === undefined || at(from) <= now) && (until === undefined || now < at(until));
  return price !== undefined && counts ? { sellsFor: Number(price).toFixed(2) } : {};
}
