import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TwinReply } from '../kit/twin-server.ts';
import { assertRefused, type OpenCompany, openCompany, orderOf, stockUp } from './open-company.ts';

const slow = { processingMs: 1000, concurrentRequests: 2, queuedRequests: 1 };

/** A client whose requests take their time; the requests go to the twin itself, so that it is plain when each has arrived. */
async function busyCompany(t: Parameters<typeof openCompany>[0], options = {}) {
  const client = await openCompany(t, { ...slow, ...options });
  stockUp(client.twin);
  const { access_token } = (await client.token()).body;
  const arrived = (method: string, body: unknown = '') =>
    client.twin.handle(
      {
        method,
        path: `${client.base}/salesOrders`,
        query: new URLSearchParams(),
        headers: { authorization: `Bearer ${String(access_token)}` },
        url: `http://127.0.0.1${client.base}/salesOrders`,
        body: body === '' ? '' : JSON.stringify(body),
      },
      false,
    );
  return { ...client, arrived };
}

/** Lets the promises that are due run on. */
async function pass({ clock }: OpenCompany, ms: number): Promise<void> {
  clock.advance(ms);
  await new Promise((resolve) => setImmediate(resolve));
}

const asResponse = ({ status, body }: TwinReply) => ({ status, body, headers: new Headers() });

test('so many requests are worked on at once; the next ones wait, and one too many is a 429', async (t) => {
  const client = await busyCompany(t);
  const done: string[] = [];
  const requests = ['WEB-1', 'WEB-2', 'WEB-3'].map((number) =>
    client.arrived('POST', orderOf(number)).then((reply) => {
      done.push(number);
      return reply;
    }),
  );
  assertRefused(asResponse(await client.arrived('POST', orderOf('WEB-4'))), 429, 'Application_TooManyRequests');
  await pass(client, 999);
  assert.deepEqual(done, []);
  await pass(client, 1);
  assert.deepEqual(done, ['WEB-1', 'WEB-2']);
  await pass(client, 1000);
  assert.deepEqual(done, ['WEB-1', 'WEB-2', 'WEB-3']);
  assert.deepEqual(
    (await Promise.all(requests)).map(({ status }) => status),
    [201, 201, 201],
  );
  assert.equal(client.twin.documentFor('WEB-4'), undefined);
});

test('who waits longer than eight minutes is sent away with 503, and nothing was written', async (t) => {
  const client = await busyCompany(t, { processingMs: 10 * 60_000, concurrentRequests: 1 });
  const first = client.arrived('POST', orderOf('WEB-1'));
  const second = client.arrived('POST', orderOf('WEB-2'));
  await pass(client, 8 * 60_000);
  assertRefused(asResponse(await second), 503, 'Internal_ServiceUnavailable');
  await pass(client, 2 * 60_000);
  assert.equal((await first).status, 201);
  assert.equal(client.twin.documentFor('WEB-2'), undefined);
  const third = client.arrived('POST', orderOf('WEB-3'));
  await pass(client, 10 * 60_000);
  assert.equal((await third).status, 201);
});

test('a refused request gives its place back', async (t) => {
  const client = await busyCompany(t, { concurrentRequests: 1, queuedRequests: 0 });
  for (const expected of [400, 400, 201]) {
    const request = client.arrived('POST', expected === 201 ? orderOf('WEB-1') : { colour: 'red' });
    await pass(client, 1000);
    assert.equal((await request).status, expected);
  }
});

test('real numbers by default: six at once over HTTP are all answered', async (t) => {
  const { get, twin } = await openCompany(t);
  const { concurrentRequests, queuedRequests, requestsPerWindow } = twin.options;
  assert.deepEqual([concurrentRequests, queuedRequests, requestsPerWindow], [5, 95, 6000]);
  const replies = await Promise.all(Array.from({ length: 6 }, () => get('items')));
  assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([200]));
});
