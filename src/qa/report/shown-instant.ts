/** An instant as a person reads it, to the second: `2026-03-02 09:00:00 UTC`. */
export const shownInstant = (instant: string): string => instant.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
