/** One scenario that ran for one pair of systems, as the verification keeps it. */
export interface ScenarioRun {
  /** As the tester wrote it. */
  readonly name: string;
  /** Feature file, from the project’s root. */
  readonly file: string;
  readonly line: number;
  /** `woocommerce → business-central`; undefined where no pair plays. */
  readonly pair?: string | undefined;
  readonly tags: readonly string[];
  readonly verdict: 'passed' | 'failed';
  /** What failed, in the tester’s words. */
  readonly failure?: string | undefined;
  /** When it passed, where that was in a verification before this one. */
  readonly lastPass?: string | undefined;
  /** Names of the pipes that it ran; none where that was in a verification before this one. */
  readonly pipes: readonly string[];
  /** Cassettes that were replayed. */
  readonly fixtures: readonly string[];
}

/** One scenario that was not played for one pair, with the reason that its systems give. */
export interface ScenarioNotPlayed extends Pick<ScenarioRun, 'name' | 'file' | 'tags'> {
  readonly pair: string;
  readonly reason: string;
  /** It is about Pipewright itself, and was played with another pair. */
  readonly stoodFor: boolean;
}
