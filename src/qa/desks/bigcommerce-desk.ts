import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { BigCommerceTwin } from '../../twin/bigcommerce/bigcommerce-twin.ts';
import type { Customer } from '../../twin/bigcommerce/customer-state.ts';
import { countryName, EMPTY_ADDRESS, type OrderAddress } from '../../twin/bigcommerce/order-address.ts';
import type { Order, OrderLine } from '../../twin/bigcommerce/order-state.ts';
import type { Placement } from '../../twin/bigcommerce/place-order.ts';
import { addPriceList, listedPrice } from '../../twin/bigcommerce/price-lists.ts';
import { calculatedPrice, hasOptions } from '../../twin/bigcommerce/product-state.ts';
import { TWIN_ACCOUNTS, TWIN_STORE_HASH } from '../../twin/bigcommerce/settings.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
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

const STAFF = TWIN_ACCOUNTS.erp;
const METHODS = { standard: 'Ground', express: 'Express' } as const;

/** What this shop calls the ways of shipping and paying: for its row in the catalogue of desks. */
export const BIGCOMMERCE_CODES: Codes = {
  // A coupon for free shipping changes what the chosen way costs, not which one it is.
  shippingMethods: { ...METHODS, free: METHODS.standard },
  paymentMethods: { card: 'Credit Card', later: 'Purchase Order', 'not yet': 'Bank Deposit' },
  // Ids of the price lists of its groups, of which each was made in its turn.
  customerGroups: { wholesale: '2', retailers: '3' },
};

/** The price list of everybody. */
const BREAKS = '1';

/**
 * What this shop can do and others cannot. Refunds leave the order as it was, say nothing of stock and are not pending:
 * their money is what the payment provider took.
 */
export const BIGCOMMERCE_ABILITIES: readonly ShopAbility[] = [
  'follows-erp-status',
  'edits-orders',
  'tells-of-payments-given-up',
  'refunds-orders',
  'fraud-risk',
  'counts-shipped',
  'exempts-from-tax',
  'store-credit',
  'refund-names-order',
  'names-later-payment',
  'tells-of-changes',
  'sells-by-tiers',
];

/** A code of exemption that the tax provider knows. */
const EXEMPT = 'G';

type Paid = Pick<Placement, 'payment' | 'statusId' | 'paidByStoreCredit'>;

const offline = (name: string) => ({ name, status: '', event: 'pending', method: 'offline', gateway: '' }) as const;

const PAYMENTS: Readonly<Record<NonNullable<OrderPlaced['pays']>, Paid>> = {
  card: {
    payment: {
      name: 'Credit Card',
      status: 'captured',
      event: 'purchase',
      method: 'credit_card',
      gateway: 'braintree',
      gatewayId: 'bt-4q7x9',
    },
    statusId: 11,
  },
  later: { payment: offline('Purchase Order'), statusId: 11 },
  'not yet': { payment: offline('Bank Deposit'), statusId: 7 },
  'store credit': {
    payment: { name: 'Store Credit', status: 'captured', event: 'purchase', method: 'store_credit', gateway: '' },
    statusId: 11,
    paidByStoreCredit: true,
  },
};

/** The payment provider is not sure of the buyer: somebody has to look. */
const HELD_FOR_REVIEW: Paid = {
  payment: { ...PAYMENTS.card.payment, status: 'held for review', fraudReview: true },
  statusId: 12,
};

/** Names of the regions that scenarios’ buyers live in. */
const REGIONS: Readonly<Record<string, string>> = { TO: 'Torino', MI: 'Milano' };

