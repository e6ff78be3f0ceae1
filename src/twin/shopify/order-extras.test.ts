import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } });

const EXTRAS = `query Extras($id: ID!) { order(id: $id) {
  dutiesIncluded
  originalTotalPriceSet { shopMoney { amount currencyCode } }
  totalPriceSet { shopMoney { amount currencyCode } } currentTotalPriceSet { shopMoney { amount currencyCode } }
  subtotalPriceSet { shopMoney { amount currencyCode } } totalTaxSet { shopMoney { amount currencyCode } }
  totalOutstandingSet { shopMoney { amount currencyCode } }
  totalTipReceivedSet { shopMoney { amount currencyCode } } totalTipReceived { amount currencyCode }
  originalTotalDutiesSet { shopMoney { amount currencyCode } } currentTotalDutiesSet { shopMoney { amount currencyCode } }
  originalTotalAdditionalFeesSet { shopMoney { amount currencyCode } }
  currentTotalAdditionalFeesSet { shopMoney { amount currencyCode } }
  additionalFees { id name price { shopMoney { amount currencyCode } } taxLines { title rate priceSet { shopMoney { amount currencyCode } } } }
  subtotalLineItemsQuantity
  lineItems(first: 10) { nodes {
    title sku quantity unfulfilledQuantity nonFulfillableQuantity requiresShipping taxable isGiftCard
    fulfillmentService { handle serviceName type } variant { id }
    duties { harmonizedSystemCode countryCodeOfOrigin price { shopMoney { amount currencyCode } } }
  } }
  nonFulfillableLineItems(first: 10) { nodes { title } }
  fulfillmentOrders(first: 5) { nodes { lineItems(first: 10) { nodes { productTitle } } } }
} }`;

const CANCEL = `mutation Cancel($id: ID!) {
  orderCancel(orderId: $id, reason: CUSTOMER, restock: true, refundMethod: { originalPaymentMethodsRefund: true }) {
    job { id } orderCancelUserErrors { message }
  }
}`;

test('an order without duties and fees says null, not zero, and has no tip', async (t) => {
  const shop = await openShop(t);
  const order = shop.twin.placeOrder({ lines: [{ title: 'Custom sign', quantity: 2, unitPrice: '10.00' }] });
  const { order: shown } = (await shop.graphql(EXTRAS, { id: order.id })).data;
  assert.equal(shown.dutiesIncluded, false);
  assert.equal(shown.originalTotalDutiesSet, null);
  assert.equal(shown.currentTotalDutiesSet, null);
  assert.equal(shown.originalTotalAdditionalFeesSet, null);
  assert.equal(shown.currentTotalAdditionalFeesSet, null);
  assert.deepEqual(shown.additionalFees, []);
  assert.deepEqual(shown.totalTipReceivedSet, money('0.0'));
  assert.deepEqual(shown.originalTotalPriceSet, money('20.0'));
  assert.deepEqual(shown.lineItems.nodes[0].fulfillmentService, {
    handle: 'manual',
    serviceName: 'Manual',
    type: 'MANUAL',
  });
});

