import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE, openTenant } from './open-tenant.support.ts';
import { TWIN_USER } from './settings.ts';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

test('a token is good for an hour, and a refreshed one keeps its session', async (t) => {
  const { token, send, clock, twin } = await openTenant(t);
  const first = (await token()).body;
  assert.equal((await send('GET', `${BASE}/Customer`, undefined, bearer(first.access_token))).status, 200);
  const seats = twin.seats;
  clock.advance(3_600_000);
  assert.equal((await send('GET', `${BASE}/Customer`, undefined, bearer(first.access_token))).status, 401);
  const next = (await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token })).body;
  assert.equal((await send('GET', `${BASE}/Customer`, undefined, bearer(next.access_token))).status, 200);
  assert.equal(twin.seats, seats);
});

test('there is no grant without a user, and no token for a wrong password or scope', async (t) => {
  const { token } = await openTenant(t);
  for (const [form, error] of [
    [{ grant_type: 'client_credentials' }, 'unsupported_grant_type'],
    [{ password: 'wrong' }, 'invalid_grant'],
    [{ client_secret: 'wrong' }, 'invalid_client'],
    [{ scope: 'openid' }, 'invalid_scope'],
  ] as const) {
    const { status, body } = await token(form);
    assert.deepEqual([status, body.error], [400, error]);
  }
});

test('a session more than the licence has is refused, until one signs off or ten minutes pass', async (t) => {
  const { token, send, clock } = await openTenant(t, { apiUsers: 2 });
  const tokens: string[] = [];
  for (let index = 0; index < 3; index += 1) tokens.push((await token()).body.access_token);
  const [first = '', second = '', third = ''] = tokens;
  const ask = (each: string) => send('GET', `${BASE}/Customer`, undefined, bearer(each));
  assert.deepEqual([(await ask(first)).status, (await ask(second)).status], [200, 200]);
  const refused = await ask(third);
  assert.equal(refused.status, 500);
  assert.match(refused.body.exceptionMessage, /API Login Limit/);
  await send('POST', '/entity/auth/logout', '', bearer(first));
  assert.equal((await ask(third)).status, 200);
  assert.equal((await ask(first)).status, 500);
  clock.advance(600_000);
  assert.equal((await ask(first)).status, 200);
});

test('the cookie login works as well, and ends with the logout', async (t) => {
  const { send } = await openTenant(t);
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ name: TWIN_USER.name, password: TWIN_USER.password, tenant: 'Company' });
  const signedIn = await send('POST', '/entity/auth/login', body, json);
  assert.equal(signedIn.status, 204);
  const cookie = String(signedIn.headers.get('set-cookie')).split(';')[0] ?? '';
  assert.equal((await send('GET', `${BASE}/Customer`, undefined, { cookie })).status, 200);
  await send('POST', '/entity/auth/logout', '', { cookie });
  assert.equal((await send('GET', `${BASE}/Customer`, undefined, { cookie })).status, 401);
  const wrong = JSON.stringify({ name: TWIN_USER.name, password: 'wrong' });
  assert.equal((await send('POST', '/entity/auth/login', wrong, json)).status, 500);
});

test('nobody gets in without a token, to another version, or under an unknown branch', async (t) => {
  const { send, token } = await openTenant(t);
  assert.equal((await send('GET', `${BASE}/Customer`)).status, 401);
  const headers = bearer((await token()).body.access_token);
  assert.equal((await send('GET', '/entity/Default/18.200.001/Customer', undefined, headers)).status, 404);
  const branch = { ...headers, 'px-cbapibranch': 'ELSEWHERE' };
  assert.equal((await send('GET', `${BASE}/Customer`, undefined, branch)).status, 401);
  assert.equal((await send('GET', '/entity', undefined, headers)).body.endpoints[0].name, 'Default');
});

test('more requests than a minute takes, and twenty that wait, are a 429', async (t) => {
  const { get, clock } = await openTenant(t, { requestsPerMinute: 5 });
  for (let index = 0; index < 25; index += 1) assert.equal((await get('Customer')).status, 200);
  assert.equal((await get('Customer')).status, 429);
  clock.advance(60_000);
  assert.equal((await get('Customer')).status, 200);
});

test('faults: an expired token stays expired, and a lost answer has been worked on', async (t) => {
  const { running, get, put, token, send, twin } = await openTenant(t);
  running.faults.arm({ kind: 'cut-after-commit', method: 'PUT' });
  await assert.rejects(put('ItemSalesCategory', { Description: { value: 'Garden' } }));
  assert.equal(twin.tenant.categories.all().length, 1);
  running.faults.arm({ kind: 'expired-token' });
  assert.equal((await get('Customer')).status, 401);
  assert.equal((await get('Customer')).status, 401);
  const fresh = (await token()).body.access_token;
  assert.equal((await send('GET', `${BASE}/Customer`, undefined, bearer(fresh))).status, 200);
});
