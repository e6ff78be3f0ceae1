import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, idOf, line, openAccount, orderOf, stockUp } from './open-account.support.ts';

const expanded = '?expandSubResources=true';

test('an order that is shipped in two parts has two invoices that come to its total', async (t) => {
  const { record, rows, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const extras = {
    shipMethod: { externalId: 'STANDARD' },
    shippingCost: 7.5,
    discountItem: { externalId: 'DISCOUNT' },
    discountRate: -1,
  };
  const id = idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 3, 11.11)], extras)));
  const status = async () => (await record('GET', `salesOrder/${id}`)).body.status.id;
  const ship = (quantity: number) =>
    record('POST', `salesOrder/${id}/!transform/itemFulfillment`, {
      item: { items: [{ orderLine: 1, location: { id: '6' }, quantity, itemReceive: true }] },
      shipStatus: { id: 'C' },
      package: { items: [{ packageTrackingNumber: `1Z${quantity}` }] },
    });
  idOf(await ship(1));
  assert.equal(await status(), 'Pending Billing/Partially Fulfilled');
  const first = idOf(await record('POST', `salesOrder/${id}/!transform/invoice`));
  assert.equal(await status(), 'Partially Fulfilled');
  idOf(await ship(2));
  assert.equal(await status(), 'Pending Billing');
  const second = idOf(await record('POST', `salesOrder/${id}/!transform/invoice`, {}));
  assert.equal(await status(), 'Billed');
  const order: Answer = (await record('GET', `salesOrder/${id}`)).body;
  const invoices: Answer[] = [
    (await record('GET', `invoice/${first}`)).body,
    (await record('GET', `invoice/${second}`)).body,
  ];
  // (33.33 − 1 + 7.50) and its tax: 7.11 of the goods, 1.65 of shipping.
  assert.equal(order.total, 48.59);
  assert.deepEqual(
    invoices.map(({ subtotal, discountTotal, shippingCost, taxTotal, total }) => [
      subtotal,
      discountTotal,
      shippingCost,
      taxTotal,
      total,
    ]),
    [
      [11.11, -0.33, 7.5, 4.02, 22.3],
      [22.22, -0.67, undefined, 4.74, 26.29],
    ],
  );
  assert.deepEqual(
    [invoices[0].status.refName, invoices[0].amountRemaining, invoices[0].createdFrom.id],
    ['Open', 22.3, id],
  );
  assert.equal(order.linkedTrackingNumbers, '1Z1 1Z2');
  assert.equal(twin.shown('inventoryItem', mug).values.quantityOnHand, 37);
  const tracking = await rows(
    `SELECT c.tranid, n.trackingnumber tn FROM transaction t JOIN PreviousTransactionLineLink k ON k.previousdoc = t.id
     JOIN transaction c ON c.id = k.nextdoc AND c.type = 'ItemShip'
     JOIN TrackingNumberMap m ON m.transaction = c.id JOIN TrackingNumber n ON n.id = m.trackingnumber
     WHERE t.externalid = ? ORDER BY c.id`,
    ['A'],
  );
  assert.deepEqual(tracking, [
    { tranid: 'IF1001', tn: '1Z1' },
    { tranid: 'IF1002', tn: '1Z2' },
  ]);
});

test('a fulfilment is picked and packed before it leaves, and takes no more than is left', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const id = idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 3, 10)])));
  const transform = (body: object) => record('POST', `salesOrder/${id}/!transform/itemFulfillment`, body);
  assert.equal((await transform({ item: { items: [{ orderLine: 1, quantity: 4 }] } })).status, 400);
  assert.equal((await transform({ item: { items: [{ orderLine: 2, quantity: 1 }] } })).status, 400);
  const picked = idOf(await transform({}));
  const onHand = () => twin.shown('inventoryItem', mug).values.quantityOnHand;
  assert.equal(onHand(), 40);
  assert.equal((await transform({})).status, 400, 'all is picked');
  idOf(await record('PATCH', `itemFulfillment/${picked}`, { shipStatus: { id: 'C' } }));
  assert.equal(onHand(), 37);
  assert.equal((await record('PATCH', `itemFulfillment/${picked}`, { shipStatus: { id: 'A' } })).status, 400);
  assert.equal((await record('GET', `salesOrder/${id}`)).body.status.id, 'Pending Billing');
  assert.equal((await record('DELETE', `salesOrder/${id}`)).status, 400);
  assert.equal((await record('POST', 'itemFulfillment', {})).status, 400);
});

