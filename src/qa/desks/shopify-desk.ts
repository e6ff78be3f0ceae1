import assert from 'node:assert/strict';
import type { Clock } from '../../model/clock.ts';
import { startTwin } from '../../twin/kit/twin-server.ts';
import { type CustomerInput, writeCustomer } from '../../twin/shopify/customers.ts';
import type { PlacedDiscount } from '../../twin/shopify/discount-allocation.ts';
import { fulfillmentStatus } from '../../twin/shopify/fulfillment-status.ts';
import { mailingAddress } from '../../twin/shopify/mailing-address.ts';
import type { MetafieldInput } from '../../twin/shopify/metafields.ts';
import type { LineRecord, OrderRecord } from '../../twin/shopify/order-record.ts';
import { addTransaction } from '../../twin/shopify/payments.ts';
import type { PlaceOrder } from '../../twin/shopify/place-order.ts';
import { addPriceList, priceIn } from '../../twin/shopify/price-lists.ts';
import { createShopifyTwin, type ShopifyTwin } from '../../twin/shopify/shopify-twin.ts';
import {
  type Article,
  type Buyer,
  type Coupon,
  type OpenShop,
  type OrderPlaced,
  SHIPPING_PRICES,
  type ShopDesk,
  type ShopSetUp,
  type WaitingList,
} from './shop-desk.ts';

const SHIPPING = { standard: 'Standard', express: 'Express' } as const;

const TAX: Readonly<Record<string, { readonly title: string; readonly rate: number }>> = {
  IT: { title: 'IVA', rate: 0.22 },
  DE: { title: 'MwSt', rate: 0.19 },
};

const PAYMENTS = {
  card: { payment: 'paid' },
  later: { payment: 'none', paymentTerms: { name: 'Net 30', type: 'NET', dueInDays: 30 } },
  'not yet': { payment: 'pending' },
  'store credit': { payment: 'paid', gateway: 'shopify_store_credit' },
} as const;

/** The price list of everybody, and those of groups; each was made in its turn. */
const BREAKS = '1000000001';
export const SHOPIFY_GROUPS = { wholesale: '1000000002', retailers: '1000000003' } as const;

