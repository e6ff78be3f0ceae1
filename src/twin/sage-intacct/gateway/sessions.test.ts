import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LOGIN, openGateway, SENDER } from './open-gateway.support.ts';
import { childIn, textIn } from './xml-element.ts';

const ITEMS = '<readByQuery><object>ITEM</object><fields>ITEMID</fields><query></query></readByQuery>';

async function openSession(gateway: Awaited<ReturnType<typeof openGateway>>, locationid = '') {
  const { data } = await gateway.call(`<getAPISession>${locationid}</getAPISession>`);
  const api = data === undefined ? undefined : childIn(data, 'api');
  assert.ok(api !== undefined);
  return { authentication: `<sessionid>${textIn(api, 'sessionid')}</sessionid>`, api };
}

test('a session is opened by a login, tells its endpoint, and lives on with each call', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const { authentication, api } = await openSession(gateway);
  assert.equal(textIn(api, 'endpoint'), `${gateway.url}/ia/xml/xmlgw.phtml`);
  assert.equal(textIn(api, 'locationid'), '');
  const asked = async () => (await gateway.send({ f1: ITEMS }, { authentication })).authentication;
  const first = await asked();
  assert.ok(first !== undefined);
  assert.deepEqual(
    ['status', 'userid', 'companyid', 'sessiontimestamp', 'sessiontimeout'].map((name) => textIn(first, name)),
    ['success', 'web', 'ACME', '2026-03-02T09:00:00+00:00', '2026-03-02T15:00:00+00:00'],
  );
  gateway.clock.advance(5 * 3_600_000);
  await asked();
  gateway.clock.advance(5 * 3_600_000);
  assert.equal(textIn((await asked()) ?? api, 'status'), 'success', 'ten hours after it was opened');
  gateway.clock.advance(6 * 3_600_000);
  const late = await gateway.send({ f1: ITEMS }, { authentication });
  assert.deepEqual([late.status, late.errors, late.results], [200, ['XL03000006'], []]);
  assert.match(late.words, /^Invalid session /);
});

test('a session that the fault switch lets expire is gone; a new one is let in', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const { authentication } = await openSession(gateway);
  gateway.faults.arm({ kind: 'expired-token', match: '<readByQuery>' });
  assert.match((await gateway.send({ f1: ITEMS }, { authentication })).words, /^Invalid session /);
  assert.match((await gateway.send({ f1: ITEMS }, { authentication })).words, /^Invalid session /, 'for good');
  const other = await openSession(gateway);
  assert.equal((await gateway.call(ITEMS, other)).status, 'success');
});

test('an entity may be asked for; one that there is not reads like a wrong password', async (context) => {
  const gateway = await openGateway();
  context.after(() => gateway.close());
  const { api } = await openSession(gateway, '<locationid>IT</locationid>');
  assert.equal(textIn(api, 'locationid'), 'IT');
  const refused = await gateway.call('<getAPISession><locationid>FR</locationid></getAPISession>');
  assert.deepEqual([refused.status, refused.errors], ['failure', ['XL03000006']]);
  const login = LOGIN.replace('</login>', '<locationid>FR</locationid></login>');
  assert.match((await gateway.send({ f1: ITEMS }, { authentication: login })).words, /^Sign-in information/);
});

for (const [words, envelope, where] of [
  ['another sender', { control: SENDER.replace('twin-sender<', 'somebody<') }, 'control'],
  ['a wrong password of the sender', { control: SENDER.replace('-password', '-pass') }, 'control'],
  ['another company', { authentication: LOGIN.replace('ACME', 'OTHER') }, 'authentication'],
  ['another user', { authentication: LOGIN.replace('web', 'guest') }, 'authentication'],
  ['a wrong password', { authentication: LOGIN.replace('user-password', 'x') }, 'authentication'],
  ['no session of ours', { authentication: '<sessionid>nothing..</sessionid>' }, 'authentication'],
] as const)
  test(`${words} is refused under ${where}, in an answer of 200`, async (context) => {
    const gateway = await openGateway();
    context.after(() => gateway.close());
    const answer = await gateway.send({ f1: ITEMS }, envelope);
    assert.deepEqual([answer.status, answer.errors, answer.results], [200, ['XL03000006'], []]);
    const { control, authentication } = answer;
    assert.ok(control !== undefined);
    assert.equal(textIn(control, 'status'), where === 'control' ? 'failure' : 'success');
    assert.equal(
      authentication === undefined ? 'none' : textIn(authentication, 'status'),
      where === 'control' ? 'none' : 'failure',
    );
  });

test('a sender whom the company has not let in says so', async (context) => {
  const gateway = await openGateway({ isSenderAuthorized: false });
  context.after(() => gateway.close());
  const answer = await gateway.send({ f1: ITEMS });
  assert.deepEqual(answer.errors, ['XL03000006']);
  assert.match(answer.words, /'twin-sender' is not authorized to make Web Services requests to company ID 'ACME'/);
});
