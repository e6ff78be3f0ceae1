export interface MemoryTask {
  readonly origin: string;
  readonly records: number;
  /** A sample is taken after so many records. */
  readonly every: number;
  /** The run is stopped, in order, at the first sample after so many seconds. */
  readonly mostSeconds: number;
  readonly concurrency: number;
  readonly folder: string;
  readonly repository: string;
}

/** After a full garbage collection; bytes. */
export interface MemorySample {
  readonly records: number;
  readonly seconds: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly rss: number;
}

export interface MemoryFigures {
  readonly records: number;
  readonly seconds: number;
  readonly highestRss: number;
  readonly ledgerBytes: number;
  readonly samples: readonly MemorySample[];
}