test('an invoice is paid by what is applied to it, and never more', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 2, 10)])));
  const [order] = twin.ordersFor('A');
  const { invoice } = twin.shipAndInvoice(order ?? assert.fail('no order'));
  const pay = (payment: number, amount: number) =>
    record('POST', 'customerPayment', {
      customer: { id: customer },
      payment,
      apply: { items: [{ doc: { id: invoice.id }, apply: true, amount }] },
    });
  assert.equal((await pay(10, 11)).status, 400);
  idOf(await pay(20, 20));
  const open: Answer = (await record('GET', `invoice/${invoice.id}`)).body;
  assert.deepEqual([open.amountPaid, open.amountRemaining, open.status.id], [20, 4.4, 'Open']);
  assert.equal((await pay(5, 4.5)).status, 400);
  idOf(await record('POST', `invoice/${invoice.id}/!transform/customerPayment`));
  const paid: Answer = (await record('GET', `invoice/${invoice.id}`)).body;
  assert.deepEqual([paid.amountRemaining, paid.status.refName], [0, 'Paid In Full']);
});

test('goods that come back are authorized, received on the shelf, and credited', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const id = idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 3, 11.11)])));
  const [order] = twin.ordersFor('A');
  twin.shipAndInvoice(order ?? assert.fail('no order'));
  const back = { orderStatus: { id: 'B' }, item: { items: [{ orderLine: 1, quantity: 1 }] } };
  const returned = idOf(await record('POST', `salesOrder/${id}/!transform/returnAuthorization`, back));
  const first = async (path: string) => (await record('GET', `${path}?expandSubResources=true`)).body.item.items[0];
  const { isClosed, commitInventory, quantityReceived, quantityBilled } = await first(
    `returnAuthorization/${returned}`,
  );
  assert.deepEqual([isClosed, commitInventory, quantityReceived, quantityBilled], [false, undefined, 0, 0]);
  const onHand = () => twin.shown('inventoryItem', mug).values.quantityOnHand;
  assert.equal(onHand(), 37);
  idOf(await record('POST', `returnAuthorization/${returned}/!transform/itemReceipt`, {}));
  assert.equal(onHand(), 38);
  assert.equal((await record('GET', `returnAuthorization/${returned}`)).body.status.refName, 'Pending Refund');
  const memo = idOf(await record('POST', `returnAuthorization/${returned}/!transform/creditMemo`, {}));
  assert.ok(!('isClosed' in (await first(`creditMemo/${memo}`))), 'only orders and returns have lines that are closed');
  const credit: Answer = (await record('GET', `creditMemo/${memo}${expanded}`)).body;
  assert.deepEqual(
    [credit.subtotal, credit.taxTotal, credit.total, credit.amountRemaining],
    [11.11, 2.44, 13.55, 13.55],
  );
  assert.equal(onHand(), 38, 'a credit moves no goods');
  assert.equal((await record('GET', `returnAuthorization/${returned}`)).body.status.refName, 'Refunded');
  const more = { orderStatus: { id: 'B' }, item: { items: [{ orderLine: 1, quantity: 3 }] } };
  assert.equal((await record('POST', `salesOrder/${id}/!transform/returnAuthorization`, more)).status, 400);
});

test('a return takes lines that its order does not have, is taxed anew, and is credited as far as goods came back', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const id = idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 3, 11.11)])));
  const [order] = twin.ordersFor('A');
  twin.shipAndInvoice(order ?? assert.fail('no order'));
  const items = [
    { orderDoc: { id }, orderLine: 1, item: { id: mug }, quantity: 1, price: { id: '-1' }, rate: 10, amount: 10 },
    { item: { externalId: 'SHIPPING' }, quantity: 1, price: { id: '-1' }, rate: 5, amount: 5 },
    { item: { externalId: 'ROUNDING' }, quantity: 1, price: { id: '-1' }, rate: -1, amount: -1 },
  ];
  const authorize = (lines: readonly object[]) =>
    record('POST', `salesOrder/${id}/!transform/returnAuthorization?replace=item`, {
      orderStatus: { id: 'B' },
      item: { items: lines },
    });
  assert.equal((await authorize([{ ...items[0], orderDoc: { id: '1' } }])).status, 400);
  const returned = idOf(await authorize(items));
  const shown = async () => (await record('GET', `returnAuthorization/${returned}${expanded}`)).body;
  const authorized: Answer = await shown();
  assert.deepEqual([authorized.subtotal, authorized.taxTotal, authorized.total], [14, 3.3, 17.3]);
  assert.equal(authorized.status.refName, 'Pending Receipt');
  const early = idOf(await record('POST', `returnAuthorization/${returned}/!transform/creditMemo`, {}));
  assert.equal((await record('GET', `creditMemo/${early}`)).body.subtotal, 4, 'charges alone');
  const receipt = idOf(await record('POST', `returnAuthorization/${returned}/!transform/itemReceipt`, {}));
  const received: Answer = (await record('GET', `itemReceipt/${receipt}${expanded}`)).body;
  assert.equal(received.item.items.length, 1, 'charges are not received');
  assert.equal((await shown()).status.refName, 'Pending Refund');
  idOf(await record('POST', `returnAuthorization/${returned}/!transform/creditMemo`, {}));
  assert.equal((await shown()).status.refName, 'Refunded');
});