/** A Shopify store in Italy with one warehouse. Companies buy as companies (B2B). */
export function openShopify({ currency = 'EUR', pricesIncludeTax = false }: ShopSetUp = {}): OpenShop {
  return async (clock: Clock): Promise<ShopDesk> => {
    const twin = await startTwin(createShopifyTwin({ clock, currency, taxesIncluded: pricesIncludeTax }), { clock });
    const desk = twin.system;
    const { shop } = desk;
    for (const name of ['Companies', 'Wholesale', 'Retailers']) addPriceList(shop, name);
    const buyers = new Map<string, Buyer>();
    const branches = new Map<string, string>();
    const coupons = new Map<string, Coupon>();
    const elsewhere = new Set<string>();
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
          break_price_list_id: BREAKS,
          group_price_list_ids: Object.values(SHOPIFY_GROUPS),
        },
      },
      choices: ['shipment_number_as_tracking'],
      env: { SHOP_URL: twin.url, SHOP_ID: 'twin-client-id', SHOP_SECRET: 'twin-client-secret' },
      calls: { standard: 'Standard' },
      customersAPage: 14,
      requests: {
        orderList: 'query ListOrders',
        customerList: 'query ListCustomers',
        reference: { match: 'mutation SetMetafields' },
        shipment: { match: 'mutation CreateFulfillment' },
        stock: { match: 'mutation SetInventory' },
        newProduct: { match: 'mutation CreateProduct' },
        orders: { match: 'query ReadOrder(' },
        accounts: { match: 'query ListCustomers' },
        isWrite: ({ body }) => body.includes('mutation '),
      },

      events: {
        take: () => desk.takeWebhooks().map(({ headers, body }) => ({ headers, body, answered: () => undefined })),
        subscriptions: () => [...shop.webhookSubscriptions.values()].map(({ topic }) => topic),
      },
      fields: { orderTax: 'currentTotalTaxSet', taxRate: 'ratePercentage', changedAt: 'updatedAt' },

      waiting: waitingList(desk, variantOf),

      sell: (articles) => {
        for (const { sku, shippedElsewhere } of articles) if (shippedElsewhere) elsewhere.add(sku);
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
      offerCoupon: (coupon) => void coupons.set(coupon.code, coupon),
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
        for (const wish of wishes(changes)) desk.setMetafield(customer.id, wish);
        shop.touch(customer);
      },

      place: (placed) => {
        const branch = branches.get(placed.account ?? '');
        const made = desk.placeOrder({
          ...placement(placed, buyers.get(placed.account ?? ''), coupons, elsewhere),
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
      receivePart: async (id, amount) => {
        const found = order(id);
        const waiting = found.transactions[0] ?? assert.fail('no payment is waited for');
        const { gateway, id: parentId } = waiting;
        addTransaction(shop, found, { kind: 'SALE', status: 'SUCCESS', gateway, amount, parentId });
        shop.touch(found);
      },
      cancel: async (id) => {
        desk.cancelOrder(order(id).id, { reason: 'CUSTOMER', restock: true, refund: true });
      },
      reduce: async (id, sku, quantity) => {
        const line = order(id).lines.find((each) => each.sku === sku) ?? assert.fail(`no line ${sku}`);
        desk.editOrder(order(id).id, { setQuantities: [{ lineId: line.id, quantity }] });
      },
      addLine: async (id, sku, quantity) => {
        desk.editOrder(order(id).id, { addLines: [{ variant: sku, quantity }] });
      },
      sendTo: async (id, buyer) => {
        const found = order(id);
        found.shippingAddress = mailingAddress(shop, place(buyer));
        shop.touch(found);
      },
      refund: async (id, sku, pieces, restock) => {
        const found = order(id);
        const line = found.lines.find((each) => each.sku === sku) ?? assert.fail(`no line ${sku}`);
        const back = { lineId: line.id, quantity: pieces };
        const paid = found.transactions[0] ?? assert.fail('nothing was paid');
        const share = (of: string) => (Number(of) * pieces) / line.quantity;
        const tax = found.taxesIncluded ? [] : line.taxLines;
        const amount = tax.reduce((sum, each) => sum + share(each.amount), share(lineTotal(line)));
        desk.refundOrder(found.id, {
          lines: [
            { ...back, restockType: restock ? 'CANCEL' : 'NO_RESTOCK', locationId: desk.locations[0]?.id ?? null },
          ],
          transactions: [{ gateway: paid.gateway, amount: amount.toFixed(2), parentId: paid.id }],
        });
      },
      refundShipping: async (id, amount) => {
        const found = order(id);
        const paid = found.transactions[0] ?? assert.fail('nothing was paid');
        const rate = found.taxesIncluded ? 0 : (found.shippingLines[0]?.taxLines[0]?.rate ?? 0);
        const gross = (Number(amount) * (1 + rate)).toFixed(2);
        desk.refundOrder(found.id, {
          shipping: amount,
          transactions: [{ gateway: paid.gateway, amount: gross, parentId: paid.id }],
        });
      },
      refundLater: async function (this: ShopDesk, id, sku, pieces) {
        await this.refund(id, sku, pieces, true);
        moveMoney(id, 'SUCCESS', 'PENDING');
      },
      settleRefunds: async (id) => {
        moveMoney(id, 'PENDING', 'SUCCESS');
        shop.touch(order(id));
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
      standing: {
        shown: (id) => field(id, 'order_status_text'),
        own: (id) => fulfillmentStatus(shop, order(id)),
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
      siblings: (sku) =>
        desk.variants
          .filter(({ productId }) => productId === variantOf(sku)?.productId)
          .map(({ inventoryItemId }) => shop.inventoryItems.get(inventoryItemId)?.sku ?? '')
          .sort(),
      articleCount: (sku) =>
        sku === undefined
          ? desk.products.length
          : desk.variants.filter(({ inventoryItemId }) => shop.inventoryItems.get(inventoryItemId)?.sku === sku).length,
      article: (sku) => {
        const variant = variantOf(sku);
        const product = shop.products.get(variant?.productId ?? '');
        if (variant === undefined || product === undefined) return undefined;
        return {
          name: product.title,
          price: variant.price,
          ...(variant.compareAtPrice === null ? {} : { formerPrice: variant.compareAtPrice }),
          categories: desk.collections
            .filter(({ productIds }) => productIds.includes(product.id))
            .map(({ title }) => title),
          shown: product.status === 'ACTIVE',
        };
      },
      pieceCosts: (sku, pieces, group = BREAKS) => {
        const list = shop.priceLists.get(`gid://shopify/PriceList/${group}`) ?? assert.fail(`no price list ${group}`);
        return priceIn(list, variantOf(sku) ?? assert.fail(`no variant ${sku}`), pieces);
      },
      putInto: async (category, sku) => {
        const product = shop.products.get(variantOf(sku)?.productId ?? '') ?? assert.fail(`no product ${sku}`);
        desk.addCollection({ title: category }).productIds.push(product.id);
        shop.touch(product);
      },
      categories: () => desk.collections.map(({ title }) => title),
    };

    /** The refunds of an order whose money stands in one way stand in another. */
    function moveMoney(id: string, from: 'SUCCESS' | 'PENDING', to: 'SUCCESS' | 'PENDING'): void {
      const { transactions } = order(id);
      for (const [index, move] of transactions.entries())
        if (move.kind === 'REFUND' && move.status === from) transactions[index] = { ...move, status: to };
    }

    function person(buyer: Buyer): string {
      const made = desk.addCustomer({
        ...account(buyer),
        addresses: [place(buyer)],
        ...(buyer.taxExempt === undefined ? {} : { taxExempt: buyer.taxExempt }),
        metafields: wishes(buyer),
      });
      if (buyer.noDefaultAddress) made.defaultAddressId = null;
      return made.legacyResourceId;
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
      for (const wish of wishes(buyer)) desk.setMetafield(made.company.id, wish);
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

const lineTotal = ({ unitPrice, quantity, allocations }: LineRecord): string =>
  String(Number(unitPrice) * quantity - allocations.reduce((sum, { amount }) => sum + Number(amount), 0));

/** What merchants keep in metafields of a customer or company. */
const wishes = ({ needsPo, asksForCredit, taxCertificate }: Partial<Buyer>): MetafieldInput[] => [
  ...(needsPo === undefined ? [] : [field('po_required', String(needsPo), 'boolean')]),
  ...(asksForCredit === undefined ? [] : [field('apply_for_credit', String(asksForCredit), 'boolean')]),
  ...(taxCertificate === undefined
    ? []
    : [
        field('apply_for_tax_exemption', 'true', 'boolean'),
        field('tax_certificate', taxCertificate, 'single_line_text_field'),
      ]),
];

const field = (key: string, value: string, type: string): MetafieldInput => ({ namespace: 'custom', key, value, type });

function discountOf({ code, percent, amount, off }: Coupon, lines: OrderPlaced['lines']): PlacedDiscount {
  return {
    label: code,
    ...(percent === undefined ? { amount: amount ?? '0.00' } : { percentage: Number(percent) }),
    ...(off === 'shipping' ? { on: 'shipping' } : {}),
    ...(typeof off === 'object'
      ? { lines: lines.flatMap(({ sku }, index) => (sku === off.sku ? [index] : [])), allocation: 'EACH' }
      : {}),
  };
}

function placement(
  placed: OrderPlaced,
  registered: Buyer | undefined,
  coupons: ReadonlyMap<string, Coupon>,
  elsewhere: ReadonlySet<string>,
): PlaceOrder {
  const { guest, shipTo, withoutAddress, fees = [], rules = [], po, note, shipping, lines, pays } = placed;
  const rate = TAX[(guest ?? registered)?.country ?? ''];
  // A checkout has no fees: apps sell them as articles without a SKU.
  const charges = fees.map(({ name, amount }) => ({ title: name, quantity: 1, unitPrice: amount }));
  const given = (placed.coupons ?? []).map((code) => coupons.get(code) ?? assert.fail(`no coupon ${code}`));
  const discounts: PlacedDiscount[] = [
    ...given.map((coupon) => discountOf(coupon, lines)),
    ...rules.map(({ name, amount }) => ({ kind: 'automatic', label: name, amount }) as const),
  ];
  return {
    lines: [
      ...lines.map(({ sku, quantity }) => ({
        variant: sku,
        quantity,
        ...(elsewhere.has(sku) ? { fulfillmentService: 'faraway-warehouse' } : {}),
      })),
      ...charges,
    ],
    ...(guest === undefined
      ? {}
      : {
          email: guest.email,
          phone: account(guest).phone,
          billingAddress: withoutAddress === undefined ? place(guest) : null,
          shippingAddress: withoutAddress === 'any' ? null : place(guest),
        }),
    ...(shipTo === undefined ? {} : { shippingAddress: place(shipTo) }),
    ...(shipping === undefined
      ? {}
      : { shipping: { title: SHIPPING[shipping], price: placed.shippingPrice ?? SHIPPING_PRICES[shipping] } }),
    discounts,
    taxRates: rate === undefined ? [] : [rate],
    ...PAYMENTS[pays ?? 'card'],
    ...(po === undefined ? {} : { poNumber: po }),
    ...(note === undefined ? {} : { note }),
    ...(placed.fraudRisk === true ? { risk: 'HIGH' } : {}),
    test: placed.test ?? false,
  };
}

/** An app that keeps no account of what it has sent: each time that the shop calls, everybody who waits gets a mail. */
function waitingList(desk: ShopifyTwin, variantOf: (sku: string) => { readonly id: string } | undefined): WaitingList {
  const { shop } = desk;
  const waiting: { readonly name: string; readonly sku: string; readonly variant: string }[] = [];
  const sent: string[] = [];
  const work = (): void => {
    for (const { headers, body } of desk.takeWebhooks()) {
      if (headers['x-shopify-topic'] !== 'variants/in_stock') continue;
      const { admin_graphql_api_id: variant } = JSON.parse(body) as { readonly admin_graphql_api_id: string };
      for (const each of waiting) if (each.variant === variant) sent.push(`${each.name} ${each.sku}`);
    }
  };
  return {
    join: async (name, sku) => {
      work();
      const id = shop.ids.take('WebhookSubscription');
      if (waiting.length === 0)
        shop.webhookSubscriptions.set(id, {
          id,
          topic: 'VARIANTS_IN_STOCK',
          uri: 'https://back-in-stock.example.com/shopify',
          format: 'JSON',
          createdAt: shop.now(),
        });
      waiting.push({ name, sku, variant: variantOf(sku)?.id ?? assert.fail(`no article ${sku}`) });
    },
    mails: (name, sku) => {
      work();
      return sent.filter((each) => each === `${name} ${sku}`).length;
    },
  };
}
