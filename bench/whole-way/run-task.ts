/** What a process that is measured is told to do, as JSON in its first argument. */
export interface RunTask {
  /** Of the benchmark server. */
  readonly origin: string;
  /** Names on it: a shop to warm up on, the shop that is measured, the ERP that takes its orders. */
  readonly warmUp: string;
  readonly shop: string;
  readonly erp: string;
  readonly concurrency: number;
  /** An empty folder for the ledger or journal. */
  readonly folder: string;
  readonly repository: string;
  /** For Pipewright: whose mappings; and whether to say where the time goes. */
  readonly mappings?: 'jsonata' | 'hand-written';
  readonly profile?: boolean;
  /** For the hand-written program: whether it keeps what Pipewright keeps of an order. */
  readonly keeps?: boolean;
  /** For a peer: where it is installed. */
  readonly peer?: string;
}

/** What a measured run took, from its first request to its last journal entry. */
export interface RunFigures {
  readonly orders: number;
  readonly seconds: number;
  /** Processor time of the measured process, all threads. */
  readonly cpuSeconds: number;
  readonly profile?: Readonly<Record<string, number>>;
}

export function taskOf(argv: readonly string[]): RunTask {
  return JSON.parse(argv[2] ?? '') as RunTask;
}

export async function timed(work: () => Promise<number>): Promise<RunFigures> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const orders = await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { orders, seconds, cpuSeconds: (user + system) / 1e6 };
}

/** The last line that a measured process writes. */
export function reportToParent(figures: unknown): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
