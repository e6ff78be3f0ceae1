import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './open-shop.support.ts';

const REFUND = `mutation($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) {
  refund { id totalRefundedSet { shopMoney { amount } }
    refundLineItems(first: 5) { nodes { quantity restockType restocked location { name } subtotalSet { shopMoney { amount } } totalTaxSet { shopMoney { amount } } lineItem { sku } } }
    refundShippingLines(first: 5) { nodes { subtotalAmountSet { shopMoney { amount } } taxAmountSet { shopMoney { amount } } } }
    orderAdjustments(first: 5) { nodes { reason amountSet { shopMoney { amount } } } } transactions(first: 5) { nodes { kind parentTransaction { id } } } }
  userErrors { field message } } }`;

async function paidOrder(t: Parameters<typeof openShop>[0]) {
  const shop = await openShop(t);
  shop.twin.addProduct({ title: 'Bolt', variants: [{ sku: 'B-1', price: '3.33', stock: 50 }] });
  const order = shop.twin.placeOrder({
    lines: [{ variant: 'B-1', quantity: 3 }],
    shipping: { title: 'Ground', price: '5.00' },
    taxRates: [{ title: 'Tax', rate: 0.1 }],
    discounts: [{ label: 'ONE', amount: '1.0' }],
  });
  let key = 0;
  const refund = async (input: object, given?: string) => {
    key += 1;
    return shop.graphql(REFUND, { input: { orderId: order.id, ...input }, key: given ?? `key-${key}` });
  };
  const stock = () => [shop.twin.inventory('B-1'), shop.twin.inventory('B-1', 'committed')];
  return { ...shop, order, lineId: order.lines[0]?.id ?? '', saleId: order.transactions[0]?.id, refund, stock };
}

test('a refund piece by piece adds up to the line to the cent; quantity stays, currentQuantity shrinks', async (t) => {
  const { refund, lineId, order, graphql } = await paidOrder(t);
  const amounts: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    const { refund: made } = (
      await refund({ refundLineItems: [{ lineItemId: lineId, quantity: 1, restockType: 'CANCEL' }] })
    ).data.refundCreate;
    const [line] = made.refundLineItems.nodes;
    amounts.push(line.subtotalSet.shopMoney.amount, line.totalTaxSet.shopMoney.amount);
  }
  // 8.99 after the discount, 0.90 of tax.
  assert.deepEqual(amounts, ['3.0', '0.3', '2.99', '0.3', '3.0', '0.3']);
  const read = (
    await graphql(
      'query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { quantity currentQuantity refundableQuantity } } currentSubtotalPriceSet { shopMoney { amount } } totalPriceSet { shopMoney { amount } } displayFinancialStatus } }',
      { id: order.id },
    )
  ).data.order;
  assert.deepEqual(read, {
    lineItems: { nodes: [{ quantity: 3, currentQuantity: 0, refundableQuantity: 0 }] },
    currentSubtotalPriceSet: { shopMoney: { amount: '0.0' } },
    totalPriceSet: { shopMoney: { amount: '15.39' } },
    displayFinancialStatus: 'PAID',
  });
});

test('only RETURN and CANCEL give goods back', async (t) => {
  const { refund, lineId, stock } = await paidOrder(t);
  assert.deepEqual(stock(), [47, 3]);
  await refund({ refundLineItems: [{ lineItemId: lineId, quantity: 1 }] });
  assert.deepEqual(stock(), [47, 2]);
  await refund({ refundLineItems: [{ lineItemId: lineId, quantity: 1, restockType: 'CANCEL' }] });
  assert.deepEqual(stock(), [48, 1]);
});

test('a return of shipped goods makes them available where they arrive', async (t) => {
  const { refund, lineId, stock, graphql, order, twin } = await paidOrder(t);
  const second = twin.addLocation({ name: 'Returns Desk' });
  await graphql(
    'mutation($id: ID!) { fulfillmentCreate(fulfillment: {lineItemsByFulfillmentOrder: [{fulfillmentOrderId: $id}]}) { userErrors { message } } }',
    { id: order.fulfillmentOrderIds[0] },
  );
  assert.deepEqual(stock(), [47, 0]);
  const made = (
    await refund({
      refundLineItems: [{ lineItemId: lineId, quantity: 2, restockType: 'RETURN', locationId: second.id }],
    })
  ).data.refundCreate.refund;
  assert.deepEqual(
    [made.refundLineItems.nodes[0].restocked, made.refundLineItems.nodes[0].location.name],
    [true, 'Returns Desk'],
  );
  assert.equal(twin.inventory('B-1', 'available', second.id), 2);
});

