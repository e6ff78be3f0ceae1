import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createHttpClient } from '../../http/http-client.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import type { HttpClient, HttpRequest } from '../../http/http-message.ts';
import { localCarrier } from '../../http/local-carrier.ts';
import { ManualClock } from '../../model/clock.ts';
import { FAULT_KINDS, type Fault, type FaultKind } from '../../twin/kit/fault-switch.ts';
import { startTwin, type TwinRequest, type TwinSystem } from '../../twin/kit/twin-server.ts';

/** Says what it was asked, so that a difference in the request shows in the answer. */
const system: TwinSystem = {
  system: 'echo',
  handle: ({ method, path, query, headers, url, body }: TwinRequest, expired) => ({
    status: path === '/none' ? 204 : expired ? 401 : 201,
    headers: { 'X-Total': '3', 'x-name': 'Zo\u00eb' },
    body: {
      asked: [method, path, [...query], headers['x-name'], headers['content-type'], headers['content-length'], body],
      host: url.replace(/:\d+/, ''),
    },
  }),
  errorsInSuccess: (data) => ({ status: 200, body: { errors: ['no'], data: data?.body } }),
  throttled: (seconds) => ({ status: 429, headers: seconds === undefined ? {} : { 'retry-after': String(seconds) } }),
  serverError: () => ({ status: 500, body: 'out of order' }),
};

/** Tells when the twin has fallen asleep over a request. */
class WatchedClock extends ManualClock {
  readonly naps: number[] = [];

  override sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.naps.push(ms);
    return super.sleep(ms, signal);
  }
}

const TWIN_NAP_MS = 40_000;
const clock = new WatchedClock();
const twin = await startTwin(system, { clock });
const sockets = createHttpClient({ clock });
const memory = createHttpClient({ clock, carrier: localCarrier(new Map([[twin.url, twin.answer]])) });
after(async () => {
  await Promise.all([sockets.close(), memory.close()]);
  await twin.close();
});

const request = (more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  origin: twin.url,
  path: '/a%20b?c=d%27&e=%E2%82%AC+f',
  headers: { 'X-Name': 'Zo\u00eb \u20ac', 'Content-Type': 'application/json' },
  body: '{"price":"5 \u20ac"}',
  timeoutMs: 30_000,
  maxBytes: 100_000,
  signal: new AbortController().signal,
  ...more,
});

/** Headers that only a socket has. */
const OF_THE_SOCKET = ['connection', 'keep-alive', 'date', 'transfer-encoding'];

/** What came back, so that two ways can be compared: the answer, or the failure with all that is known of it. */
async function outcome(client: HttpClient, asked: HttpRequest, fault?: Fault): Promise<unknown> {
  twin.faults.clear();
  if (fault !== undefined) twin.faults.arm(fault);
  try {
    const { status, headers, cookies, body } = await client.send(asked);
    const told = Object.entries(headers).filter(([name]) => !OF_THE_SOCKET.includes(name));
    // Where a twin itself fails, it says in which function: that is the way here and not the answer.
    const said = body.toString('latin1').replaceAll(/\n +at .*/g, '');
    return { status, headers: Object.fromEntries(told), cookies, body: said };
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    return { kind: error.kind, sent: error.sent, status: error.status };
  }
}

describe('a twin that is asked without sockets answers as over HTTP', () => {
  for (const [name, asked] of [
    ['a form of JSON', request()],
    ['nothing in the body', request({ method: 'GET', body: '', headers: {} })],
    ['no content', request({ path: '/none' })],
    ['half a surrogate', request({ body: '"\ud83d"' })],
    ['the faults of a twin by their address', request({ method: 'GET', path: '/__twin/nothing', body: '' })],
  ] as const)
    test(`when it is asked with ${name}`, async () => {
      const over = await outcome(sockets, asked);
      assert.ok(!('kind' in (over as object)));
      assert.deepEqual(await outcome(memory, asked), over);
    });

  for (const kind of Object.keys(FAULT_KINDS) as FaultKind[])
    test(`with the fault ${kind}`, async () => {
      const fault: Fault = {
        kind,
        ...(kind === 'slow' ? { delayMs: 0 } : {}),
        retryAfterSeconds: 7,
        bytes: 200_000,
        field: 'host',
        fields: ['host'],
        match: '/a',
      };
      if (kind === 'kept-answer') await outcome(memory, request(), { ...fault, kind: 'keep-answer' });
      assert.deepEqual(await outcome(memory, request(), fault), await outcome(sockets, request(), fault));
    });

  test('when the answer takes longer than the time limit', async () => {
    const late = async (client: HttpClient) => {
      clock.naps.length = 0;
      const answered = outcome(client, request(), { kind: 'slow', delayMs: TWIN_NAP_MS });
      while (!clock.naps.includes(TWIN_NAP_MS)) await new Promise((resolve) => setImmediate(resolve));
      clock.advance(30_000);
      const said = await answered;
      clock.advance(10_000);
      return said;
    };
    const over = await late(sockets);
    assert.deepEqual(over, { kind: 'timeout', sent: 'maybe', status: undefined });
    assert.deepEqual(await late(memory), over);
  });

  test('when nobody is there, or the call is given up', async () => {
    const nobody = request({ origin: 'http://127.0.0.1:1' });
    const refused = { kind: 'refused', sent: 'no', status: undefined };
    assert.deepEqual([await outcome(memory, nobody), await outcome(sockets, nobody)], [refused, refused]);
    const signal = AbortSignal.abort();
    const aborted = { kind: 'aborted', sent: 'no', status: undefined };
    assert.deepEqual(await outcome(memory, request({ signal })), aborted);
  });
});
