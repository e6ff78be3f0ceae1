import assert from 'node:assert/strict';
import test from 'node:test';
import { paperRun } from '../../test/paper-run.ts';
import type { PipePlan } from '../compile/pipe-plan.ts';
import type { WriteOutcome } from '../model/connection.ts';
import { pipeName } from '../model/names.ts';
import { runPipe } from './run-pipe.ts';

/** An order that is cancelled in the shop while it is on its way to the ERP must not stay there. */

const CANCELLATIONS = pipeName('order-cancellations');
const NEVER = new AbortController().signal;
const order = (minute: number, status = 'open') => ({
  id: '120',
  number: '000000120',
  at: `2026-01-05T08:0${minute}:00.000Z`,
  status,
});
const CANCELLED = order(4, 'cancelled');

async function shopThatCancels() {
  const paper = await paperRun({
    to: '{ "number": number }',
    where: "status = 'open'",
    plan: (plan) => ({ ...plan, cancelledBy: CANCELLATIONS }),
  });
  const { plan, erp, ledger, ports, shop, clock } = paper;
  erp.can('order.cancel', { canCreate: false, canUpdate: true, whenAbsent: 'skip' });
  const cancellations: PipePlan = {
    ...plan,
    name: CANCELLATIONS,
    source: { ...plan.source, where: undefined },
    target: { ...plan.target, capability: 'order.cancel' },
    takesBackFrom: [plan.name],
    cancelledBy: undefined,
  };
  return {
    ...paper,
    show: (...orders: ReturnType<typeof order>[]) => shop.pages.splice(0, 1, orders),
    /** The cancellations run while the orders do not: each pipe has a rhythm of its own. */
    cancel: async () => {
      clock.advance(60_000);
      await runPipe(cancellations, ports, { stopping: NEVER, patienceMs: 0 });
      const [newest] = await ledger.deliveries({ pipe: cancellations.name });
      return newest ?? assert.fail('no cancellation was read');
    },
    written: () => erp.written.map(({ capability }) => capability),
  };
}

const reason = { code: '503', text: 'out of service' };
const REFUSED: readonly WriteOutcome[] = [
  { kind: 'retry', reason, outage: false },
  { kind: 'unknown', reason },
];

for (const refused of REFUSED) {
  test(`a cancellation waits for an order whose attempt ended with "${refused.kind}", and cancels what it becomes`, async () => {
    const { show, run, cancel, written, erp, clock } = await shopThatCancels();
    erp.answers.push(() => refused);
    show(order(0));
    await run();
    show(CANCELLED);
    const waiting = await cancel();
    assert.deepEqual([waiting.state, waiting.reason?.code], ['waiting', 'still-on-its-way']);
    assert.match(waiting.reason?.text ?? '', /still on its way to erp \((waiting|unknown) in orders\)/);
    assert.deepEqual(written(), []);
    // The orders do not know of the cancellation yet: what they have is due.
    show();
    clock.advance(60_000);
    await run();
    assert.equal((await cancel()).state, 'delivered');
    assert.deepEqual(written(), ['order.write', 'order.cancel']);
  });
}

test('a cancellation of what was never begun, or needs a person, waits for nobody', async () => {
  const never = await shopThatCancels();
  never.show(CANCELLED);
  assert.deepEqual([(await never.cancel()).state, never.written()], ['unchanged', []]);
  const held = await shopThatCancels();
  held.erp.answers.push(() => ({ kind: 'rejected', reason: { code: '400', text: 'no such item' } }));
  held.show(order(0));
  await held.run();
  held.show(CANCELLED);
  assert.equal((await held.cancel()).state, 'unchanged');
});

test('after two days a person is told', async () => {
  const { show, run, cancel, erp, clock } = await shopThatCancels();
  erp.answers.push(() => ({ kind: 'retry', reason, outage: true }));
  show(order(0));
  await run();
  show(CANCELLED);
  await cancel();
  clock.advance(3 * 86_400_000);
  const told = await cancel();
  assert.deepEqual([told.state, told.reason?.code], ['held', 'still-on-its-way']);
});

test('what was read before the cancellation and comes after it does not go to the ERP; what the shop opens again does', async () => {
  const { show, run, cancel, written, deliveries, plan } = await shopThatCancels();
  show(CANCELLED);
  assert.equal((await cancel()).state, 'unchanged');
  show(order(0));
  await run();
  const [stale] = (await deliveries()).filter(({ pipe }) => pipe === plan.name);
  assert.deepEqual([stale?.state, stale?.reason?.code, written()], ['excluded', 'taken-back', []]);
  assert.match(stale?.reason?.text ?? '', /order-cancellations has settled a later version of it \(2026-01-05T08:04/);
  show(order(5));
  await run();
  assert.deepEqual(written(), ['order.write']);
});
