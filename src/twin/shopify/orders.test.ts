import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, OpenShop } from './open-shop.support.ts';
import { openShop } from './open-shop.support.ts';

const BAG = '{ shopMoney { amount currencyCode } presentmentMoney { amount currencyCode } }';
const TAXES = [{ title: 'TX State Tax', rate: 0.08 }];

function stocked(twin: OpenShop['twin']) {
  twin.addProduct({
    title: 'Hex Bolt M8',
    variants: [{ sku: 'HX-BOLT-M8', price: '4.50', stock: 200, options: { Pack: 'Box of 50' } }],
  });
  twin.addProduct({
    title: 'Cordless Drill 18V Kit',
    variants: [{ sku: 'DRILL-18V-KIT', price: '129.00', stock: 20 }],
  });
}

/** The order of the sheet's section 11. */
function sampleOrder(twin: OpenShop['twin'], more = {}) {
  stocked(twin);
  const customer = twin.addCustomer({ firstName: 'Dana', lastName: 'Reyes', email: 'dana.reyes@example.com' });
  return twin.placeOrder({
    lines: [
      { variant: 'HX-BOLT-M8', quantity: 10 },
      { variant: 'DRILL-18V-KIT', quantity: 1 },
    ],
    shipping: { title: 'Ground', code: 'GROUND', price: '12.00' },
    customer: customer.id,
    discounts: [{ label: 'SPRING10', percentage: 10 }],
    taxRates: TAXES,
    ...more,
  });
}

const SUMS = `subtotalPriceSet ${BAG} totalDiscountsSet ${BAG} totalShippingPriceSet ${BAG} totalTaxSet ${BAG} totalPriceSet ${BAG}
  currentSubtotalPriceSet ${BAG} currentTotalTaxSet ${BAG} currentTotalPriceSet ${BAG} currentTotalDiscountsSet ${BAG} currentShippingPriceSet ${BAG}
  totalOutstandingSet ${BAG} totalReceivedSet ${BAG} totalRefundedSet ${BAG} netPaymentSet ${BAG}`;

async function sums({ graphql }: OpenShop, id: string): Promise<Record<string, string>> {
  const { order } = (await graphql(`query($id: ID!) { order(id: $id) { ${SUMS} } }`, { id })).data;
  return Object.fromEntries(
    Object.entries(order).map(([name, bag]) => [name.replace('Set', ''), (bag as Answer).shopMoney.amount]),
  );
}

test('the sample order of the sheet comes out to the cent', async (t) => {
  const shop = await openShop(t);
  const { id } = sampleOrder(shop.twin);
  const { data } = await shop.graphql(
    `query($id: ID!) { order(id: $id) {
      legacyResourceId name number createdAt displayFinancialStatus displayFulfillmentStatus taxesIncluded discountCodes paymentGatewayNames
      purchasingEntity { __typename ... on Customer { id } }
      lineItems(first: 5) { nodes { sku name title variantTitle quantity currentQuantity taxable originalUnitPriceSet { shopMoney { amount } }
        discountAllocations { allocatedAmountSet { shopMoney { amount } } discountApplication { index } } taxLines { title rate ratePercentage priceSet { shopMoney { amount } } } } }
      shippingLine { title code originalPriceSet { shopMoney { amount } } discountedPriceSet { shopMoney { amount } } taxLines { priceSet { shopMoney { amount } } } }
      discountApplications(first: 5) { nodes { __typename index ... on DiscountCodeApplication { code } allocationMethod targetSelection targetType value { __typename ... on PricingPercentageValue { percentage } } } }
      transactions(first: 5) { kind status gateway formattedGateway amountSet { shopMoney { amount } } }
      metafield(namespace: "erp", key: "invoice_number") { value } } }`,
    { id },
  );
  const { order } = data;
  assert.match(id, /^gid:\/\/shopify\/Order\/\d+$/);
  assert.equal(order.legacyResourceId, id.split('/').at(-1));
  assert.equal(order.createdAt, '2026-05-04T14:02:11Z');
  assert.deepEqual(
    [order.name, order.number, order.displayFinancialStatus, order.displayFulfillmentStatus],
    ['#1001', 1001, 'PAID', 'UNFULFILLED'],
  );
  const [bolt, drill] = order.lineItems.nodes;
  assert.deepEqual([bolt.name, bolt.title, bolt.variantTitle], ['Hex Bolt M8 - Box of 50', 'Hex Bolt M8', 'Box of 50']);
  assert.equal(drill.variantTitle, null);
  assert.deepEqual(bolt.discountAllocations, [
    { allocatedAmountSet: { shopMoney: { amount: '4.5' } }, discountApplication: { index: 0 } },
  ]);
  assert.deepEqual(bolt.taxLines, [
    { title: 'TX State Tax', rate: 0.08, ratePercentage: 8, priceSet: { shopMoney: { amount: '3.24' } } },
  ]);
  assert.equal(drill.taxLines[0].priceSet.shopMoney.amount, '9.29');
  assert.equal(order.shippingLine.taxLines[0].priceSet.shopMoney.amount, '0.96');
  assert.deepEqual(order.discountApplications.nodes, [
    {
      __typename: 'DiscountCodeApplication',
      index: 0,
      code: 'SPRING10',
      allocationMethod: 'ACROSS',
      targetSelection: 'ALL',
      targetType: 'LINE_ITEM',
      value: { __typename: 'PricingPercentageValue', percentage: 10 },
    },
  ]);
  assert.deepEqual(order.transactions, [
    {
      kind: 'SALE',
      status: 'SUCCESS',
      gateway: 'shopify_payments',
      formattedGateway: 'Shopify payments',
      amountSet: { shopMoney: { amount: '182.09' } },
    },
  ]);
  assert.equal(order.metafield, null);
  const { subtotalPrice, totalDiscounts, totalShippingPrice, totalTax, totalPrice, totalOutstanding } = await sums(
    shop,
    id,
  );
  assert.deepEqual(
    [subtotalPrice, totalDiscounts, totalShippingPrice, totalTax, totalPrice, totalOutstanding],
    ['156.6', '17.4', '12.0', '13.49', '182.09', '0.0'],
  );
});

