import { contentHash } from '../../model/content-hash.ts';

/** A Given step as it stands in the feature file. */
export interface GivenStep {
  readonly text: string;
  /** The cells of its table. */
  readonly table?: readonly (readonly string[])[];
  readonly docString?: string;
}

/** What a scenario starts from, as a hash: blanks at the ends of cells and lines do not count, everything else does. */
export function givenHash(steps: readonly GivenStep[]): string {
  return contentHash(
    JSON.stringify(
      steps.map(({ text, table = [], docString = '' }) => [
        text.trim(),
        table.map((row) => row.map((cell) => cell.trim())),
        docString.trim(),
      ]),
    ),
  );
}
