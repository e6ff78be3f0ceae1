import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from './open-company.support.ts';

test('a token is good until it expires', () => {
  const { clock, send, signIn } = openCompany();
  const { access_token: token, expires_in: seconds } = signIn().body;
  const ask = (bearer: string, expired = false) =>
    send('GET', '/objects/inventory-control/item', '', { authorization: `Bearer ${bearer}` }, expired).status;
  assert.equal(ask(token), 200);
  assert.equal(ask('another'), 401);
  assert.equal(ask(token, true), 401);
  clock.advance(seconds * 1000);
  assert.equal(ask(token), 401);
});

for (const [change, status, code] of [
  [{ grant_type: 'password' }, 400, 'GW-0032'],
  [{ client_secret: 'x' }, 401, 'GW-0031'],
  [{ username: 'web' }, 400, 'GW-0036'],
  [{ username: 'web@OTHER' }, 401, 'GW-0031'],
] as const)
  test(`a token asked for with ${JSON.stringify(change)} is refused with ${code}`, () => {
    const { signIn } = openCompany();
    const answer = signIn(change);
    assert.deepEqual([answer.status, answer.body['ia::error'].code], [status, code]);
    assert.equal(answer.body['ia::error'].details.requestId, 'twin', 'of the gateway: details are no list');
  });

test('an entity that there is not, and an object that there is not, are refused', () => {
  const { ask } = openCompany();
  assert.equal(ask('GET', '/objects/inventory-control/item', undefined, { 'x-ia-api-param-entity': 'IT' }).status, 200);
  assert.equal(ask('GET', '/objects/inventory-control/item', undefined, { 'x-ia-api-param-entity': 'FR' }).status, 403);
  assert.equal(ask('GET', '/objects/inventory-control/nothing').status, 404);
  assert.equal(ask('DELETE', '/objects/inventory-control/item/101').status, 405);
});
