import assert from 'node:assert/strict';
import test from 'node:test';
import { PaperEvents, tellingEvents } from '../../test/paper-events.ts';
import { paperRun } from '../../test/paper-run.ts';
import type { IncomingMessage, MessageVerdict, ToldChange } from '../model/events.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { recordKey } from '../model/names.ts';
import { receiveMessage } from './receive-message.ts';
import { Refusals } from './refusals.ts';

const MESSAGE: IncomingMessage = { headers: {}, query: {}, body: new Uint8Array() };

const change = (key: string, extra: Partial<ToldChange> = {}): ToldChange => ({
  event: 'order.changed',
  document: 'order',
  topic: 'order.updated',
  key: recordKey(key),
  identity: `v1 of ${key}`,
  ...extra,
});
const told = (...changes: ToldChange[]): MessageVerdict => ({ kind: 'told', changes, unknown: [] });

async function door(ours?: ReadonlySet<string>) {
  const run = await paperRun({ plan: (plan) => ({ ...plan, source: { ...plan.source, event: 'order.changed' } }) });
  const events = new PaperEvents();
  const connection = tellingEvents(run.shop, events);
  const arrived: string[] = [];
  const receive = (verdict: MessageVerdict, name = 'shop') => {
    events.verdicts = [verdict];
    return receiveMessage(name, MESSAGE, {
      ports: run.ports,
      pipes: [run.plan],
      refusals: new Refusals(run.ports),
      subscriptionsOf: () => ours,
      arrived: (from) => arrived.push(from),
    });
  };
  const kept = async () =>
    (await run.ledger.openEvents(connection.name, '2027-01-01T00:00:00.000Z', 100)).map(({ key }) => key);
  const notices = () => run.events.flatMap((event) => (event.kind === 'notice' ? [event.code] : []));
  return { ...run, receive, kept, arrived, notices };
}

test('a proven event is in the ledger when its sender is answered, and the pipes are called', async () => {
  const { receive, kept, arrived } = await door();
  assert.equal((await receive(told(change('1001'), change('1002')))).status, 200);
  assert.deepEqual([await kept(), arrived], [['1001', '1002'], ['shop']]);
});

test('a ledger that cannot keep it answers 503, so that it is sent again', async () => {
  const { receive, ledger, arrived, notices } = await door();
  ledger.receiveEvents = () => Promise.reject(new IntegrationError('LEDGER_FULL', 'the disk is full', {}));
  assert.equal((await receive(told(change('1001')))).status, 503);
  assert.deepEqual([arrived, notices()], [[], ['event-not-kept']]);
});

test('the same event again is kept once', async () => {
  const { receive, kept } = await door();
  await receive(told(change('1001')));
  assert.equal((await receive(told(change('1001')))).status, 200);
  assert.deepEqual(await kept(), ['1001']);
});

test('what is refused keeps nothing and has the status that the judge gave', async () => {
  const { receive, kept, arrived } = await door();
  const answer = await receive({ kind: 'refused', status: 401, reason: { code: 'signature-wrong', text: 'no' } });
  assert.deepEqual([answer, await kept(), arrived], [{ status: 401, body: 'signature-wrong' }, [], []]);
});

test('an unknown topic and one that no pipe waits for are acknowledged; the unknown one is told', async () => {
  const { receive, kept, notices } = await door();
  assert.equal((await receive({ kind: 'told', changes: [], unknown: ['coupon.created'] })).status, 200);
  assert.equal((await receive(told(change('7', { event: 'stock.changed', document: 'stock' })))).status, 200);
  assert.deepEqual([await kept(), notices()], [[], ['event-unknown']]);
});

test('an event of a subscription that is not ours is acknowledged, told and left', async () => {
  const { receive, kept, notices } = await door(new Set(['4']));
  assert.equal(
    (await receive(told(change('1001', { subscription: '3' }), change('1002', { subscription: '4' })))).status,
    200,
  );
  assert.deepEqual([await kept(), notices()], [['1002'], ['event-of-unknown-subscription']]);
});

test('a handshake gets its token, a ping nothing, a connection without events 404', async () => {
  const { receive, kept } = await door();
  assert.deepEqual(await receive({ kind: 'handshake', token: 'abc' }), { status: 200, body: 'abc' });
  assert.deepEqual(await receive({ kind: 'ping' }), { status: 200, body: '' });
  for (const name of ['erp', 'nobody', '__proto__', '../shop'])
    assert.equal((await receive(told(change('1')), name)).status, 404, name);
  assert.deepEqual(await kept(), []);
});
