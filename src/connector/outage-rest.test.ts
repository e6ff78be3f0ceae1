import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManualClock } from '../model/clock.ts';
import { OutageRest, type Passage } from './outage-rest.ts';

function opened(rest: OutageRest): Passage {
  const entered = rest.enter();
  assert.ok('answered' in entered, 'the call should be let through');
  return entered;
}

const afterMs = (rest: OutageRest): number | undefined => {
  const entered = rest.enter();
  return 'afterMs' in entered ? entered.afterMs : undefined;
};

test('rests twice as long each time, from 1 s to 5 min, and goes on after an answer', () => {
  const clock = new ManualClock();
  const rest = new OutageRest(clock, () => 1);
  const rests: (number | undefined)[] = [];
  for (let failure = 0; failure < 11; failure += 1) {
    opened(rest).outage();
    const wait = afterMs(rest) ?? 0;
    rests.push(wait);
    clock.advance(wait);
  }
  assert.deepEqual(
    rests,
    [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1000),
  );
  opened(rest).answered();
  assert.equal(afterMs(rest), undefined);
});

test('jitter takes up to a quarter', () => {
  const rest = new OutageRest(new ManualClock(), () => 0);
  opened(rest).outage();
  assert.equal(afterMs(rest), 750);
});

test('after a rest one call tries, and the others wait for it', () => {
  const clock = new ManualClock();
  const rest = new OutageRest(clock, () => 1);
  opened(rest).outage();
  clock.advance(1_000);
  const probe = opened(rest);
  assert.equal(afterMs(rest), 1_000);
  probe.unsaid();
  const second = opened(rest);
  second.answered();
  opened(rest);
  opened(rest);
});

test('calls that fail together are one failure', () => {
  const rest = new OutageRest(new ManualClock(), () => 1);
  const together = Array.from({ length: 8 }, () => opened(rest));
  for (const passage of together) passage.outage();
  assert.equal(afterMs(rest), 1_000);
});