test('a guest has no customer, a custom item no variant', async (t) => {
  const { twin, graphql } = await openShop(t);
  const { id } = twin.placeOrder({
    lines: [{ title: 'Engraving', unitPrice: '5.00', quantity: 1 }],
    email: 'guest@example.com',
    billingAddress: { firstName: 'Gus', countryCode: 'US', provinceCode: 'TX' },
  });
  const { order } = (
    await graphql(
      `query($id: ID!) { order(id: $id) { email customer { id } purchasingEntity { __typename } shippingAddress { zip } billingAddress { name province country countryCodeV2 } lineItems(first: 1) { nodes { sku variant { id } product { id } } } } }`,
      { id },
    )
  ).data;
  assert.deepEqual(order, {
    email: 'guest@example.com',
    customer: null,
    purchasingEntity: null,
    shippingAddress: null,
    billingAddress: { name: 'Gus', province: 'Texas', country: 'United States', countryCodeV2: 'US' },
    lineItems: { nodes: [{ sku: null, variant: null, product: null }] },
  });
});

test('with taxes included, prices are gross and the tax is not added again', async (t) => {
  const shop = await openShop(t, { currency: 'EUR', taxesIncluded: true });
  const { id } = shop.twin.placeOrder({
    lines: [{ title: 'Bohrer', unitPrice: '119.00', quantity: 1 }],
    shipping: { title: 'DHL', price: '5.95' },
    taxRates: [{ title: 'MwSt', rate: 0.19 }],
  });
  const { subtotalPrice, totalTax, totalPrice, currentTotalPrice } = await sums(shop, id);
  assert.deepEqual([subtotalPrice, totalTax, totalPrice, currentTotalPrice], ['119.0', '19.95', '124.95', '124.95']);
});

test('a buyer in another currency pays presentment money, the books want shop money', async (t) => {
  const shop = await openShop(t);
  const { id } = sampleOrder(shop.twin, { presentmentCurrency: 'CAD', exchangeRate: '1.37' });
  const { order } = (
    await shop.graphql(
      `query($id: ID!) { order(id: $id) { currencyCode presentmentCurrencyCode totalPriceSet ${BAG} } }`,
      { id },
    )
  ).data;
  assert.deepEqual(order, {
    currencyCode: 'USD',
    presentmentCurrencyCode: 'CAD',
    totalPriceSet: {
      shopMoney: { amount: '182.09', currencyCode: 'USD' },
      presentmentMoney: { amount: '249.46', currencyCode: 'CAD' },
    },
  });
});

