import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { HttpFailure } from '../http/http-failure.ts';
import type { HttpClient } from '../http/http-message.ts';
import { fileExchange } from './file-exchange.ts';
import { type FileStore, StoreFailure } from './file-store.ts';
import { folderStore } from './folder-store.ts';
import { layoutsOf } from './rows/layout.ts';

const NOW = Date.parse('2026-03-04T10:00:00Z');
const clock = {
  now: () => NOW,
  sleep: (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};
const LAYOUTS = layoutsOf(
  {
    inventory: {
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ',',
      root: 'rows',
      record: 'row',
      columns: [
        { name: 'sku', required: true, align: 'left' },
        { name: 'available', required: false, align: 'left' },
      ],
    },
  },
  undefined,
  'erp',
);
const NEXT = '/next?folder=from-erp&files=inventory_*.csv&layout=inventory&archive=archive&error=error';

interface Answered {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Bench {
  readonly folder: string;
  put(name: string, content: string, secondsOld?: number): Promise<void>;
  ask(method: string, path: string, body?: unknown): Promise<Answered>;
}

async function send(client: HttpClient, method: string, path: string, body?: unknown, signal?: AbortSignal) {
  const answer = await client.send({
    method,
    origin: 'file://',
    path,
    headers: {},
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    timeoutMs: 1000,
    maxBytes: 100_000,
    signal: signal ?? new AbortController().signal,
  });
  return { status: answer.status, body: JSON.parse(answer.body.toString()) } as Answered;
}

async function exchange(work: (bench: Bench) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'exchange-'));
  for (const each of ['from-erp', 'to-erp', 'ack', 'error']) await mkdir(join(folder, each));
  const client = fileExchange({ store: folderStore(folder), layouts: LAYOUTS, clock, settleMs: 5000 });
  try {
    await work({
      folder,
      ask: (method, path, body) => send(client, method, path, body),
      put: async (name, content, secondsOld = 60) => {
        await writeFile(join(folder, name), content);
        await utimes(join(folder, name), NOW / 1000, NOW / 1000 - secondsOld);
      },
    });
  } finally {
    await client.close();
    await rm(folder, { recursive: true, force: true });
  }
}

test('files come one after the other in the order of their names, and each is archived when the next is asked for', () =>
  exchange(async ({ ask, put, folder }) => {
    await put('from-erp/inventory_2.csv', 'sku,available\nA,2\n');
    await put('from-erp/inventory_1.csv', 'sku,available\nA,1\nB,5\n');
    await put('from-erp/items_1.csv', 'sku\nA\n');
    const first = await ask('GET', NEXT);
    assert.deepEqual(first, {
      status: 200,
      body: {
        file: 'inventory_1.csv',
        changed: '2026-03-04T09:59:00.000Z',
        rows: [
          { sku: 'A', available: '1' },
          { sku: 'B', available: '5' },
        ],
        next: 'inventory_1.csv',
      },
    });
    assert.equal(
      (await ask('GET', NEXT)).body.file,
      'inventory_1.csv',
      'nothing is archived before the next is asked for',
    );
    assert.equal((await ask('GET', `${NEXT}&after=inventory_1.csv`)).body.file, 'inventory_2.csv');
    assert.equal((await ask('GET', `${NEXT}&after=inventory_1.csv`)).body.file, 'inventory_2.csv', 'asked once more');
    assert.deepEqual((await ask('GET', `${NEXT}&after=inventory_2.csv`)).body, { rows: [] });
    assert.deepEqual((await readdir(join(folder, 'archive'))).sort(), ['inventory_1.csv', 'inventory_2.csv']);
    // Another reader finds there what it has not seen, by its own mark.
    const later = `${NEXT}&since=2026-03-04T09:59:00Z`;
    assert.equal((await ask('GET', later)).body.file, 'inventory_1.csv');
    assert.equal((await ask('GET', `${later}&after=inventory_1.csv`)).body.file, 'inventory_2.csv');
    assert.deepEqual((await ask('GET', `${later}&after=inventory_2.csv`)).body, { rows: [] });
    assert.deepEqual((await ask('GET', `${NEXT}&since=2026-03-04T09:59:01Z`)).body, { rows: [] });
    assert.equal((await ask('GET', `${NEXT}&since=yesterday`)).status, 400);
    assert.deepEqual(await readdir(join(folder, 'from-erp')), ['items_1.csv']);
  }));

