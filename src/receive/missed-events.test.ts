import assert from 'node:assert/strict';
import test from 'node:test';
import { paperRun } from '../../test/paper-run.ts';
import { connectionName, recordKey } from '../model/names.ts';
import { MissedEvents } from './missed-events.ts';

const SHOP = connectionName('shop');
const MINUTE = 60_000;

async function watched() {
  const run = await paperRun({ plan: (plan) => ({ ...plan, source: { ...plan.source, event: 'order.changed' } }) });
  const missed = new MissedEvents([run.plan], run.ports);
  const poll = async (id: string, at: number) => {
    run.shop.pages.splice(0, 1, [{ id, number: id, at: new Date(at).toISOString() }]);
    await run.run();
    for (const event of run.events.splice(0)) missed.note(event);
  };
  const tell = (id: string, at: number) =>
    run.ledger.receiveEvents(
      [{ connection: SHOP, event: 'order.changed', key: recordKey(id) }],
      new Date(at).toISOString(),
    );
  const said = () => run.events.flatMap((event) => (event.kind === 'notice' ? [event.text] : []));
  return { ...run, missed, poll, tell, said };
}

test('a record that came by the poll alone is told, once its event is overdue', async () => {
  const { missed, clock, poll, said } = await watched();
  missed.hears(SHOP);
  clock.advance(MINUTE);
  await poll('1002', clock.now());
  assert.equal(await missed.judge(), 0, 'the event may still come');
  clock.advance(2 * MINUTE);
  assert.equal(await missed.judge(), 1);
  assert.match(said()[0] ?? '', /^1 record of orders recovered by the poll.*1002/);
  assert.equal(await missed.judge(), 0, 'told once');
});

test('a record of which an event told, before or shortly after the poll, is not missed', async () => {
  const { missed, clock, poll, tell } = await watched();
  missed.hears(SHOP);
  clock.advance(MINUTE);
  await tell('1001', clock.now() + 500);
  await poll('1001', clock.now());
  await poll('1002', clock.now());
  await tell('1002', clock.now() + MINUTE);
  clock.advance(10 * MINUTE);
  assert.equal(await missed.judge(), 0);
});

test('an event of an earlier version is none of this one', async () => {
  const { missed, clock, poll, tell } = await watched();
  missed.hears(SHOP);
  await tell('1001', clock.now());
  clock.advance(30 * MINUTE);
  await poll('1001', clock.now());
  clock.advance(10 * MINUTE);
  assert.equal(await missed.judge(), 1);
});

test('what changed before anybody listened is not missed: a first run reads years', async () => {
  const { missed, clock, poll } = await watched();
  await poll('1001', clock.now() - MINUTE);
  missed.hears(SHOP);
  await poll('1002', clock.now() - MINUTE);
  clock.advance(60 * MINUTE);
  assert.equal(await missed.judge(), 0);
});
