import type { Limit } from './limit.ts';

/**
 * So many calls in a sliding time. Remembers when the last `requests` calls went: a plain bucket of that size would let
 * twice as many through within one time span, once full and once refilled. `burst` caps what may go at once after a
 * rest, by a bucket of that size that refills at the same rate.
 */
export function tokenBucketLimit(requests: number, perMs: number, burst: number | undefined): Limit {
  const wentAt = new Float64Array(requests).fill(Number.NEGATIVE_INFINITY);
  let next = 0;
  const size = burst ?? Number.POSITIVE_INFINITY;
  const perToken = perMs / requests;
  let tokens = size;
  let countedAt = Number.NEGATIVE_INFINITY;

  const tokensAt = (now: number) =>
    size === Number.POSITIVE_INFINITY || countedAt === Number.NEGATIVE_INFINITY
      ? size
      : Math.min(size, tokens + (now - countedAt) / perToken);

  return {
    waitMs: (now) => {
      const oldest = wentAt[next] ?? Number.NEGATIVE_INFINITY;
      const window = Math.max(0, oldest + perMs - now);
      const available = tokensAt(now);
      const bucket = available >= 1 ? 0 : (1 - available) * perToken;
      return Math.ceil(Math.max(window, bucket));
    },
    take: (now) => {
      tokens = tokensAt(now) - 1;
      countedAt = now;
      wentAt[next] = now;
      next = (next + 1) % requests;
    },
    end: () => undefined,
  };
}