/** A BigCommerce store in Italy with one location. What staff do goes through its API, edits of orders through its control panel. */
export function openBigCommerce({ currency = 'EUR', pricesIncludeTax = false }: ShopSetUp = {}): OpenShop {
  return async (clock: Clock): Promise<ShopDesk> => {
    const twin = await startTwin(new BigCommerceTwin({ clock, currency, pricesIncludeTax }), { clock });
    const shop = twin.system;
    const { store } = shop;
    for (const name of ['Breaks', 'Wholesale', 'Retailers']) addPriceList(store, name);

    const staff = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const at = `/stores/${TWIN_STORE_HASH}/${path}`;
      const headers = { 'x-auth-token': STAFF.accessToken, accept: 'application/json' };
      const text = await askTwin(twin, { method, path: at, headers, body });
      return text === '' ? undefined : (JSON.parse(text) as unknown);
    };
    const order = (id: string): Order => shop.order(Number(id));
    const lineOf = (id: string, sku: string): OrderLine =>
      order(id).lines.find((line) => line.sku === sku) ?? assert.fail(`no line ${sku} on order ${id}`);
    const product = (sku: string) => shop.productBySku(sku) ?? assert.fail(`no product ${sku}`);
    const variant = (sku: string) => store.variantBySku(sku) ?? assert.fail(`no variant ${sku}`);
    const erpField = (id: string, key: string): string | undefined =>
      [...store.metafields.values()].find(
        (each) =>
          each.ownerType === 'order' && each.ownerId === Number(id) && each.namespace === 'erp' && each.key === key,
      )?.value;

    const refund = async (id: string, items: readonly object[]): Promise<void> => {
      const at = `v3/orders/${id}/payment_actions`;
      const { data } = (await staff('POST', `${at}/refund_quotes`, { items })) as {
        readonly data: { readonly refund_methods: readonly (readonly object[])[] };
      };
      const [payments] = data.refund_methods;
      await staff('POST', `${at}/refunds`, { items, payments });
    };

    return {
      system: 'bigcommerce',
      twin,
      connection: {
        connector: 'bigcommerce',
        url: '${env:SHOP_URL}',
        credentials: { access_token: '${env:SHOP_TOKEN}', client_secret: '${env:SHOP_SECRET}' },
        options: {
          store_hash: TWIN_STORE_HASH,
          currency,
          prices_include_tax: pricesIncludeTax,
          break_price_list_id: BREAKS,
          group_price_list_ids: Object.values(BIGCOMMERCE_CODES.customerGroups ?? {}),
        },
      },
      choices: [],
      env: { SHOP_URL: twin.url, SHOP_TOKEN: STAFF.accessToken, SHOP_SECRET: STAFF.clientSecret },
      calls: { standard: METHODS.standard },
      customersAPage: 250,
      requests: {
        orderList: '/v2/orders?',
        customerList: '/v3/customers?',
        reference: { method: 'PUT', match: '"external_order_id"' },
        shipment: { method: 'POST', match: '/shipments' },
        stock: { match: '/v3/inventory/adjustments/' },
        newProduct: { method: 'POST', match: '/v3/catalog/products' },
        orders: { method: 'GET', match: '/v2/orders?' },
        orderTaxes: { method: 'GET', match: '/taxes' },
        accounts: { method: 'GET', match: '/v3/customers?' },
        isWrite: ({ method }) => method !== 'GET',
      },
      events: {
        take: () =>
          shop.takeWebhooks().map(({ id, headers, body }) => ({
            headers,
            body,
            answered: (status) => shop.answeredWebhook(id, status),
          })),
        subscriptions: () => [...store.hooks.hooks.values()].map(({ scope }) => scope),
      },
      fields: { orderTax: 'total_tax', taxRate: 'rate', changedAt: 'date_modified' },

      sell: (articles) => {
        for (const article of articles)
          if (article.variantOf === undefined)
            shop.addProduct({ ...sold(article), inventory_tracking: 'product', weight: 0 });
        for (const name of new Set(articles.flatMap(({ variantOf = [] }) => variantOf))) {
          const variants = articles.filter(({ variantOf }) => variantOf === name);
          shop.addProduct({
            name,
            price: Number(variants[0]?.price),
            inventory_tracking: 'variant',
            variants: variants.map((each) => ({
              ...sold(each),
              option_values: [{ option_display_name: 'Size', label: each.sku.split('-').at(-1) }],
            })),
          });
        }
      },
      offerCoupon: (coupon) => void shop.addCoupon(couponOf(coupon)),
      register: (buyer) => {
        const { id } = shop.addCustomer({
          ...personOf(buyer),
          addresses: [accountAddress(buyer)],
          form_fields: wishes(buyer),
        });
        return String(id);
      },
      changeAccount: async (id, changes) => {
        const known = store.customers.get(Number(id)) ?? assert.fail(`no account ${id}`);
        const [address] = known.addresses;
        await staff('PUT', 'v3/customers', [{ id: known.id, ...personOf(changes) }]);
        await staff('PUT', 'v3/customers/addresses', [{ id: address?.id, ...accountAddress(changes) }]);
        const fields = wishes(changes).map((each) => ({ customer_id: known.id, ...each }));
        if (fields.length > 0) await staff('PUT', 'v3/customers/form-field-values', fields);
      },

      place: (placed) => {
        const account = placed.account === undefined ? undefined : store.customers.get(Number(placed.account));
        const billing = account === undefined ? placeOf(placed.guest ?? assert.fail('nobody buys')) : homeOf(account);
        const { id } = shop.placeOrder({
          ...placement(placed, billing),
          ...(account === undefined ? {} : { customerId: account.id }),
        });
        return { id: String(id), number: String(id) };
      },
      receivePayment: async (id) => shop.receivePayment(order(id)),
      cancel: async (id) => void (await staff('PUT', `v2/orders/${id}`, { status_id: 5 })),
      reduce: async (id, sku, quantity) => shop.editQuantity(order(id), lineOf(id, sku).id, quantity),
      refund: async (id, sku, pieces, restock) => {
        await refund(id, [{ item_type: 'PRODUCT', item_id: lineOf(id, sku).id, quantity: pieces }]);
        if (!restock) return;
        // A refund gives back no stock: whoever puts the piece on the shelf counts it in.
        const items = [{ location_id: store.stock.defaultLocation.id, sku, quantity: pieces }];
        await staff('POST', 'v3/inventory/adjustments/relative', { reason: `return of order ${id}`, items });
        shop.wait();
      },
      refundShipping: async (id, amount) => {
        const [address] = order(id).addresses;
        const { ex, inc } = address?.cost ?? assert.fail(`order ${id} has no shipping`);
        const gross = inc.times(amount).div(ex).round(2);
        await refund(id, [{ item_type: 'SHIPPING', item_id: address?.id, amount: Number(gross.toFixed(2)) }]);
      },
      annotate: async (id) => void (await staff('PUT', `v2/orders/${id}`, { staff_notes: 'Seen by the packing desk' })),

      totalOf: (id) => order(id).totals.total.inc.toFixed(2),
      erpNumberOn: (id) => order(id).externalOrderId || undefined,
      invoiceOn: (id) => {
        const number = erpField(id, 'invoice_number');
        const of = (key: string) => erpField(id, `invoice_${key}`) ?? '';
        return number === undefined
          ? undefined
          : { number, date: of('date'), amount: of('amount'), status: of('status') };
      },
      standing: {
        shown: (id) => erpField(id, 'order_status_text'),
        own: (id) => String(order(id).statusId),
        setOwn: async (id, status) => void (await staff('PUT', `v2/orders/${id}`, { status_id: Number(status) })),
      },
      shipmentsOn: (id) =>
        shop
          .shipmentsOf(order(id))
          .map(({ comments, trackingNumber }) => SHIPMENT_COMMENT.exec(comments)?.[1] ?? trackingNumber),
      shippedOn: (id) =>
        Object.fromEntries(
          order(id)
            .lines.filter(({ shipped }) => shipped > 0)
            .map(({ sku, shipped }) => [sku, shipped]),
        ),

      offer: (sku) => {
        const quantity = shop.available(variant(sku).sku);
        return { quantity, inStock: quantity > 0 && !variant(sku).purchasingDisabled };
      },
      productId: (sku) => String(product(sku).id),
      siblings: (sku) =>
        product(sku)
          .variants.map((each) => each.sku)
          .sort(),
      articleCount: (sku) => {
        const all = [...store.products.values()];
        if (sku !== undefined) return all.flatMap(({ variants }) => variants).filter((each) => each.sku === sku).length;
        return all.reduce((count, each) => count + 1 + (hasOptions(each) ? each.variants.length : 0), 0);
      },
      article: (sku) => {
        const sells = store.variantBySku(sku);
        const found = shop.productBySku(sku);
        if (sells === undefined || found === undefined) return undefined;
        const price = calculatedPrice(found, sells);
        const former = Math.max(found.retailPrice, sells.price ?? found.price);
        return {
          name: found.name,
          price: price.toFixed(2),
          ...(former > price ? { formerPrice: former.toFixed(2) } : {}),
          categories: found.categories.map((id) => store.categories.get(id)?.name ?? ''),
          shown: found.isVisible && found.availability === 'available' && !sells.purchasingDisabled,
        };
      },
      pieceCosts: (sku, pieces, group = BREAKS) => {
        const list = store.priceLists.get(Number(group)) ?? assert.fail(`no price list ${group}`);
        const listed = listedPrice(list, variant(sku).id, currency, pieces);
        return (listed ?? calculatedPrice(product(sku), variant(sku))).toFixed(2);
      },
      putInto: async (category, sku) => {
        const { id } = shop.addCategory({ name: category });
        await staff('PUT', 'v3/catalog/products/category-assignments', [
          { product_id: product(sku).id, category_id: id },
        ]);
      },
      categories: () => [...store.categories.values()].map(({ name }) => name),
    };
  };
}

