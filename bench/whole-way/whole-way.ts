import { strict as assert } from 'node:assert';
import type { Benchmark, Report } from '../measure/benchmark.ts';
import { inFolder } from '../measure/in-folder.ts';
import { median } from '../measure/median.ts';
import { REPOSITORY } from '../measure/repository.ts';
import { runChild } from '../measure/run-child.ts';
import { installNodeRed, NODE_RED_VERSION } from '../peers/node-red/install-node-red.ts';
import { type BenchServer, startServer } from '../server/start-server.ts';
import type { RunFigures, RunTask } from './run-task.ts';
import { assertSameDocuments } from './same-documents.ts';

const PIPEWRIGHT = new URL('./pipewright.ts', import.meta.url);
const HAND_WRITTEN = new URL('../hand-written/program.ts', import.meta.url);
const ROUNDS = 3;
const WARM_UP = 1000;
const REACH = { ofHandWritten: 0.75, timesNodeRed: 7 } as const;

interface Contestant {
  readonly name: string;
  readonly script: URL;
  readonly mappings?: 'jsonata' | 'hand-written';
  readonly keeps?: boolean;
  readonly peer?: string;
}

const CONTESTANTS: readonly Contestant[] = [
  { name: 'hand-written program', script: HAND_WRITTEN, keeps: true },
  { name: 'Pipewright', script: PIPEWRIGHT, mappings: 'jsonata' },
  { name: 'Pipewright with hand-written mappings', script: PIPEWRIGHT, mappings: 'hand-written' },
  { name: 'hand-written program that keeps no orders', script: HAND_WRITTEN },
];
const NODE_RED = new URL('../peers/node-red/program.ts', import.meta.url);

/**
 * Orders from a WooCommerce shop to an ERP, against a hand-written program with the same duties and against Node-RED with
 * none of them. `concurrency` orders under way; `most` orders with one line, two fifths of that with ten.
 */
export function wholeWay(concurrency: number, most: number): Benchmark {
  return {
    name: 'whole-way',
    summary:
      'orders through the whole way, against a hand-written program with the same duties and Node-RED without them',
    run: async (say) => {
      await assertSameDocuments();
      const nodeRed = await installNodeRed(say);
      if ('missing' in nodeRed) say(`  ${nodeRed.missing}`);
      const contestants =
        'missing' in nodeRed
          ? CONTESTANTS
          : [...CONTESTANTS, { name: `Node-RED ${NODE_RED_VERSION}`, script: NODE_RED, peer: nodeRed.folder }];
      const workloads = [];
      for (const [lines, orders] of [
        [1, most],
        [10, Math.round(most * 0.4)],
      ] as const) {
        workloads.push(await measure(contestants, lines, orders, concurrency, say));
      }
      return reportOf(workloads, concurrency, 'missing' in nodeRed ? nodeRed.missing : undefined);
    },
  };
}

async function measure(
  all: readonly Contestant[],
  lines: number,
  orders: number,
  concurrency: number,
  say: (text: string) => void,
) {
  const shop = `woo-${lines}x${orders}`;
  const warmUp = `woo-${lines}x${WARM_UP}`;
  const server = await startServer([shop, warmUp]);
  let run = 0;
  /** Processor time of the server an order, in each run. */
  const serverMicros: number[] = [];
  const once = async (contestant: Contestant, profile = false): Promise<RunFigures> => {
    run += 1;
    const erp = `erp-${run}`;
    const before = (await server.received(erp)).cpuMicros;
    const figures = await inFolder((folder) => {
      const { script, mappings, keeps, peer } = contestant;
      const task: RunTask = {
        origin: server.origin,
        warmUp,
        shop,
        erp,
        concurrency,
        folder,
        repository: REPOSITORY,
        ...(mappings === undefined ? {} : { mappings }),
        ...(keeps === undefined ? {} : { keeps }),
        ...(peer === undefined ? {} : { peer }),
        profile,
      };
      return runChild<RunFigures>(script, task);
    });
    const received = await assertArrived(server, erp, orders, figures);
    serverMicros.push((received.cpuMicros - before) / (orders + WARM_UP));
    say(`  ${lines} lines, ${contestant.name}: ${perSecond(figures)}/s`);
    return figures;
  };
  try {
    const taken = new Map(all.map(({ name }) => [name, [] as RunFigures[]]));
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const contestant of all) taken.get(contestant.name)?.push(await once(contestant));
    }
    const [, pipewright] = CONTESTANTS;
    const profiled = pipewright === undefined ? undefined : await once(pipewright, true);
    return {
      lines,
      orders,
      contestants: [...taken].map(([name, runs]) => ({
        name,
        ordersPerSecond: Math.round(median(runs.map(({ orders: sent, seconds }) => sent / seconds))),
        cpuMicrosPerOrder: Math.round(median(runs.map(({ orders: sent, cpuSeconds }) => (cpuSeconds * 1e6) / sent))),
        runs: runs.map(perSecond),
      })),
      serverMicrosPerOrder: Math.round(median(serverMicros)),
      whereTheTimeGoes: profiled?.profile ?? {},
    };
  } finally {
    server.stop();
  }
}

