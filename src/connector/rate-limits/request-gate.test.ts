import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileExpression } from '../../map/expression.ts';
import { ManualClock } from '../../model/clock.ts';
import { concurrencyLimit } from './concurrency.ts';
import { costLimit } from './cost.ts';
import type { Limit } from './limit.ts';
import { type Permit, RequestGate } from './request-gate.ts';
import { tokenBucketLimit } from './token-bucket.ts';

const never = () => new AbortController().signal;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** Asks `count` times at once and notes when each call was let through, in seconds. */
async function passes(limits: readonly Limit[], count: number, holdMs = 0, cost?: number): Promise<number[]> {
  const clock = new ManualClock();
  const start = clock.now();
  const gate = new RequestGate(clock, limits);
  const at: number[] = [];
  const calls = Array.from({ length: count }, async () => {
    const permit = await gate.take(cost, never());
    at.push((clock.now() - start) / 1000);
    if (holdMs > 0) await clock.sleep(holdMs);
    await permit.end();
  });
  const all = Promise.all(calls);
  for (let step = 0; step < 1000 && at.length < count; step += 1) {
    await turn();
    const wake = clock.nextWake();
    if (wake !== undefined) clock.advance(wake - clock.now());
  }
  await turn();
  const wake = clock.nextWake();
  if (wake !== undefined) clock.advance(wake - clock.now());
  await all;
  return at;
}

test('a token bucket never lets more through in any span of its time', async () => {
  const at = await passes([tokenBucketLimit(3, 60_000, undefined)], 8);
  assert.deepEqual(at, [0, 0, 0, 60, 60, 60, 120, 120]);
});

test('a burst is let through at once, the rest at the even rate', async () => {
  const at = await passes([tokenBucketLimit(60, 60_000, 2)], 5);
  assert.deepEqual(at, [0, 0, 1, 2, 3]);
});

test('concurrency holds back until a call ends', async () => {
  assert.deepEqual(await passes([concurrencyLimit(2)], 5, 10_000), [0, 0, 10, 10, 20]);
});

test('all limits hold together', async () => {
  assert.deepEqual(await passes([concurrencyLimit(1), tokenBucketLimit(2, 60_000, undefined)], 3, 1_000), [0, 1, 60]);
});

const cost = (maximum: number, restorePerSecond: number, estimate: number) =>
  costLimit({
    kind: 'cost',
    maximum,
    restorePerSecond,
    estimate,
    available: compileExpression('left'),
    reportedMaximum: compileExpression('most'),
    reportedRestore: compileExpression('restore'),
  });

test('a budget of points is spent by estimate and refills with time', async () => {
  assert.deepEqual(await passes([cost(100, 10, 50)], 4), [0, 0, 5, 10]);
});

test('what a call costs by itself goes before the estimate, and more than the budget waits for a full one', async () => {
  assert.deepEqual(await passes([cost(100, 10, 50)], 2, 0, 100), [0, 10]);
  assert.deepEqual(await passes([cost(100, 10, 50)], 2, 0, 400), [0, 40]);
});

test('an answer corrects what is left', async () => {
  const clock = new ManualClock();
  const gate = new RequestGate(clock, [cost(1000, 50, 10)]);
  const first = await gate.take(undefined, never());
  await first.end({ left: 5, most: 2000, restore: 100 });
  let passed = false;
  const second = gate.take(105, never()).then(() => {
    passed = true;
  });
  await turn();
  assert.equal(passed, false);
  clock.advance(999);
  await turn();
  assert.equal(passed, false);
  clock.advance(1);
  await second;
});

test('an answer that does not report leaves our own count, and fails nothing', async () => {
  const gate = new RequestGate(new ManualClock(), [cost(1000, 50, 10)]);
  const permit = await gate.take(undefined, never());
  await permit.end({ left: 'much' });
  await (await gate.take(undefined, never())).end([1, 2]);
});

test('first come, first served: a cheap call does not overtake a dear one', async () => {
  const clock = new ManualClock();
  const gate = new RequestGate(clock, [cost(100, 10, 1)]);
  await gate.take(100, never());
  const order: string[] = [];
  const dear = gate.take(50, never()).then(() => order.push('dear'));
  const cheap = gate.take(1, never()).then(() => order.push('cheap'));
  await turn();
  clock.advance(1_000);
  await turn();
  assert.deepEqual(order, []);
  clock.advance(4_100);
  await Promise.all([dear, cheap]);
  assert.deepEqual(order, ['dear', 'cheap']);
});

test('a pause holds everything, and a shorter one does not shorten it', async () => {
  const clock = new ManualClock();
  const gate = new RequestGate(clock, []);
  gate.pause(30_000);
  gate.pause(1_000);
  assert.equal(gate.pausedMs(), 30_000);
  let passed = false;
  const call = gate.take(undefined, never()).then(() => {
    passed = true;
  });
  clock.advance(29_999);
  await turn();
  assert.equal(passed, false);
  clock.advance(1);
  await call;
});

test('a caller that gives up makes room for the next, and nothing is left asleep', async () => {
  const clock = new ManualClock();
  const gate = new RequestGate(clock, [concurrencyLimit(1)]);
  const held: Permit = await gate.take(undefined, never());
  const caller = new AbortController();
  const given = gate.take(undefined, caller.signal);
  const next = gate.take(undefined, never());
  caller.abort();
  await assert.rejects(given, { code: 'STOPPED' });
  await held.end();
  await held.end();
  await (await next).end();
  await assert.rejects(gate.take(undefined, AbortSignal.abort()), { code: 'STOPPED' });
  assert.equal(clock.nextWake(), undefined);
});
