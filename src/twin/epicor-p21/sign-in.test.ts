import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from './open-company.support.ts';
import { TWIN_CONSUMER_KEY, TWIN_USER } from './settings.ts';

const TOKEN = '/api/security/token/v2';
const ONE_ROW = '/odataservice/odata/table/inv_mast?$top=1';
const json = { accept: 'application/json' };

test('a user has a token for a day, and is signed in by nothing else', async (t) => {
  const { send, clock } = await openCompany(t);
  const { body } = await send('POST', TOKEN, TWIN_USER, json);
  assert.deepEqual([body.TokenType, body.ExpiresInSeconds], ['Bearer', 86_400]);
  const signed = { ...json, authorization: `Bearer ${body.AccessToken}` };
  assert.equal((await send('GET', ONE_ROW, undefined, signed)).status, 200);
  assert.equal((await send('GET', ONE_ROW, undefined, json)).status, 401);
  clock.advance(86_400_000);
  const late = await send('GET', ONE_ROW, undefined, signed);
  assert.deepEqual([late.status, late.body.error], [401, 'invalid_grant']);
  const wrong = await send('POST', TOKEN, { ...TWIN_USER, password: 'x' }, json);
  assert.deepEqual([wrong.status, wrong.body.error], [401, 'invalid_grant']);
});

test('the old form takes user and password as headers', async (t) => {
  const { send } = await openCompany(t);
  const old = '/api/security/token';
  assert.equal((await send('POST', old, undefined, { ...json, ...TWIN_USER })).status, 200);
  assert.equal((await send('POST', old, undefined, json)).status, 401);
});

test('a consumer key opens what its scopes name', async (t) => {
  const { send } = await openCompany(t, { consumerScope: '/api;/odata:inv_mast,inv_loc' });
  const key = { ClientSecret: TWIN_CONSUMER_KEY, GrantType: 'client_credentials' };
  const { body } = await send('POST', TOKEN, key, json);
  const signed = { ...json, authorization: `Bearer ${body.AccessToken}` };
  assert.equal((await send('GET', ONE_ROW, undefined, signed)).status, 200);
  const other = await send('GET', '/odataservice/odata/table/oe_hdr', undefined, signed);
  assert.deepEqual([other.status, other.body.error], [403, 'insufficient_scope']);
  assert.equal((await send('GET', '/uiserver0/api/v2/services', undefined, signed)).status, 403);
  assert.equal((await send('GET', '/api/entity/customers/', undefined, signed)).status, 200);
  const wrong = await send('POST', TOKEN, { ...key, ClientSecret: 'x' }, json);
  assert.equal(wrong.body.error, 'invalid_client');
});

test('who does not ask for JSON gets XML, or an empty 500', async (t) => {
  const { send } = await openCompany(t);
  const xml = await send('POST', TOKEN, TWIN_USER, { accept: '*/*' });
  const [, token] = /<AccessToken>(.*)<\/AccessToken>/.exec(xml.body) ?? [];
  const answer = await send('GET', ONE_ROW, undefined, { authorization: `Bearer ${token}`, accept: '*/*' });
  assert.deepEqual([answer.status, answer.body], [500, '']);
});

test('the router tells where the UI server is, and redirects who forgets the slash', async (t) => {
  const { send, running } = await openCompany(t);
  const found = await send('GET', '/api/ui/router/v1/?urlType=external', undefined, json);
  assert.deepEqual(found.body, { Url: `${running.url}/uiserver0` });
  const without = await send('GET', '/api/ui/router/v1?urlType=external', undefined, json);
  assert.equal(without.status, 307);
  assert.equal(without.headers.get('location'), `${running.url}/api/ui/router/v1/?urlType=external`);
  assert.match((await send('GET', '/api/ui/router/v1/?urlType=external')).body, /<Url>http/);
});
