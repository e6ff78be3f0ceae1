/**
 * A law that every connector must pass, and how one connector stands to it. One source for `npm test` and for
 * `pipewright connector test`.
 */
export interface LawResult {
  readonly law: string;
  /** What it is about: a capability, an operation, the connector as a whole. */
  readonly about: string;
  readonly verdict: 'kept' | 'broken' | 'left-out';
  /** What breaks it, a line each; why it was left out; what was seen where it is kept. */
  readonly says: readonly string[];
}

export const kept = (law: string, about: string, ...says: string[]): LawResult => ({
  law,
  about,
  verdict: 'kept',
  says,
});
export const leftOut = (law: string, about: string, why: string): LawResult => ({
  law,
  about,
  verdict: 'left-out',
  says: [why],
});

/** Kept when nothing breaks it. */
export const judged = (law: string, about: string, broken: readonly string[], ...seen: string[]): LawResult =>
  broken.length === 0 ? kept(law, about, ...seen) : { law, about, verdict: 'broken', says: broken };
