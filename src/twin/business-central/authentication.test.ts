import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertRefused, openCompany } from './open-company.ts';
import { TWIN_CLIENT, TWIN_TENANT } from './settings.ts';

test('the token endpoint gives a bearer token for 3599 seconds', async (t) => {
  const { token } = await openCompany(t);
  const { status, body } = await token();
  assert.equal(status, 200);
  assert.deepEqual([body.token_type, body.expires_in], ['Bearer', 3599]);
  assert.ok(body.access_token);
});

test('the token endpoint refuses in the shape of OAuth: secret, scope, grant, form, tenant', async (t) => {
  const { token, send } = await openCompany(t);
  const refusals = [
    [await token({ client_secret: 'wrong' }), 401, 'invalid_client'],
    [await token({ client_id: 'somebody-else' }), 401, 'invalid_client'],
    [await token({ scope: 'https://example.com/.default' }), 400, 'invalid_scope'],
    [await token({ grant_type: 'refresh_token' }), 400, 'unsupported_grant_type'],
    [
      await send('POST', `/${TWIN_TENANT}/oauth2/v2.0/token`, JSON.stringify({ client_id: TWIN_CLIENT.id })),
      400,
      'invalid_request',
    ],
  ] as const;
  for (const [{ status, body }, expected, error] of refusals) assert.deepEqual([status, body.error], [expected, error]);
});

test('another tenant is not known, whatever the form says', async (t) => {
  const { running } = await openCompany(t);
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: TWIN_CLIENT.id });
  const response = await fetch(`${running.url}/another-tenant/oauth2/v2.0/token`, { method: 'POST', body: form });
  const body = (await response.json()) as Record<string, string>;
  assert.deepEqual([response.status, body.error], [400, 'invalid_request']);
  assert.match(body.error_description ?? '', /^AADSTS90002/);
});

test('a token is good for its 3599 seconds and not one more', async (t) => {
  const { get, clock } = await openCompany(t);
  clock.advance(3_598_000);
  assert.equal((await get('items')).status, 200);
  clock.advance(1_000);
  assertRefused(await get('items'), 401, 'Authentication_InvalidCredentials');
});

test('no token, somebody else’s token and basic credentials are 401', async (t) => {
  const { get } = await openCompany(t);
  for (const authorization of ['', 'Bearer stolen', `Basic ${Buffer.from('user:key').toString('base64')}`])
    assertRefused(await get('items', { authorization }), 401, 'Authentication_InvalidCredentials');
});

test('a token that a fault expires stays expired; a new one works', async (t) => {
  const { get, running, token } = await openCompany(t);
  running.faults.arm({ kind: 'expired-token' });
  assert.equal((await get('items')).status, 401);
  assert.equal((await get('items')).status, 401);
  const { access_token } = (await token()).body;
  assert.equal((await get('items', { authorization: `Bearer ${String(access_token)}` })).status, 200);
});

test('permission sets that only read refuse every write with 403', async (t) => {
  const { get, post, twin } = await openCompany(t, { readOnly: true });
  twin.addItem({ number: 'MUG-01' });
  assert.equal((await get('items')).status, 200);
  const refused = await post('items', { number: 'PEN-01' });
  assert.equal(refused.status, 403);
  assert.match(refused.body.error.code, /^Authorization_/);
});
