import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type RunFigures, reportToParent, taskOf, timed } from '../../whole-way/run-task.ts';

/** Node-RED over the same orders, headless, as a process of its own. Nothing is journalled, validated or retried. */

interface NodeRed {
  init(server: unknown, settings: object): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  readonly events: { once(name: 'flows:started', listener: () => void): void };
  readonly nodes: { getNode(id: string): { receive(message: object): void } | null };
}

const task = taskOf(process.argv);
const folder = task.peer ?? '';
const RED = createRequire(join(folder, 'package.json'))('node-red') as NodeRed;

let isThere: (() => void) | undefined;
let awaited = 0;
let arrivals = 0;
const bench = {
  arrived(status: number): void {
    if (status !== 201) throw new Error(`the ERP answered ${status}`);
    arrivals += 1;
    if (arrivals === awaited) isThere?.();
  },
};

/** The flow with the mapping, which lies in a file of its own to be read. */
function flow(): unknown[] {
  const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
  const nodes = JSON.parse(read('./flow.json')) as { id: string; rules?: { to: string }[] }[];
  const [rule] = nodes.find(({ id }) => id === 'bench-map')?.rules ?? [];
  if (rule === undefined) throw new Error('the flow has no node "bench-map"');
  rule.to = `payload.${read('./order.jsonata').trim()}`;
  return nodes;
}

async function run(shop: string, erp: string): Promise<RunFigures> {
  const orders = Number(/x(\d+)$/.exec(shop)?.[1]);
  awaited = orders;
  arrivals = 0;
  return timed(async () => {
    const all = new Promise<void>((resolve) => {
      isThere = resolve;
    });
    const first = RED.nodes.getNode('bench-page');
    if (first === null) throw new Error('the flow did not start');
    first.receive({ shop: `${task.origin}/${shop}`, erp: `${task.origin}/${erp}`, page: 1 });
    await all;
    return arrivals;
  });
}

const user = join(task.folder, 'user');
mkdirSync(user);
writeFileSync(join(user, 'flows.json'), JSON.stringify(flow()));
RED.init(createServer(), {
  userDir: user,
  flowFile: 'flows.json',
  httpAdminRoot: false,
  httpNodeRoot: false,
  credentialSecret: false,
  functionGlobalContext: { bench },
  logging: { console: { level: 'error', metrics: false, audit: false } },
  editorTheme: { tours: false },
});
const started = new Promise<void>((resolve) => RED.events.once('flows:started', resolve));
await RED.start();
await started;
await run(task.warmUp, `${task.erp}-warm-up`);
const figures = await run(task.shop, task.erp);
reportToParent(figures);
await RED.stop();
process.exit(0);
