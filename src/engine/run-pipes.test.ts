import assert from 'node:assert/strict';
import test from 'node:test';
import { paperRun } from '../../test/paper-run.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { runFollowing } from './run-pipes.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));
const order = (id: string) => ({ id, number: id, at: '2026-01-05T08:00:00.000Z' });

test('following: a new record at the source is delivered at the pipe’s own pace, and a stop ends it', async () => {
  const { plan, shop, erp, clock, ports } = await paperRun();
  const stopping = new AbortController();
  shop.pages.push([order('1001')]);
  const running = runFollowing([plan], ports, { stopping: stopping.signal });
  while (erp.written.length < 1 || clock.nextWake() === undefined) await turn();
  shop.pages.push([order('1002')]);
  clock.advance(plan.everyMs);
  while (erp.written.length < 2) await turn();
  stopping.abort();
  await running;
  assert.deepEqual(
    erp.written.map(({ payload }) => (payload as { number: string }).number),
    ['1001', '1002'],
  );
});

test('following: a source that is down is told and asked again', async () => {
  const { plan, shop, erp, clock, ports, events } = await paperRun();
  const stopping = new AbortController();
  const read = shop.read.bind(shop);
  shop.read = () => {
    throw new IntegrationError('SYSTEM_UNREACHABLE', 'connection refused', { connection: 'shop' });
  };
  const running = runFollowing([plan], ports, { stopping: stopping.signal });
  while (clock.nextWake() === undefined) await turn();
  assert.equal(events.filter(({ kind }) => kind === 'source-failed').length, 1);
  shop.read = read;
  shop.pages.push([order('1001')]);
  clock.advance(plan.everyMs);
  while (erp.written.length < 1) await turn();
  stopping.abort();
  await running;
});

test('a ledger that is gone ends the run with that error', async () => {
  const { plan, shop, ports, ledger } = await paperRun();
  shop.pages.push([order('1001')]);
  await ledger.close();
  await assert.rejects(runFollowing([plan], ports, { stopping: new AbortController().signal }), {
    name: 'IntegrationError',
  });
});
