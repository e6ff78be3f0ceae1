import assert from 'node:assert/strict';
import test from 'node:test';
import { ManualClock } from '../model/clock.ts';
import { Bell } from './bell.ts';

const never = new AbortController().signal;

test('a ring wakes who waits, and is heard later when nobody does', async () => {
  const clock = new ManualClock();
  const bell = new Bell();
  const waiting = bell.wait(60_000, clock, never);
  bell.ring('due');
  await waiting;
  assert.deepEqual([bell.take('due'), bell.take('due')], [true, false]);
  bell.ring('poll');
  await bell.wait(60_000, clock, never);
  assert.deepEqual([bell.take('due'), bell.take('poll')], [false, true]);
  assert.equal(clock.nextWake(), undefined, 'no sleeper is left behind');
});

test('without a ring the time passes, and a stop ends the wait', async () => {
  const clock = new ManualClock();
  const bell = new Bell();
  const waiting = bell.wait(1000, clock, never);
  clock.advance(1000);
  await waiting;
  const stop = new AbortController();
  const stopped = bell.wait(1000, clock, stop.signal);
  stop.abort();
  await stopped;
  const again = bell.wait(1000, clock, never);
  bell.ring('due');
  await again;
});

test('who listens for one thing is not woken by another', async () => {
  const bell = new Bell();
  let heard = false;
  const listening = bell.listen(never, ['due']).then(() => {
    heard = true;
  });
  bell.ring('poll');
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(heard, false);
  bell.ring('due');
  await listening;
});
