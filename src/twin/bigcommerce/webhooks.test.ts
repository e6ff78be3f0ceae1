import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import { dataOf, openStore } from './open-store.support.ts';
import { TWIN_ACCOUNTS } from './settings.ts';

const HOOK = { scope: 'store/order/*', destination: 'https://pipes.example.com/bc', headers: { 'X-My-Secret': 's3' } };

test('a webhook is made once for its scope and address, on port 443, and seen by its own account', async () => {
  await using store = await openStore();
  const { status, body } = await store.post('v3/hooks', HOOK);
  assert.deepEqual([status, body.data?.is_active, body.data?.scope], [200, true, HOOK.scope]);
  assert.equal((await store.post('v3/hooks', HOOK)).status, 409);
  assert.equal(
    (await store.post('v3/hooks', { ...HOOK, destination: 'https://pipes.example.com:8443/bc' })).status,
    422,
  );
  assert.equal((await store.post('v3/hooks', { ...HOOK, scope: 'store/everything' })).status, 422);
  const reader = { 'x-auth-token': TWIN_ACCOUNTS.reader.accessToken };
  assert.equal(dataOf(await store.ask('GET', 'v3/hooks', undefined, reader)).length, 0);
  assert.equal(dataOf(await store.get('v3/hooks')).length, 1);
});

test('a new order is told as incomplete first; messages name the record only and are signed', async () => {
  await using store = await openStore();
  await store.post('v3/hooks', HOOK);
  store.order({ 'MUG-01': 1 });
  const messages = store.twin.takeWebhooks();
  const bodies = messages.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
  assert.deepEqual(
    bodies.map(({ scope, data }) => [scope, data]),
    [
      ['store/order/created', { type: 'order', id: 101 }],
      ['store/order/statusUpdated', { type: 'order', id: 101, status: { previous_status_id: 0, new_status_id: 11 } }],
      ['store/order/updated', { type: 'order', id: 101 }],
    ],
  );
  assert.deepEqual([bodies[0]?.producer, bodies[0]?.created_at], ['stores/abc123', 1777896000]);
  const [first] = messages;
  const signed = `${first?.headers['webhook-id']}.${first?.headers['webhook-timestamp']}.${first?.body}`;
  const signature = createHmac('sha256', TWIN_ACCOUNTS.erp.clientSecret).update(signed).digest('base64');
  assert.deepEqual([first?.headers['webhook-signature'], first?.headers['x-my-secret']], [`v1,${signature}`, 's3']);
});

test('a message that nobody took comes again, and after the last try the webhook is switched off', async () => {
  await using store = await openStore();
  await store.post('v3/hooks', { ...HOOK, scope: 'store/order/created' });
  store.order({ 'MUG-01': 1 });
  const waits = [60, 180, 300, 600, 900, 1800, 3600, 7200, 21_600, 50_400, 86_400];
  for (const wait of [0, ...waits]) {
    store.clock.advance(wait * 1000);
    const [message, ...others] = store.twin.takeWebhooks();
    assert.ok(message !== undefined && others.length === 0, `after ${wait} s`);
    store.twin.answeredWebhook(message.id, 500);
    assert.deepEqual(store.twin.takeWebhooks(), []);
  }
  assert.equal(dataOf(await store.get('v3/hooks'))[0]?.is_active, false);
});

test('what was taken does not come again, and a deleted webhook tells nothing', async () => {
  await using store = await openStore();
  const { body } = await store.post('v3/hooks', { ...HOOK, scope: 'store/customer/created' });
  const ana = { email: 'ana.capek@example.com', first_name: 'Ana', last_name: 'Čapek' };
  await store.post('v3/customers', [ana]);
  const [message] = store.twin.takeWebhooks();
  store.twin.answeredWebhook(message?.id ?? '', 204);
  store.clock.advance(3600_000);
  assert.deepEqual(store.twin.takeWebhooks(), []);
  await store.post('v3/customers', [{ ...ana, email: 'other@example.com' }]);
  await store.delete(`v3/hooks/${body.data?.id}`);
  assert.deepEqual(store.twin.takeWebhooks(), []);
});
