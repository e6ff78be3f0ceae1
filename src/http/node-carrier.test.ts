import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { systemClock } from '../model/clock.ts';
import { answerText } from './answer-text.ts';
import { createHttpClient } from './http-client.ts';
import type { HttpRequest } from './http-message.ts';
import { nodeCarrier } from './node-carrier.ts';

const client = createHttpClient({ clock: systemClock, carrier: nodeCarrier() });
const server = createServer((incoming, response) => {
  let body = '';
  incoming.on('data', (part) => {
    body += part;
  });
  incoming.on('end', () => {
    if (incoming.url === '/cut') response.socket?.destroy();
    else if (incoming.url === '/half')
      response.writeHead(200, { 'content-length': '9' }).write('half', () => response.socket?.destroy());
    else if (incoming.url !== '/never') {
      response.writeHead(201, { 'x-total': '3', 'set-cookie': ['a=1; Path=/', 'b=2'] });
      response.end(`${incoming.method} ${incoming.url} ${incoming.headers['x-name']} ${body}`);
    }
  });
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(() => {
  server.closeAllConnections();
  server.close();
});

const request = (more: Partial<HttpRequest>): HttpRequest => ({
  method: 'GET',
  origin,
  path: '/',
  headers: {},
  timeoutMs: 5_000,
  maxBytes: 1_000_000,
  signal: new AbortController().signal,
  ...more,
});

test('carries method, path, headers and body as given, and brings status, headers, cookies and body back', async () => {
  const answer = await client.send(
    request({ method: 'POST', path: '/a%20b?c=d%27', headers: { 'X-Name': 'Zoë' }, body: '{"é":1}' }),
  );
  assert.equal(answer.status, 201);
  assert.equal(answer.headers['x-total'], '3');
  assert.deepEqual(answer.cookies, ['a=1; Path=/', 'b=2']);
  assert.equal(answerText(answer), 'POST /a%20b?c=d%27 Zoë {"é":1}');
});

test('a cut connection is told as undici tells it: the request may have been sent', async () => {
  await assert.rejects(client.send(request({ path: '/cut' })), { kind: 'reset', sent: 'maybe' });
  await assert.rejects(client.send(request({ path: '/half' })), { kind: 'truncated', sent: 'maybe', status: 200 });
});

test('a body over the limit, a call given up and a limit of time end it', async () => {
  await assert.rejects(client.send(request({ maxBytes: 3 })), { kind: 'too-large' });
  await assert.rejects(client.send(request({ path: '/never', timeoutMs: 20 })), { kind: 'timeout', sent: 'maybe' });
  const giving = new AbortController();
  const given = client.send(request({ path: '/never', signal: giving.signal }));
  giving.abort();
  await assert.rejects(given, { kind: 'aborted' });
});
