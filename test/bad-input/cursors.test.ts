import assert from 'node:assert/strict';
import test from 'node:test';
import { openSqliteLedger } from '../../src/ledger/sqlite/open-sqlite-ledger.ts';
import { pipeName } from '../../src/model/names.ts';
import { isOrderList, replaceInOrder, rewriteAnswers } from './rewritten-answers.ts';
import { once, trial } from './trial.ts';

const ORDERS = pipeName('orders');

test('a cursor from the future is told, taken for now, and what it would have skipped can be read again', async (t) => {
  const { project, clock, orders, run, order, onErp } = await trial(t);
  const ledger = await openSqliteLedger(project.ledgerPath);
  await ledger.setCursor(ORDERS, { watermark: '2027-06-01T00:00:00.000Z' });
  await ledger.close();
  clock.advance(10 * 60_000);
  const late = order();
  const first = await run();
  assert.equal(first.code, 0);
  assert.match(first.stdout, /the watermark 2027-06-01T00:00:00.000Z lies in the future/);
  assert.match(first.stdout, /--since/);
  assert.deepEqual(onErp(), once([late]));
  assert.equal((await run('--since', '2026-01-05T08:00:00Z')).code, 0);
  assert.deepEqual(onErp(), once([...orders, late]));
});

test('a shop whose clock runs ahead does not move the cursor past orders that are yet to come', async (t) => {
  const { systems, project, clock, orders, run, order, onErp } = await trial(t);
  let isAhead = true;
  rewriteAnswers(
    systems.shop,
    (request) => isAhead && isOrderList(request),
    (list) =>
      replaceInOrder(
        list,
        orders.at(-1)?.id ?? 0,
        /"date_modified_gmt":"[^"]*"/,
        '"date_modified_gmt":"2031-01-01T00:00:00"',
      ),
  );
  assert.equal((await run()).code, 0);
  isAhead = false;
  const cursor = await project.look((ledger) => ledger.cursor(ORDERS));
  assert.ok(Date.parse(cursor?.watermark ?? '') <= clock.now(), String(cursor?.watermark));
  clock.advance(10 * 60_000);
  const late = order();
  assert.equal((await run()).code, 0);
  assert.deepEqual(onErp(), once([...orders, late]));
});

test('a page that comes again ends the read without a record lost or doubled', async (t) => {
  // More than a page, so that there is a page before to come again.
  const { systems, orders, run, onErp } = await trial(t, 102);
  systems.shop.faults.arm({ kind: 'repeat-page', match: '/orders?', skip: 1, times: 2 });
  const first = await run();
  assert.equal(first.code, 1);
  assert.match(first.stdout, /list-orders: the same page came twice/);
  assert.match(first.stdout, /correct the paging of the operation/);
  assert.equal((await run()).code, 0);
  assert.deepEqual(onErp(), once(orders));
});
