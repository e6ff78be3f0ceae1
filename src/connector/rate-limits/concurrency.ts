import type { Limit } from './limit.ts';

/** So many calls at once. */
export function concurrencyLimit(most: number): Limit {
  let running = 0;
  return {
    waitMs: () => (running < most ? 0 : Number.POSITIVE_INFINITY),
    take: () => {
      running += 1;
    },
    end: () => {
      running -= 1;
    },
  };
}
