import assert from 'node:assert/strict';
import test from 'node:test';
import { type Answer, openSite } from './open-site.support.ts';

const numbers = ({ body }: Answer): unknown =>
  (body.data as unknown as { orderNo: string }[]).map(({ orderNo }) => orderNo);

test('the list is newest first, or as it is sorted, and has no total', async () => {
  await using site = await openSite();
  for (let count = 0; count < 3; count += 1) {
    site.order({ 'MUG-01': 1 });
    site.clock.advance(60_000);
  }
  const newest = await site.orders('GET', 'orders?limit=2');
  assert.deepEqual(numbers(newest), ['00000003', '00000002']);
  assert.deepEqual([newest.body.limit, newest.body.offset, 'total' in newest.body], [2, 0, false]);
  assert.deepEqual(numbers(await site.orders('GET', 'orders?limit=2&offset=2')), ['00000001']);
  const oldest = await site.orders('GET', 'orders?sortBy=last_modified_date&sortOrder=asc&limit=1');
  assert.deepEqual(numbers(oldest), ['00000001']);
});

test('what changed since: from this moment on, until before that one', async () => {
  await using site = await openSite();
  const order = site.order({ 'MUG-01': 1 });
  site.clock.advance(60_000);
  site.order({ 'PEN-01': 1 });
  const between = (from: string, to: string) =>
    site.orders('GET', `orders?lastModifiedDateFrom=${from}&lastModifiedDateTo=${to}`);
  assert.deepEqual(numbers(await between('2026-05-04T12:00:00.000Z', '2026-05-04T12:01:00.000Z')), ['00000001']);
  site.clock.advance(60_000);
  await site.orders('PUT', `orders/${order.orderNo}/payment-status`, { status: 'part_paid' });
  assert.deepEqual(numbers(await site.orders('GET', 'orders?lastModifiedDateFrom=2026-05-04T12:02:00Z')), ['00000001']);
});

test('statuses are filtered by, within limits; what was not placed is not there', async () => {
  await using site = await openSite();
  site.order({ 'MUG-01': 1 }, { created: true });
  site.order({ 'MUG-01': 1 }, { exportReady: false, paid: false });
  const order = site.order({ 'MUG-01': 1 });
  assert.deepEqual(numbers(await site.orders('GET', 'orders')), ['00000002', '00000003']);
  assert.deepEqual(numbers(await site.orders('GET', 'orders?exportStatus=ready,failed')), ['00000003']);
  assert.deepEqual(numbers(await site.orders('GET', 'orders?paymentStatus=not_paid')), ['00000002']);
  await site.orders('PUT', `orders/${order.orderNo}/status`, { status: 'cancelled' });
  assert.deepEqual(numbers(await site.orders('GET', 'orders?status=cancelled,completed')), ['00000003']);
  const refused = [
    'status=created',
    'status=new,completed,cancelled',
    'exportStatus=other',
    'limit=201',
    'limit=0',
    'offset=-1',
    'offset=9950&limit=100',
    'sortBy=orderNo',
    'lastModifiedDateFrom=yesterday',
    'updatedSince=2026-05-04T12:00:00Z',
  ];
  for (const query of refused) assert.equal((await site.orders('GET', `orders?${query}`)).status, 400, query);
});

test('an order goes where it can go from its status, and its goods go with it', async () => {
  await using site = await openSite();
  const { stock } = site.twin.store;
  const { orderNo } = site.order({ 'MUG-01': 4 });
  const set = async (status: string) => (await site.orders('PUT', `orders/${orderNo}/status`, { status })).status;
  assert.equal(stock.ats('MUG-01'), 96);
  assert.equal(await set('new'), 204);
  assert.equal(await set('cancelled'), 204);
  assert.equal(stock.ats('MUG-01'), 100);
  assert.equal(await set('cancelled'), 204);
  assert.equal(stock.ats('MUG-01'), 100);
  assert.equal(await set('completed'), 409);
  assert.equal(await set('new'), 204);
  assert.equal(stock.ats('MUG-01'), 96);
  assert.equal(await set('completed'), 204);
  assert.equal(await set('failed'), 409);
  assert.equal(await set('shipped'), 400);
});

