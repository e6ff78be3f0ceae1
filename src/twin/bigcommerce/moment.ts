/** Seconds since 1970: finer times are not kept. */
export type Seconds = number;

/** As V2 writes it: `Mon, 04 May 2026 14:02:11 +0000`; nothing is empty text. */
export function rfc2822(at: Seconds | undefined): string {
  return at === undefined ? '' : new Date(at * 1000).toUTCString().replace('GMT', '+0000');
}

/** As V3 writes it: `2026-05-04T14:02:11Z`. */
export function iso8601(at: Seconds): string {
  return `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
}

/** As V3 writes it of refunds and metafields: `2022-06-16T16:44:15+00:00` (examples of orders.v3.yml). */
export function iso8601WithOffset(at: Seconds): string {
  return iso8601(at).replace('Z', '+00:00');
}

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const RFC_2822 = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} ([+-]\d{4}|GMT)$/;

/**
 * A moment of a filter, in either form; without an offset it is UTC. Undefined when it is neither, as where a `+` was not
 * encoded and came as a blank. A bare date is completed with the time of day of `now` (sheet, section 3.5).
 */
export function momentOf(written: string, now: Seconds): Seconds | undefined {
  if (RFC_2822.test(written)) return secondsOf(written);
  if (!ISO.test(written)) return undefined;
  if (!written.includes('T')) return secondsOf(`${written}T${new Date(now * 1000).toISOString().slice(11)}`);
  return secondsOf(/(Z|[+-]\d{2}:?\d{2})$/.test(written) ? written : `${written}Z`);
}

function secondsOf(text: string): Seconds | undefined {
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.floor(at / 1000);
}
