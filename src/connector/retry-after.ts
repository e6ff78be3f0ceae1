/** Longer waits than an hour are asked by mistake or by malice; after an hour it is tried again. */
const LONGEST_MS = 3_600_000;

type Headers = Readonly<Record<string, string>>;

/** A header of a system's own that says how long to wait; its name in lower case. */
export interface WaitHeader {
  readonly header: string;
  readonly unit: 'seconds' | 'milliseconds';
}

/**
 * How long an answer asks to wait (RFC 9110 §10.2.3): seconds, or a date; else what the first of the system's own headers
 * says. Undefined when nothing readable is said.
 */
export function retryAfterMs(headers: Headers, now: number, own: readonly WaitHeader[] = []): number | undefined {
  return standardMs(headers, now) ?? ownMs(headers, own);
}

function standardMs(headers: Headers, now: number): number | undefined {
  const written = headers['retry-after']?.trim();
  if (written === undefined || written === '') return undefined;
  const seconds = numberOf(written);
  if (seconds !== undefined) return Math.min(Math.ceil(seconds * 1000), LONGEST_MS);
  const at = Date.parse(written);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - now), LONGEST_MS);
}

function ownMs(headers: Headers, own: readonly WaitHeader[]): number | undefined {
  for (const { header, unit } of own) {
    const count = numberOf(headers[header]?.trim() ?? '');
    if (count !== undefined) return Math.min(Math.ceil(unit === 'seconds' ? count * 1000 : count), LONGEST_MS);
  }
  return undefined;
}

const numberOf = (written: string): number | undefined => (/^\d+(\.\d+)?$/.test(written) ? Number(written) : undefined);
