import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface BenchServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly received: (erp: string) => Promise<Received>;
  readonly stop: () => void;
}

export interface Received {
  readonly count: number;
  readonly distinct: number;
  /** Processor time of the server since it was started. */
  readonly cpuMicros: number;
  /** The first payloads, by order number. */
  readonly sample: Readonly<Record<string, unknown>>;
}

/** Starts the server in a process of its own; resolves when the orders of `shops` are rendered and it listens. */
export async function startServer(shops: readonly string[]): Promise<BenchServer> {
  const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), [...shops]);
  const [port] = (await once(child, 'message')) as [number];
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    received: async (erp) => (await (await fetch(`${origin}/${erp}/received`)).json()) as Received,
    stop: () => child.disconnect(),
  };
}
