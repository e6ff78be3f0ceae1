import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { ManualClock, systemClock } from '../model/clock.ts';
import { answerText } from './answer-text.ts';
import { createHttpClient } from './http-client.ts';
import type { HttpRequest } from './http-message.ts';

const client = createHttpClient({ clock: systemClock, connectTimeoutMs: 2_000 });
const servers: Server[] = [];
after(async () => {
  await client.close();
  for (const server of servers) {
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
      server.closeAllConnections();
    server.close();
  }
});

async function listening<S extends Server>(server: S): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const serving = async (listener: RequestListener) => `http://127.0.0.1:${await listening(createServer(listener))}`;

function request(origin: string, more: Partial<HttpRequest> = {}): HttpRequest {
  const signal = new AbortController().signal;
  return { method: 'GET', origin, path: '/', headers: {}, timeoutMs: 5_000, maxBytes: 1_000_000, signal, ...more };
}

test('sends method, path, headers and body as given, and gives back status, headers, cookies and body', async () => {
  const origin = await serving((incoming, response) => {
    let body = '';
    incoming.on('data', (part) => {
      body += part;
    });
    incoming.on('end', () => {
      response.writeHead(201, { 'x-total': '3', 'set-cookie': ['a=1; Path=/', 'b=2'] });
      response.end(`${incoming.method} ${incoming.url} ${incoming.headers['x-name']} ${body}`);
    });
  });
  const answer = await client.send(
    request(origin, { method: 'POST', path: '/a%20b?c=d', headers: { 'X-Name': 'Zoë' }, body: '{"é":1}' }),
  );
  assert.equal(answer.status, 201);
  assert.equal(answer.headers['x-total'], '3');
  assert.deepEqual(answer.cookies, ['a=1; Path=/', 'b=2']);
  assert.equal(answerText(answer), 'POST /a%20b?c=d Zoë {"é":1}');
});