test('a file that is still being written is not read, nor one behind it', () =>
  exchange(async ({ ask, put }) => {
    await put('from-erp/inventory_1.csv.tmp', 'sku,avail');
    await put('from-erp/inventory_0.csv', 'sku,available\nA,', 2);
    await put('from-erp/inventory_2.csv', 'sku,available\nA,2\n');
    assert.deepEqual((await ask('GET', NEXT)).body, { rows: [] });
    await put('from-erp/inventory_0.csv', 'sku,available\nA,7\n', 5);
    assert.equal((await ask('GET', NEXT)).body.file, 'inventory_0.csv');
  }));

test('a file that is not written as its layout says is put aside with a report, and the next one is read', () =>
  exchange(async ({ ask, put, folder }) => {
    await put('from-erp/inventory_1.csv', 'item,available\nA,1\n');
    await put('from-erp/inventory_2.csv', 'sku,available\nA,2\n');
    const refused = await ask('GET', NEXT);
    assert.equal(refused.status, 422);
    assert.match(String(refused.body.message), /inventory_1\.csv lies in error now: line 1: the header lacks "sku"/);
    assert.deepEqual((await readdir(join(folder, 'error'))).sort(), ['inventory_1.csv', 'inventory_1.csv.report.csv']);
    assert.match(await readFile(join(folder, 'error/inventory_1.csv.report.csv'), 'utf8'), /FILE_UNREADABLE/);
    assert.equal((await ask('GET', NEXT)).body.file, 'inventory_2.csv');
  }));

test('looking something up once more reads only what is new, however many files there are', async () => {
  const read: string[] = [];
  const file = { size: 'sku,available\nA,1\n'.length, changedMs: NOW - 60_000 };
  const listed = Array.from({ length: 1000 }, (_, place) => ({ name: `inventory_${place}.csv`, ...file }));
  const store: FileStore = {
    list: async () => listed,
    has: () => assert.fail('no single file is asked for'),
    read: async (path) => {
      read.push(path);
      return Buffer.from('sku,available\nA,1\n');
    },
    write: () => assert.fail('nothing is written'),
    move: () => assert.fail('nothing is moved'),
    close: async () => undefined,
  };
  const client = fileExchange({ store, layouts: LAYOUTS, clock, settleMs: 5000 });
  const lookUp = () =>
    send(client, 'GET', '/rows?folder=ack&files=inventory_*.csv&layout=inventory&field=sku&equals=A');
  assert.equal(((await lookUp()).body.rows as unknown[]).length, 1000);
  listed.push({ name: 'inventory_new.csv', ...file });
  assert.equal(((await lookUp()).body.rows as unknown[]).length, 1001);
  assert.deepEqual([read.length, read.at(-1)], [1001, 'ack/inventory_new.csv']);
});

test('rows are found by the value of a column, over all files of a kind', () =>
  exchange(async ({ ask, put }) => {
    await put('ack/inventory_1.csv', 'sku,available\nA,1\nB,2\n');
    await put('ack/inventory_2.csv', 'sku,available\nA,3\n');
    const rows = '/rows?folder=ack&files=inventory_*.csv&layout=inventory&field=sku&equals=';
    assert.deepEqual((await ask('GET', `${rows}A`)).body.rows, [
      { sku: 'A', available: '1' },
      { sku: 'A', available: '3' },
    ]);
    assert.deepEqual((await ask('GET', `${rows}C`)).body.rows, []);
    await put('ack/times_1.csv', 'sku,available\nA,2026-03-04T09:00:00Z\nA,2026-03-04T11:00:00Z\nB,soon\n');
    const times = rows
      .replace('inventory_*', 'times_*')
      .replace('field', 'time=available&since=2026-03-04T10:00:00Z&field');
    assert.deepEqual((await ask('GET', `${times}A`)).body.rows, [{ sku: 'A', available: '2026-03-04T11:00:00Z' }]);
    assert.equal((await ask('GET', `${times}B`)).status, 503, 'a row without a time may be the one that matters');
    await put('ack/inventory_3.csv', 'sku\n"A');
    assert.equal((await ask('GET', `${rows}C`)).status, 503, 'what an unreadable file says of the record is not known');
  }));

