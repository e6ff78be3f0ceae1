import { statSync } from 'node:fs';
import { join } from 'node:path';
import { compilePipes, openRuntime, openUsableProject, type World } from '../../src/app.ts';
import { runOnce } from '../../src/engine/run-pipes.ts';
import { systemClock } from '../../src/model/clock.ts';
import { writeBenchProject } from '../project/write-bench-project.ts';
import { reportToParent } from '../whole-way/run-task.ts';
import type { MemoryFigures, MemorySample, MemoryTask } from './memory-task.ts';

/** Pipewright over many small orders, as a process of its own with --expose-gc; says how much memory it holds on the way. */
const task = JSON.parse(process.argv[2] ?? '') as MemoryTask;
const collect = globalThis.gc;
if (collect === undefined) throw new Error('run it with --expose-gc');

writeBenchProject(task.folder, {
  shop: { connector: 'bench-shop', url: `${task.origin}/small-${task.records}`, credentials: ['token'] },
  erp: { connector: 'bench-erp', url: `${task.origin}/erp-memory`, credentials: ['token'] },
  concurrency: task.concurrency,
  mapping: 'mappings/bench-erp/short-order.to.jsonata',
});
const world: World = {
  cwd: task.folder,
  env: { BENCH_SECRET: 'secret' },
  clock: systemClock,
  builtIn: task.repository,
  aborting: new AbortController().signal,
};
const project = await openUsableProject(world, {});
const pipes = compilePipes(project, ['orders']);
const stopping = new AbortController();
const samples: MemorySample[] = [];
const started = performance.now();
let delivered = 0;

const secondsSoFar = () => (performance.now() - started) / 1000;
const sample = () => {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  samples.push({ records: delivered, seconds: secondsSoFar(), heapUsed, external, rss });
};

const runtime = await openRuntime(project, pipes, world, (event) => {
  if (event.kind === 'source-failed') throw event.error;
  if (event.kind !== 'settled') return;
  if (event.state !== 'delivered') throw new Error(`${event.delivery.label} is ${event.state}: ${event.reason?.text}`);
  delivered += 1;
  if (delivered % task.every !== 0) return;
  sample();
  if (secondsSoFar() > task.mostSeconds) stopping.abort();
});
await runOnce(pipes, runtime.ports, { stopping: stopping.signal, patienceMs: 0 });
sample();
await runtime.close();
const figures: MemoryFigures = {
  records: delivered,
  seconds: secondsSoFar(),
  highestRss: process.resourceUsage().maxRSS * 1024,
  ledgerBytes: statSync(join(task.folder, '.pipewright/ledger.db')).size,
  samples,
};
reportToParent(figures);
