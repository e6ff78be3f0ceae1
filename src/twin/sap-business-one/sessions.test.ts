import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, LOGIN, openCompany } from './open-company.support.ts';

const MINUTE_MS = 60_000;

test('a login answers with the session, two cookies and the version', async () => {
  const { send } = await openCompany();
  const { status, body, headers } = await send('POST', '/b1s/v2/Login', LOGIN);
  assert.equal(status, 200);
  assert.deepEqual([body.Version, body.SessionTimeout], ['1000210', 30]);
  assert.deepEqual(headers['set-cookie'], [`B1SESSION=${body.SessionId}; HttpOnly`, 'ROUTEID=.node2; path=/b1s']);
});

test('a wrong password is refused, and so is who has no session', async () => {
  const { send, twin } = await openCompany();
  assertRefused(await send('POST', '/b1s/v2/Login', { ...LOGIN, Password: 'wrong' }), 401, '-304');
  assertRefused(await send('GET', '/b1s/v2/Orders'), 401, '301', /Invalid session/);
  assertRefused(await send('GET', '/b1s/v2/Orders', undefined, { cookie: 'B1SESSION=1; ROUTEID=.node1' }), 401, '301');
  assert.equal(twin.sessions, 1);
});

test('without the cookie of the node, a session breaks by turns', async () => {
  const { send, cookie } = await openCompany();
  const [session = ''] = cookie.split('; ');
  const statuses: number[] = [];
  for (let turn = 0; turn < 4; turn += 1)
    statuses.push((await send('GET', '/b1s/v2/Orders', undefined, { cookie: session })).status);
  assert.deepEqual(statuses, [401, 200, 401, 200]);
});

test('each call renews a session; half an hour without one ends it, and so does signing off', async () => {
  const { get, clock, twin, send, cookie } = await openCompany();
  for (let call = 0; call < 3; call += 1) {
    clock.advance(29 * MINUTE_MS);
    assert.equal((await get('Orders')).status, 200);
  }
  assert.equal(twin.sessions, 1);
  assert.equal((await send('POST', '/b1s/v2/Logout', undefined, { cookie })).status, 204);
  assert.equal(twin.sessions, 0);
  const again = await openCompany();
  again.clock.advance(30 * MINUTE_MS);
  assertRefused(await again.get('Orders'), 401, '301');
  assert.equal(again.twin.sessions, 0);
});

test('no more sessions than licences', async () => {
  const { send } = await openCompany({ mostSessions: 2 });
  assert.equal((await send('POST', '/b1s/v2/Login', LOGIN)).status, 200);
  assert.equal((await send('POST', '/b1s/v2/Login', LOGIN)).status, 500);
});

test('the balancer answers a ping to anybody', async () => {
  const { send } = await openCompany();
  const { body } = await send('GET', '/ping/node/1');
  assert.deepEqual([body.message, body.sender], ['pong', 'node/1']);
  assert.equal((await send('GET', '/ping/')).status, 200);
});
