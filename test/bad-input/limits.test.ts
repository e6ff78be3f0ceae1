import assert from 'node:assert/strict';
import test from 'node:test';
import { systemClock } from '../../src/model/clock.ts';
import { watchRequests } from '../request-watch.ts';
import { runCommand } from '../run-command.ts';
import { isOrderPost } from '../trial-systems.ts';
import { assertClear, once, trial } from './trial.ts';

test('a token that expires in the middle of a run is fetched anew, once, and nothing is sent twice', async (t) => {
  const { systems, orders, run, onErp } = await trial(t);
  systems.erp.faults.arm({ kind: 'expired-token', method: 'POST', match: '/salesOrders', skip: 1 });
  assert.equal((await run()).code, 0);
  assert.deepEqual(onErp(), once(orders));
  const statuses = systems.erp.exchanges.filter(isOrderPost).map(({ status }) => status);
  // Those that were under way with the same token are refused with it.
  assert.deepEqual([...new Set(statuses)].toSorted(), [201, 401]);
  assert.equal(systems.erp.exchanges.filter(({ path }) => path.endsWith('/token')).length, 2);
});

test('credentials that are refused end the run with what to do; corrected, it goes on', async (t) => {
  const { project, clock, orders, run, onErp } = await trial(t);
  const refused = await runCommand(project, ['run', 'orders', '--patience', '0'], {
    clock,
    env: { ERP_SECRET: 'wrong' },
  });
  assertClear(refused);
  assert.equal(refused.code, 1);
  assert.match(refused.stdout, /halted +erp: /);
  assert.match(refused.stdout, /pipewright doctor/);
  assert.ok(!refused.said.includes('wrong'), 'the secret that was tried is told');
  assert.deepEqual(onErp(), {});
  assert.equal((await run()).code, 0);
  assert.deepEqual(onErp(), once(orders));
});

// On the real clock, because what is asked for here is that a second passes.
for (const side of ['shop', 'erp'] as const) {
  test(`429 of the ${side} with Retry-After: not asked again before, and without a person`, async (t) => {
    const { systems, project, orders, onErp } = await trial(t, 1);
    const match = side === 'shop' ? '/orders' : '/salesOrders';
    const method = side === 'shop' ? 'GET' : 'POST';
    systems[side].faults.arm({ kind: 'throttled', method, match, retryAfterSeconds: 1 });
    const asked: number[] = [];
    watchRequests(systems[side], (when, request) => {
      if (when === 'before' && request.method === method && request.path.endsWith(match)) asked.push(performance.now());
    });
    const { system } = systems[side];
    const throttled = system.throttled.bind(system);
    system.throttled = (seconds) => {
      asked.push(performance.now());
      return throttled(seconds);
    };
    const result = await runCommand(project, ['run', 'orders'], { clock: systemClock });
    assertClear(result);
    assert.equal(result.code, 0, result.said);
    assert.deepEqual(onErp(), once(orders));
    const [refused = 0, again = 0] = asked;
    assert.ok(again - refused >= 990, `asked again after ${again - refused} ms`);
  });
}