/** How an ERP’s shipment is told on the shipment, besides its tracking number: `ERP shipment 102001`. */
const SHIPMENT_COMMENT = /^ERP shipment (\S+)/m;

const sold = ({ sku, name, price, stock }: Article) => ({ sku, name, price: Number(price), inventory_level: stock });

function couponOf({ code, percent, amount, off }: Coupon): Parameters<BigCommerceTwin['addCoupon']>[0] {
  if (off === 'shipping') return { code, type: 4, amount: '0' };
  const sku = typeof off === 'object' ? { sku: off.sku } : {};
  if (percent !== undefined) return { code, type: 1, amount: percent, ...sku };
  return { code, type: typeof off === 'object' ? 0 : 2, amount: amount ?? '0.00', ...sku };
}

/** An account by V3’s names; what is not given is not sent. */
const personOf = (buyer: Partial<Buyer>) => ({
  email: buyer.email,
  first_name: buyer.firstName,
  last_name: buyer.lastName,
  company: buyer.company,
  phone: buyer.phone,
  ...(buyer.taxExempt === undefined ? {} : { tax_exempt_category: buyer.taxExempt ? EXEMPT : '' }),
});

const accountAddress = (buyer: Partial<Buyer>) => ({
  first_name: buyer.firstName,
  last_name: buyer.lastName,
  company: buyer.company,
  address1: buyer.street,
  city: buyer.city,
  state_or_province: buyer.region === undefined ? undefined : (REGIONS[buyer.region] ?? buyer.region),
  postal_code: buyer.postcode,
  country_code: buyer.country,
  phone: buyer.phone,
});

