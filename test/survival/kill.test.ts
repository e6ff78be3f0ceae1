import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/model/clock.ts';
import type { Order } from '../../src/twin/woocommerce/order-state.ts';
import { type PipewrightProcess, startPipewright } from '../pipewright-process.ts';
import { seededRandom, seedOfRun } from '../seeded-random.ts';
import { type TrialProject, trialProject } from '../trial-project.ts';
import { A_CENT_APART, placeTrialOrder, type TrialSystems, trialSystems } from '../trial-systems.ts';
import { assertExactlyOnce } from './exactly-once.ts';
import { watchRequests } from './request-watch.ts';

/**
 * Runs of the real command against twins, ended in every way in which a process ends. The shipped pipe's parts and
 * mappings take part; only its pace differs. Every third order needs a second write, which makes up a cent of tax.
 */

const KILLS = 20;
/** The whole run of 2,000 orders makes at least five requests for each: the last kill comes while there is work. */
const REQUESTS_AN_ORDER = 5;

test('2,000 orders and twenty kills: each order is on the ERP exactly once', { timeout: 300_000 }, async (t) => {
  const seed = seedOfRun();
  const random = seededRandom(seed);
  t.diagnostic(`PIPEWRIGHT_SEED=${seed}`);
  await using systems = await trialSystems(systemClock, { requestsPerWindow: 1_000_000 });
  using project = projectFor(systems);
  const orders = placeOrders(systems, 2000);

  const moments = Array.from({ length: KILLS }, () => Math.ceil(random() * orders.length * REQUESTS_AN_ORDER * 0.95));
  const killed: string[] = [];
  let running: PipewrightProcess | undefined;
  let moment = Number.POSITIVE_INFINITY;
  let requests = 0;
  const kill = (when: string) => {
    moment = Number.POSITIVE_INFINITY;
    killed.push(`${when} ${requests}`);
    running?.kill('SIGKILL');
  };
  const side = random;
  let momentIs: 'before' | 'after' = 'before';
  for (const twin of [systems.shop, systems.erp]) {
    watchRequests(twin, (when) => {
      if (when === 'before') requests += 1;
      if (requests >= moment && when === momentIs) kill(when);
    });
  }

  for (const [round, next] of moments.toSorted((a, b) => a - b).entries()) {
    running = startPipewright(project, ['run', 'orders']);
    if (round % 5 === 4) {
      // While it starts: reading the project, opening the ledger, recovering what the kill before left.
      await sleep(Math.ceil(side() * 700));
      kill('start');
    } else {
      momentIs = side() < 0.5 ? 'before' : 'after';
      moment = Math.max(next, requests + 1);
    }
    const { code, signal } = await running.ended;
    assert.equal(signal, 'SIGKILL', `round ${round} ended by itself with ${code}: ${running.stderr()}`);
  }
  t.diagnostic(`killed: ${killed.join(', ')}`);

  const last = startPipewright(project, ['run', 'orders']);
  assert.equal((await last.ended).code, 0, `${last.stdout()}${last.stderr()}`);
  await assertExactlyOnce(systems, project, orders);
});

function projectFor(systems: TrialSystems, every = '2m'): TrialProject {
  return trialProject({
    shopUrl: systems.shop.url,
    erpUrl: systems.erp.url,
    pipe: {
      when: `{ every: ${every} }`,
      deliver: '{ retry: { attempts: 8, first: 1s, longest: 2s }, concurrency: 16 }',
    },
  });
}

const GUESTS = 25;

/** Placed ten seconds apart, the last one just now. */
function placeOrders({ shop }: TrialSystems, count: number): Order[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) =>
    placeTrialOrder(shop.system, index % GUESTS, {
      dateCreated: new Date(now - (count - index) * 10_000).toISOString(),
      ...(index % 3 === 0 ? { lines: A_CENT_APART } : {}),
    }),
  );
}
