const UNITS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of a duration such as `30s`. The schema has checked its form. */
export function durationMs(written: string): number {
  const match = /^(\d+)(ms|s|m|h|d)$/.exec(written);
  if (match === null) throw new RangeError(`"${written}" is not a duration`);
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS];
}