test('a fixed discount is split to the cent by the largest remainder, a shipping discount stays on the shipping', async (t) => {
  const shop = await openShop(t);
  const order = shop.twin.placeOrder({
    lines: [1, 2, 3].map((number) => ({ title: `Part ${number}`, unitPrice: '10.00', quantity: 1 })),
    shipping: { title: 'Ground', price: '9.99' },
    discounts: [
      { kind: 'manual', label: 'Sorry', description: 'late last time', amount: '10.0' },
      { label: 'FREESHIP', percentage: 100, on: 'shipping' },
    ],
  });
  assert.deepEqual(
    order.lines.map(({ allocations }) => allocations),
    [[{ amount: '3.34', index: 0 }], [{ amount: '3.33', index: 0 }], [{ amount: '3.33', index: 0 }]],
  );
  const { totalDiscounts, subtotalPrice, totalShippingPrice, totalPrice } = await sums(shop, order.id);
  // The total shipping price is before discounts: with the subtotal it does not make the total.
  assert.deepEqual([totalDiscounts, subtotalPrice, totalShippingPrice, totalPrice], ['19.99', '20.0', '9.99', '20.0']);
  const { lineItems, shippingLine, discountCodes } = (
    await shop.graphql(
      `query($id: ID!) { order(id: $id) { discountCodes lineItems(first: 1) { nodes { totalDiscountSet { shopMoney { amount } } discountedTotalSet { shopMoney { amount } } } } shippingLine { discountedPriceSet { shopMoney { amount } } } } }`,
      { id: order.id },
    )
  ).data.order;
  assert.deepEqual(discountCodes, ['FREESHIP']);
  assert.equal(shippingLine.discountedPriceSet.shopMoney.amount, '0.0');
  // An order-level discount is not in the line's own discount fields; only its allocations have it.
  assert.equal(lineItems.nodes[0].totalDiscountSet.shopMoney.amount, '0.0');
  assert.equal(lineItems.nodes[0].discountedTotalSet.shopMoney.amount, '10.0');
});

test('placing takes the stock; more than there is is refused when it must not be oversold', async (t) => {
  const { twin } = await openShop(t);
  stocked(twin);
  twin.placeOrder({ lines: [{ variant: 'HX-BOLT-M8', quantity: 10 }] });
  assert.deepEqual(
    ['available', 'committed', 'on_hand'].map((name) => twin.inventory('HX-BOLT-M8', name as 'available')),
    [190, 10, 200],
  );
  assert.throws(
    () => twin.placeOrder({ lines: [{ variant: 'DRILL-18V-KIT', quantity: 21 }] }),
    /21 wanted, 20 available/,
  );
  assert.equal(twin.inventory('DRILL-18V-KIT'), 20);
});

test('a B2B order carries company, location, contact, terms, exemption and addresses', async (t) => {
  const { twin, graphql } = await openShop(t);
  stocked(twin);
  const { location } = twin.addCompany({
    name: 'Reyes Tools LLC',
    externalId: 'ERP-100',
    location: {
      name: 'Austin',
      externalId: 'ERP-100-1',
      taxExempt: true,
      shippingAddress: { address1: '880 Dock St', countryCode: 'US', zoneCode: 'TX' },
      billingSameAsShipping: true,
      buyerExperienceConfiguration: { paymentTermsTemplateId: 'gid://shopify/PaymentTermsTemplate/4' },
    },
    contact: { firstName: 'Dana', lastName: 'Reyes', email: 'dana@example.com' },
  });
  const { id } = twin.placeOrder({
    lines: [{ variant: 'HX-BOLT-M8', quantity: 2 }],
    companyLocation: location.id,
    taxRates: TAXES,
    poNumber: 'PO-7781',
  });
  const { order } = (
    await graphql(
      `query($id: ID!) { order(id: $id) { poNumber taxExempt displayFinancialStatus totalTaxSet { shopMoney { amount } }
      purchasingEntity { ... on PurchasingCompany { company { name externalId } contact { customer { displayName } } location { name externalId } } }
      shippingAddress { company address1 provinceCode } paymentTerms { paymentTermsName dueInDays overdue paymentSchedules(first: 1) { nodes { dueAt balanceDue { amount } } } } } }`,
      { id },
    )
  ).data;
  assert.deepEqual(order.purchasingEntity, {
    company: { name: 'Reyes Tools LLC', externalId: 'ERP-100' },
    contact: { customer: { displayName: 'Dana Reyes' } },
    location: { name: 'Austin', externalId: 'ERP-100-1' },
  });
  assert.deepEqual(
    [order.taxExempt, order.totalTaxSet.shopMoney.amount, order.displayFinancialStatus, order.poNumber],
    [true, '0.0', 'PENDING', 'PO-7781'],
  );
  assert.deepEqual(order.shippingAddress, { company: 'Reyes Tools LLC', address1: '880 Dock St', provinceCode: 'TX' });
  assert.deepEqual(order.paymentTerms, {
    paymentTermsName: 'Net 30',
    dueInDays: 30,
    overdue: false,
    paymentSchedules: { nodes: [{ dueAt: '2026-06-03T14:02:11Z', balanceDue: { amount: '9.0' } }] },
  });
});

