import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface BenchConnection {
  readonly connector: string;
  readonly url: string;
  readonly credentials: readonly string[];
}

export interface BenchProject {
  readonly shop: BenchConnection;
  readonly erp: BenchConnection;
  readonly concurrency: number;
  /** A mapping other than `mappings/<erp>/order.to.jsonata`. */
  readonly mapping?: string;
}

const FILES = fileURLToPath(new URL('.', import.meta.url));

/** Writes a project with the one pipe that is measured. Every secret is `${env:BENCH_SECRET}`. */
export function writeBenchProject(root: string, { shop, erp, concurrency, mapping }: BenchProject): void {
  const connection = ({ connector, url, credentials }: BenchConnection) => ({
    connector,
    url,
    credentials: Object.fromEntries(credentials.map((name) => [name, '${env:BENCH_SECRET}'])),
  });
  // JSON is YAML.
  const yaml = (path: string, value: unknown) => writeFileSync(join(root, path), JSON.stringify(value, undefined, 2));
  mkdirSync(join(root, 'pipes'), { recursive: true });
  for (const folder of ['connectors', 'mappings']) cpSync(join(FILES, folder), join(root, folder), { recursive: true });
  yaml('pipewright.yaml', { project: 'bench', connections: { shop: connection(shop), erp: connection(erp) } });
  yaml('pipes/orders.yaml', {
    pipe: 'orders',
    from: { connection: 'shop', read: 'order' },
    to: { connection: 'erp', write: 'order', ...(mapping === undefined ? {} : { mapping }) },
    rules: ['money-adds-up'],
    deliver: { concurrency },
  });
}
