import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { ManualClock } from '../model/clock.ts';
import { Deadlines } from './deadlines.ts';

function started(clock: ManualClock) {
  const deadlines = new Deadlines(clock);
  const passed: string[] = [];
  const start = (name: string, ms: number) => {
    const deadline = deadlines.start(ms);
    deadline.onPassed = () => passed.push(name);
    return deadline;
  };
  return { start, passed };
}

async function advance(clock: ManualClock, ms: number): Promise<void> {
  clock.advance(ms);
  await setImmediate();
}

test('each limit passes at its own time, whatever was started before or ended', async () => {
  const clock = new ManualClock();
  const { start, passed } = started(clock);
  start('long', 100);
  const ended = start('ended', 20);
  await advance(clock, 10);
  start('short', 30);
  start('as long', 90);
  ended.end();
  await advance(clock, 29);
  assert.deepEqual(passed, []);
  await advance(clock, 1);
  assert.deepEqual(passed, ['short']);
  await advance(clock, 59);
  assert.deepEqual(passed, ['short']);
  await advance(clock, 1);
  assert.deepEqual(passed, ['short', 'long', 'as long']);
  assert.equal(clock.nextWake(), undefined);
});

test('limits that have all ended leave no sleeper behind', () => {
  const clock = new ManualClock();
  const { start } = started(clock);
  const both = [start('a', 10), start('b', 20)];
  assert.notEqual(clock.nextWake(), undefined);
  for (const each of both) each.end();
  assert.equal(clock.nextWake(), undefined);
});

test('a clock that is set back makes no limit longer', async () => {
  let now = 1_000_000;
  const slept: { readonly ms: number; readonly wake: () => void }[] = [];
  const deadlines = new Deadlines({
    now: () => now,
    sleep: (ms) => new Promise((resolve) => slept.push({ ms, wake: resolve })),
  });
  const passed: string[] = [];
  deadlines.start(50).onPassed = () => passed.push('first');
  deadlines.start(80).onPassed = () => passed.push('second');
  now -= 3_600_000;
  slept[0]?.wake();
  await setImmediate();
  assert.deepEqual(passed, ['first']);
  assert.equal(slept[1]?.ms, 80);
  slept[1]?.wake();
  await setImmediate();
  assert.deepEqual(passed, ['first', 'second']);
});
