import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import { metaText } from '../../twin/woocommerce/meta-data.ts';
import type { Order } from '../../twin/woocommerce/order-state.ts';
import { activePrice } from '../../twin/woocommerce/product-price.ts';
import type { Product } from '../../twin/woocommerce/product-state.ts';
import { TWIN_KEYS } from '../../twin/woocommerce/site-settings.ts';
import { createWooCommerceTwin } from '../../twin/woocommerce/woocommerce-twin.ts';
import { askTwin } from './ask-twin.ts';
import {
  type Article,
  type Buyer,
  type OpenShop,
  type OrderPlaced,
  SHIPPING_PRICES,
  type ShopDesk,
  type ShopSetUp,
} from './shop-desk.ts';

const { consumerKey, consumerSecret } = TWIN_KEYS.readWrite;
const BASIC = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`;

const SHIPPING = {
  standard: { methodId: 'flat_rate', title: 'Standard courier' },
  express: { methodId: 'express', title: 'Express' },
} as const;
const FREE_SHIPPING = { methodId: 'free_shipping', title: 'Free shipping', total: '0.00' };

const PAYMENTS = {
  card: { status: 'processing', paymentMethod: 'stripe', paymentMethodTitle: 'Credit card', transactionId: 'ch_3Qz81' },
  later: { status: 'processing', paymentMethod: 'cod', paymentMethodTitle: 'Cash on delivery' },
  'not yet': { status: 'on-hold', paymentMethod: 'bacs', paymentMethodTitle: 'Bank transfer' },
} as const;

/** A WooCommerce shop in Italy. What staff do goes through its own API, so that times of change move as they do there. */
export function openWooCommerce({
  currency = 'EUR',
  pricesIncludeTax = false,
  descriptionTags,
}: ShopSetUp = {}): OpenShop {
  return async (clock: Clock): Promise<ShopDesk> => {
    const twin = await startTwin(createWooCommerceTwin({ clock, currency, pricesIncludeTax, descriptionTags }), {
      clock,
    });
    const shop = twin.system;
    const freeShipping = new Set<string>();

    const staff = async (method: string, path: string, body: unknown): Promise<void> => {
      await askTwin(twin, { method, path: `/wp-json/wc/v3/${path}`, headers: { authorization: BASIC }, body });
    };
    const order = (id: string): Order => shop.store.orders.get(Number(id)) ?? assert.fail(`no order ${id}`);
    const lineOf = (id: string, sku: string) =>
      order(id).lines.find(({ productId, variationId }) => [productId, variationId].includes(product(sku).id)) ??
      assert.fail(`no line ${sku} on order ${id}`);
    const product = (sku: string): Product => shop.productBySku(sku) ?? assert.fail(`no product ${sku}`);

    return {
      system: 'woocommerce',
      twin,
      connection: {
        connector: 'woocommerce',
        url: '${env:SHOP_URL}',
        credentials: {
          consumer_key: '${env:SHOP_KEY}',
          consumer_secret: '${env:SHOP_SECRET}',
          webhook_secret: '${env:SHOP_HOOK}',
        },
        options: { currency, prices_include_tax: pricesIncludeTax },
      },
      choices: [],
      env: {
        SHOP_URL: twin.url,
        SHOP_KEY: consumerKey,
        SHOP_SECRET: consumerSecret,
        SHOP_HOOK: 'hook-secret-of-the-desk',
      },
      calls: { standard: 'Standard courier' },
      customersAPage: 100,
      requests: {
        orderList: '/wp-json/wc/v3/orders?',
        customerList: '/wp-json/wc/v3/customers?role=all&orderby=id',
        reference: { method: 'PUT', match: '/wp-json/wc/v3/orders/' },
        shipment: { method: 'PUT', match: 'erp_shipments' },
        stock: { method: 'PUT', match: 'stock_quantity' },
        newProduct: { method: 'POST', match: '/wp-json/wc/v3/products' },
        orders: { method: 'GET', match: '/wp-json/wc/v3/orders?' },
        accounts: { method: 'GET', match: '/wp-json/wc/v3/customers?role=all' },
        isWrite: ({ method }) => method !== 'GET',
      },

      events: {
        take: () =>
          shop.takeWebhooks().map(({ headers, body, webhookId }) => ({
            headers,
            body,
            answered: (status) => shop.answeredWebhook(webhookId, status),
          })),
        subscriptions: () => [...shop.store.webhooks.values()].map(({ topic }) => topic),
        asOfAnotherSubscription: (message) => ({
          ...message,
          headers: { ...message.headers, 'x-wc-webhook-id': '9999' },
        }),
      },
      fields: { orderTax: 'total_tax', taxRate: 'rate_id', changedAt: 'date_modified_gmt' },

      sell: (articles) => {
        for (const article of articles) {
          const { variantOf } = article;
          if (variantOf === undefined) shop.addProduct({ name: article.name, type: 'simple', ...stocked(article) });
        }
        for (const name of new Set(articles.flatMap(({ variantOf = [] }) => variantOf))) {
          const variants = articles.filter(({ variantOf }) => variantOf === name);
          const { id } = shop.addProduct({
            name,
            type: 'variable',
            status: 'publish',
            attributes: [{ name: 'Size', variation: true, visible: true, options: variants.map(sizeOf) }],
          });
          for (const variant of variants)
            shop.addVariation(id, {
              ...stocked(variant),
              attributes: [{ name: 'Size', option: sizeOf(variant) }],
            });
        }
      },
      offerCoupon: ({ code, percent, amount, off }) => {
        if (off === 'shipping') freeShipping.add(code);
        shop.addCoupon({
          code,
          discount_type: percent !== undefined ? 'percent' : typeof off === 'object' ? 'fixed_product' : 'fixed_cart',
          amount: off === 'shipping' ? '0.00' : (percent ?? amount ?? '0.00'),
          free_shipping: off === 'shipping',
          ...(typeof off === 'object' ? { product_ids: [product(off.sku).id] } : {}),
        });
      },
      register: (buyer) =>
        String(
          shop.addCustomer({
            email: buyer.email,
            username: buyer.email,
            first_name: buyer.firstName,
            last_name: buyer.lastName,
            // The account's addresses are the default ones; who has told only where goods go has no default for bills.
            ...(buyer.noDefaultAddress ? {} : { billing: { ...place(buyer), email: buyer.email, phone: buyer.phone } }),
            shipping: place(buyer),
            meta_data: wishes(buyer),
          }).id,
        ),
      changeAccount: (id, changes) =>
        staff('PUT', `customers/${id}`, {
          ...(changes.email === undefined ? {} : { email: changes.email }),
          ...(changes.firstName === undefined ? {} : { first_name: changes.firstName }),
          ...(changes.lastName === undefined ? {} : { last_name: changes.lastName }),
          meta_data: wishes(changes),
          billing: Object.fromEntries(
            Object.entries({
              first_name: changes.firstName,
              last_name: changes.lastName,
              phone: changes.phone,
              address_1: changes.street,
              city: changes.city,
              postcode: changes.postcode,
            }).filter(([, value]) => value !== undefined),
          ),
        }),

      place: (placed) => {
        const { id } = shop.placeOrder(placement(placed, freeShipping));
        return { id: String(id), number: String(id) };
      },
      receivePayment: (id) => staff('PUT', `orders/${id}`, { status: 'processing' }),
      cancel: (id) => staff('PUT', `orders/${id}`, { status: 'cancelled' }),
      reduce: async (id, sku, quantity) => {
        const line = lineOf(id, sku);
        const each = line.total.div(line.quantity);
        await staff('PUT', `orders/${id}`, {
          line_items: [
            {
              id: line.id,
              quantity,
              subtotal: each.times(quantity).toFixed(2),
              total: each.times(quantity).toFixed(2),
            },
          ],
        });
      },
      addLine: (id, sku, quantity) =>
        staff('PUT', `orders/${id}`, { line_items: [{ product_id: product(sku).id, quantity }] }),
      sendTo: (id, buyer) => staff('PUT', `orders/${id}`, { shipping: place(buyer) }),
      refund: async (id, sku, pieces, restock) => {
        const line = lineOf(id, sku);
        const each = line.total.div(line.quantity).times(pieces);
        const tax = line.taxes.map(({ rateId, total }) => ({
          id: String(rateId),
          refund_total: Number(total.div(line.quantity).times(pieces).toFixed(2)),
        }));
        await staff('POST', `orders/${id}/refunds`, {
          api_refund: false,
          api_restock: restock,
          line_items: [{ id: line.id, quantity: pieces, refund_total: Number(each.toFixed(2)), refund_tax: tax }],
        });
      },
      refundShipping: async (id, amount) => {
        const [line] = order(id).shippingLines;
        if (line === undefined) assert.fail('nothing was shipped');
        const tax = line.taxes.map(({ rateId, total }) => ({
          id: String(rateId),
          refund_total: Number(total.times(amount).div(line.total).toFixed(2)),
        }));
        const [{ refund_total: taxed = 0 } = {}] = tax;
        await staff('POST', `orders/${id}/refunds`, {
          api_refund: false,
          amount: (Number(amount) + taxed).toFixed(2),
          line_items: [{ id: line.id, refund_total: Number(amount), refund_tax: tax }],
        });
      },
      annotate: (id) => staff('PUT', `orders/${id}`, { meta_data: [{ key: '_seen_by', value: 'packing desk' }] }),

      totalOf: (id) => order(id).totals.total.toFixed(2),
      erpNumberOn: (id) => metaText(order(id).meta, 'erp_order_number'),
      orderCount: async () => shop.store.orders.size,
      placedElsewhere: async (number) => {
        const said = [...shop.store.orders.values()].map(({ meta }) => [
          metaText(meta, 'source_system'),
          metaText(meta, 'source_order_number'),
        ]);
        return said.find(([, theirs]) => theirs === number)?.join(' ');
      },
      invoiceOn: (id) => {
        const of = (key: string) => metaText(order(id).meta, `erp_invoice_${key}`) ?? '';
        return of('number') === ''
          ? undefined
          : { number: of('number'), date: of('date'), amount: of('amount'), status: of('status') };
      },
      standing: {
        shown: (id) => metaText(order(id).meta, 'erp_status_text'),
        told: (id) => order(id).notes.filter(({ note }) => note.startsWith('ERP order ')).length,
        own: (id) => order(id).status,
        setOwn: (id, status) => staff('PUT', `orders/${id}`, { status }),
      },
      shipmentsOn: (id) => (metaText(order(id).meta, 'erp_shipments') ?? '').split(' ').filter((each) => each !== ''),
      shippedOn: () => undefined,

      offer: (sku) => {
        const found = product(sku);
        const inStock = found.manageStock ? found.stock > 0 : found.setStockStatus === 'instock';
        return { quantity: found.stock, inStock };
      },
      productId: (sku) => String(product(sku).id),
      siblings: (sku) =>
        shop.products
          .filter(({ parentId }) => parentId > 0 && parentId === product(sku).parentId)
          .map((each) => each.sku)
          .sort(),
      articleCount: (sku) => shop.products.filter((each) => sku === undefined || each.sku === sku).length,
      article: (sku) => {
        const found = shop.productBySku(sku);
        if (found === undefined) return undefined;
        const paid = activePrice(found, shop.store);
        return {
          name: found.name,
          price: found.regularPrice,
          ...(paid === found.regularPrice ? {} : { sellsFor: paid }),
          ...(found.salePrice === '' ? {} : { formerPrice: found.regularPrice }),
          categories: found.categoryIds.map((id) => shop.store.categories.get(id)?.name ?? ''),
          shown: found.status === 'publish',
        };
      },
      putInto: async (category, sku) => {
        const { id } = shop.addCategory({ name: category });
        const { id: productId, categoryIds } = product(sku);
        await staff('PUT', `products/${productId}`, { categories: [...categoryIds, id].map((each) => ({ id: each })) });
      },
      categories: () => shop.categories.map(({ name }) => name),
    };
  };
}

const sizeOf = ({ sku }: Article): string => sku.split('-').at(-1) ?? '';

const stocked = ({ sku, price, stock }: Article) => ({
  sku,
  regular_price: price,
  manage_stock: true,
  stock_quantity: stock,
  status: 'publish',
});

const place = (buyer: Buyer) => ({
  first_name: buyer.firstName,
  last_name: buyer.lastName,
  company: buyer.company ?? '',
  address_1: buyer.street,
  address_2: '',
  city: buyer.city,
  state: buyer.region ?? '',
  postcode: buyer.postcode,
  country: buyer.country,
});

/** The fields that sites add to an account. Core has none of them. */
const wishes = ({ needsPo, asksForCredit, taxCertificate, taxExempt }: Partial<Buyer>) => [
  ...(needsPo === undefined ? [] : [{ key: 'po_number_required', value: needsPo ? 'yes' : 'no' }]),
  ...(asksForCredit === undefined ? [] : [{ key: 'apply_for_credit', value: asksForCredit ? 'yes' : 'no' }]),
  ...(taxCertificate === undefined
    ? []
    : [
        { key: 'apply_for_tax_exemption', value: 'yes' },
        { key: 'tax_exemption_certificate', value: taxCertificate },
      ]),
  ...(taxExempt === undefined ? [] : [{ key: 'tax_exempt', value: taxExempt ? 'yes' : 'no' }]),
];

function placement(placed: OrderPlaced, freeShipping: ReadonlySet<string>) {
  const {
    account,
    guest,
    shipTo,
    withoutAddress,
    coupons = [],
    fees = [],
    rules = [],
    po,
    note,
    shipping,
    lines,
  } = placed;
  const total = placed.shippingPrice ?? SHIPPING_PRICES[shipping ?? 'standard'];
  const free = coupons.some((code) => freeShipping.has(code));
  if (placed.pays === 'store credit') assert.fail('WooCommerce itself has no store credit');
  const pays = PAYMENTS[placed.pays ?? 'card'];
  return {
    lines,
    ...(account === undefined ? {} : { customerId: Number(account) }),
    ...(guest === undefined
      ? {}
      : {
          billing: {
            ...(withoutAddress === undefined ? place(guest) : {}),
            email: guest.email,
            phone: guest.phone,
          },
        }),
    ...((guest === undefined && shipTo === undefined) || withoutAddress === 'any'
      ? {}
      : { shipping: place(shipTo ?? guest ?? assert.fail()) }),
    ...pays,
    ...(note === undefined ? {} : { customerNote: note }),
    shippingLines: shipping === undefined ? [] : [free ? FREE_SHIPPING : { ...SHIPPING[shipping], total }],
    // A rule of a discount plugin is a negative fee.
    fees: [
      ...fees.map(({ name, amount }) => ({ name, total: amount })),
      ...rules.map(({ name, amount }) => ({ name, total: `-${amount}` })),
    ],
    coupons,
    meta: po === undefined ? {} : { _po_number: po },
  };
}
