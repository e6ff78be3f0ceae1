const UNITS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/** Milliseconds of a written duration such as `500ms`, `30s`, `5m`. The schema lets no other form through; throws on one. */
export function durationMs(written: string): number {
  const [, amount, unit] = /^([0-9]+)(ms|s|m|h|d)$/.exec(written) ?? [];
  if (amount === undefined || unit === undefined) throw new RangeError(`"${written}" is not a duration`);
  return Number(amount) * UNITS[unit as keyof typeof UNITS];
}
