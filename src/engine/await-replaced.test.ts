import assert from 'node:assert/strict';
import test from 'node:test';
import type { PaperRecord } from '../../test/paper-connection.ts';
import { paperRun } from '../../test/paper-run.ts';
import type { PipePlan } from '../compile/pipe-plan.ts';
import type { Settlement } from '../model/ledger.ts';
import { pipeName } from '../model/names.ts';
import { planPipe } from './plan-pipe.ts';
import { runPipe } from './run-pipe.ts';

/** An order that a shop has edited by making another: two orders of one buyer, of which the ERP must never have both. */

const CANCELLATIONS = pipeName('order-cancellations');
const NEVER = new AbortController().signal;
const parent = (minute: number, status = 'open') => ({
  id: '120',
  number: '000000120',
  at: `2026-01-05T08:0${minute}:00.000Z`,
  status,
});
const CHILD = { id: '121', number: '000000120-1', at: '2026-01-05T08:05:00.000Z', status: 'open', replaces: '120' };

async function shopThatReplaces({ cancels = true } = {}) {
  const paper = await paperRun({
    to: '{ "number": number }',
    where: "status = 'open'",
    plan: (plan) => ({ ...plan, cancelledBy: cancels ? CANCELLATIONS : undefined }),
  });
  const { plan, erp, ledger, ports, shop, clock } = paper;
  erp.can('order.cancel', { canCreate: false, canUpdate: true });
  const cancellations: PipePlan = {
    ...plan,
    name: CANCELLATIONS,
    source: { ...plan.source, where: undefined },
    target: { ...plan.target, capability: 'order.cancel' },
    cancelledBy: undefined,
  };
  const child = async () => {
    const [found] = (await ledger.deliveries({ pipe: plan.name, key: CHILD.id })).filter(({ key }) => key === CHILD.id);
    return found ?? assert.fail('the new order was not read');
  };
  return {
    ...paper,
    show: (...orders: PaperRecord[]) => shop.pages.splice(0, 1, orders),
    cancel: async () => {
      const shown = shop.pages.splice(0, 1, [parent(4, 'cancelled')]);
      await runPipe(cancellations, ports, { stopping: NEVER, patienceMs: 0 });
      shop.pages.splice(0, 1, ...shown);
    },
    again: async () => {
      clock.advance(60_000);
      await paper.run();
    },
    child,
    settleCancellation: async (to: Settlement['to']) => {
      const [found] = await ledger.deliveries({ pipe: CANCELLATIONS });
      await ledger.settle(found?.id ?? assert.fail(), { to }, CHILD.at as never);
    },
    orders: () =>
      erp.written
        .filter(({ capability }) => capability === 'order.write')
        .map(({ payload }) => (payload as { number: string }).number),
  };
}

test('the new order waits until the one before is cancelled in the ERP, and then goes by itself', async () => {
  const { run, show, cancel, again, child, orders } = await shopThatReplaces();
  show(parent(0));
  await run();
  show(parent(4, 'cancelled'), CHILD);
  await run();
  const { state, reason } = await child();
  assert.deepEqual([state, reason?.code], ['waiting', 'replaced-order']);
  assert.match(reason?.text ?? '', /replaces the order 120, of which SO-1 stands/);
  await again();
  assert.deepEqual(orders(), ['000000120']);
  await cancel();
  await again();
  assert.deepEqual(orders(), ['000000120', '000000120-1']);
  assert.equal((await child()).state, 'delivered');
});

test('where the one before cannot be cancelled, the new one is for a person, and goes when that is settled', async () => {
  for (const settled of ['received', 'skipped'] as const) {
    const { run, show, cancel, again, child, orders, erp, ledger, settleCancellation } = await shopThatReplaces();
    show(parent(0));
    await run();
    show(parent(4, 'cancelled'), CHILD);
    erp.answers.push(() => ({ kind: 'rejected', reason: { code: '400', text: 'it was shipped' } }));
    await cancel();
    await run();
    const { id, state, reason } = await child();
    assert.deepEqual([state, reason?.code], ['held', 'replaced-order-stands'], settled);
    assert.match(reason?.text ?? '', /its cancellation is rejected \(it was shipped\)/);
    await ledger.settle(id, { to: 'received' }, CHILD.at as never);
    await again();
    assert.equal((await child()).state, 'held', 'a retry alone changes nothing');
    await settleCancellation(settled);
    if (settled === 'received') await cancel();
    await ledger.settle(id, { to: 'received' }, CHILD.at as never);
    await again();
    assert.deepEqual(orders(), ['000000120', '000000120-1'], settled);
  }
});

