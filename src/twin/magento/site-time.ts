/** Seconds since 1970, the database's own precision. */
export type Seconds = number;

/** `2026-05-04 14:02:11`: UTC, and nothing says so. */
export function written(at: Seconds): string {
  return new Date(at * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
