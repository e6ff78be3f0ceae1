import assert from 'node:assert/strict';
import type { Clock } from '../../src/model/clock.ts';
import { startTwin } from '../../src/twin/kit/twin-server.ts';
import { type CustomerInput, writeCustomer } from '../../src/twin/shopify/customers.ts';
import type { PlacedDiscount } from '../../src/twin/shopify/discount-allocation.ts';
import type { OrderRecord } from '../../src/twin/shopify/order-record.ts';
import { addTransaction } from '../../src/twin/shopify/payments.ts';
import type { PlaceOrder } from '../../src/twin/shopify/place-order.ts';
import { createShopifyTwin } from '../../src/twin/shopify/shopify-twin.ts';
import type { Article, Buyer, Coupon, OpenShop, OrderPlaced, ShopSetUp, ShopSide } from './shop-side.ts';

const SHIPPING = {
  standard: { title: 'Standard', price: '7.50' },
  express: { title: 'Express', price: '14.90' },
} as const;

const COUPONS: Readonly<Record<Coupon, PlacedDiscount>> = {
  SAVE10: { label: 'SAVE10', percentage: 10 },
  MINUS5: { label: 'MINUS5', amount: '5.00' },
  FREESHIP: { label: 'FREESHIP', percentage: 100, on: 'shipping' },
};

const TAX: Readonly<Record<string, { readonly title: string; readonly rate: number }>> = {
  IT: { title: 'IVA', rate: 0.22 },
  DE: { title: 'MwSt', rate: 0.19 },
};

const PAYMENTS = {
  card: { payment: 'paid' },
  later: { payment: 'none', paymentTerms: { name: 'Net 30', type: 'NET', dueInDays: 30 } },
  'not yet': { payment: 'pending' },
} as const;

/** A Shopify store in Italy with one warehouse. Companies buy as companies (B2B). */
export function openShopify({ currency = 'EUR', pricesIncludeTax = false }: ShopSetUp = {}): OpenShop {
  return async (clock: Clock): Promise<ShopSide> => {
    const twin = await startTwin(createShopifyTwin({ clock, currency, taxesIncluded: pricesIncludeTax }), { clock });
    const desk = twin.system;
    const { shop } = desk;
    const buyers = new Map<string, Buyer>();
    const branches = new Map<string, string>();
    const order = (id: string): OrderRecord => desk.order(`gid://shopify/Order/${id}`);
    const customerId = (id: string) => `gid://shopify/Customer/${id}`;
    const field = (id: string, key: string): string | undefined =>
      shop.metafields.get(order(id).id)?.find((each) => each.namespace === 'erp' && each.key === key)?.value;
    const variantOf = (sku: string) =>
      desk.variants.find(({ inventoryItemId }) => shop.inventoryItems.get(inventoryItemId)?.sku === sku);
    const fulfilments = (id: string) =>
      order(id)
        .fulfillmentIds.map((each) => shop.fulfillments.get(each) ?? assert.fail(`no fulfilment ${each}`))
        .filter(({ status }) => status === 'SUCCESS');

    return {
      system: 'shopify',
      twin,
      connection: {
        connector: 'shopify',
        url: '${env:SHOP_URL}',
        credentials: { client_id: '${env:SHOP_ID}', client_secret: '${env:SHOP_SECRET}' },
        options: {
          currency,
          prices_include_tax: pricesIncludeTax,
          location_id: desk.locations[0]?.legacyResourceId ?? assert.fail('no location'),
          shipment_number_as_tracking: true,
        },
      },
      env: { SHOP_URL: twin.url, SHOP_ID: 'twin-client-id', SHOP_SECRET: 'twin-client-secret' },
      calls: { standard: 'Standard' },
      knowsTestOrders: true,
      customersAPage: 14,
      requests: {
        orderList: 'query ListOrders',
        customerList: 'query ListCustomers',
        reference: { match: 'mutation SetMetafields' },
        shipment: { match: 'mutation CreateFulfillment' },
        stock: { match: 'mutation SetInventory' },
        newProduct: { match: 'mutation CreateProduct' },
        isWrite: ({ body }) => body.includes('mutation '),
      },

      sell: (articles) => {
        for (const article of articles)
          if (article.variantOf === undefined) desk.addProduct({ title: article.name, variants: [stocked(article)] });
        for (const title of new Set(articles.flatMap(({ variantOf = [] }) => variantOf)))
          desk.addProduct({
            title,
            variants: articles
              .filter(({ variantOf }) => variantOf === title)
              .map((article) => ({ ...stocked(article), options: { Size: article.sku.split('-').at(-1) ?? '' } })),
          });
      },
      register: (buyer) => {
        const id = buyer.company === undefined ? person(buyer) : company(buyer);
        buyers.set(id, buyer);
        return id;
      },
      changeAccount: async (id, changes) => {
        const buyer = { ...(buyers.get(id) ?? assert.fail(`no account ${id}`)), ...changes };
        buyers.set(id, buyer);
        const customer = shop.customers.get(customerId(id)) ?? assert.fail(`no account ${id}`);
        writeCustomer(shop, customer, { ...account(buyer), addresses: [place(buyer)] });
        shop.touch(customer);
      },

      place: (placed) => {
        const branch = branches.get(placed.account ?? '');
        const made = desk.placeOrder({
          ...placement(placed, buyers.get(placed.account ?? '')),
          ...(branch !== undefined
            ? { companyLocation: branch }
            : placed.account === undefined
              ? {}
              : { customer: customerId(placed.account) }),
        });
        return { id: made.legacyResourceId, number: made.name };
      },
      receivePayment: async (id) => {
        const found = order(id);
        const waiting = found.transactions[0] ?? assert.fail('no payment is waited for');
        addTransaction(shop, found, {
          kind: 'SALE',
          status: 'SUCCESS',
          gateway: waiting.gateway,
          amount: found.ordered.total,
          parentId: waiting.id,
        });
        shop.touch(found);
      },
      cancel: async (id) => {
        desk.cancelOrder(order(id).id, { reason: 'CUSTOMER', restock: true, refund: true });
      },
      reduce: async (id, sku, quantity) => {
        const line = order(id).lines.find((each) => each.sku === sku) ?? assert.fail(`no line ${sku}`);
        desk.editOrder(order(id).id, { setQuantities: [{ lineId: line.id, quantity }] });
      },
      annotate: async (id) => {
        const found = order(id);
        found.tags = [...found.tags, 'packing desk'];
        shop.touch(found);
      },

      totalOf: (id) => order(id).ordered.total,
      erpNumberOn: (id) => field(id, 'order_number'),
      invoiceOn: (id) => {
        const number = field(id, 'invoice_number');
        return number === undefined
          ? undefined
          : {
              number,
              date: field(id, 'invoice_date') ?? '',
              amount: field(id, 'invoice_amount') ?? '',
              status: field(id, 'invoice_status') ?? '',
            };
      },
      shipmentsOn: (id) =>
        fulfilments(id).flatMap(({ trackingInfo }) => trackingInfo.map(({ number }) => number ?? '')),
      shippedOn: (id) => {
        const pieces: Record<string, number> = {};
        for (const { lines } of fulfilments(id))
          for (const { lineId, quantity } of lines) {
            const sku = order(id).lines.find((line) => line.id === lineId)?.sku ?? '';
            pieces[sku] = (pieces[sku] ?? 0) + quantity;
          }
        return pieces;
      },

      offer: (sku) => {
        const quantity = desk.inventory(sku);
        return { quantity, inStock: quantity > 0 };
      },
      productId: (sku) =>
        shop.products.get(variantOf(sku)?.productId ?? '')?.legacyResourceId ?? assert.fail(`no product ${sku}`),
      articleCount: () => desk.products.length,
      article: (sku) => {
        const variant = variantOf(sku);
        const product = shop.products.get(variant?.productId ?? '');
        if (variant === undefined || product === undefined) return undefined;
        return {
          name: product.title,
          price: variant.price,
          categories: desk.collections
            .filter(({ productIds }) => productIds.includes(product.id))
            .map(({ title }) => title),
          shown: product.status === 'ACTIVE',
        };
      },
      putInto: async (category, sku) => {
        const product = shop.products.get(variantOf(sku)?.productId ?? '') ?? assert.fail(`no product ${sku}`);
        desk.addCollection({ title: category }).productIds.push(product.id);
        shop.touch(product);
      },
      categories: () => desk.collections.map(({ title }) => title),
    };

    function person(buyer: Buyer): string {
      return desk.addCustomer({ ...account(buyer), addresses: [place(buyer)] }).legacyResourceId;
    }

    /** The company, its one branch, and the person who orders for it. */
    function company(buyer: Buyer): string {
      const { firstName, lastName, phone, ...address } = place(buyer);
      const at = { ...address, firstName, lastName, phone, zoneCode: address.provinceCode };
      const made = desk.addCompany({
        name: buyer.company ?? '',
        location: { name: buyer.company ?? '', shippingAddress: at, billingSameAsShipping: true },
        contact: account(buyer),
      });
      if (buyer.needsPo === true)
        desk.setMetafield(made.company.id, { namespace: 'custom', key: 'po_required', value: 'true', type: 'boolean' });
      const contact = made.company.contacts.find(({ id }) => id === made.contactId) ?? assert.fail('no contact');
      const customer = shop.customers.get(contact.customerId) ?? assert.fail('no customer');
      branches.set(customer.legacyResourceId, made.location.id);
      return customer.legacyResourceId;
    }
  };
}