test('a file is written once: the same rows again change nothing, other rows are refused', () =>
  exchange(async ({ ask, folder }) => {
    const put = '/files/order_1.csv?folder=to-erp&layout=inventory&also=error';
    assert.equal((await ask('PUT', put, { rows: [{ sku: 'A' }] })).status, 201);
    assert.equal(await readFile(join(folder, 'to-erp/order_1.csv'), 'utf8'), 'sku,available\r\nA,\r\n');
    assert.equal((await ask('PUT', put, { rows: [{ sku: 'A' }] })).status, 200);
    const differs = await ask('PUT', put, { rows: [{ sku: 'B' }] });
    assert.equal(differs.status, 409);
    assert.equal(differs.body.code, 'FILE_DIFFERS');
    assert.equal((await ask('PUT', put, { rows: [] })).body.code, 'ROWS_REFUSED');
    assert.equal((await ask('PUT', put, { rows: [{ sku: 4 }] })).body.code, 'ROWS_REFUSED');
    assert.deepEqual((await ask('GET', '/files/order_1.csv?folders=error,to-erp')).body, {
      file: 'order_1.csv',
      folder: 'to-erp',
    });
    assert.equal((await ask('GET', '/files/order_2.csv?folders=to-erp')).body.code, 'FILE_MISSING');
  }));

test('a file that the other side has moved on counts as written', () =>
  exchange(async ({ ask, folder }) => {
    await mkdir(join(folder, 'archive'));
    await writeFile(join(folder, 'archive/order_1.csv'), 'sku,available\r\nA,\r\n');
    const put = '/files/order_1.csv?folder=to-erp&layout=inventory&also=archive,error';
    assert.equal((await ask('PUT', put, { rows: [{ sku: 'A' }] })).status, 200);
    assert.deepEqual(await readdir(join(folder, 'to-erp')), []);
  }));

test('neither a name nor a folder leads out of the exchange', () =>
  exchange(async ({ ask }) => {
    const rows = { rows: [{ sku: 'A' }] };
    for (const name of ['..%2Fescape.csv', '%2E%2E', 'a%00b', 'a%5Cb', 'x.tmp'])
      assert.equal(
        (await ask('PUT', `/files/${name}?folder=to-erp&layout=inventory`, rows)).body.code,
        'NAME_REFUSED',
        name,
      );
    for (const folder of ['..', 'to-erp/../..', 'a//b', '%2e%2e'])
      assert.equal(
        (await ask('PUT', `/files/a.csv?folder=${folder}&layout=inventory`, rows)).body.code,
        'FOLDER_REFUSED',
      );
    assert.equal((await ask('GET', `${NEXT}&after=..%2Fa.csv`)).body.code, 'NAME_REFUSED');
  }));

test('a missing folder, layout or parameter is told by its name', () =>
  exchange(async ({ ask }) => {
    assert.deepEqual((await ask('GET', NEXT.replace('from-erp', 'nowhere'))).body, {
      code: 'FOLDER_MISSING',
      message:
        'there is no "nowhere": make this folder, or say by an option of the connection which one takes its place',
    });
    assert.match(
      String((await ask('GET', NEXT.replace('layout=inventory', 'layout=x'))).body.message),
      /no layout "x"/,
    );
    assert.match(String((await ask('GET', '/next?folder=from-erp&layout=inventory')).body.message), /lacks "files"/);
    assert.equal((await ask('DELETE', '/files/a.csv?folder=from-erp')).body.code, 'NO_SUCH_CALL');
  }));

test('a place that cannot be reached is told as a failure, with whether the file may be there', async () => {
  const broken = (at: 'has' | 'rename'): FileStore => ({
    list: async () => [],
    has: async () => {
      if (at === 'has') throw new StoreFailure('unreachable', 'the connection broke');
      return false;
    },
    read: async () => undefined,
    write: async (_path, _content, began) => {
      began();
      throw new StoreFailure('unreachable', 'the connection broke');
    },
    move: async () => undefined,
    close: async () => undefined,
  });
  for (const [at, sent] of [
    ['has', 'no'],
    ['rename', 'maybe'],
  ] as const) {
    const client = fileExchange({ store: broken(at), layouts: LAYOUTS, clock, settleMs: 0 });
    await assert.rejects(
      send(client, 'PUT', '/files/a.csv?folder=to-erp&layout=inventory', { rows: [{ sku: 'A' }] }),
      (error: unknown) => error instanceof HttpFailure && error.kind === 'unreachable' && error.sent === sent,
    );
  }
});

test('a caller who gives up is let go', async () => {
  const silent: FileStore = {
    list: () => new Promise(() => undefined),
    has: async () => false,
    read: async () => undefined,
    write: async () => undefined,
    move: async () => undefined,
    close: async () => undefined,
  };
  const client = fileExchange({ store: silent, layouts: LAYOUTS, clock, settleMs: 0 });
  const stop = new AbortController();
  const sent = send(client, 'GET', '/', undefined, stop.signal);
  stop.abort();
  await assert.rejects(sent, (error: unknown) => error instanceof HttpFailure && error.kind === 'aborted');
});
