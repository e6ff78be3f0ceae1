import assert from 'node:assert/strict';
import test from 'node:test';
import { PaperEvents, tellingEvents } from '../../test/paper-events.ts';
import { paperRun } from '../../test/paper-run.ts';
import { IntegrationError } from '../model/integration-error.ts';
import type { ReceivedEvent } from '../model/ledger.ts';
import { recordKey } from '../model/names.ts';
import { receivedRecord } from './received-record.ts';
import { takeEvents } from './take-events.ts';

const NOW = '2026-01-05T09:00:00.000Z';

async function told(...keys: (string | undefined)[]) {
  const run = await paperRun({ plan: (plan) => ({ ...plan, source: { ...plan.source, event: 'order.changed' } }) });
  const events = new PaperEvents();
  const connection = tellingEvents(run.shop, events);
  const event = (key: string | undefined, extra: Partial<ReceivedEvent> = {}): ReceivedEvent => ({
    connection: connection.name,
    event: 'order.changed',
    ...(key === undefined ? {} : { key: recordKey(key) }),
    ...extra,
  });
  await run.ledger.receiveEvents(
    keys.map((key) => event(key)),
    NOW,
  );
  const reads: string[] = [];
  const readOne = run.shop.readOne.bind(run.shop);
  run.shop.readOne = (document, id) => {
    reads.push(id);
    return readOne(document, id);
  };
  const isOpen = async () => (await run.ledger.openEvents(connection.name, '2027-01-01T00:00:00.000Z', 100)).length;
  const said = () => run.events.flatMap((notice) => (notice.kind === 'notice' ? [notice.code] : []));
  return {
    ...run,
    said,
    events,
    connection,
    event,
    reads,
    isOpen,
    take: () => takeEvents(connection, [run.plan], run.ports),
  };
}

test('a record that an event names is read and stored like one that was polled; the event is closed', async () => {
  const { shop, take, ledger, plan, isOpen } = await told('1001');
  shop.related.set('1001', { id: '1001', total: '9.00' });
  const { due, poll, count } = await take();
  assert.deepEqual([[...due], [...poll], count], [[plan.name], [], 1]);
  const [delivery] = await ledger.deliveries({});
  assert.deepEqual(
    [delivery?.key, delivery?.state, delivery?.record],
    ['1001', 'received', '{"id":"1001","total":"9.00"}'],
  );
  assert.equal(await isOpen(), 0);
});

test('the same version by poll and by event is one delivery, whichever comes first', async () => {
  const { shop, take, run, ledger } = await told('1001');
  shop.related.set('1001', { id: '1001', total: '9.00' });
  shop.pages.push([{ id: '1001', total: '9.00' }]);
  await run();
  assert.deepEqual([...(await take()).due], []);
  assert.equal((await ledger.deliveries({})).filter(({ part }) => part === 'to').length, 1);
});

test('an event taken twice, as after a kill, changes nothing more', async () => {
  const { shop, take, ledger, event } = await told('1001');
  shop.related.set('1001', { id: '1001' });
  await take();
  await ledger.receiveEvents([event('1001')], NOW);
  assert.deepEqual([...(await take()).due], []);
  assert.equal((await ledger.deliveries({})).length, 1);
});

test('several events of one record are one read', async () => {
  const { shop, take, reads, isOpen } = await told('1001', '1001', '1002', '1001');
  shop.related.set('1001', { id: '1001' });
  shop.related.set('1002', { id: '1002' });
  await take();
  assert.deepEqual(reads.sort(), ['1001', '1002']);
  assert.equal(await isOpen(), 0);
});

test('an event without a key asks for a poll', async () => {
  const { take, plan, reads, isOpen } = await told(undefined);
  assert.deepEqual([...(await take()).poll], [plan.name]);
  assert.deepEqual([reads, await isOpen()], [[], 0]);
});

test('a record that is gone, and one that no poll would list, end with their event', async () => {
  const { shop, events, take, ledger, isOpen } = await told('1001', '1002');
  shop.related.set('1002', { id: '1002', status: 'trash' });
  events.unlisted = (native) => (native as { status?: string }).status === 'trash';
  assert.deepEqual([...(await take()).due], []);
  assert.deepEqual([await ledger.deliveries({}), await isOpen()], [[], 0]);
});

test('while the source is away an event waits, ever longer; when it is back the record comes', async () => {
  const { shop, take, clock, ledger, connection, isOpen } = await told('1001');
  const readOne = shop.readOne;
  shop.readOne = () => Promise.reject(new IntegrationError('SYSTEM_UNREACHABLE', 'connection refused', {}));
  const waits: number[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await take();
    const due = Date.parse((await ledger.nextEventDue(connection.name)) ?? '');
    waits.push((due - clock.now()) / 1000);
    assert.equal((await take()).count, 0, 'not before it is due');
    clock.advance(due - clock.now());
  }
  assert.deepEqual(waits.slice(0, 4), [5, 10, 20, 40]);
  assert.equal(waits.at(-1), 600);
  shop.readOne = readOne;
  shop.related.set('1001', { id: '1001' });
  assert.equal((await take()).due.size, 1);
  assert.equal(await isOpen(), 0);
});

test('a record that the source refuses to show is told of and left to the poll', async () => {
  const { shop, take, plan, isOpen, said } = await told('1001');
  shop.readOne = () => Promise.reject(new IntegrationError('SYSTEM_REFUSED', 'no permission', {}));
  const { poll } = await take();
  assert.deepEqual([[...poll], await isOpen(), said()], [[plan.name], 0, ['event-not-read']]);
});

test('an event that brings the record needs no read, and an older one does not win', async () => {
  const { take, ledger, connection, reads, event } = await told();
  const brought = (at: string, total: string) =>
    event('1001', {
      record: receivedRecord({ key: recordKey('1001'), label: '1001', observedAt: at, native: { id: '1001', total } }),
    });
  await ledger.receiveEvents([brought('2026-01-05T08:02:00.000Z', '2.00')], NOW);
  await take();
  await ledger.receiveEvents([brought('2026-01-05T08:01:00.000Z', '1.00')], NOW);
  await take();
  assert.deepEqual(reads, []);
  const states = (await ledger.deliveries({})).map(({ record, state }) => [JSON.parse(record).total, state]);
  assert.deepEqual(states, [
    ['1.00', 'superseded'],
    ['2.00', 'received'],
  ]);
  assert.equal(await ledger.nextEventDue(connection.name), undefined);
});
