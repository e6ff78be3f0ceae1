import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { loopbackServer } from '../testing/loopback-server.ts';
import { openForTest, writeRequest } from '../testing/test-connection.ts';
import type { WrittenConnector } from '../testing/test-connector.ts';
import { oauth1Signature } from './oauth1-signature.ts';

test('the example of RFC 5849 §1.2', () => {
  const signature = oauth1Signature({
    method: 'GET',
    url: 'http://photos.example.net/photos',
    parameters: [
      ['file', 'vacation.jpg'],
      ['size', 'original'],
      ['oauth_consumer_key', 'dpf43f3p2l4k3l03'],
      ['oauth_token', 'nnch734d00sl2jdk'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131202'],
      ['oauth_nonce', 'chapoH'],
    ],
    consumerSecret: 'kd94hf93k423kf44',
    tokenSecret: 'pfkkdhi9sl3r4s00',
    signature: 'HMAC-SHA1',
  });
  assert.equal(signature, 'MdpQcU8iPSUjWoN/UDMsK2sui9I=');
});

test('the parameters of RFC 5849 §3.4.1 (erratum 2550): repeated names, empty values, escapes', () => {
  const signature = oauth1Signature({
    method: 'POST',
    url: 'http://example.com/request',
    parameters: [
      ['b5', '=%3D'],
      ['a3', 'a'],
      ['c@', ''],
      ['a2', 'r b'],
      ['c2', ''],
      ['a3', '2 q'],
      ['oauth_consumer_key', '9djdj82h48djs9d2'],
      ['oauth_token', 'kkk9d7dh3k39sjv7'],
      ['oauth_signature_method', 'HMAC-SHA1'],
      ['oauth_timestamp', '137131201'],
      ['oauth_nonce', '7d8f3e4a'],
    ],
    consumerSecret: 'j49sk3j29djd',
    tokenSecret: 'dh893hdasih9',
    signature: 'HMAC-SHA1',
  });
  assert.equal(signature, 'r6/TJjbCOr97/+UU0NsvSne7s5g=');
});

const FIND: WrittenConnector['capabilities'] = {
  'order.find': { find: ['find'], same: 'true', id: '$string(id)' },
};

const shop = (place: 'query' | 'header'): WrittenConnector => ({
  auth: [
    {
      name: 'oauth',
      kind: 'oauth1',
      consumer_key: 'key',
      consumer_secret: 'secret',
      signature: 'HMAC-SHA256',
      place,
      realm: 'account',
    },
  ],
  operations: { find: { path: '/orders', query: { 'include[]': '{$payload.id}', search: '{$payload.name}' } } },
  capabilities: FIND,
});

const SETTINGS = { credentials: { key: 'ck_1234567890', secret: 'cs_abcdef' }, options: { account: 'A 1' } };

test('WooCommerce’s own way to check a signature accepts ours; array parameters carry their index', async () => {
  await using server = await loopbackServer(() => ({ json: [] }));
  await using opened = openForTest(server.url, shop('query'), SETTINGS);
  const request = writeRequest({ payload: { id: 5, name: 'a b&c=d+é*' } });
  assert.deepEqual(await opened.connection.find('order.find', request), { kind: 'none' });
  const received = new URL(server.received[0]?.url ?? '', server.url);
  assert.equal(received.searchParams.get('include[0]'), '5');
  assert.equal(received.searchParams.get('search'), 'a b&c=d+é*');
  // As WooCommerce does: PHP's array of the query, sorted by name, each pair encoded, joined by an encoded ampersand.
  const encoded = (text: string) => encodeURIComponent(text).replace(/[*]/g, '%2A');
  const parameters = [...received.searchParams]
    .filter(([name]) => name !== 'oauth_signature')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => encoded(`${encoded(name)}=${encoded(value)}`))
    .join('%26');
  const base = `GET&${encoded(`${server.url}/api/orders`)}&${parameters}`;
  const expected = createHmac('sha256', 'cs_abcdef&').update(base).digest('base64');
  assert.equal(received.searchParams.get('oauth_signature'), expected);
});

test('in the header: the realm first and not signed, each call with a nonce of its own', async () => {
  await using server = await loopbackServer(() => ({ json: [] }));
  await using opened = openForTest(server.url, shop('header'), SETTINGS);
  await opened.connection.find('order.find', writeRequest({ payload: { id: 5 } }));
  await opened.connection.find('order.find', writeRequest({ payload: { id: 5 } }));
  const headers = server.received.map(({ headers }) => headers.authorization ?? '');
  assert.match(headers[0] ?? '', /^OAuth realm="A%201", oauth_consumer_key="ck_1234567890", /);
  assert.ok(!(server.received[0]?.url ?? '').includes('oauth'));
  const nonces = headers.map((header) => /oauth_nonce="([^"]+)"/.exec(header)?.[1]);
  assert.equal(new Set(nonces).size, 2);
});

test('a refused signature halts: fixed keys are not tried again', async () => {
  await using server = await loopbackServer(() => ({
    status: 401,
    json: { code: 'woocommerce_rest_cannot_view', message: 'no' },
  }));
  await using opened = openForTest(server.url, shop('query'), SETTINGS);
  const outcome = await opened.connection.find('order.find', writeRequest({ payload: { id: 5 } }));
  assert.equal(outcome.kind, 'halted');
  assert.equal(server.received.length, 1);
});