test('the plan says so beforehand', async () => {
  const { run, show, cancel, plan, ports } = await shopThatReplaces();
  const planned = async () => {
    const rows: string[] = [];
    for await (const { label, action } of planPipe(plan, ports, { signal: NEVER })) rows.push(`${label} ${action}`);
    return rows;
  };
  show(parent(0));
  await run();
  show(CHILD);
  assert.deepEqual(await planned(), ['000000120-1 wait']);
  await cancel();
  assert.deepEqual(await planned(), ['000000120-1 create']);
});

test('what never came to the ERP keeps nobody waiting', async () => {
  const { run, again, show, orders } = await shopThatReplaces();
  show(parent(0, 'cancelled'), CHILD);
  await run();
  await again();
  assert.deepEqual(orders(), ['000000120-1']);
  const unknown = await shopThatReplaces();
  unknown.show(CHILD);
  await unknown.run();
  assert.deepEqual(unknown.orders(), ['000000120-1']);
});

test('one that may still come is waited for', async () => {
  const { run, show, again, child, erp, orders } = await shopThatReplaces();
  erp.answers.push(() => ({ kind: 'retry', outage: true, reason: { code: '503', text: 'away' } }));
  show(parent(0), CHILD);
  await run();
  assert.equal((await child()).reason?.code, 'replaced-order');
  await again();
  await again();
  assert.deepEqual(orders().slice(-1), ['000000120'], 'the one before came, and nothing cancels it');
  assert.equal((await child()).state, 'waiting');
});

test('one that may have been written, and that nobody can look up, has to be settled first', async () => {
  const { run, show, again, child, erp, ledger, plan } = await shopThatReplaces();
  erp.answers.push(() => ({ kind: 'unknown', reason: { code: 'cut', text: 'no answer' } }));
  show(parent(0));
  await run();
  const [open] = await ledger.deliveries({ pipe: plan.name });
  await ledger.settle(
    open?.id ?? assert.fail(),
    { to: 'parked', reason: { code: 'cut', text: 'no answer' } },
    CHILD.at as never,
  );
  show(parent(4, 'cancelled'), CHILD);
  await again();
  await again();
  const { state, reason } = await child();
  assert.deepEqual([state, reason?.code], ['held', 'replaced-order-unclear']);
  assert.match(reason?.text ?? '', /may have been written \(no answer\)/);
});

test('without a pipe that cancels, the new one is for a person', async () => {
  const { run, show, child } = await shopThatReplaces({ cancels: false });
  show(parent(0));
  await run();
  show(CHILD);
  await run();
  const { state, reason } = await child();
  assert.deepEqual([state, reason?.code], ['held', 'replaced-order-stands']);
  assert.match(reason?.text ?? '', /no pipe of this project cancels it/);
});

test('what nobody gives up within two days is told to a person', async () => {
  const { run, show, child, clock } = await shopThatReplaces();
  show(parent(0));
  await run();
  show(CHILD);
  await run();
  assert.equal((await child()).state, 'waiting');
  clock.advance(2 * 86_400_000 + 60_000);
  await run();
  assert.deepEqual([(await child()).state, (await child()).reason?.code], ['held', 'replaced-order-stands']);
});

test('an edit of the new order is no new order, and neither is its cancellation', async () => {
  const { run, show, cancel, again, child, orders, erp } = await shopThatReplaces();
  erp.can('order.write', { canUpdate: true });
  show(parent(0));
  await run();
  await cancel();
  show(CHILD);
  await again();
  show({ ...CHILD, number: '000000120-1b', at: '2026-01-05T08:09:00.000Z' });
  await again();
  assert.equal((await child()).state, 'delivered');
  assert.deepEqual(orders(), ['000000120', '000000120-1', '000000120-1b']);
});