test('what comes back is written off, or credited in advance, where the account says so', async (t) => {
  const { record, twin } = await openAccount(t, { restocksReturns: false, refundsInAdvance: true });
  const { mug, customer } = stockUp(twin);
  const id = idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 3, 10)])));
  const [order] = twin.ordersFor('A');
  twin.shipAndInvoice(order ?? assert.fail('no order'));
  const returned = idOf(
    await record('POST', `salesOrder/${id}/!transform/returnAuthorization`, { orderStatus: { id: 'B' } }),
  );
  const memo = idOf(await record('POST', `returnAuthorization/${returned}/!transform/creditMemo`, {}));
  assert.equal((await record('GET', `creditMemo/${memo}`)).body.subtotal, 30);
  idOf(await record('POST', `returnAuthorization/${returned}/!transform/itemReceipt`, {}));
  assert.equal(twin.shown('inventoryItem', mug).values.quantityOnHand, 37);
});

test('an invoice may be credited at once, and is then open by that much less', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 2, 10)])));
  const [order] = twin.ordersFor('A');
  const { invoice } = twin.shipAndInvoice(order ?? assert.fail('no order'));
  const memo = idOf(
    await record('POST', `invoice/${invoice.id}/!transform/creditMemo`, {
      item: { items: [{ orderLine: 1, quantity: 1, rate: 4 }] },
    }),
  );
  const credit: Answer = (await record('GET', `creditMemo/${memo}`)).body;
  assert.deepEqual(
    [credit.subtotal, credit.taxTotal, credit.total, credit.status.id],
    [4, 0.88, 4.88, 'Fully Applied'],
  );
  assert.equal((await record('GET', `invoice/${invoice.id}`)).body.amountRemaining, 19.52);
  assert.equal(twin.shown('inventoryItem', mug).values.quantityOnHand, 39, 'without a return, the memo takes it back');
});

test('a deposit is money for an order that has no invoice yet', async (t) => {
  const { record, rows, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const id = idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 1, 10)])));
  const deposit = { salesOrder: { id }, payment: 12.2, paymentMethod: { externalId: 'CARD' }, externalId: 'P-A' };
  idOf(await record('POST', 'customerDeposit', deposit));
  assert.equal((await record('POST', 'customerDeposit', { ...deposit, externalId: 'P-B', payment: 0 })).status, 400);
  assert.equal((await record('DELETE', `salesOrder/${id}`)).status, 400);
  const found = await rows(
    "SELECT tranid, foreigntotal, BUILTIN.DF(paymentmethod) m FROM transaction WHERE type = 'CustDep'",
  );
  assert.deepEqual(found, [{ tranid: 'CD1001', foreigntotal: '12.2', m: 'Card' }]);
});

test('an order without shipping is billed at once; a line that is billed keeps its rate', async (t) => {
  const { record, twin } = await openAccount(t);
  const { customer } = stockUp(twin);
  const fee = { item: { externalId: 'FEE' }, quantity: 1, rate: 5 };
  const id = idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [fee])));
  assert.equal((await record('GET', `salesOrder/${id}`)).body.status.id, 'Pending Billing');
  idOf(await record('POST', `salesOrder/${id}/!transform/cashSale`));
  assert.equal((await record('GET', `salesOrder/${id}`)).body.status.id, 'Billed');
  assert.equal((await record('PATCH', `salesOrder/${id}`, { item: { items: [{ line: 1, rate: 6 }] } })).status, 400);
});
