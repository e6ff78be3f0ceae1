/** `2026-03-02T14:05:10.000Z` */
export const written = (at: number): string => new Date(at).toISOString();
