import assert from 'node:assert/strict';
import test from 'node:test';
import { delayBeforeAttempt } from './retry-policy.ts';

const policy = { attempts: 8, firstDelayMs: 30_000, longestDelayMs: 3_600_000 };
const middle = () => 0.5;

test('delays double up to the longest', () => {
  assert.deepEqual(
    [1, 2, 3, 20, 5000].map((failed) => delayBeforeAttempt(policy, failed, middle)),
    [30_000, 60_000, 120_000, 3_600_000, 3_600_000],
  );
});

test('jitter keeps within a quarter either way', () => {
  assert.equal(
    delayBeforeAttempt(policy, 1, () => 0),
    22_500,
  );
  assert.equal(
    delayBeforeAttempt(policy, 1, () => 1),
    37_500,
  );
});

test('what the system asked for is never undercut', () => {
  assert.equal(delayBeforeAttempt(policy, 1, middle, 600_000), 600_000);
  assert.equal(delayBeforeAttempt(policy, 6, middle, 1000), 960_000);
});
