import type { CellVerdict } from './pair-matrix.ts';

interface VerdictWords {
  /** One character, for a cell. */
  readonly sign: string;
  readonly words: string;
}

export const VERDICT_WORDS: { readonly [V in CellVerdict]: VerdictWords } = {
  verified: { sign: '✓', words: 'verified: scenarios ran for this pair, and all passed' },
  failed: { sign: '✗', words: 'a scenario fails' },
  outdated: { sign: '~', words: 'outdated: something was changed since it was verified' },
  'not-applicable': { sign: '·', words: 'not applicable: a system cannot do it, and says so' },
  'shown-elsewhere': { sign: '○', words: 'about Pipewright itself: shown with another pair' },
  pending: { sign: '…', words: 'open: nothing can show it yet' },
  waived: { sign: 'w', words: 'waived: the project does without it' },
  missing: { sign: '–', words: 'missing: no scenario ran' },
};
