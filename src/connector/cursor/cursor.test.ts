import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CursorRule, TimestampCursor } from '../../model/config.generated.ts';
import type { Page, ReadRequest } from '../../model/connection.ts';
import { loopbackServer } from '../testing/loopback-server.ts';
import { collect, never, openForTest } from '../testing/test-connection.ts';
import { BY_CHANGE } from '../testing/test-connector.ts';

const CHANGED: TimestampCursor = { ...BY_CHANGE, ascending: false };

/** Reads one page of records at 2026-01-05T09:00:00Z (the manual clock’s hour). */
async function read(cursor: CursorRule, records: readonly unknown[], request: Omit<ReadRequest, 'signal'> = {}) {
  await using server = await loopbackServer(() => ({ json: records }));
  await using opened = openForTest(server.url, {
    operations: { list: { path: '/orders', query: { since: '{$since}' } } },
    capabilities: { 'order.read': { read: 'list', key: '$string(id)', cursor } },
  });
  const pages: Page[] = await collect(opened.connection.read('order', { signal: never(), ...request }));
  const since = new URL(server.received[0]?.url ?? '', server.url).searchParams.get('since');
  const [first, last] = [pages[0], pages.at(-1)];
  return {
    since,
    keys: first?.records.map(({ key }) => String(key)),
    records: first?.records,
    afterPage: first?.watermark,
    atEnd: last?.watermark,
    notices: opened.notices,
  };
}

test('asks from the watermark less the overlap, and goes on from the newest time seen', async () => {
  const { since, afterPage, atEnd } = await read(
    CHANGED,
    [
      { id: 1, changed: '2026-01-05T08:30:00Z' },
      { id: 2, changed: '2026-01-05T08:10:00Z' },
    ],
    {
      watermark: '2026-01-05T08:00:00.500Z',
    },
  );
  assert.deepEqual([since, afterPage, atEnd], ['2026-01-05T07:58:00Z', undefined, '2026-01-05T08:30:00.000Z']);
});

test('the watermark never lies after the start of the run, and never moves back', async () => {
  const ahead = await read(CHANGED, [{ id: 1, changed: '2026-01-05T11:00:00Z' }]);
  assert.equal(ahead.atEnd, '2026-01-05T09:00:00.000Z');
  assert.equal(ahead.records?.[0]?.observedAt, '2026-01-05T11:00:00.000Z');
  const behind = await read(CHANGED, [{ id: 1, changed: '2026-01-05T07:59:00Z' }], {
    watermark: '2026-01-05T08:00:00.000Z',
  });
  assert.equal(behind.atEnd, '2026-01-05T08:00:00.000Z');
  const nothing = await read(CHANGED, [], { watermark: '2026-01-05T08:00:00.000Z' });
  assert.equal(nothing.atEnd, '2026-01-05T08:00:00.000Z');
  assert.equal((await read(CHANGED, [])).atEnd, undefined);
});

test('a stored watermark in the future counts as now, and is reported', async () => {
  const { since, atEnd, notices } = await read(CHANGED, [], { watermark: '2026-03-01T00:00:00.000Z' });
  assert.deepEqual(
    [since, atEnd, notices.map(({ code }) => code)],
    ['2026-01-05T08:58:00Z', '2026-01-05T09:00:00.000Z', ['watermark-in-the-future']],
  );
});

test('a watermark of another kind reads everything, and is reported', async () => {
  const { since, notices } = await read(CHANGED, [], { watermark: 'abc' });
  assert.deepEqual([since, notices.map(({ code }) => code)], [null, ['watermark-unreadable']]);
});

test('records without a time pass and move nothing; a time that is none is reported once', async () => {
  const records = [
    { id: 1 },
    { id: 2, changed: null },
    { id: 3, changed: 'yesterday' },
    { id: 4, changed: 'soon' },
    { id: 5, changed: '' },
  ];
  const { keys, atEnd, notices } = await read(CHANGED, records, { watermark: '2026-01-05T08:00:00.000Z' });
  assert.deepEqual([keys, atEnd], [['1', '2', '3', '4', '5'], '2026-01-05T08:00:00.000Z']);
  assert.deepEqual(
    notices.map(({ code }) => code),
    ['time-unreadable'],
  );
});

test('times without a zone are read in the zone of the cursor, in winter and summer', async () => {
  const rome: CursorRule = { ...CHANGED, zone: 'Europe/Rome' };
  const { records } = await read(rome, [
    { id: 1, changed: '2025-12-05T09:30:00' },
    { id: 2, changed: '2025-07-05T09:30:00' },
    { id: 3, changed: '2025-07-05T09:30:00+05:00' },
  ]);
  assert.deepEqual(
    records?.map(({ observedAt }) => observedAt),
    ['2025-12-05T08:30:00.000Z', '2025-07-05T07:30:00.000Z', '2025-07-05T04:30:00.000Z'],
  );
});