/** An address of an order by V2’s names, which are others than an account’s. */
const placeOf = (buyer: Buyer): OrderAddress => ({
  ...EMPTY_ADDRESS,
  first_name: buyer.firstName,
  last_name: buyer.lastName,
  company: buyer.company ?? '',
  street_1: buyer.street,
  city: buyer.city,
  state: REGIONS[buyer.region ?? ''] ?? '',
  zip: buyer.postcode,
  country: countryName(buyer.country),
  country_iso2: buyer.country,
  phone: buyer.phone,
  email: buyer.email,
});

/** The first address of an account is its default. */
function homeOf({ addresses, phone, email }: Customer): OrderAddress {
  const home = addresses[0] ?? assert.fail('the account has no address');
  return {
    ...EMPTY_ADDRESS,
    first_name: home.first_name,
    last_name: home.last_name,
    company: home.company,
    street_1: home.address1,
    street_2: home.address2,
    city: home.city,
    state: home.state_or_province,
    zip: home.postal_code,
    country: countryName(home.country_code),
    country_iso2: home.country_code,
    phone: home.phone || phone,
    email,
  };
}

/** Fields that a store adds to its sign-up form. */
const wishes = ({ needsPo, asksForCredit, taxCertificate }: Partial<Buyer>) => [
  ...(needsPo === undefined ? [] : [{ name: 'PO Number Required', value: needsPo ? 'Yes' : 'No' }]),
  ...(asksForCredit === undefined ? [] : [{ name: 'Apply for Credit', value: asksForCredit ? 'Yes' : 'No' }]),
  ...(taxCertificate === undefined ? [] : [{ name: 'Tax Exemption Certificate', value: taxCertificate }]),
];

function placement(placed: OrderPlaced, billing: OrderAddress): Placement {
  const { lines, shipTo, shipping, fees = [], rules = [], coupons = [], po, note, pays, withoutAddress } = placed;
  assert.ok(placed.test !== true, 'BigCommerce knows no test orders');
  const price = placed.shippingPrice ?? SHIPPING_PRICES[shipping ?? 'standard'];
  return {
    lines,
    ...(placed.fraudRisk === true ? HELD_FOR_REVIEW : PAYMENTS[pays ?? 'card']),
    billing: po === undefined ? billing : { ...billing, form_fields: [{ name: 'PO Number', value: po }] },
    shipTo: shipTo === undefined ? billing : { ...placeOf(shipTo), email: billing.email },
    ...(shipping === undefined ? {} : { shipping: { method: METHODS[shipping], price } }),
    coupons,
    promotions: rules,
    fees,
    ...(note === undefined ? {} : { message: note }),
    ...(withoutAddress === undefined ? {} : { withoutAddress }),
  };
}