test('duties, fees with their tax and the tip are in the total and not in the subtotal; a cancellation takes all of it back', async (t) => {
  const shop = await openShop(t);
  shop.twin.addProduct({
    title: 'Hex Bolt M8',
    variants: [
      { sku: 'HX-BOLT-M8', price: '10.00', stock: 50, harmonizedSystemCode: '731815', countryCodeOfOrigin: 'DE' },
    ],
  });
  const order = shop.twin.placeOrder({
    lines: [
      { variant: 'HX-BOLT-M8', quantity: 3 },
      { title: 'Washer', quantity: 1, unitPrice: '10.00' },
    ],
    taxRates: [{ title: 'TX State Tax', rate: 0.08 }],
    shipping: { title: 'Ground', price: '5.00', taxRates: [] },
    discounts: [{ label: 'SAVE10', percentage: 10 }],
    duties: '6.01',
    additionalFees: [{ name: 'Bottle deposit', price: '2.50', taxRates: [{ title: 'TX State Tax', rate: 0.08 }] }],
    tip: '4.0',
  });
  const { order: shown } = (await shop.graphql(EXTRAS, { id: order.id })).data;
  assert.deepEqual(shown.subtotalPriceSet, money('36.0'));
  assert.deepEqual(shown.totalTaxSet, money('3.08')); // 2.16 + 0.72 of the goods, 0.20 of the fee
  assert.deepEqual(shown.totalPriceSet, money('56.59')); // 36 + 5 + 3.08 + 6.01 + 2.50 + 4
  assert.deepEqual(shown.originalTotalPriceSet, money('56.59'));
  assert.deepEqual(shown.currentTotalPriceSet, money('56.59'));
  assert.deepEqual(shown.totalOutstandingSet, money('0.0'));
  assert.deepEqual(shown.originalTotalDutiesSet, money('6.01'));
  assert.deepEqual(shown.currentTotalDutiesSet, money('6.01'));
  assert.deepEqual(shown.originalTotalAdditionalFeesSet, money('2.5'));
  assert.equal(shown.additionalFees[0].name, 'Bottle deposit');
  assert.deepEqual(shown.additionalFees[0].price, money('2.5'));
  assert.deepEqual(shown.additionalFees[0].taxLines[0].priceSet, money('0.2'));
  assert.deepEqual(shown.totalTipReceivedSet, money('4.0'));
  assert.deepEqual(shown.totalTipReceived, { amount: '4.0', currencyCode: 'USD' });
  const [bolt, washer, tip] = shown.lineItems.nodes;
  assert.deepEqual(bolt.duties, [{ harmonizedSystemCode: '731815', countryCodeOfOrigin: 'DE', price: money('4.51') }]);
  assert.deepEqual(washer.duties, [{ harmonizedSystemCode: null, countryCodeOfOrigin: null, price: money('1.5') }]);
  assert.equal(tip.title, 'Tip');
  assert.equal(tip.variant, null);
  assert.equal(tip.requiresShipping, false);
  assert.equal(tip.unfulfilledQuantity, 0);
  assert.equal(tip.nonFulfillableQuantity, 1);
  assert.equal(shown.subtotalLineItemsQuantity, 4);
  assert.deepEqual(shown.nonFulfillableLineItems.nodes, [{ title: 'Tip' }]);
  assert.deepEqual(
    shown.fulfillmentOrders.nodes[0].lineItems.nodes.map((line: { productTitle: string }) => line.productTitle),
    ['Hex Bolt M8', 'Washer'],
  );

  const cancelled = await shop.graphql(CANCEL, { id: order.id });
  assert.deepEqual(cancelled.data.orderCancel.orderCancelUserErrors, []);
  shop.clock.advance(1000);
  const { order: after } = (await shop.graphql(EXTRAS, { id: order.id })).data;
  assert.deepEqual(after.currentTotalPriceSet, money('0.0'));
  assert.deepEqual(after.totalOutstandingSet, money('0.0'));
  assert.deepEqual(after.currentTotalDutiesSet, money('0.0'));
  assert.deepEqual(after.currentTotalAdditionalFeesSet, money('0.0'));
  assert.deepEqual(after.originalTotalDutiesSet, money('6.01'));
  assert.deepEqual(shop.twin.order(order.id).refunds[0]?.adjustments, []);
});

test('duties that are in the prices are shown and not charged twice', async (t) => {
  const shop = await openShop(t);
  const order = shop.twin.placeOrder({
    lines: [{ title: 'Clock', quantity: 1, unitPrice: '80.00' }],
    duties: '7.0',
    dutiesIncluded: true,
  });
  const { order: shown } = (await shop.graphql(EXTRAS, { id: order.id })).data;
  assert.equal(shown.dutiesIncluded, true);
  assert.deepEqual(shown.originalTotalDutiesSet, money('7.0'));
  assert.deepEqual(shown.totalPriceSet, money('80.0'));
});

