import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, idOf, line, openAccount, orderOf, type Response, stockUp } from './open-account.support.ts';

const expanded = '?expandSubResources=true';
const refusal = ({ status, body }: Response): [number, string, string | undefined] => [
  status,
  body['o:errorDetails'][0]['o:errorCode'],
  body['o:errorDetails'][0]['o:errorPath'],
];

test('an order is created without a body in the answer, and read by its external id', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const made = await record(
    'POST',
    'salesOrder',
    orderOf(customer, 'WEB-1001', [line(mug, 3, 11)], {
      shipMethod: { externalId: 'STANDARD' },
      shippingCost: 7.5,
      otherRefNum: 'PO-1',
    }),
  );
  const id = idOf(made);
  assert.equal(made.body, '');
  const order: Answer = (await record('GET', `salesOrder/eid:WEB-1001${expanded}`)).body;
  assert.deepEqual(
    [order.id, order.tranId, order.status],
    [id, 'SO1001', { id: 'Pending Fulfillment', refName: 'Pending Fulfillment' }],
  );
  // (33.00 + 7.50) × 1.22: 7.26 of the line, 1.65 of shipping.
  assert.deepEqual([order.subtotal, order.shippingCost, order.taxTotal, order.total], [33, 7.5, 8.91, 49.41]);
  assert.deepEqual(
    order.taxDetails.items.map((row: Answer) => [
      row.taxDetailsReference.id,
      row.lineType,
      row.taxBasis,
      row.taxRate,
      row.taxAmount,
    ]),
    [
      ['1_ITEM', 'Item', 33, 22, 7.26],
      ['SHIPPING', 'Shipping', 7.5, 22, 1.65],
    ],
  );
  const [first] = order.item.items;
  assert.equal(first.item.refName, 'MUG-01');
  assert.deepEqual(
    [first.itemType, first.quantityFulfilled, first.quantityBilled],
    [{ id: 'InvtPart', refName: 'InvtPart' }, 0, 0],
  );
  assert.equal(order.shippingAddress.country.refName, 'Italy');
  assert.deepEqual([order.item.items[0].quantityCommitted, order.item.items[0].quantityAvailable], [3, 37]);
  assert.equal((await record('GET', 'salesOrder/eid:WEB-1002')).status, 404);
});

test('the same external id is refused, for another kind of transaction too unless the account keeps them apart', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const body = orderOf(customer, 'WEB-1001', [line(mug, 1, 11)]);
  idOf(await record('POST', 'salesOrder', body));
  assert.equal(refusal(await record('POST', 'salesOrder', body))[1], 'DUP_RCRD');
  assert.equal(refusal(await record('POST', 'invoice', body))[1], 'DUP_RCRD');
  assert.deepEqual(refusal(await record('POST', 'salesOrder', { ...body, externalId: 'WEB|1' })), [
    400,
    'INVALID_CONTENT',
    'externalId',
  ]);
  assert.equal(twin.account.all('salesOrder').length, 1);
});

test('a repeated PUT appends its lines, unless it replaces the sublist', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const { externalId: _given, ...body } = orderOf(customer, 'WEB-1', [line(mug, 1, 11)]);
  const put = (query = '') => record('PUT', `salesOrder/eid:WEB-1${query}`, body);
  const lines = async () => (await record('GET', `salesOrder/eid:WEB-1${expanded}`)).body.item.items.length;
  const id = idOf(await put());
  assert.equal(idOf(await put()), id);
  assert.equal(await lines(), 2);
  assert.equal(idOf(await put('?replace=item')), id);
  assert.equal(await lines(), 1);
});

test('a list price wins over a given rate, except under the custom level', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  idOf(
    await record(
      'POST',
      'salesOrder',
      orderOf(customer, 'A', [{ item: { id: mug }, quantity: 2, rate: 9 }, line(mug, 2, 9)]),
    ),
  );
  const order: Answer = (await record('GET', `salesOrder/eid:A${expanded}`)).body;
  assert.deepEqual(
    order.item.items.map((each: Answer) => [each.line, each.rate, each.amount, each.price.id]),
    [
      [1, 12.5, 25, '1'],
      [4, 9, 18, '-1'],
    ],
  );
});

