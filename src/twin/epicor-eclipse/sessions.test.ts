import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from './open-company.support.ts';

test('a session begins with name and password, and its token opens the rest', () => {
  const { ask, logIn, signIn } = openCompany();
  assert.equal(logIn('WEBAPI', 'guess').status, 401);
  const { id, sessionUser, sessionToken } = signIn();
  assert.match(id, /^sess-\d+$/);
  assert.deepEqual([sessionUser.type, sessionUser.companies], ['Employee', [{ id: '1' }]]);
  assert.equal(ask('GET', '/Customers', undefined, sessionToken).status, 200);
  assert.equal(ask('GET', '/Customers', undefined, 'another').status, 401);
  assert.equal(ask('GET', '/Customers', undefined, sessionToken, true).status, 401);
});

test('a session that nobody used for a while has expired, and may be revived until it is deleted', () => {
  const { clock, ask, signIn } = openCompany();
  const { id, sessionToken, refreshToken } = signIn();
  clock.advance(15 * 60_000);
  assert.equal(ask('GET', '/Customers', undefined, sessionToken).status, 401);
  const revived = ask('POST', '/SessionRefresh', { refreshToken }, '');
  assert.equal(revived.body.id, id);
  assert.equal(ask('GET', '/Customers', undefined, sessionToken).status, 401, 'the old token is gone');
  assert.equal(ask('GET', '/Customers', undefined, revived.body.sessionToken).status, 200);
  assert.equal(ask('DELETE', `/Sessions/${id}`).status, 204);
  assert.equal(ask('POST', '/SessionRefresh', { refreshToken }, '').status, 401);
});

test('each session takes a licence, until it is deleted or expires', () => {
  const { clock, ask, signIn, logIn, twin } = openCompany({ licences: 2 });
  const first = signIn();
  signIn(true);
  assert.deepEqual([logIn('WEBAPI', 'twin-password').status, twin.sessions.count], [403, 2]);
  ask('DELETE', `/Sessions/${first.id}`);
  assert.equal(logIn('WEBAPI', 'twin-password').status, 200);
  clock.advance(15 * 60_000);
  assert.equal(twin.sessions.count, 0);
});

test('a family that was not bought is refused by its name', () => {
  const { ask } = openCompany({ families: ['Products', 'Customers', 'Contacts'] });
  const { status, body } = ask('GET', '/SalesOrders');
  assert.deepEqual([status, body.message], [403, 'This server is not licensed for the SalesOrders API']);
});

test('there are no invoices, and a method that a path does not have is refused', () => {
  const { ask } = openCompany();
  assert.equal(ask('GET', '/Invoices').status, 404);
  assert.equal(ask('DELETE', '/Customers').status, 405);
});
