import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../src/model/clock.ts';
import type { TwinRequest } from '../../src/twin/kit/twin-server.ts';
import { type PipewrightProcess, startPipewright } from '../pipewright-process.ts';
import { watchRequests } from '../request-watch.ts';
import { seededRandom, seedOfRun } from '../seeded-random.ts';
import { trialSystems } from '../trial-systems.ts';
import { assertExactlyOnce } from './exactly-once.ts';
import { placeOrders, survivalProject } from './survival-run.ts';

const ORDERS = 2000;
const KILLS = 20;
/** The whole run makes at least five requests for each order, so the last kill comes while there is work. */
const REQUESTS = ORDERS * 5 * 0.95;

const isOrderList = ({ method, path }: TwinRequest): boolean => method === 'GET' && path.endsWith('/wc/v3/orders');

const isWrite = ({ method, path }: TwinRequest): boolean => method !== 'GET' && !path.endsWith('/token');

test('2,000 orders and twenty kills: each order is on the ERP exactly once', { timeout: 300_000 }, async (t) => {
  const seed = seedOfRun();
  const random = seededRandom(seed);
  t.diagnostic(`PIPEWRIGHT_SEED=${seed}`);
  await using systems = await trialSystems(systemClock, { requestsPerWindow: 1_000_000 });
  using project = survivalProject(systems);
  const orders = placeOrders(systems, ORDERS);

  const killed: string[] = [];
  let running: PipewrightProcess | undefined;
  let requests = 0;
  let next = { at: Number.POSITIVE_INFINITY, when: 'before' };
  const kill = (when: string) => {
    next = { at: Number.POSITIVE_INFINITY, when };
    killed.push(`${when} ${requests}`);
    running?.kill('SIGKILL');
  };
  for (const twin of [systems.shop, systems.erp]) {
    watchRequests(twin, (when, request) => {
      if (when === 'before') requests += 1;
      if (next.when === 'page' && when === 'after' && isOrderList(request)) {
        const { pid } = running ?? {};
        setTimeout(() => running?.pid === pid && kill('page'), random() * 60);
      } else if (requests >= next.at && when === next.when && (when === 'before' || isWrite(request))) kill(when);
    });
  }

  const moments = Array.from({ length: KILLS }, () => Math.ceil(random() * REQUESTS)).toSorted((a, b) => a - b);
  for (const [round, moment] of moments.entries()) {
    running = startPipewright(project, ['run', 'orders']);
    if (round % 5 === 1) {
      // While what the shop has just listed becomes durable.
      next = { at: Number.POSITIVE_INFINITY, when: 'page' };
    } else if (round % 5 === 4) {
      // While it starts: it reads the project, opens the ledger, recovers what the kill before left.
      await sleep(Math.ceil(random() * 700));
      kill('start');
    } else {
      // Before any request, or between what a system has written and its answer: the worst moment there is.
      next = { at: Math.max(moment, requests + 1), when: random() < 0.5 ? 'before' : 'after' };
    }
    const { code, signal } = await running.ended;
    assert.equal(signal, 'SIGKILL', `round ${round} ended by itself with ${code}: ${running.stderr()}`);
  }
  t.diagnostic(`killed at the start, at a page, before or after the work of request number: ${killed.join(', ')}`);

  const last = startPipewright(project, ['run', 'orders']);
  assert.equal((await last.ended).code, 0, `${last.stdout()}${last.stderr()}`);
  await assertExactlyOnce(systems, project, orders);
});