test('placing gives numbers; failing gives the goods back, and may open the basket again', async () => {
  await using site = await openSite();
  const { orderNo } = site.order({ 'MUG-01': 4 }, { created: true });
  const before = (await site.orders('GET', `orders/${orderNo}`)).body;
  assert.deepEqual([before.status, 'invoiceNo' in before, 'placeDate' in before], ['created', false, false]);
  await site.orders('PUT', `orders/${orderNo}/status`, { status: 'new' });
  const { body } = await site.orders('GET', `orders/${orderNo}`);
  assert.deepEqual(
    [body.invoiceNo, body.shipments?.[0]?.shipmentNo, body.exportStatus],
    ['00000001', '00000001', 'ready'],
  );
  const other = site.order({ 'MUG-01': 4 }, { created: true });
  const reopened = await site.orders('PUT', `orders/${other.orderNo}/status`, { status: 'failed_with_reopen' });
  assert.deepEqual([reopened.status, other.status], [201, 'failed']);
  assert.ok(reopened.headers.location);
  assert.equal(site.twin.store.stock.ats('MUG-01'), 96);
});

test('only custom attributes of an order are written, and only those that are defined', async () => {
  await using site = await openSite();
  const { orderNo } = site.order({ 'MUG-01': 1 });
  const patch = (body: unknown) => site.orders('PATCH', `orders/${orderNo}`, body);
  assert.equal((await patch({ c_erpOrderNo: 'SO-10045', c_trackingNumber: '1Z999' })).status, 204);
  assert.equal((await patch({ c_trackingNumber: null })).status, 204);
  const { body } = await site.orders('GET', `orders/${orderNo}`);
  assert.deepEqual([body.c_erpOrderNo, body.c_trackingNumber], ['SO-10045', null]);
  for (const refused of [{ externalOrderNo: 'SO-1' }, { invoiceNo: '7' }, { c_unheardOf: 'x' }]) {
    const answer = await patch(refused);
    assert.deepEqual([answer.status, answer.body.title], [400, 'Unknown Property']);
  }
  assert.equal((await patch('{"c_erpOrderNo":')).body.title, 'Malformed Request Body');
});

test('OCAPI Data has the same writers in its own letters, with its own faults', async () => {
  await using site = await openSite();
  const order = site.order({ 'MUG-01': 1 });
  const at = `sites/RefArch/orders/${order.orderNo}`;
  assert.equal((await site.data('PUT', `${at}/export_status`, { status: 'exported' })).status, 204);
  assert.equal((await site.data('PATCH', at, { c_erpOrderNo: 'SO-7' })).status, 204);
  const address = { last_name: 'Ruiz', address1: '400 Dock Rd', city: 'Troy', country_code: 'US' };
  assert.equal((await site.data('PUT', `${at}/shipments/me/shipping_address`, address)).status, 204);
  assert.deepEqual(
    [order.side.export, order.custom.c_erpOrderNo, order.shipTo?.countryCode],
    ['exported', 'SO-7', 'US'],
  );
  assert.equal((await site.data('GET', at)).status, 405);
  const unknown = await site.data('PUT', 'sites/RefArch/orders/none/status', { status: 'new' });
  assert.deepEqual([unknown.status, unknown.body.fault?.type], [404, 'OrderNotFoundException']);
});

