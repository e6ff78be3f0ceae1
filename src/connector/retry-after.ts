/** Longer waits than an hour are asked by mistake or by malice; after an hour it is tried again. */
const LONGEST_MS = 3_600_000;

/** How long an answer asks to wait (RFC 9110 §10.2.3): seconds, or a date. Undefined when it says nothing readable. */
export function retryAfterMs(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const written = headers['retry-after']?.trim();
  if (written === undefined || written === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(written)) return Math.min(Math.ceil(Number(written) * 1000), LONGEST_MS);
  const at = Date.parse(written);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - now), LONGEST_MS);
}
