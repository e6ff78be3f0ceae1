import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { systemClock } from '../../src/model/clock.ts';
import { type RunningTwin, startTwin } from '../../src/twin/kit/twin-server.ts';
import type { Order } from '../../src/twin/woocommerce/order-state.ts';
import { startPipewright } from '../pipewright-process.ts';
import { watchRequests } from '../request-watch.ts';
import type { TrialProject } from '../trial-project.ts';
import { isOrderPost, ordersByNumber, type TrialSystems, trialSystems } from '../trial-systems.ts';
import { assertExactlyOnce } from './exactly-once.ts';
import { placeOrders, survivalProject } from './survival-run.ts';

/** How runs end that are not killed: told to stop, told twice, cut off by a system, or by one that is down for a while. */

interface Survival {
  readonly systems: TrialSystems;
  readonly project: TrialProject;
  readonly orders: readonly Order[];
}

async function survival(t: TestContext, count: number, every?: string): Promise<Survival> {
  const systems = await trialSystems(systemClock);
  const project = survivalProject(systems, every);
  t.after(async () => {
    project.remove();
    // Closing one twice is what the test of the outage does.
    await Promise.allSettled([systems.shop.close(), systems.erp.close()]);
  });
  return { systems, project, orders: placeOrders(systems, count) };
}

/** Resolves when the ERP has been asked to create so many orders. */
function orderPosts({ erp }: TrialSystems, count: number): Promise<void> {
  return new Promise((resolve) => {
    let posts = 0;
    watchRequests(erp, (when, request) => {
      if (when === 'before' && isOrderPost(request)) posts += 1;
      if (posts === count) resolve();
    });
  });
}

const disposable = <T extends RunningTwin>(twin: T) => ({ ...twin, [Symbol.asyncDispose]: twin.close });

async function finish({ systems, project, orders }: Survival): Promise<void> {
  const run = startPipewright(project, ['run', 'orders']);
  assert.equal((await run.ended).code, 0, `${run.stdout()}${run.stderr()}`);
  await assertExactlyOnce(systems, project, orders);
}

test('told to stop: what is under way is finished, nothing is left in doubt', async (t) => {
  const trial = await survival(t, 150);
  const some = orderPosts(trial.systems, 40);
  const run = startPipewright(trial.project, ['run', 'orders']);
  await some;
  run.kill('SIGTERM');
  const { code, signal } = await run.ended;
  assert.deepEqual([code, signal], [0, null], run.stderr());
  assert.match(run.stderr(), /stopping: what is under way is finished/);
  const open = await trial.project.look((ledger) => ledger.deliveries({ states: ['sending', 'unknown'] }));
  assert.deepEqual(open, []);
  const written = ordersByNumber(trial.systems.erp).size;
  assert.ok(written >= 40 && written < 150, `${written} orders were written before it stopped`);
  await finish(trial);
});

test('interrupted twice: the second ends at once, and what was under way is looked up', async (t) => {
  const trial = await survival(t, 60);
  const { erp } = trial.systems;
  // The ERP does the work of every tenth order, and its answer does not come.
  const { promise: late, resolve: answer } = Promise.withResolvers<void>();
  const { promise: stuck, resolve: isStuck } = Promise.withResolvers<void>();
  let posts = 0;
  watchRequests(erp, async (when, request) => {
    if (when !== 'after' || !isOrderPost(request)) return;
    posts += 1;
    if (posts % 10 !== 0) return;
    isStuck();
    await late;
  });
  const run = startPipewright(trial.project, ['run', 'orders']);
  await stuck;
  run.kill('SIGINT');
  while (!run.stderr().includes('stopping') && run.child.exitCode === null) await systemClock.sleep(5);
  run.kill('SIGINT');
  const { code } = await run.ended;
  assert.equal(code, 130);
  const sending = await trial.project.look((ledger) => ledger.deliveries({ states: ['sending'] }));
  assert.ok(sending.length > 0, 'nothing was under way');
  answer();
  await finish(trial);
});

test('answers that are cut off after the ERP has written: looked up, not sent again', async (t) => {
  const trial = await survival(t, 60);
  trial.systems.erp.faults.arm({ kind: 'cut-after-commit', method: 'POST', match: '/salesOrders', skip: 5, times: 9 });
  await finish(trial);
  const adopted = await trial.project.look((ledger) => ledger.deliveries({ states: ['delivered'], limit: 1000 }));
  assert.equal(adopted.filter(({ reason }) => reason?.code === 'adopted').length >= 6, true);
});

test('an ERP that is down for a while needs no person: a run that follows has missed nothing', async (t) => {
  const trial = await survival(t, 120, '1s');
  const { systems, project, orders } = trial;
  const some = orderPosts(systems, 30);
  const run = startPipewright(project, ['run', 'orders', '--follow']);
  await some;
  const { system, port } = systems.erp;
  await systems.erp.close();
  await systemClock.sleep(1500);
  await using erp = disposable(await startTwin(system, { clock: systemClock, port }));
  const late = placeOrders(systems, 5);
  const all = [...orders, ...late];
  const written = () =>
    systems.shop.system.orders.filter(({ meta }) => meta.some(({ key }) => key === 'erp_order_number'));
  const patience = systemClock.now() + 40_000;
  while (written().length < all.length && run.child.exitCode === null && systemClock.now() < patience)
    await systemClock.sleep(50);
  run.kill('SIGTERM');
  await run.ended;
  const { shop } = systems;
  const exchanges = [...systems.erp.exchanges, ...erp.exchanges];
  await assertExactlyOnce({ ...systems, shop, erp: { ...erp, exchanges } }, project, all);
});
