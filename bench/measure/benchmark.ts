/** One benchmark: measures in child processes, and says what it found. */
export interface Benchmark {
  readonly name: string;
  readonly summary: string;
  run(say: (text: string) => void): Promise<Report>;
}

export interface Report {
  /** Plain JSON, for bench/results. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** The same for people, as Markdown. */
  readonly text: string;
}
