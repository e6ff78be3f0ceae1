import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoreFailure } from '../../files/file-store.ts';
import { ManualClock } from '../../model/clock.ts';
import { writeCsv } from '../../twin/file-erp/csv.ts';
import { ORDER_COLUMNS, SAMPLE_LINES, sampleOrder } from '../../twin/file-erp/open-erp.support.ts';
import { openDistributionOne } from './distribution-one-desk.ts';
import type { ErpDesk } from './erp-desk.ts';

const FILE = 'to-erp/orders/orders_MAIN_1.csv';

async function open(t: { after: (close: () => Promise<void>) => void }, taxPercent?: Record<string, string>) {
  const clock = new ManualClock('2026-03-02T09:00:00.000Z');
  const desk = await openDistributionOne(taxPercent === undefined ? {} : { taxPercent })(clock);
  t.after(() => desk.twin.close());
  desk.addItem({ sku: 'VALVE-34', name: 'Valve', price: '12.50', stock: 40 });
  desk.addItem({ sku: 'HOSE-10FT', name: 'Hose', price: '30.00', stock: 9 });
  desk.addCustomer({ number: '120045', name: 'Northfield Supply', email: 'PAT@example.com', country: 'US' });
  return { desk, clock, files: desk.files ?? assert.fail('no files') };
}

async function write({ desk, clock }: { desk: ErpDesk; clock: ManualClock }, ref: string, name = FILE): Promise<void> {
  const text = writeCsv(ORDER_COLUMNS, sampleOrder({ ref }, SAMPLE_LINES));
  await desk.files?.write(name, Buffer.from(text), () => undefined);
  clock.advance(60_000);
}

test('a clerk sees the order that came as a file, and the screen shows it in the words of the file', async (t) => {
  const opened = await open(t);
  const { desk } = opened;
  assert.equal(desk.answersIn?.(), undefined, 'nothing waits for an answer');
  await write(opened, 'W-1');
  assert.ok((desk.answersIn?.() ?? 0) > 0);
  const seen = await desk.orderFor('W-1');
  assert.deepEqual(
    [seen?.number, seen?.customerName, seen?.orderDate, seen?.net, seen?.tax, seen?.total],
    ['70000001', 'Northfield Supply', '2025-03-04', '81.95', '5.76', '87.71'],
  );
  assert.deepEqual(seen?.lines[0], {
    no: 'VALVE-34',
    name: '3/4 in ball valve',
    quantity: '4',
    price: '12.50',
    discount: '0.00',
  });
  const shown = desk.shows?.('order', '70000001') as { rows: Record<string, string>[] };
  assert.deepEqual(
    [shown.rows.length, shown.rows[0]?.couponCode, shown.rows[0]?.unitPrice],
    [2, 'SPRING10', '12.5000'],
  );
  assert.equal(desk.shows?.('order', '79999999'), undefined);
  assert.equal(desk.orderPosts(), 1);
});

test('orders are renumbered and shipped; goods leave the shelf', async (t) => {
  const opened = await open(t);
  const { desk } = opened;
  await write(opened, 'W-1');
  await desk.renumberOrder('W-1', 'PHONE-1');
  assert.equal(await desk.documentsFor('W-1'), 0);
  assert.deepEqual(desk.ship('PHONE-1', { 'VALVE-34': 1 }), { shipment: 'S000001', invoice: '90000001' });
  assert.equal(await desk.onHand?.('VALVE-34'), 39);
  assert.throws(() => desk.ship('W-1'), /no order W-1/);
});

test('what only the ERP keeps stands on the card; the customer is found in whatever letters', async (t) => {
  const { desk } = await open(t);
  const [card, ...others] = await desk.customers('pat@example.com');
  assert.deepEqual(others, []);
  for (const [field, value] of Object.entries(desk.owned)) assert.equal(card?.fields[field], value);
});

test('a tax that the ERP works out otherwise refuses the order', async (t) => {
  const opened = await open(t, { US: '20' });
  await write(opened, 'W-1');
  assert.equal(await opened.desk.orderFor('W-1'), undefined);
});

const broke = (error: unknown) => error instanceof StoreFailure && error.kind === 'unreachable';

test('a broken connection shows as one; what was written before it broke is there', async (t) => {
  const opened = await open(t);
  const { desk, files } = opened;
  desk.twin.faults.arm({ kind: 'cut-before-commit', ...desk.requests.newOrder });
  let began = false;
  await assert.rejects(
    files.write(FILE, Buffer.from('x'), () => {
      began = true;
    }),
    broke,
  );
  assert.ok(began, 'nobody can tell whether it was written');
  assert.deepEqual(await files.list('to-erp/orders'), []);
  desk.twin.faults.arm({ kind: 'cut-after-commit', ...desk.requests.newOrder });
  await assert.rejects(write(opened, 'W-1'), broke);
  assert.equal((await files.list('to-erp/orders')).length, 1);
  assert.deepEqual(
    desk.twin.exchanges.filter(({ method }) => method === 'PUT').map(({ status }) => status),
    ['cut', 'cut'],
  );
});

test('a session that has ended is begun anew; a user who is let in no more is told so', async (t) => {
  const { desk, files } = await open(t);
  desk.twin.faults.arm({ kind: 'expired-token' });
  assert.deepEqual(await files.list('ack'), []);
  desk.twin.faults.arm({ kind: 'expired-token', times: Number.POSITIVE_INFINITY });
  await assert.rejects(files.list('ack'), (error) => error instanceof StoreFailure && error.kind === 'refused');
});

test('an importer that is too busy leaves the order until it has time', async (t) => {
  const opened = await open(t);
  const { desk, clock } = opened;
  desk.twin.faults.arm({ kind: 'throttled', retryAfterSeconds: 600, ...desk.requests.newOrder });
  await write(opened, 'W-1');
  assert.equal(await desk.orderFor('W-1'), undefined);
  assert.equal(desk.answersIn?.(), undefined, 'no answer is to come soon');
  clock.advance(10 * 60_000);
  assert.equal((await desk.orderFor('W-1'))?.number, '70000001');
});