type Workload = Awaited<ReturnType<typeof measure>>;

const perSecond = ({ orders, seconds }: RunFigures): number => Math.round(orders / seconds);

/** Every order once, and the same payloads from all contestants: else they did not do the same work. */
async function assertArrived(server: BenchServer, erp: string, orders: number, figures: RunFigures) {
  assert.equal(figures.orders, orders);
  const received = await server.received(erp);
  assert.equal(received.count, orders);
  assert.equal(received.distinct, orders);
  const first = await server.received('erp-1');
  const common = Object.keys(first.sample).filter((number) => received.sample[number] !== undefined);
  assert.ok(common.length >= 50, `only ${common.length} payloads can be compared`);
  for (const number of common) assert.deepEqual(received.sample[number], first.sample[number]);
  return received;
}

function reportOf(workloads: readonly Workload[], concurrency: number, missing: string | undefined): Report {
  const lines: string[] = [];
  const ratios = workloads.map(({ lines: count, orders, contestants, serverMicrosPerOrder, whereTheTimeGoes }) => {
    const [hand, own, engine, lean, nodeRed] = contestants;
    if (hand === undefined || own === undefined || engine === undefined || lean === undefined)
      throw new Error('a contestant is missing');
    const ratio = own.ordersPerSecond / hand.ordersPerSecond;
    const engineRatio = engine.ordersPerSecond / hand.ordersPerSecond;
    lines.push(
      `Orders with ${count} line${count === 1 ? '' : 's'} (${orders} of them, median of ${ROUNDS}, ${concurrency} at once):`,
      '',
      '| | orders/s | of the hand-written program | processor µs an order | of the hand-written program |',
      '|---|---:|---:|---:|---:|',
      ...contestants.map(
        (each) =>
          `| ${each.name} | ${each.ordersPerSecond} | ${percent(each.ordersPerSecond / hand.ordersPerSecond)} | ${each.cpuMicrosPerOrder} | ${percent(hand.cpuMicrosPerOrder / each.cpuMicrosPerOrder)} |`,
      ),
      '',
      ...(nodeRed === undefined
        ? []
        : [
            `Pipewright has ${times(own.ordersPerSecond / nodeRed.ordersPerSecond)} the orders/s of Node-RED, which takes ${times(nodeRed.cpuMicrosPerOrder / own.cpuMicrosPerOrder)} its processor time; the hand-written program has ${times(hand.ordersPerSecond / nodeRed.ordersPerSecond)} and ${times(nodeRed.cpuMicrosPerOrder / hand.cpuMicrosPerOrder)}.`,
            '',
          ]),
      `The server that plays shop and ERP takes ${serverMicrosPerOrder} processor µs an order, in a process of its own.`,
      '',
      `Where Pipewright's time goes: ${shown(whereTheTimeGoes)}.`,
      '',
    );
    return {
      lines: count,
      ratio: round(ratio),
      ratioOfProcessorTime: round(hand.cpuMicrosPerOrder / own.cpuMicrosPerOrder),
      ratioWithHandWrittenMappings: round(engineRatio),
      ratioToOneThatKeepsNothing: round(own.ordersPerSecond / lean.ordersPerSecond),
      ratioOfProcessorTimeToOneThatKeepsNothing: round(lean.cpuMicrosPerOrder / own.cpuMicrosPerOrder),
      ...(nodeRed === undefined
        ? {}
        : {
            timesNodeRed: round(own.ordersPerSecond / nodeRed.ordersPerSecond),
            timesNodeRedOfProcessorTime: round(nodeRed.cpuMicrosPerOrder / own.cpuMicrosPerOrder),
          }),
      // What is gone when functions take the place of the two mappings, their garbage included.
      shareOfMappings: round(1 - engine.cpuMicrosPerOrder / own.cpuMicrosPerOrder),
    };
  });
  const shares = ratios.map(({ shareOfMappings }) => percent(shareOfMappings)).join(' and ');
  lines.push(
    `Running the two mappings as JSONata takes ${shares} of Pipewright's processor time more than functions in their place. To reach: ${percent(REACH.ofHandWritten)} of the hand-written program's orders/s, and ${REACH.timesNodeRed} times those of Node-RED.`,
    ...(missing === undefined ? [] : ['', `${missing}.`]),
  );
  return { figures: { concurrency, reach: REACH, ratios, workloads }, text: lines.join('\n') };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
const times = (ratio: number): string => `${ratio.toFixed(1)} times`;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function shown(profile: Readonly<Record<string, number>>): string {
  return Object.entries(profile)
    .filter(([, share]) => share >= 0.5)
    .map(([place, share]) => `${place} ${share} %`)
    .join(', ');
}