test('an edit moves the current totals, leaves those as ordered and marks the order', async (t) => {
  const shop = await openShop(t);
  const order = sampleOrder(shop.twin);
  const [bolt] = order.lines;
  shop.clock.advance(60_000);
  shop.twin.editOrder(order.id, {
    setQuantities: [{ lineId: bolt?.id ?? '', quantity: 4 }],
    addLines: [{ title: 'Gift wrap', unitPrice: '3.00', quantity: 1 }],
  });
  const { currentTotalPrice, totalPrice, currentSubtotalPrice, totalOutstanding } = await sums(shop, order.id);
  assert.deepEqual([totalPrice, currentSubtotalPrice, currentTotalPrice], ['182.09', '135.3', '159.09']);
  assert.equal(totalOutstanding, '-23.0');
  const read = (
    await shop.graphql(
      'query($id: ID!) { order(id: $id) { edited updatedAt lineItems(first: 5) { nodes { quantity currentQuantity } } } }',
      { id: order.id },
    )
  ).data.order;
  assert.deepEqual(read, {
    edited: true,
    updatedAt: '2026-05-04T14:03:11Z',
    lineItems: {
      nodes: [
        { quantity: 10, currentQuantity: 4 },
        { quantity: 1, currentQuantity: 1 },
        { quantity: 1, currentQuantity: 1 },
      ],
    },
  });
  assert.equal(shop.twin.inventory('HX-BOLT-M8', 'committed'), 4);
  assert.equal(shop.twin.inventory('HX-BOLT-M8'), 196);
});

test('a deleted product leaves its old lines with the SKU alone', async (t) => {
  const { twin, graphql } = await openShop(t);
  const { id } = sampleOrder(twin);
  const product = twin.products[0]?.id;
  assert.equal(
    (
      await graphql(
        'mutation($id: ID!) { productDelete(input: {id: $id}) { deletedProductId userErrors { message } } }',
        { id: product },
      )
    ).data.productDelete.deletedProductId,
    product,
  );
  const { lineItems } = (
    await graphql(
      'query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { sku variant { id } product { id } } } } }',
      { id },
    )
  ).data.order;
  assert.deepEqual(lineItems.nodes, [{ sku: 'HX-BOLT-M8', variant: null, product: null }]);
});

test('a page of 50 orders with lines is answered within 30 ms', async (t) => {
  const { twin } = await openShop(t, { maximumAvailable: 1_000_000 });
  stocked(twin);
  twin.setInventory('HX-BOLT-M8', 100_000);
  for (let index = 0; index < 500; index += 1)
    twin.placeOrder({
      lines: [
        { variant: 'HX-BOLT-M8', quantity: 1 },
        { title: 'Part', unitPrice: '2.00', quantity: 2 },
        { title: 'Other', unitPrice: '3.10', quantity: 3 },
      ],
      shipping: { title: 'Ground', price: '12.00' },
      taxRates: TAXES,
      discounts: [{ label: 'X', percentage: 5 }],
    });
  const query = `{ orders(first: 50, sortKey: UPDATED_AT, query: "updated_at:>='2026-05-01T00:00:00Z'") { nodes { id name email
    lineItems(first: 10) { nodes { sku quantity originalUnitPriceSet { shopMoney { amount } } discountAllocations { allocatedAmountSet { shopMoney { amount } } } taxLines { rate priceSet { shopMoney { amount } } } } }
    shippingLine { title discountedPriceSet { shopMoney { amount } } } totalTaxSet { shopMoney { amount } } totalPriceSet { shopMoney { amount } } } } }`;
  const request = {
    method: 'POST',
    path: '/admin/api/2026-04/graphql.json',
    query: new URLSearchParams(),
    headers: { 'x-shopify-access-token': 'shpat_twin_static' },
    url: '',
    body: JSON.stringify({ query }),
  };
  const times = Array.from({ length: 12 }, () => {
    const from = performance.now();
    const { body } = twin.handle(request, false);
    JSON.stringify(body);
    assert.equal((body as Answer).data.orders.nodes.length, 50);
    return performance.now() - from;
  });
  // The machine is shared: the best of twelve says what the code costs.
  assert.ok(Math.min(...times) < 30, `best of ${times.map((ms) => ms.toFixed(1)).join(' ')}`);
});
