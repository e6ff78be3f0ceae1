import assert from 'node:assert/strict';
import test from 'node:test';
import { paperRun } from '../../test/paper-run.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { recordKey } from '../model/names.ts';
import { Bell } from './bell.ts';
import { deliverDue } from './run-pipe.ts';
import { runFollowing } from './run-pipes.ts';
import { WorkPool } from './work-pool.ts';

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

test('following: what an event brought is delivered when the bell rings, also in the midst of a long poll', async () => {
  const { plan, shop, erp, ports, ledger } = await paperRun();
  const stopping = new AbortController();
  const bell = new Bell();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const read = shop.read.bind(shop);
  shop.read = async function* () {
    await held;
    yield* read();
  };
  const running = runFollowing([plan], ports, { stopping: stopping.signal, bells: new Map([[plan.name, bell]]) });
  const event = { key: recordKey('1001'), label: '1001', fingerprint: 'a', record: JSON.stringify(order('1001')) };
  await ledger.receive(plan.name, [event], undefined, '2026-01-05T09:00:00.000Z');
  bell.ring('due');
  while (erp.written.length < 1) await turn();
  release();
  stopping.abort();
  await running;
  assert.equal(erp.written.length, 1);
});

test('following: a ring for a poll asks the source before its time', async () => {
  const { plan, shop, erp, ports, clock } = await paperRun();
  const stopping = new AbortController();
  const bell = new Bell();
  const running = runFollowing([plan], ports, { stopping: stopping.signal, bells: new Map([[plan.name, bell]]) });
  while (clock.nextWake() === undefined) await turn();
  shop.pages.push([order('1001')]);
  bell.ring('poll');
  while (erp.written.length < 1) await turn();
  stopping.abort();
  await running;
});

test('what two sweeps meet is tried once, and not again before it is due', async () => {
  const { plan, erp, ports, ledger } = await paperRun();
  const event = { key: recordKey('1001'), label: '1001', fingerprint: 'a', record: JSON.stringify(order('1001')) };
  await ledger.receive(plan.name, [event], undefined, '2026-01-05T09:00:00.000Z');
  let tried = 0;
  erp.answers = Array.from({ length: 5 }, () => () => {
    tried += 1;
    return { kind: 'retry', reason: { code: 'busy', text: 'busy' }, outage: false } as const;
  });
  const pool = new WorkPool(plan.concurrency);
  const never = new AbortController().signal;
  await Promise.all([deliverDue(plan, ports, never, pool), deliverDue(plan, ports, never, pool)]);
  assert.equal(tried, 1);
});
