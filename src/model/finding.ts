/** Something a user got wrong in a file. Collected, sorted, all of them in one run. */
export interface Finding {
  /** Stable and documented: `PIPE203`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly at: Place;
  /** What is wrong, with the offending value. */
  readonly message: string;
  /** What to write instead. */
  readonly hint?: string;
  /** The text at this place may be a secret: it is never shown. */
  readonly secret?: true;
  /** A change of the same file that mends it, where there is no doubt about it. `check --fix` makes it. */
  readonly fix?: Fix;
}

/** Characters (UTF-16 code units, from 0) from `start` up to `end` become `text`. */
export interface Fix {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Line and column count from 1; `length` is how much of the line the finding is about. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly length?: number;
}

export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      compare(a.at.file, b.at.file) || a.at.line - b.at.line || a.at.column - b.at.column || compare(a.code, b.code),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
