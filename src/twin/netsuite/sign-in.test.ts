import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oauthSignature } from '../kit/oauth-signature.ts';
import { assertion, grant, openAccount, QUERY, RECORD, TOKEN, tokenHeader } from './open-account.support.ts';

test('requests are signed as the sheet computes them', () => {
  const signed = (method: string, path: string, nonce: string, query: readonly (readonly [string, string])[]) =>
    oauthSignature({
      method,
      url: `https://1234567-sb1.suitetalk.api.netsuite.com${path}`,
      parameters: [
        ['oauth_consumer_key', 'ck_demo'],
        ['oauth_token', 'tk_demo'],
        ['oauth_signature_method', 'HMAC-SHA256'],
        ['oauth_timestamp', '1767225600'],
        ['oauth_nonce', nonce],
        ['oauth_version', '1.0'],
        ...query,
      ],
      consumerSecret: 'cs_demo',
      tokenSecret: 'ts_demo',
      signatureMethod: 'HMAC-SHA256',
    });
  const page = [
    ['limit', '100'],
    ['offset', '0'],
  ] as const;
  assert.equal(signed('POST', QUERY, 'nonce0001', page), 'tAW54fEFt2pLssYQLzsVZtbkwkkMyN9wg7CHGs6iTxs=');
  const lookUp = [['q', 'externalId IS "WEB-1001"']] as const;
  assert.equal(
    signed('GET', `${RECORD}/salesOrder`, 'nonce0002', lookUp),
    '0/K5SfpJO9+h0lAS69PPx9RMsmJcaWBP2jTY3zxxoeQ=',
  );
});

test('a signed request is answered once: a nonce is good for one', async (t) => {
  const { send, running, clock } = await openAccount(t);
  const path = `${RECORD}/customer?limit=5&q=${encodeURIComponent('email IS "a+b@example.com"')}`;
  const url = `${running.url}${path}`;
  const headers = tokenHeader({ method: 'GET', url, now: clock.now(), nonce: 'n1' });
  assert.equal((await send('GET', path, undefined, headers)).status, 200);
  const again = await send('GET', path, undefined, headers);
  assert.deepEqual([again.status, again.body['o:errorDetails'][0]['o:errorCode']], [401, 'INVALID_LOGIN']);
});

test('a wrong secret, realm, method or time is refused without a word on why', async (t) => {
  const { send, running, clock } = await openAccount(t);
  const path = `${RECORD}/customer`;
  const url = `${running.url}${path}`;
  const refused: unknown[] = [];
  for (const [index, given] of [
    { tokenSecret: 'wrong' },
    { realm: '1234567-sb1' },
    { method: 'HMAC-SHA1' },
  ].entries()) {
    const headers = tokenHeader({ method: 'GET', url, now: clock.now(), nonce: `n${index}` }, given);
    refused.push((await send('GET', path, undefined, headers)).status);
  }
  const late = tokenHeader({ method: 'GET', url, now: clock.now() - 600_000, nonce: 'n9' });
  refused.push((await send('GET', path, undefined, late)).status);
  refused.push((await send('GET', path)).status);
  assert.deepEqual(refused, [401, 401, 401, 401, 401]);
});

test('a token of an assertion is good for an hour', async (t) => {
  const { record, clock, running, send, tokenUrl } = await openAccount(t);
  assert.equal((await record('GET', 'customer')).status, 200);
  running.faults.arm({ kind: 'expired-token' });
  assert.equal((await record('GET', 'customer')).status, 401);
  assert.equal((await record('GET', 'customer')).status, 401, 'it stays expired');
  const fresh = await send('POST', TOKEN, grant(assertion(tokenUrl, clock.now(), { jti: 'once' })));
  assert.deepEqual([fresh.body.token_type, fresh.body.expires_in], ['bearer', '3600']);
  const headers = { authorization: `Bearer ${fresh.body.access_token}` };
  assert.equal((await send('GET', `${RECORD}/customer`, undefined, headers)).status, 200);
  clock.advance(3_600_000);
  assert.equal((await send('GET', `${RECORD}/customer`, undefined, headers)).status, 401);
  const repeated = await send('POST', TOKEN, grant(assertion(tokenUrl, clock.now(), { jti: 'once' })));
  assert.equal(repeated.body.error, 'invalid_grant');
});

test('an assertion is for this account, by its certificate, signed with an allowed algorithm, and lives an hour at most', async (t) => {
  const { send, tokenUrl, clock } = await openAccount(t);
  const now = clock.now();
  const seconds = Math.floor(now / 1000);
  for (const [claims, header] of [
    [{ aud: 'https://elsewhere.example.com/token' }, {}],
    [{ iss: 'somebody' }, {}],
    [{ exp: seconds + 3601 }, {}],
    [{ exp: seconds - 1, iat: seconds - 60 }, {}],
    [{ scope: 'restlets' }, {}],
    [{}, { alg: 'RS256' }],
    [{}, { alg: 'PS256' }],
    [{}, { kid: 'another' }],
  ] as const) {
    const { status, body } = await send('POST', TOKEN, grant(assertion(tokenUrl, now, claims, header)));
    assert.deepEqual([status, body.error], [400, 'invalid_grant'], JSON.stringify([claims, header]));
  }
  const whole = assertion(tokenUrl, now);
  const forged = `${whole.slice(0, -8)}AAAAAAAA`;
  assert.equal((await send('POST', TOKEN, grant(forged))).body.error, 'invalid_grant');
  assert.equal((await send('POST', TOKEN, new URLSearchParams({ grant_type: 'password' }))).status, 400);
});

test('more requests at a time than the account has places for are a 429', async (t) => {
  const { record, clock } = await openAccount(t, { requestMs: 2000, concurrency: 2 });
  const statuses = [await record('GET', 'term'), await record('GET', 'term'), await record('GET', 'term')].map(
    ({ status }) => status,
  );
  assert.deepEqual(statuses, [200, 200, 429]);
  clock.advance(2000);
  assert.equal((await record('GET', 'term')).status, 200);
});

test('a role sees and writes what it may', async (t) => {
  const { record } = await openAccount(t, { hidden: ['invoice'], readOnly: ['customer'] });
  const codes = [
    await record('GET', 'invoice'),
    await record('POST', 'customer', {}),
    await record('GET', 'customer'),
  ].map(({ status }) => status);
  assert.deepEqual(codes, [403, 403, 200]);
});
