import assert from 'node:assert/strict';
import test from 'node:test';
import { type PaperOptions, paperRun } from '../../test/paper-run.ts';
import type { PipePlan } from '../compile/pipe-plan.ts';
import { instantOf } from '../model/clock.ts';
import { pipeName } from '../model/names.ts';
import { planPipe } from './plan-pipe.ts';
import { runPipe } from './run-pipe.ts';

/** Two pipes that share the versions of one record: `orders` writes it, `order-edits` takes what changes on it later. */

const T0 = '2026-01-05T08:00:00.000Z';
const at = (minutes: number) => instantOf(Date.parse(T0) + minutes * 60_000);
const order = (quantity: number, minutes: number, rest: Record<string, unknown> = {}) => ({
  id: '1001',
  number: '1001',
  at: at(minutes),
  quantity,
  ...rest,
});
const EDITS = pipeName('order-edits');
const NEVER = new AbortController().signal;

async function twoPipes(options: PaperOptions = {}) {
  const paper = await paperRun({
    to: '{ "number": number, "quantity": quantity }',
    ...options,
    plan: (plan) => ({ ...plan, leavesEditsTo: EDITS }),
  });
  const { plan, erp, ledger, ports, shop } = paper;
  erp.can('order.revise', { canCreate: false, canUpdate: true, revises: true });
  const edits: PipePlan = {
    ...plan,
    name: EDITS,
    source: { ...plan.source, after: plan.name },
    target: { ...plan.target, capability: 'order.revise' },
    leavesEditsTo: undefined,
  };
  return {
    ...paper,
    edits,
    /** The shop has this version now. */
    show: (version: ReturnType<typeof order>) => shop.pages.splice(0, 1, [version]),
    runEdits: () => runPipe(edits, ports, { stopping: NEVER, patienceMs: 0 }),
    /** Newest first. */
    statesOf: async (pipe: PipePlan) => (await ledger.deliveries({ pipe: pipe.name })).map(({ state }) => state),
    sent: () => erp.written.map(({ capability, payload }) => [capability, (payload as { quantity: number }).quantity]),
  };
}

test('what changes on a delivered order goes to the other pipe alone, and to the target once', async () => {
  const { run, runEdits, show, plan, edits, statesOf, sent, erp } = await twoPipes();
  show(order(5, 0));
  await run();
  show(order(2, 1));
  await run();
  await run();
  assert.deepEqual(await statesOf(plan), ['excluded', 'delivered']);
  assert.deepEqual(await statesOf(edits), ['received']);
  await runEdits();
  await runEdits();
  assert.deepEqual(await statesOf(edits), ['delivered']);
  assert.deepEqual(sent(), [
    ['order.write', 5],
    ['order.revise', 2],
  ]);
  assert.deepEqual(erp.written[1]?.target, { id: 'T1', number: 'SO-1' });
});

test('a change before the order is written is part of the order', async () => {
  const { run, runEdits, show, plan, edits, statesOf, sent, erp } = await twoPipes();
  erp.answers.push(() => ({ kind: 'retry', outage: false, reason: { code: '500', text: 'down' } }));
  show(order(5, 0));
  await run();
  show(order(2, 1));
  await run();
  await runEdits();
  assert.deepEqual(await statesOf(plan), ['delivered', 'superseded']);
  assert.deepEqual(await statesOf(edits), []);
  assert.deepEqual(sent(), [['order.write', 2]]);
});

test('a change while nobody knows whether the order was written waits for that', async () => {
  const { run, runEdits, show, plan, statesOf, sent, erp, clock } = await twoPipes();
  erp.answers.push((_request, commit) => {
    commit();
    return { kind: 'unknown', reason: { code: 'cut', text: 'the connection was cut' } };
  });
  show(order(5, 0));
  await run();
  show(order(2, 1));
  await run();
  clock.advance(60_000);
  await run();
  await runEdits();
  assert.deepEqual(await statesOf(plan), ['excluded', 'delivered']);
  assert.deepEqual(sent(), [
    ['order.write', 5],
    ['order.revise', 2],
  ]);
});

