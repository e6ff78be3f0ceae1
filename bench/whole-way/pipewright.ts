import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compilePipes, ledgerPath, openRuntime, openUsableProject, type World } from '../../src/app.ts';
import type { PipePlan } from '../../src/compile/pipe-plan.ts';
import { runOnce } from '../../src/engine/run-pipes.ts';
import { systemClock } from '../../src/model/clock.ts';
import { erpPayload } from '../hand-written/erp-payload.ts';
import { orderDocument } from '../hand-written/order-document.ts';
import type { OrderDocument } from '../hand-written/order-shape.ts';
import { writeBenchProject } from '../project/write-bench-project.ts';
import type { WooCommerceOrder } from '../server/woocommerce-order.ts';
import { profileOf } from './profile.ts';
import { type RunFigures, reportToParent, taskOf, timed } from './run-task.ts';

/**
 * Pipewright over the same orders, as a process of its own. Its project is loaded and compiled once, as by `pipewright
 * serve`: what the warm-up has warmed is what is measured, as in the hand-written program.
 */
const task = taskOf(process.argv);
const root = join(task.folder, 'project');
mkdirSync(root);
writeBenchProject(root, {
  shop: { connector: 'woocommerce', url: '${env:SHOP_URL}', credentials: ['consumer_key', 'consumer_secret'] },
  erp: { connector: 'bench-erp', url: '${env:ERP_URL}', credentials: ['token'] },
  concurrency: task.concurrency,
});
const project = await openUsableProject(worldOf(task.warmUp, task.erp), {});
const pipes = compilePipes(project, ['orders']).map(
  task.mappings === 'hand-written' ? withHandWrittenMappings : (pipe) => pipe,
);

function worldOf(shop: string, erp: string): World {
  return {
    cwd: root,
    env: { BENCH_SECRET: 'secret', SHOP_URL: `${task.origin}/${shop}`, ERP_URL: `${task.origin}/${erp}` },
    clock: systemClock,
    builtIn: task.repository,
    aborting: new AbortController().signal,
  };
}

async function run(shop: string, erp: string, isMeasured: boolean): Promise<RunFigures> {
  const world = worldOf(shop, erp);
  let delivered = 0;
  const runtime = await openRuntime(project, pipes, world, (event) => {
    if (event.kind === 'source-failed') throw event.error;
    if (event.kind !== 'settled') return;
    if (event.state !== 'delivered')
      throw new Error(`${event.delivery.label} is ${event.state}: ${event.reason?.text}`);
    delivered += 1;
  });
  const work = async () => {
    await runOnce(pipes, runtime.ports, { stopping: world.aborting, patienceMs: 0 });
    return delivered;
  };
  const { figures, profile } =
    isMeasured && task.profile === true
      ? await profileOf(() => timed(work), task.repository)
      : { figures: await timed(work), profile: undefined };
  await runtime.close();
  // The next run begins with an empty ledger.
  rmSync(dirname(ledgerPath(project)), { recursive: true });
  return { ...figures, ...(profile === undefined ? {} : { profile }) };
}

/** The same plan with functions in place of the two mappings: what is left is the engine’s own share. */
function withHandWrittenMappings(pipe: PipePlan): PipePlan {
  const { source, target } = pipe;
  return {
    ...pipe,
    source: {
      ...source,
      mapping: { ...source.mapping, run: (order) => orderDocument(order as WooCommerceOrder, source.connection) },
    },
    target: { ...target, mapping: { ...target.mapping, run: (order) => erpPayload(order as OrderDocument) } },
  };
}

await run(task.warmUp, `${task.erp}-warm-up`, false);
reportToParent(await run(task.shop, task.erp, true));