test('money and shipping go back, what the goods do not explain is a discrepancy', async (t) => {
  const { refund, saleId, order, graphql } = await paidOrder(t);
  const transactions = [
    { orderId: order.id, parentId: saleId, gateway: 'shopify_payments', kind: 'REFUND', amount: '7.5' },
  ];
  const { refund: made } = (await refund({ shipping: { fullRefund: true }, transactions })).data.refundCreate;
  assert.deepEqual(made.refundShippingLines.nodes, [
    { subtotalAmountSet: { shopMoney: { amount: '5.0' } }, taxAmountSet: { shopMoney: { amount: '0.5' } } },
  ]);
  assert.deepEqual(made.orderAdjustments.nodes, [
    { reason: 'REFUND_DISCREPANCY', amountSet: { shopMoney: { amount: '-2.0' } } },
  ]);
  assert.equal(made.transactions.nodes[0].parentTransaction.id, saleId);
  const read = (
    await graphql(
      'query($id: ID!) { order(id: $id) { displayFinancialStatus netPaymentSet { shopMoney { amount } } currentTotalPriceSet { shopMoney { amount } } currentShippingPriceSet { shopMoney { amount } } totalOutstandingSet { shopMoney { amount } } } }',
      { id: order.id },
    )
  ).data.order;
  assert.deepEqual(read, {
    displayFinancialStatus: 'PARTIALLY_REFUNDED',
    netPaymentSet: { shopMoney: { amount: '7.89' } },
    currentTotalPriceSet: { shopMoney: { amount: '7.89' } },
    currentShippingPriceSet: { shopMoney: { amount: '0.0' } },
    totalOutstandingSet: { shopMoney: { amount: '0.0' } },
  });
});

test('more pieces or more money than there is are refused as a whole', async (t) => {
  const { refund, lineId, order, saleId, stock } = await paidOrder(t);
  const pieces = (await refund({ refundLineItems: [{ lineItemId: lineId, quantity: 4, restockType: 'CANCEL' }] })).data
    .refundCreate;
  assert.deepEqual([pieces.refund, pieces.userErrors[0].field], [null, ['refundLineItems', '0', 'quantity']]);
  const much = (
    await refund({
      transactions: [
        { orderId: order.id, parentId: saleId, gateway: 'shopify_payments', kind: 'REFUND', amount: '15.4' },
      ],
    })
  ).data.refundCreate;
  assert.match(much.userErrors[0].message, /exceeds/);
  assert.deepEqual([stock(), order.refunds.length], [[47, 3], 0]);
});

test('refundCreate needs @idempotent; the same key gives the first refund again', async (t) => {
  const { refund, lineId, order, graphql } = await paidOrder(t);
  const bare = await graphql(
    'mutation($input: RefundInput!) { refundCreate(input: $input) { refund { id } userErrors { message } } }',
    { input: { orderId: order.id, refundLineItems: [{ lineItemId: lineId, quantity: 1 }] } },
  );
  assert.match(bare.errors[0].message, /@idempotent/);
  assert.equal(order.refunds.length, 0);
  const first = (await refund({ refundLineItems: [{ lineItemId: lineId, quantity: 1 }] }, 'same')).data.refundCreate;
  const again = (await refund({ refundLineItems: [{ lineItemId: lineId, quantity: 1 }] }, 'same')).data.refundCreate;
  const other = (await refund({ refundLineItems: [{ lineItemId: lineId, quantity: 2 }] }, 'same')).data.refundCreate;
  assert.equal(first.refund.id, again.refund.id);
  assert.equal(other.refund, null);
  assert.match(other.userErrors[0].message, /idempotency key/);
  assert.equal(order.refunds.length, 1);
});
