import type { RetryPolicy } from '../compile/pipe-plan.ts';

/**
 * Milliseconds to wait before a record is tried again, after `failed` attempts (1 or more): doubles from `firstDelayMs` up
 * to `longestDelayMs`, with up to a quarter of jitter either way so that many records do not come back at once.
 * What the system itself asked for (`askedMs`, from Retry-After) is never undercut. Pure: `random` yields 0 to 1.
 */
export function delayBeforeAttempt(policy: RetryPolicy, failed: number, random: () => number, askedMs = 0): number {
  const exponent = Math.min(Math.max(failed, 1) - 1, 30);
  const delay = Math.min(policy.firstDelayMs * 2 ** exponent, policy.longestDelayMs);
  return Math.max(Math.round(delay * (0.75 + random() / 2)), askedMs);
}