test('a gift card line says so twice, and a deleted fulfilment service is null', async (t) => {
  const shop = await openShop(t);
  const order = shop.twin.placeOrder({
    lines: [
      { title: 'Gift card', quantity: 1, unitPrice: '25.00', giftCard: true },
      { title: 'Lamp', quantity: 1, unitPrice: '9.00', fulfillmentService: null },
      { title: 'Rug', quantity: 1, unitPrice: '9.00', fulfillmentService: 'rug-depot' },
    ],
    taxRates: [{ title: 'TX State Tax', rate: 0.1 }],
  });
  const [card, lamp, rug] = (await shop.graphql(EXTRAS, { id: order.id })).data.order.lineItems.nodes;
  assert.equal(card.isGiftCard, true);
  assert.equal(card.taxable, false);
  assert.equal(card.requiresShipping, false);
  assert.equal(card.fulfillmentService.handle, 'gift_card');
  assert.equal(lamp.isGiftCard, false);
  assert.equal(lamp.fulfillmentService, null);
  assert.deepEqual(rug.fulfillmentService, { handle: 'rug-depot', serviceName: 'rug-depot', type: 'THIRD_PARTY' });
});

const RISK = `query Risk($id: ID!) { order(id: $id) { risk {
  recommendation assessments { riskLevel provider { title } facts { description sentiment } }
} } }`;

test('the risk of an order: low unless said, high advises to cancel, and it may change afterwards', async (t) => {
  const shop = await openShop(t);
  const lines = [{ title: 'Clock', quantity: 1, unitPrice: '80.00' }];
  const plain = shop.twin.placeOrder({ lines });
  const doubtful = shop.twin.placeOrder({ lines, risk: 'HIGH' });
  const low = (await shop.graphql(RISK, { id: plain.id })).data.order.risk;
  assert.equal(low.recommendation, 'ACCEPT');
  assert.equal(low.assessments[0].riskLevel, 'LOW');
  assert.equal(low.assessments[0].provider, null);
  const high = (await shop.graphql(RISK, { id: doubtful.id })).data.order.risk;
  assert.equal(high.recommendation, 'CANCEL');
  assert.equal(high.assessments[0].riskLevel, 'HIGH');
  assert.equal(high.assessments[0].facts[0].sentiment, 'NEGATIVE');

  const found = await shop.graphql('{ orders(first: 5, query: "risk_level:high") { nodes { id } } }');
  assert.deepEqual(found.data.orders.nodes, [{ id: doubtful.id }]);

  shop.clock.advance(60_000);
  shop.twin.assessRisk(plain.id, {
    recommendation: 'INVESTIGATE',
    assessments: [
      {
        riskLevel: 'MEDIUM',
        provider: { id: 'gid://shopify/App/77', title: 'Fraud Watch', handle: 'fraud-watch' },
        facts: [{ description: 'x'.repeat(300), sentiment: 'NEUTRAL' }],
      },
    ],
  });
  const changed = (await shop.graphql(RISK, { id: plain.id })).data.order.risk;
  assert.equal(changed.recommendation, 'INVESTIGATE');
  assert.deepEqual(changed.assessments[0].provider, { title: 'Fraud Watch' });
  assert.equal(changed.assessments[0].facts[0].description.length, 256);
});

test('an imported order was assessed by nobody', async (t) => {
  const shop = await openShop(t);
  const made = await shop.graphql(`mutation { orderCreate(order: {
    lineItems: [{ title: "Gift card", quantity: 1, giftCard: true, priceSet: { shopMoney: { amount: "20.00", currencyCode: USD } } }]
  }) { order { id lineItems(first: 1) { nodes { isGiftCard } } risk { recommendation assessments { riskLevel } } } userErrors { message } } }`);
  assert.deepEqual(made.data.orderCreate.userErrors, []);
  assert.deepEqual(made.data.orderCreate.order.risk, { recommendation: 'NONE', assessments: [] });
  assert.deepEqual(made.data.orderCreate.order.lineItems.nodes, [{ isGiftCard: true }]);
});