test('a discount of the order is borne by its lines, and lessens their tax', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, pen, customer } = stockUp(twin);
  const discount = { discountItem: { externalId: 'DISCOUNT' } };
  idOf(
    await record(
      'POST',
      'salesOrder',
      orderOf(customer, 'A', [line(mug, 2, 15), line(pen, 10, 1)], { ...discount, discountRate: -4 }),
    ),
  );
  const order: Answer = (await record('GET', `salesOrder/eid:A${expanded}`)).body;
  assert.deepEqual([order.subtotal, order.discountTotal, order.taxTotal, order.total], [40, -4, 7.92, 43.92]);
  assert.deepEqual(
    order.taxDetails.items.map((row: Answer) => row.taxBasis),
    [27, 9],
  );
  idOf(
    await record(
      'POST',
      'salesOrder',
      orderOf(customer, 'B', [line(mug, 2, 15)], { ...discount, discountRate: '-10%' }),
    ),
  );
  assert.equal((await record('GET', 'salesOrder/eid:B')).body.discountTotal, -3);
  const none = await record('POST', 'salesOrder', orderOf(customer, 'C', [line(mug, 1, 1)], { discountRate: -1 }));
  assert.deepEqual(refusal(none), [400, 'USER_ERROR', 'discountItem']);
});

test('taxes that the order brings are kept as they are, tied to their lines', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const own = (reference: string, more: object = {}) => ({
    taxDetailsOverride: true,
    taxDetails: {
      items: [
        {
          taxDetailsReference: { id: reference },
          taxType: { id: '5' },
          taxCode: { externalId: 'IT-22' },
          taxBasis: 33,
          taxRate: 22,
          taxAmount: 7.27,
          ...more,
        },
      ],
    },
  });
  const lines = [line(mug, 3, 11, { taxDetailsReference: 'NEW_ITEM_0' })];
  idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', lines, own('NEW_ITEM_0'))));
  const order: Answer = (await record('GET', 'salesOrder/eid:A')).body;
  assert.deepEqual([order.taxTotal, order.total], [7.27, 40.27]);
  const loose = await record('POST', 'salesOrder', orderOf(customer, 'B', lines, own('OTHER')));
  assert.deepEqual(refusal(loose), [400, 'INVALID_CONTENT', 'taxDetails.items[0].taxDetailsReference']);
  const bare = await record(
    'POST',
    'salesOrder',
    orderOf(customer, 'B', lines, own('NEW_ITEM_0', { taxAmount: null })),
  );
  assert.deepEqual(refusal(bare), [400, 'USER_ERROR', 'taxDetails.items[0].taxAmount']);
});

test('shipping costs nothing without a method, and a carrier may overrule what is given', async (t) => {
  const shippingItems = [
    { id: '77', name: 'Standard' },
    { id: '81', name: 'Carrier', realTimeRate: '9.99' },
  ];
  const { record, twin } = await openAccount(t, { shippingItems });
  const { mug, customer } = stockUp(twin);
  const cost = async (externalId: string, more: object) => {
    idOf(await record('POST', 'salesOrder', orderOf(customer, externalId, [line(mug, 1, 10)], more)));
    return (await record('GET', `salesOrder/eid:${externalId}`)).body.shippingCost;
  };
  assert.equal(await cost('A', { shippingCost: 5 }), undefined);
  assert.equal(await cost('B', { shipMethod: { id: '77' }, shippingCost: 5 }), 5);
  assert.equal(await cost('C', { shipMethod: { id: '81' }, shippingCost: 5 }), 9.99);
  assert.equal(await cost('D', { shipMethod: { id: '81' }, shippingCost: 5, shippingCostOverridden: true }), 5);
});

test('closing every line closes the order and gives its pieces back', async (t) => {
  const { record, rows, twin } = await openAccount(t);
  const { mug, pen, customer } = stockUp(twin);
  idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 3, 11), line(pen, 1, 1)])));
  const available = async () =>
    (await rows('SELECT quantityavailable FROM inventoryitemlocations WHERE item = ? AND location = 6', [mug]))[0]
      ?.quantityavailable;
  assert.equal(await available(), '37');
  const close = (...lines: readonly number[]) =>
    record('PATCH', 'salesOrder/eid:A', { item: { items: lines.map((each) => ({ line: each, isClosed: true })) } });
  idOf(await close(1));
  assert.equal((await record('GET', 'salesOrder/eid:A')).body.status.id, 'Pending Fulfillment');
  idOf(await close(4));
  assert.equal((await record('GET', 'salesOrder/eid:A')).body.status.id, 'Closed');
  assert.equal(await available(), '40');
  assert.deepEqual(refusal(await close(1)), [400, 'USER_ERROR', undefined], 'a closed order stays as it is');
});