test('a redirect is an answer like any other', async () => {
  let asked = 0;
  const origin = await serving((_incoming, response) => {
    asked += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  assert.equal((await client.send(request(origin))).status, 302);
  assert.equal(asked, 1);
});

test('keeps the connection open for the next request', async () => {
  const sockets = new Set<unknown>();
  const origin = await serving((incoming, response) => {
    sockets.add(incoming.socket);
    response.end('ok');
  });
  for (let count = 0; count < 5; count += 1) await client.send(request(origin));
  // Two, not one: the pool looks for a free connection a moment before the one of the last answer counts as free.
  assert.ok(sockets.size <= 2, `${sockets.size} connections`);
});

test('decodes gzip and br', async () => {
  const origin = await serving((incoming, response) => {
    const encoding = incoming.url === '/br' ? 'br' : 'gzip';
    response.writeHead(200, { 'content-encoding': encoding });
    response.end(encoding === 'br' ? brotliCompressSync('hello') : gzipSync('hello'));
  });
  assert.equal(answerText(await client.send(request(origin, { path: '/br' }))), 'hello');
  assert.equal(answerText(await client.send(request(origin, { path: '/gzip' }))), 'hello');
});

test('an unknown encoding, damaged and cut-off data are told apart', async () => {
  const whole = gzipSync('hello '.repeat(1000));
  const origin = await serving((incoming, response) => {
    const encoding = incoming.url === '/odd' ? 'compress' : 'gzip';
    response.writeHead(200, { 'content-encoding': encoding });
    response.end(incoming.url === '/cut' ? whole.subarray(0, 20) : 'not gzip at all');
  });
  await assert.rejects(client.send(request(origin, { path: '/odd' })), {
    kind: 'undecodable',
    sent: 'maybe',
    status: 200,
  });
  await assert.rejects(client.send(request(origin, { path: '/cut' })), { kind: 'truncated' });
  await assert.rejects(client.send(request(origin, { path: '/bad' })), { kind: 'undecodable' });
});

test('an answer of 50 MB is stopped at the limit', async () => {
  let written = 0;
  const part = Buffer.alloc(64 * 1024, 'x');
  const origin = await serving((_incoming, response) => {
    const push = () => {
      while (written < 50 * 1024 * 1024 && !response.destroyed) {
        written += part.length;
        if (!response.write(part)) {
          response.once('drain', push);
          return;
        }
      }
      response.end();
    };
    push();
  });
  await assert.rejects(client.send(request(origin, { maxBytes: 1024 * 1024 })), {
    kind: 'too-large',
    sent: 'maybe',
    status: 200,
  });
  assert.ok(written < 20 * 1024 * 1024, `the server could write ${written} bytes`);
});

test('an answer that says to be too large is not read, and a small one that swells is stopped', async () => {
  const origin = await serving((incoming, response) => {
    if (incoming.url === '/said') {
      response.writeHead(200, { 'content-length': String(60_000_000) });
      response.write('x');
      return;
    }
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(gzipSync(Buffer.alloc(30_000_000)));
  });
  await assert.rejects(client.send(request(origin, { path: '/said' })), { kind: 'too-large' });
  await assert.rejects(client.send(request(origin, { path: '/bomb' })), { kind: 'too-large' });
});

test('a refused connection, an unknown host: certainly not sent', async () => {
  const server = createTcpServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  await assert.rejects(client.send(request(`http://127.0.0.1:${port}`)), { kind: 'refused', sent: 'no' });
  await assert.rejects(client.send(request('http://no-such-host.invalid')), { kind: 'unresolved', sent: 'no' });
});

test('hung up without an answer, or inside one: perhaps sent', async () => {
  const origin = await serving((incoming, response) => {
    if (incoming.url === '/inside') {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"id":');
      setImmediate(() => incoming.socket.destroy());
    } else incoming.socket.destroy();
  });
  await assert.rejects(client.send(request(origin, { method: 'POST', body: '{}' })), { kind: 'reset', sent: 'maybe' });
  await assert.rejects(client.send(request(origin, { path: '/inside' })), {
    kind: 'truncated',
    sent: 'maybe',
    status: 200,
  });
});

test('undici repeats no request on its own', async () => {
  let asked = 0;
  const origin = await serving((incoming) => {
    asked += 1;
    incoming.socket.destroy();
  });
  await assert.rejects(client.send(request(origin)));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(asked, 1);
});

test('the time limit is for the whole answer, also when it drips', async () => {
  const clock = new ManualClock();
  const timed = createHttpClient({ clock });
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const origin = await serving((_incoming, response) => {
    response.writeHead(200);
    response.write('drip');
    begin();
  });
  const sending = timed.send(request(origin, { timeoutMs: 45_000 }));
  await begun;
  await new Promise((resolve) => setTimeout(resolve, 50));
  clock.advance(44_999);
  clock.advance(1);
  await assert.rejects(sending, { kind: 'timeout', sent: 'maybe', status: 200 });
  assert.equal(clock.nextWake(), undefined);
  await timed.close();
});

test('a limit that passes before there is a connection: not sent', async () => {
  const clock = new ManualClock();
  const timed = createHttpClient({ clock });
  // A server that accepts and says nothing: the handshake never ends.
  const sockets: Socket[] = [];
  const port = await listening(createTcpServer((socket) => sockets.push(socket)));
  const sending = timed.send(request(`https://127.0.0.1:${port}`));
  await new Promise((resolve) => setTimeout(resolve, 50));
  clock.advance(5_000);
  await assert.rejects(sending, { kind: 'timeout', sent: 'no' });
  for (const socket of sockets) socket.destroy();
  await timed.close();
});

test('a call that is given up', async () => {
  const origin = await serving(() => undefined);
  const caller = new AbortController();
  const sending = client.send(request(origin, { signal: caller.signal }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  caller.abort();
  await assert.rejects(sending, { kind: 'aborted', sent: 'maybe' });
  await assert.rejects(client.send(request(origin, { signal: caller.signal })), { kind: 'aborted', sent: 'no' });
});

test('a header with a line break is refused, and its value not told', async () => {
  const origin = await serving((_incoming, response) => response.end());
  for (const value of ['a\r\nx-admin: 1', 'a\nb', 'a\u0000b']) {
    await assert.rejects(client.send(request(origin, { headers: { 'x-order': value } })), (error: Error) => {
      assert.equal((error as { code?: string }).code, 'HEADER_REFUSED');
      assert.ok(!error.message.includes('admin'));
      return true;
    });
  }
  await assert.rejects(client.send(request(origin, { headers: { 'x order': '1' } })), { code: 'HEADER_REFUSED' });
});

test('text is decoded by its charset, strictly', async () => {
  const bodies: Record<string, [string, Buffer]> = {
    '/utf8': ['application/json', Buffer.from('"Zoë"')],
    '/bom': ['application/json; charset=utf-8', Buffer.from('\ufeff"Zoë"')],
    '/latin1': ['text/plain; charset=ISO-8859-1', Buffer.from('"Zoë"', 'latin1')],
    '/wrong': ['application/json; charset=utf-8', Buffer.from('"Zoë"', 'latin1')],
    '/unknown': ['application/json; charset=klingon', Buffer.from('"a"')],
  };
  const origin = await serving((incoming, response) => {
    const [type, body] = bodies[incoming.url ?? ''] ?? ['text/plain', Buffer.from('')];
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  for (const path of ['/utf8', '/bom', '/latin1'])
    assert.equal(answerText(await client.send(request(origin, { path }))), '"Zoë"');
  for (const path of ['/wrong', '/unknown']) {
    const answer = await client.send(request(origin, { path }));
    assert.throws(() => answerText(answer), { kind: 'undecodable', status: 200 });
  }
});

test('a certificate that nobody vouches for is refused, whatever the environment says', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-tls-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', keyFile, '-out', certFile, ...subject],
      { stdio: 'ignore' },
    );
  } catch {
    context.skip('there is no openssl to make a certificate with');
    return;
  }
  const [key, cert] = [readFileSync(keyFile, 'utf8'), readFileSync(certFile, 'utf8')];
  let asked = 0;
  const server = createTlsServer({ key, cert }, (_incoming, response) => {
    asked += 1;
    response.end('secret');
  });
  const origin = `https://127.0.0.1:${await listening(server)}`;
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
  try {
    await assert.rejects(client.send(request(origin)), { kind: 'tls', sent: 'no' });
  } finally {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  }
  assert.equal(asked, 0);
  const trusting = createHttpClient({ clock: systemClock, authorities: [cert] });
  assert.equal(answerText(await trusting.send(request(origin))), 'secret');
  await assert.rejects(trusting.send(request(origin.replace('127.0.0.1', '127.0.0.2'))), { sent: 'no' });
  await trusting.close();
});