test('what the target never sees stays with the first pipe until there was an edit, and is no edit after it', async () => {
  const { run, runEdits, show, plan, edits, statesOf, sent } = await twoPipes();
  show(order(5, 0));
  await run();
  show(order(5, 1, { remark: 'seen' }));
  await run();
  assert.deepEqual(await statesOf(plan), ['unchanged', 'delivered']);
  show(order(2, 2));
  await run();
  await runEdits();
  show(order(2, 3, { remark: 'seen again' }));
  await run();
  await runEdits();
  assert.deepEqual(await statesOf(edits), ['unchanged', 'delivered']);
  assert.equal(sent().length, 2);
});

test('going back to what was delivered first is an edit as well', async () => {
  const { run, runEdits, show, sent } = await twoPipes();
  for (const [index, quantity] of [5, 2, 5].entries()) {
    show(order(quantity, index));
    await run();
    await runEdits();
  }
  assert.deepEqual(sent(), [
    ['order.write', 5],
    ['order.revise', 2],
    ['order.revise', 5],
  ]);
});

test('the newer of two edits takes the place of the one that waits; an older one that comes late is none', async () => {
  const { run, runEdits, show, edits, statesOf, sent } = await twoPipes();
  for (const version of [order(5, 0), order(4, 2), order(3, 3), order(9, 1)]) {
    show(version);
    await run();
  }
  await runEdits();
  assert.deepEqual(await statesOf(edits), ['delivered', 'superseded']);
  assert.deepEqual(sent(), [
    ['order.write', 5],
    ['order.revise', 3],
  ]);
});

test('the target is told which versions it may have: the one delivered, and those tried since', async () => {
  const { run, runEdits, show, erp } = await twoPipes();
  const asked: unknown[] = [];
  const refuse = () =>
    erp.answers.push(({ before }) => {
      asked.push((before as { quantity: number }[]).map(({ quantity }) => quantity));
      return { kind: 'rejected', reason: { code: 'no', text: 'no' } };
    });
  show(order(5, 0));
  await run();
  for (const [index, quantity] of [4, 3, 2].entries()) {
    show(order(quantity, index + 1));
    await run();
    refuse();
    await runEdits();
  }
  assert.deepEqual(asked, [[5], [4, 5], [3, 4, 5]]);
});

test('a version that nothing is sent of was there, and the history says so', async () => {
  const { run, runEdits, show, edits, ledger, erp } = await twoPipes();
  show(order(5, 0));
  await run();
  show(order(2, 1));
  await run();
  erp.answers.push(({ target }) => ({ kind: 'done', target: target ?? assert.fail(), untouched: true }));
  await runEdits();
  const [delivery] = await ledger.deliveries({ pipe: edits.name });
  assert.deepEqual([delivery?.state, delivery?.reason?.code], ['delivered', 'adopted']);
});

test('an order that is left out after an edit takes the edit back that waits', async () => {
  const { run, runEdits, show, edits, statesOf, sent } = await twoPipes({ where: "$not(status = 'cancelled')" });
  show(order(5, 0));
  await run();
  show(order(2, 1));
  await run();
  show(order(2, 2, { status: 'cancelled' }));
  await run();
  await runEdits();
  assert.deepEqual(await statesOf(edits), ['excluded', 'superseded']);
  assert.equal(sent().length, 1);
});

test('the plan says what would become of an edit, and asks the source once', async () => {
  const { run, show, plan, edits, ports } = await twoPipes();
  show(order(5, 0));
  await run();
  show(order(2, 1));
  const planned = async (pipe: PipePlan) => {
    const actions: string[] = [];
    for await (const { action } of planPipe(pipe, ports, { signal: NEVER })) actions.push(action);
    return actions;
  };
  assert.deepEqual(await planned(plan), ['leave']);
  assert.deepEqual(await planned(edits), []);
  await run();
  assert.deepEqual(await planned(edits), ['revise']);
});
