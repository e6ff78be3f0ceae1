import assert from 'node:assert/strict';
import test from 'node:test';
import { HERE, PaperEvents, subscription } from '../../test/paper-events.ts';
import { IntegrationError } from '../model/integration-error.ts';
import { syncSubscriptions } from './sync-subscriptions.ts';

const NOW = Date.parse('2026-01-05T09:00:00.000Z');
const after = (days: number) => new Date(NOW + days * 86_400_000).toISOString();

function desk() {
  const events = new PaperEvents();
  const { subscriptions } = events;
  assert.ok(subscriptions);
  const sync = (topics: readonly string[], renewAll = false) =>
    syncSubscriptions(subscriptions, { topics, url: HERE, nowMs: NOW, renewAll }, new AbortController().signal);
  return { events, sync };
}

test('what is missing is made, once, however often it is synced', async () => {
  const { events, sync } = desk();
  assert.deepEqual((await sync(['a', 'b'])).made, ['a', 'b']);
  for (let again = 0; again < 3; again += 1) {
    const { made, ours } = await sync(['a', 'b']);
    assert.deepEqual([made, ours.size], [[], 2]);
  }
  assert.deepEqual(events.calls, ['create a', 'create b']);
});

test('what is ours and not needed goes, of two the one that sends stays, what is somebody else’s is not touched', async () => {
  const { events, sync } = desk();
  events.all.push(
    subscription('off', 'a', { active: false }),
    subscription('on', 'a'),
    subscription('old', 'gone'),
    subscription('theirs', 'a', { url: 'https://other.example.com/hook' }),
  );
  const { removed, ours } = await sync(['a']);
  assert.deepEqual([removed, [...ours]], [['a', 'gone'], ['on']]);
  assert.deepEqual(events.calls, ['remove off', 'remove old']);
  assert.deepEqual(
    events.all.map(({ id }) => id),
    ['on', 'theirs'],
  );
});

test('what was switched off or has run out is revived, what ends soon is renewed', async () => {
  const { events, sync } = desk();
  events.all.push(
    subscription('off', 'a', { active: false }),
    subscription('soon', 'b', { expiresAt: after(0.5) }),
    subscription('over', 'c', { expiresAt: after(-0.1) }),
    subscription('fine', 'd', { expiresAt: after(2) }),
  );
  const { revived, renewed } = await sync(['a', 'b', 'c', 'd']);
  assert.deepEqual([revived, renewed], [['a', 'c'], ['b']]);
  assert.deepEqual(events.calls, ['renew off', 'renew soon', 'renew over']);
});

test('all can be renewed, for a secret that was changed', async () => {
  const { events, sync } = desk();
  events.all.push(subscription('one', 'a'), subscription('two', 'b'));
  assert.deepEqual((await sync(['a', 'b'], true)).renewed, ['a', 'b']);
});

test('a list that cannot be read makes nothing: what is there is not known', async () => {
  const { events, sync } = desk();
  events.failures.push(new IntegrationError('SYSTEM_UNREACHABLE', 'away', {}));
  await assert.rejects(sync(['a']), { code: 'SYSTEM_UNREACHABLE' });
  assert.deepEqual(events.calls, []);
});
