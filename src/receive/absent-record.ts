/** No system has a record with this field and no other. */
const MARK = 'pipewright:absent';

/** The record of a document that a complete list no longer has, from the text of the one last known. */
export const absentRecord = (last: string): string => `{"${MARK}":${last}}`;

/** The record last known, where this one says that there is none any more; undefined for a record of its system. */
export function lastKnown(native: unknown): { readonly native: unknown } | undefined {
  if (typeof native !== 'object' || native === null || !(MARK in native)) return undefined;
  return { native: native[MARK] };
}

/** Whether a record's text is one of `absentRecord`. */
export const isAbsentRecord = (record: string): boolean => record.startsWith(`{"${MARK}":`);