test('an order waits for approval unless it says otherwise, and commits nothing until then', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const { orderStatus: _approved, ...body } = orderOf(customer, 'A', [line(mug, 3, 11)]);
  const id = idOf(await record('POST', 'salesOrder', body));
  const order = async () => (await record('GET', `salesOrder/${id}${expanded}`)).body;
  assert.deepEqual(
    [(await order()).status.id, (await order()).item.items[0].quantityCommitted],
    ['Pending Approval', 0],
  );
  idOf(await record('PATCH', `salesOrder/${id}`, { orderStatus: { id: 'B' } }));
  assert.deepEqual(
    [(await order()).status.id, (await order()).item.items[0].quantityCommitted],
    ['Pending Fulfillment', 3],
  );
  assert.deepEqual(refusal(await record('PATCH', `salesOrder/${id}`, { orderStatus: { id: 'C' } })), [
    400,
    'INVALID_CONTENT',
    'orderStatus',
  ]);
});

test('the older order commits what there is; the other waits for more', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 30, 1)])));
  idOf(await record('POST', 'salesOrder', orderOf(customer, 'B', [line(mug, 30, 1)])));
  const committed = async (key: string) => {
    const [first] = (await record('GET', `salesOrder/eid:${key}${expanded}`)).body.item.items;
    return first.quantityCommitted;
  };
  assert.deepEqual([await committed('A'), await committed('B')], [30, 10]);
  twin.adjust('MUG-01', 15);
  assert.equal(await committed('B'), 25);
});

test('what is wrong is told with its place', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  const post = async (body: object, headers = {}) => refusal(await record('POST', 'salesOrder', body, headers));
  const good = orderOf(customer, 'A', [line(mug, 1, 1)]);
  assert.deepEqual(await post({ ...good, entity: { id: '99999' } }), [400, 'INVALID_CONTENT', 'entity']);
  assert.deepEqual(await post({ ...good, item: { items: [line('99999', 1, 1)] } }), [
    400,
    'INVALID_CONTENT',
    'item.items[0].item',
  ]);
  assert.deepEqual(await post({ ...good, item: { items: [line(mug, 0, 1)] } }), [
    400,
    'USER_ERROR',
    'item.items[0].quantity',
  ]);
  assert.deepEqual(await post({ ...good, item: { items: [] } }), [400, 'USER_ERROR', 'item']);
  assert.deepEqual(await post({ ...good, tranDate: '3/2/2026' }), [400, 'INVALID_CONTENT', 'tranDate']);
  assert.deepEqual(await post({ ...good, shippingCost: '5.00' }), [400, 'INVALID_CONTENT', 'shippingCost']);
  const us = { addr1: '1 Main St', city: 'Springfield', state: 'Illinois', country: { id: 'US' } };
  assert.deepEqual(await post({ ...good, shippingAddress: us }), [400, 'INVALID_CONTENT', 'shippingAddress.state']);
  idOf(await record('POST', 'salesOrder', { ...good, externalId: 'US', shippingAddress: { ...us, override: true } }));
  const typo = { ...good, otherRefNumber: 'PO-1' };
  assert.deepEqual(await post(typo, { 'x-netsuite-propertynamevalidation': 'Error' }), [
    400,
    'INVALID_CONTENT',
    'otherRefNumber',
  ]);
  idOf(await record('POST', 'salesOrder', typo));
  assert.equal((await record('GET', 'salesOrder/eid:A')).body.otherRefNumber, undefined);
  assert.equal((await record('POST', 'salesOrder', good, { 'content-type': 'text/plain' })).status, 415);
});

test('buyers are mailed unless the order says otherwise', async (t) => {
  const { record, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  idOf(await record('POST', 'salesOrder', orderOf(customer, 'A', [line(mug, 1, 1)])));
  assert.deepEqual(twin.account.mails, []);
  const { toBeEmailed: _no, ...mailed } = orderOf(customer, 'B', [line(mug, 1, 1)]);
  idOf(await record('POST', 'salesOrder', mailed));
  assert.deepEqual(twin.account.mails, ['giulia@example.com: SO1002']);
});

test('custom fields of the account are kept', async (t) => {
  const { record, rows, twin } = await openAccount(t);
  const { mug, customer } = stockUp(twin);
  idOf(
    await record(
      'POST',
      'salesOrder',
      orderOf(customer, 'A', [line(mug, 1, 1)], { custbody_coupon_code: 'SPRING10', custbody_other: 'x' }),
    ),
  );
  const { custbody_coupon_code: coupon, custbody_other: other } = (await record('GET', 'salesOrder/eid:A')).body;
  assert.deepEqual([coupon, other], ['SPRING10', undefined]);
  assert.deepEqual(await rows("SELECT custbody_coupon_code c FROM transaction WHERE externalid = 'A'"), [
    { c: 'SPRING10' },
  ]);
});