test('an order management tells of parcels with their tracking, once for each event, and of money in cents', async () => {
  await using site = await openSite();
  const order = site.order({ 'MUG-01': 2 });
  const tell = (body: unknown) => site.orders('POST', `orders/${order.orderNo}/oms-status-events`, body);
  const shipped = {
    id: 'e-1',
    occurredAt: '2026-05-04T12:00:00Z',
    type: 'shipped',
    lineItems: [{ id: 'x', quantity: 2 }],
  };
  assert.equal((await tell({ omsOrderId: 'SO-1', fulfillmentEvent: shipped })).status, 400);
  const parcel = { ...shipped, trackingNumber: '1Z999', trackingUrl: 'https://track.example.com/1Z999' };
  assert.equal((await tell({ omsOrderId: 'SO-1', fulfillmentEvent: parcel })).status, 202);
  assert.equal((await tell({ omsOrderId: 'SO-1', fulfillmentEvent: parcel })).status, 202);
  const refund = { id: 'a-1', occurredAt: '2026-05-04T12:00:00Z', type: 'refund', status: 'completed' };
  const totals = (amount: number) => [{ type: 'refund', amount }];
  assert.equal((await tell({ omsOrderId: 'SO-1', adjustment: { ...refund, totals: totals(15.25) } })).status, 400);
  assert.equal((await tell({ omsOrderId: 'SO-1', adjustment: { ...refund, totals: totals(1525) } })).status, 202);
  assert.equal((await tell({ omsOrderId: 'SO-1' })).status, 400);
  assert.equal((await tell({ fulfillmentEvent: parcel })).status, 400);
  assert.deepEqual(
    order.omsEvents.map(({ id, trackingNumber }) => [id, trackingNumber]),
    [
      ['e-1', '1Z999'],
      ['a-1', undefined],
    ],
  );
});

test('the search of orders finds what the list does not show', async () => {
  await using site = await openSite();
  const { orderNo } = site.order({ 'MUG-01': 1 }, { created: true });
  site.order({ 'PEN-01': 3 }, { custom: { c_poNumber: 'PO-7781' } });
  await site.orders('PUT', `orders/${orderNo}/status`, { status: 'failed' });
  const search = (body: unknown, client = '?client_id=5c0ffee0-0000-4000-8000-00000000e4b0') =>
    site.ask('POST', `/s/RefArch/dw/shop/v25_6/order_search${client}`, body);
  const failed = {
    filtered_query: {
      query: { term_query: { fields: ['status'], operator: 'is', values: ['failed'] } },
      filter: { range_filter: { field: 'creation_date', from: '2026-05-04T00:00:00Z', to: '2026-05-05T00:00:00Z' } },
    },
  };
  const found = await search({ query: failed, select: '(hits.(data.(order_no,status)),total)', start: 0, count: 200 });
  assert.deepEqual(found.body, {
    _v: '25.6',
    _type: 'order_search_result',
    hits: [{ data: { order_no: orderNo, status: 'failed' } }],
    total: 1,
  } as unknown);
  const byAttribute = { term_query: { fields: ['c_poNumber'], operator: 'is', values: ['PO-7781'] } };
  const { body } = await search({ query: byAttribute });
  assert.deepEqual(
    [body.total, body.hits?.[0]?.data?.product_items?.[0]?.product_id, body.hits?.[0]?.data?.c_poNumber],
    [1, 'PEN-01', 'PO-7781'],
  );
  const all = await search({ query: { match_all_query: {} }, count: 1 });
  assert.deepEqual([all.body.count, all.body.total, all.body.next], [1, 2, { start: 1, count: 1 }]);
  assert.equal((await search({ query: { match_all_query: {} }, count: 0 })).status, 400);
  assert.equal(
    (await search({ query: { term_query: { fields: ['shoe_size'], operator: 'is', values: [4] } } })).status,
    400,
  );
  assert.equal((await search({ query: { match_all_query: {} } }, '')).body.fault?.type, 'MissingClientIdException');
});

test('without its index the search of orders fails', async () => {
  await using site = await openSite({ orderIndex: false });
  const path = '/s/RefArch/dw/shop/v25_6/order_search?client_id=5c0ffee0-0000-4000-8000-00000000e4b0';
  const answer = await site.ask('POST', path, { query: { match_all_query: {} } });
  assert.equal(answer.status, 500);
  assert.match(String(answer.body.fault?.message), /order incremental indexing/i);
});