const account = ({ firstName, lastName, email, phone }: Buyer) =>
  ({ firstName, lastName, email, phone: phone.replaceAll(' ', '') }) satisfies CustomerInput;

const stocked = ({ sku, price, stock }: Article) => ({ sku, price, stock });

const place = (buyer: Buyer) => ({
  firstName: buyer.firstName,
  lastName: buyer.lastName,
  address1: buyer.street,
  city: buyer.city,
  provinceCode: buyer.region ?? null,
  zip: buyer.postcode,
  countryCode: buyer.country,
  phone: buyer.phone.replaceAll(' ', ''),
});

function placement(placed: OrderPlaced, registered: Buyer | undefined): PlaceOrder {
  const { guest, shipTo, coupon, giftWrap, po, note, shipping, lines, pays } = placed;
  const rate = TAX[(guest ?? registered)?.country ?? ''];
  const wrapped = giftWrap === undefined ? [] : [{ title: 'Gift wrap', quantity: 1, unitPrice: giftWrap }];
  return {
    lines: [...lines.map(({ sku, quantity }) => ({ variant: sku, quantity })), ...wrapped],
    ...(guest === undefined
      ? {}
      : {
          email: guest.email,
          phone: account(guest).phone,
          billingAddress: place(guest),
          shippingAddress: place(guest),
        }),
    ...(shipTo === undefined ? {} : { shippingAddress: place(shipTo) }),
    ...(shipping === undefined ? {} : { shipping: SHIPPING[shipping] }),
    ...(coupon === undefined ? {} : { discounts: [COUPONS[coupon]] }),
    taxRates: rate === undefined ? [] : [rate],
    ...PAYMENTS[pays ?? 'card'],
    ...(po === undefined ? {} : { poNumber: po }),
    ...(note === undefined ? {} : { note }),
    test: placed.test ?? false,
  };
}
