/** No system has a record with this field. */
const MARK = 'pipewright:again';

/** A record that is to be sent once more, from its text; `at` tells it from the time before. */
export const againRecord = (record: string, at: string): string =>
  `{"${MARK}":${withoutAgain(record)},"at":${JSON.stringify(at)}}`;

/** The record, where this one says that it is to be sent once more; else what was given. */
export function recordItself(native: unknown): unknown {
  return typeof native === 'object' && native !== null && MARK in native ? native[MARK] : native;
}

/** Whether a record's text is one of `againRecord`. */
export const isAgainRecord = (record: string): boolean => record.startsWith(`{"${MARK}":`);

/** The text of the record itself, as it came: numbers keep the digits that they were written with. */
export const withoutAgain = (record: string): string =>
  isAgainRecord(record) ? record.slice(`{"${MARK}":`.length, record.lastIndexOf(',"at":')) : record;