test('since is written as the system wants it', async () => {
  const written = [];
  for (const writeAs of ['iso', 'iso-seconds', 'iso-seconds-no-zone', 'date'] as const) {
    const { since } = await read({ ...CHANGED, write_as: writeAs }, [], { watermark: '2026-01-05T00:01:00.250Z' });
    written.push(since);
  }
  assert.deepEqual(written, ['2026-01-04T23:59:00.250Z', '2026-01-04T23:59:00Z', '2026-01-04T23:59:00', '2026-01-04']);
});

test('without a watermark, `since` is the lower bound: what the overlap reads besides is left out', async () => {
  const records = [{ id: 1, changed: '2026-01-04T23:59:30Z' }, { id: 2, changed: '2026-01-05T00:00:00Z' }, { id: 3 }];
  const first = await read(CHANGED, records, { since: '2026-01-05T00:00:00.000Z' });
  assert.deepEqual([first.since, first.keys], ['2026-01-04T23:58:00Z', ['2', '3']]);
  const later = await read(CHANGED, records, {
    since: '2026-01-05T00:00:00.000Z',
    watermark: '2026-01-04T12:00:00.000Z',
  });
  assert.deepEqual(later.keys, ['1', '2', '3']);
});

test('an ascending list moves the watermark with every page, until it is found out of order', async () => {
  const ascending: CursorRule = { ...CHANGED, ascending: true };
  const inOrder = await read(ascending, [
    { id: 1, changed: '2026-01-05T08:00:00Z' },
    { id: 2, changed: '2026-01-05T08:00:00Z' },
  ]);
  assert.deepEqual([inOrder.afterPage, inOrder.notices], ['2026-01-05T08:00:00.000Z', []]);
  const disorder = await read(ascending, [
    { id: 1, changed: '2026-01-05T08:10:00Z' },
    { id: 2, changed: '2026-01-05T08:00:00Z' },
  ]);
  assert.deepEqual([disorder.afterPage, disorder.atEnd], [undefined, '2026-01-05T08:10:00.000Z']);
  assert.deepEqual(
    disorder.notices.map(({ code }) => code),
    ['list-out-of-order'],
  );
});

test('a sequence goes on from the highest number less the overlap', async () => {
  const sequence: CursorRule = { kind: 'sequence', field: 'n', overlap_numbers: 100 };
  const { since, records, atEnd } = await read(sequence, [{ id: 1, n: 950 }, { id: 2, n: '1020' }, { id: 3 }], {
    watermark: '1000',
  });
  assert.deepEqual([since, records?.map(({ sequence: n }) => n), atEnd], ['900', [950, 1020, undefined], '1020']);
  assert.equal((await read(sequence, [], { watermark: '40' })).since, '0');
  assert.equal((await read(sequence, [])).since, '0');
  await assert.rejects(read(sequence, [{ id: 1, n: 'x' }]), { code: 'ANSWER_MALFORMED' });
});

test('a scan reads everything, without a watermark; `since` bounds it where records say their time', async () => {
  const scan: CursorRule = { kind: 'scan', field: 'changed', zone: 'UTC' };
  const records = [{ id: 1, changed: '2025-01-05T00:00:00' }, { id: 2, changed: '2026-01-05T00:00:00' }, { id: 3 }];
  const { since, keys, atEnd } = await read(scan, records, { since: '2026-01-01T00:00:00.000Z', watermark: 'x' });
  assert.deepEqual([since, keys, atEnd], [null, ['2', '3'], undefined]);
  assert.deepEqual((await read({ kind: 'scan', zone: 'UTC' }, records)).keys, ['1', '2', '3']);
});

test('the field may ask an option, as for the zone of a server that each customer runs elsewhere', async () => {
  await using server = await loopbackServer(() => ({ json: [{ id: 1, changed: '2026-01-05T03:30:00' }] }));
  await using opened = openForTest(
    server.url,
    {
      operations: { list: { path: '/orders' } },
      capabilities: {
        'order.read': {
          read: 'list',
          key: '$string(id)',
          cursor: { ...CHANGED, field: '$instant(changed, $options.zone)' },
        },
      },
    },
    { options: { zone: 'America/Denver' } },
  );
  const pages: Page[] = await collect(opened.connection.read('order', { signal: never() }));
  assert.equal(pages[0]?.records[0]?.observedAt, '2026-01-05T10:30:00.000Z');
});
