import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from './open-company.support.ts';

test('a service account signs in with its keys, and the token passes the gateway until it expires', () => {
  const { clock, send, signIn } = openCompany();
  const { body } = signIn();
  assert.deepEqual([body.token_type, body.expires_in], ['Bearer', 7200]);
  const path = 'SX/rest/sxapirestservice/sxapiicgetproductdatageneralv3';
  const request = JSON.stringify({ request: { companyNumber: 1, operatorInit: 'web', productCode: 'MUG-01' } });
  const ask = (token: string, expired = false) => send(path, request, `Bearer ${token}`, expired).status;
  assert.equal(ask(body.access_token), 200);
  assert.equal(ask('another'), 401);
  assert.equal(ask(body.access_token, true), 401);
  clock.advance(7200_000);
  assert.equal(ask(body.access_token), 401);
});

test('wrong keys, a wrong app and another grant are refused, each by its own error', () => {
  const { signIn } = openCompany();
  assert.deepEqual([signIn({ password: 'x' }).status, signIn({ password: 'x' }).body.error], [400, 'invalid_grant']);
  assert.deepEqual([signIn({ client_id: 'x' }).status, signIn({ client_id: 'x' }).body.error], [401, 'invalid_client']);
  assert.equal(signIn({ grant_type: 'client_credentials' }).body.error, 'unsupported_grant_type');
});

test('a token may be given back', () => {
  const { send, signIn } = openCompany();
  const { access_token: token } = signIn().body;
  send('as/revoke_token.oauth2', `token=${token}`, '');
  assert.equal(send('SX/rest/serviceinterface/proxy/FetchWhere', '{}', `Bearer ${token}`).status, 401);
});

test('company and operator are named in every call; what is wrong with them is told in an answer of success', () => {
  const { call } = openCompany();
  const ask = (request: object) => call('sxapiicgetproductdatageneralv3', { productCode: 'MUG-01', ...request });
  assert.equal(ask({}).description1, 'Ceramic mug');
  assert.match(ask({ companyNumber: 2 }).cErrorMessage, /Company # Not Set Up/);
  assert.match(ask({ operatorInit: 'nobody' }).cErrorMessage, /Operator Initials/);
});

test('a function that the tenant does not publish, and a body that is none, are for the gateway', () => {
  const { send, token } = openCompany();
  assert.equal(send('SX/rest/sxapirestservice/sxapiunknownv1', '{}', token()).status, 404);
  assert.equal(send('SX/rest/sxapirestservice/sxapioegetsingleorderv3', '[]', token()).status, 400);
});
