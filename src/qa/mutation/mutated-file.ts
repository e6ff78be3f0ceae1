/** What mistakes are put into. */
export const MUTATED_KINDS = ['mapping', 'pipe', 'lookup'] as const;
export type MutatedKind = (typeof MUTATED_KINDS)[number];

/** A mistake that nothing noticed. */
export interface Survivor {
  /** Where in the file, from 1. */
  readonly line: number;
  readonly column: number;
  /** What was changed, in a few words. */
  readonly says: string;
  /** Checklist items that the place is about, the likeliest first. */
  readonly items: readonly string[];
}

/** What became of the mistakes that were put into one file, one at a time. */
export interface MutatedFile {
  readonly kind: MutatedKind;
  readonly file: string;
  /** The pair in which they were judged, where each pair has a file of its own. */
  readonly pair?: string | undefined;
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
}

/** Per cent of the mistakes that were caught, rounded down to a tenth. Of none, 100. */
export function scoreOf(files: readonly Pick<MutatedFile, 'mutants' | 'survivors'>[]): number {
  const total = files.reduce((sum, { mutants }) => sum + mutants, 0);
  const left = files.reduce((sum, { survivors }) => sum + survivors.length, 0);
  return total === 0 ? 100 : Math.floor(((total - left) / total) * 1000) / 10;
}
