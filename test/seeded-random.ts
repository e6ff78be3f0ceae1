/**
 * A row of numbers from 0 to 1 that a seed repeats (mulberry32). A test prints the seed, and PIPEWRIGHT_SEED brings the
 * same row back.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** PIPEWRIGHT_SEED, or a new seed for every run: many runs see many moments. */
export const seedOfRun = (): number => Number(process.env.PIPEWRIGHT_SEED ?? Date.now() % 1_000_000);
