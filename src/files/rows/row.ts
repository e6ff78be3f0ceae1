/** One row: column to value. Absent is unknown, null is "clear it"; everything else is text. */
export type Row = Readonly<Record<string, string | null>>;

/** A file that is not written as its layout says. `line`: 1-based, where it is one line's fault. */
export class RowsUnreadable extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number, cause?: unknown) {
    super(line === undefined ? message : `line ${line}: ${message}`, cause === undefined ? undefined : { cause });
    this.name = 'RowsUnreadable';
    this.line = line;
  }
}

/** Rows that cannot be written as the layout says: too long, lacking, of a column or a character that it does not have. */
export class RowsRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RowsRefused';
  }
}

/** How "clear it" is written; an empty field is "unknown" (sheets distribution-one 3.8, ddi-inform 3). */
export const CLEARED = 'NULL';

export const valueIn = (text: string): string | null | undefined =>
  text === '' ? undefined : text === CLEARED ? null : text;

export const textFor = (value: string | null | undefined): string =>
  value === undefined ? '' : value === null ? CLEARED : value;
