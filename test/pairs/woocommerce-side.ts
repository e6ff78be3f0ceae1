import assert from 'node:assert/strict';
import type { Clock } from '../../src/model/clock.ts';
import { startTwin } from '../../src/twin/kit/twin-server.ts';
import { metaText } from '../../src/twin/woocommerce/meta-data.ts';
import type { Order } from '../../src/twin/woocommerce/order-state.ts';
import type { Product } from '../../src/twin/woocommerce/product-state.ts';
import { TWIN_KEYS } from '../../src/twin/woocommerce/site-settings.ts';
import { createWooCommerceTwin } from '../../src/twin/woocommerce/woocommerce-twin.ts';
import type { Article, Buyer, OpenShop, OrderPlaced, ShopSetUp, ShopSide } from './shop-side.ts';

const { consumerKey, consumerSecret } = TWIN_KEYS.readWrite;
const BASIC = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`;

const SHIPPING = {
  standard: { methodId: 'flat_rate', title: 'Standard courier', total: '7.50' },
  express: { methodId: 'express', title: 'Express', total: '14.90' },
  free: { methodId: 'free_shipping', title: 'Free shipping', total: '0.00' },
} as const;

const PAYMENTS = {
  card: { status: 'processing', paymentMethod: 'stripe', paymentMethodTitle: 'Credit card', transactionId: 'ch_3Qz81' },
  later: { status: 'processing', paymentMethod: 'cod', paymentMethodTitle: 'Cash on delivery' },
  'not yet': { status: 'on-hold', paymentMethod: 'bacs', paymentMethodTitle: 'Bank transfer' },
} as const;

/** A WooCommerce shop in Italy. What staff do goes through its own API, so that times of change move as they do there. */
export function openWooCommerce({ currency = 'EUR', pricesIncludeTax = false }: ShopSetUp = {}): OpenShop {
  return async (clock: Clock): Promise<ShopSide> => {
    const twin = await startTwin(createWooCommerceTwin({ clock, currency, pricesIncludeTax }), { clock });
    const shop = twin.system;
    shop.addCoupon({ code: 'SAVE10', discount_type: 'percent', amount: '10.00' });
    shop.addCoupon({ code: 'MINUS5', discount_type: 'fixed_cart', amount: '5.00' });
    shop.addCoupon({ code: 'FREESHIP', discount_type: 'fixed_cart', amount: '0.00', free_shipping: true });

    const staff = async (method: string, path: string, body: unknown): Promise<void> => {
      const answer = await fetch(`${twin.url}/wp-json/wc/v3/${path}`, {
        method,
        headers: { authorization: BASIC, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.text()}`);
    };
    const order = (id: string): Order => shop.store.orders.get(Number(id)) ?? assert.fail(`no order ${id}`);
    const product = (sku: string): Product => shop.productBySku(sku) ?? assert.fail(`no product ${sku}`);

    return {
      system: 'woocommerce',
      twin,
      connection: {
        connector: 'woocommerce',
        url: '${env:SHOP_URL}',
        credentials: { consumer_key: '${env:SHOP_KEY}', consumer_secret: '${env:SHOP_SECRET}' },
        options: { currency, prices_include_tax: pricesIncludeTax },
      },
      env: { SHOP_URL: twin.url, SHOP_KEY: consumerKey, SHOP_SECRET: consumerSecret },
      calls: { standard: 'Standard courier' },
      knowsTestOrders: false,
      customersAPage: 100,
      requests: {
        orderList: '/wp-json/wc/v3/orders?',
        customerList: '/wp-json/wc/v3/customers?role=all&orderby=id',
        reference: { method: 'PUT', match: '/wp-json/wc/v3/orders/' },
        shipment: { method: 'PUT', match: 'erp_shipments' },
        stock: { method: 'PUT', match: 'stock_quantity' },
        newProduct: { method: 'POST', match: '/wp-json/wc/v3/products' },
        isWrite: ({ method }) => method !== 'GET',
      },

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
      register: (buyer) =>
        String(
          shop.addCustomer({
            email: buyer.email,
            username: buyer.email,
            first_name: buyer.firstName,
            last_name: buyer.lastName,
            billing: { ...place(buyer), email: buyer.email, phone: buyer.phone },
            shipping: place(buyer),
            meta_data: buyer.needsPo === true ? [{ key: 'po_number_required', value: 'yes' }] : [],
          }).id,
        ),
      changeAccount: (id, changes) =>
        staff('PUT', `customers/${id}`, {
          ...(changes.email === undefined ? {} : { email: changes.email }),
          billing: Object.fromEntries(
            Object.entries({
              phone: changes.phone,
              address_1: changes.street,
              city: changes.city,
              postcode: changes.postcode,
            }).filter(([, value]) => value !== undefined),
          ),
        }),

      place: (placed) => {
        const { id } = shop.placeOrder(placement(placed));
        return { id: String(id), number: String(id) };
      },
      receivePayment: (id) => staff('PUT', `orders/${id}`, { status: 'processing' }),
      cancel: (id) => staff('PUT', `orders/${id}`, { status: 'cancelled' }),
      reduce: async (id, sku, quantity) => {
        const line = order(id).lines.find(({ productId, variationId }) =>
          [productId, variationId].includes(product(sku).id),
        );
        assert.ok(line !== undefined, `no line ${sku}`);
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
      annotate: (id) => staff('PUT', `orders/${id}`, { meta_data: [{ key: '_seen_by', value: 'packing desk' }] }),

      totalOf: (id) => order(id).totals.total.toFixed(2),
      erpNumberOn: (id) => metaText(order(id).meta, 'erp_order_number'),
      invoiceOn: (id) => {
        const of = (key: string) => metaText(order(id).meta, `erp_invoice_${key}`) ?? '';
        return of('number') === ''
          ? undefined
          : { number: of('number'), date: of('date'), amount: of('amount'), status: of('status') };
      },
      shipmentsOn: (id) => (metaText(order(id).meta, 'erp_shipments') ?? '').split(' ').filter((each) => each !== ''),
      shippedOn: () => undefined,

      offer: (sku) => {
        const found = product(sku);
        const inStock = found.manageStock ? found.stock > 0 : found.setStockStatus === 'instock';
        return { quantity: found.stock, inStock };
      },
      productId: (sku) => String(product(sku).id),
      articleCount: () => shop.products.length,
      article: (sku) => {
        const found = shop.productBySku(sku);
        if (found === undefined) return undefined;
        return {
          name: found.name,
          price: found.regularPrice,
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

function placement(placed: OrderPlaced) {
  const { account, guest, shipTo, coupon, giftWrap, po, note, shipping, lines } = placed;
  const how = shipping === undefined ? undefined : SHIPPING[coupon === 'FREESHIP' ? 'free' : shipping];
  const pays = PAYMENTS[placed.pays ?? 'card'];
  return {
    lines,
    ...(account === undefined ? {} : { customerId: Number(account) }),
    ...(guest === undefined ? {} : { billing: { ...place(guest), email: guest.email, phone: guest.phone } }),
    ...(guest === undefined && shipTo === undefined ? {} : { shipping: place(shipTo ?? guest ?? assert.fail()) }),
    ...pays,
    ...(note === undefined ? {} : { customerNote: note }),
    shippingLines: how === undefined ? [] : [how],
    fees: giftWrap === undefined ? [] : [{ name: 'Gift wrap', total: giftWrap }],
    coupons: coupon === undefined ? [] : [coupon],
    meta: po === undefined ? {} : { _po_number: po },
  };
}
