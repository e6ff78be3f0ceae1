import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CursorRule, Paging } from '../../model/config.generated.ts';
import type { Page } from '../../model/connection.ts';
import { loopbackServer, type Received, type Reply } from '../testing/loopback-server.ts';
import { collect, never, openForTest } from '../testing/test-connection.ts';
import { BY_CHANGE, type WrittenConnector } from '../testing/test-connector.ts';

const SCAN: CursorRule = { kind: 'scan', zone: 'UTC' };

function shop(
  paging: Paging | undefined,
  more: Partial<WrittenConnector> = {},
  cursor: CursorRule = SCAN,
): WrittenConnector {
  return {
    base_path: '/api/v1',
    operations: {
      list: {
        path: '/orders',
        query: { page: '{$page.number}', offset: '{$page.offset}', after: '{$page.cursor}', since: '{$since}' },
        ...(paging === undefined ? {} : { paging }),
      },
    },
    capabilities: { 'order.read': { read: 'list', key: '$string(id)', cursor } },
    ...more,
  };
}

interface Reading {
  readonly keys: readonly string[];
  readonly urls: readonly string[];
  readonly pages: readonly Page[];
  readonly error?: { readonly code?: string; readonly message: string };
}

/** Reads a list from a server that answers as told; an error ends it. */
async function read(
  written: WrittenConnector,
  answer: (request: Received, count: number) => Reply,
  watermark?: string,
): Promise<Reading> {
  await using server = await loopbackServer((request, _response, count) => {
    if (count > 30) throw new Error('the list does not end');
    return answer(request, count);
  });
  await using opened = openForTest(server.url, written);
  const pages: Page[] = [];
  const outcome: { error?: NonNullable<Reading['error']> } = {};
  try {
    const request = { signal: never(), ...(watermark === undefined ? {} : { watermark }) };
    for await (const page of opened.connection.read('order', request)) pages.push(page);
  } catch (error) {
    outcome.error = error as NonNullable<Reading['error']>;
  }
  const urls = server.received.map(({ url }) => decodeURIComponent(url).replace('/api/v1/orders', ''));
  return { keys: pages.flatMap(({ records }) => records.map(({ key }) => String(key))), urls, pages, ...outcome };
}

const records = (...ids: number[]): Reply => ({ json: ids.map((id) => ({ id })) });

const NUMBERED: Paging = { style: 'page-number', first: 1, size: 2, window: false };

test('numbered pages end with a short one, and with an empty one', async () => {
  const short = await read(shop(NUMBERED), (_request, count) => (count === 1 ? records(1, 2) : records(3)));
  assert.deepEqual(
    [short.keys, short.urls],
    [
      ['1', '2', '3'],
      ['?page=1', '?page=2'],
    ],
  );
  const empty = await read(shop({ ...NUMBERED, first: 0 }), (_request, count) =>
    count === 1 ? records(1, 2) : records(),
  );
  assert.deepEqual([empty.keys, empty.urls, empty.error], [['1', '2'], ['?page=0', '?page=1'], undefined]);
});

test('the told number of pages counts more than a short page: a server may cap the size in silence', async () => {
  const paging: Paging = { ...NUMBERED, size: 100, total_pages_header: 'X-WP-TotalPages' };
  const capped = await read(shop(paging), (_request, count) => ({
    headers: { 'x-wp-totalpages': '3' },
    json: [{ id: count }],
  }));
  assert.deepEqual(capped.keys, ['1', '2', '3']);
  const odd = await read(shop(paging), () => ({ headers: { 'x-wp-totalpages': 'many' }, json: [{ id: 1 }] }));
  assert.equal(odd.error?.code, 'ANSWER_MALFORMED');
  const dropped = await read(shop(paging), () => records(1));
  assert.deepEqual(dropped.keys, ['1']);
});

test('the told number of records ends a list whose server shows the last page again', async () => {
  const paging: Paging = { ...NUMBERED, total_records: 'total_count' };
  const list = { ...shop(paging) };
  const written = {
    ...list,
    operations: { list: { ...list.operations?.list, path: '/orders', paging, result: 'items' } },
  };
  const told = (total: unknown) =>
    read(written, ({ url }) => ({
      json: { items: (url.includes('page=1') ? [1, 2] : [3, 4]).map((id) => ({ id })), total_count: total },
    }));
  const whole = await told(4);
  assert.deepEqual([whole.keys, whole.urls.length, whole.error], [['1', '2', '3', '4'], 2, undefined]);
  assert.equal((await told('many')).error?.code, 'ANSWER_MALFORMED');
  const untold = await read(
    { ...written, operations: { list: { ...written.operations.list, paging: NUMBERED } } },
    () => ({
      json: { items: [{ id: 1 }, { id: 2 }], total_count: 2 },
    }),
  );
  assert.equal(untold.error?.code, 'PAGE_REPEATED');
});

test('a server that ignores the page is noticed at its second answer', async () => {
  const same = await read(shop(NUMBERED), () => records(1, 2));
  assert.equal(same.error?.code, 'PAGE_REPEATED');
  assert.deepEqual([same.keys, same.urls.length], [['1', '2'], 2]);
});

test('records without the key in the list are compared whole', async () => {
  const keyless: WrittenConnector = {
    ...shop(NUMBERED),
    operations: {
      list: { path: '/orders', query: { page: '{$page.number}' }, paging: NUMBERED },
      get: { path: '/orders/{$item.ref}' },
    },
    capabilities: { 'order.read': { read: 'list', each: 'get', key: '$string(id)', cursor: SCAN } },
  };
  const reading = await read(keyless, ({ url }) => {
    if (url.includes('page=1')) return { json: [{ ref: 'a' }, { ref: 'b' }] };
    if (url.includes('page=2')) return { json: [{ ref: 'c' }] };
    return url.endsWith('b') ? { status: 404, json: {} } : { json: { id: `id-${url.at(-1)}` } };
  });
  assert.deepEqual(reading.keys, ['id-a', 'id-c']);
});

test('offset counts the records that came', async () => {
  const reading = await read(shop({ style: 'offset', size: 2, window: false }), (_request, count) =>
    count < 3 ? records(count, count + 10) : records(9),
  );
  assert.deepEqual(reading.urls, ['?offset=0', '?offset=2', '?offset=4']);
  assert.deepEqual(reading.keys.length, 5);
});

test('the told number of records counts more than a short page of an offset: a server may cap the size in silence', async () => {
  const paging: Paging = { style: 'offset', size: 100, window: false, total_records: 'metadata.total' };
  const list = shop(paging);
  const written = {
    ...list,
    operations: { list: { ...list.operations?.list, path: '/orders', paging, result: 'results' } },
  };
  const capped = (total: unknown) =>
    read(written, (_request, count) => ({
      json: { results: [{ id: count }], ...(total === undefined ? {} : { metadata: { total } }) },
    }));
  assert.deepEqual((await capped(3)).urls, ['?offset=0', '?offset=1', '?offset=2']);
  assert.equal((await capped('many')).error?.code, 'ANSWER_MALFORMED');
  // Nothing told: a short page is the last.
  assert.deepEqual((await capped(undefined)).keys, ['1']);
});

test('an offset counts the rows of the system where one makes several records, or none', async () => {
  const paging: Paging = { style: 'offset', size: 2, window: false, rows: '$count(results)' };
  const list = shop(paging);
  const written = {
    ...list,
    operations: { list: { ...list.operations?.list, path: '/orders', paging, result: '[results.parts]' } },
  };
  const pages = [
    { results: [{ id: 'a', parts: [{ id: 1 }, { id: 2 }, { id: 3 }] }, { id: 'b' }] },
    { results: [{ id: 'c' }, { id: 'd' }] },
    { results: [{ id: 'e', parts: [{ id: 4 }] }] },
  ];
  const reading = await read(written, (_request, count) => ({ json: pages[count - 1] }));
  assert.deepEqual(
    [reading.keys, reading.urls],
    [
      ['1', '2', '3', '4'],
      ['?offset=0', '?offset=2', '?offset=4'],
    ],
  );
  // The same records of other rows are no repeated page.
  const alike = await read(written, (_request, count) => ({
    json: {
      results: count < 3 ? ['x', 'y'].map((id) => ({ id: `${id}${count}`, parts: [{ id: 9 }] })) : [],
    },
  }));
  assert.deepEqual([alike.error, alike.urls.length], [undefined, 3]);
  const untold = await read(
    { ...written, operations: { list: { ...written.operations.list, paging: { ...paging, rows: 'rows' } } } },
    () => ({ json: pages[0] }),
  );
  assert.equal(untold.error?.code, 'ANSWER_MALFORMED');
});

test('a cursor leads on until there is none, over empty pages too', async () => {
  const answers = [
    { items: [{ id: 1 }], next: 'c1' },
    { items: [], next: 'c2' },
    { items: [{ id: 2 }], next: null },
  ];
  const cursor: Paging = { style: 'cursor', size: 1, next: 'next' };
  const written = shop(cursor, {
    operations: { list: { path: '/orders', query: { after: '{$page.cursor}' }, result: 'items', paging: cursor } },
  });
  const reading = await read(written, (_request, count) => ({ json: answers[count - 1] }));
  assert.deepEqual(
    [reading.keys, reading.urls],
    [
      ['1', '2'],
      ['', '?after=c1', '?after=c2'],
    ],
  );
  const circle = await read(written, () => ({ json: { items: [], next: 'c1' } }));
  assert.equal(circle.error?.code, 'PAGE_REPEATED');
});

const LINK: Paging = { style: 'next-link', size: 2, next: '`@odata.nextLink`' };
const odata = (): WrittenConnector => ({ ...shop(LINK), protocol: 'odata' });

test('a next link: only its path and query, at the own origin', async () => {
  const reading = await read(odata(), (_request, count) => ({
    json:
      count === 1
        ? {
            value: [{ id: 1 }],
            '@odata.count': 2,
            '@odata.nextLink': "https://inner.example:8443/api/v1/orders?$skiptoken='a%27b'&x=1",
          }
        : { value: [{ id: 2 }] },
  }));
  assert.deepEqual(reading.keys, ['1', '2']);
  assert.deepEqual(reading.urls[1], "?$skiptoken='a'b'&x=1");
  assert.equal(reading.pages[0]?.total, 2);
});

test('a next link that leaves the API’s own path is refused, and not followed', async () => {
  const links = [
    'https://evil.example/steal',
    '/api/v1/../../admin',
    '/api/v1/%2e%2e/admin',
    '/api/v12/orders',
    '//evil.example/api/v2/orders',
    'javascript:alert(1)',
    '/api/v1/..%2f..%2fadmin',
  ];
  for (const link of links) {
    const reading = await read(odata(), () => ({ json: { value: [{ id: 1 }], '@odata.nextLink': link } }));
    assert.equal(reading.error?.code, 'HOST_REFUSED', link);
    assert.equal(reading.urls.length, 1);
    assert.ok(!reading.error.message.includes('evil'));
  }
});

test('a next link in the Link header; a link to the page itself is noticed', async () => {
  const reading = await read(shop({ style: 'next-link', size: 1 }), (request, count) => ({
    json: [{ id: count }],
    headers: {
      link: request.url.includes('p=2')
        ? '</api/v1/orders?p=1>; rel="prev"'
        : '</api/v1/orders?p=0,5>; title="a, b"; rel="prev first", <https://shop.example.com/api/v1/orders?p=2>; rel="next"',
    },
  }));
  assert.deepEqual(
    [reading.keys, reading.urls],
    [
      ['1', '2'],
      ['', '?p=2'],
    ],
  );
  const circle = await read(odata(), (_request, count) => ({
    json: { value: [{ id: count }], '@odata.nextLink': '/api/v1/orders?t=1' },
  }));
  assert.equal(circle.error?.code, 'PAGE_REPEATED');
});

test('an answer without the list is no empty list', async () => {
  const result = { operations: { list: { path: '/orders', result: 'orders' } } };
  assert.equal((await read(shop(undefined, result), () => ({ json: { error: 'x' } }))).error?.code, 'ANSWER_MALFORMED');
  assert.equal((await read(shop(undefined), () => ({ json: { error: 'x' } }))).error?.code, 'ANSWER_MALFORMED');
  assert.deepEqual((await read(shop(undefined, result), () => ({ json: { orders: [] } }))).keys, []);
  assert.deepEqual((await read(shop(undefined, result), () => ({ json: { orders: [{ id: 5 }] } }))).keys, ['5']);
  assert.equal((await read(shop(undefined), () => ({ json: [{ id: null }] }))).error?.code, 'KEY_MALFORMED');
});

const WINDOW: Paging = { style: 'page-number', first: 1, size: 2, window: true };

interface Row {
  readonly id: number;
  readonly changed: string;
}

/** A list in order of change time, filtered as WooCommerce does: `since` to the second, its own second left out. */
function changedList(rows: readonly Row[], size: number) {
  return ({ url }: Received): Reply => {
    const query = new URL(url, 'http://x').searchParams;
    const since = query.get('since');
    const sorted = [...rows].sort((a, b) => a.changed.localeCompare(b.changed) || a.id - b.id);
    const matching = sorted.filter(({ changed }) => since === null || `${changed.slice(0, 19)}Z` > since);
    const first = (Number(query.get('page')) - 1) * size;
    return { json: matching.slice(first, first + size) };
  };
}

const at = (second: number, id: number): Row => ({
  id,
  changed: `2026-01-05T08:00:${String(second).padStart(2, '0')}.500Z`,
});

test('a window moves by time and brings each record once, in order', async () => {
  const rows = [at(1, 1), at(3, 2), at(3, 3), at(5, 4), at(9, 5)];
  const reading = await read(shop(WINDOW, {}, BY_CHANGE), changedList(rows, 2), '2026-01-05T08:00:00.000Z');
  assert.deepEqual(reading.keys, ['1', '2', '3', '4', '5']);
  assert.equal(reading.urls[0], '?page=1&since=2026-01-05T07:58:00Z');
  assert.equal(reading.urls[1], '?page=1&since=2026-01-05T08:00:02Z');
  assert.equal(reading.pages.at(-1)?.watermark, '2026-01-05T08:00:09.500Z');
  assert.equal(reading.pages[0]?.watermark, '2026-01-05T08:00:03.500Z');
  assert.equal(reading.pages[1]?.watermark, '2026-01-05T08:00:03.500Z');
});

test('records of one second that fill more than a page are read by number', async () => {
  const rows = [at(1, 1), at(4, 2), at(4, 3), at(4, 4), at(4, 5), at(4, 6), at(8, 7)];
  const reading = await read(shop(WINDOW, {}, BY_CHANGE), changedList(rows, 2));
  assert.deepEqual(reading.keys, ['1', '2', '3', '4', '5', '6', '7']);
});

test('a list that begins with more than a page of one second is read, and not taken for a repeated page', async () => {
  const rows = [at(4, 2), at(4, 3), at(5, 4), at(5, 5), at(5, 6), at(8, 7)];
  const reading = await read(shop(WINDOW, {}, BY_CHANGE), changedList(rows, 2), '2026-01-05T08:00:00.000Z');
  assert.deepEqual([reading.keys, reading.error], [['2', '3', '4', '5', '6', '7'], undefined]);
});

test('read by number, a record that changes meanwhile shifts nobody past the reader either', async () => {
  for (const moment of [2, 3, 4, 5, 6]) {
    const rows = [at(4, 1), at(4, 2), at(4, 3), at(4, 4), at(4, 5), at(4, 6), at(8, 7)];
    const reading = await read(shop(WINDOW, {}, BY_CHANGE), (request, count) => {
      if (count === moment) rows.splice(1, 1, at(9, 2));
      return changedList(rows, 2)(request);
    });
    assert.deepEqual(
      [...new Set(reading.keys)].toSorted(),
      ['1', '2', '3', '4', '5', '6', '7'],
      `at request ${moment}`,
    );
    assert.equal(reading.error, undefined);
  }
});

test('a record that changes while the list is read shifts nobody past the reader', async () => {
  const rows = [at(1, 1), at(2, 2), at(3, 3), at(4, 4), at(6, 5)];
  const reading = await read(shop(WINDOW, {}, BY_CHANGE), (request, count) => {
    if (count === 2) rows.splice(0, 1, at(7, 1));
    return changedList(rows, 2)(request);
  });
  assert.deepEqual(reading.keys, ['1', '2', '3', '4', '5', '1']);
  // The same list by number loses record 3: this is what the window is for.
  const numbered = [at(1, 1), at(2, 2), at(3, 3), at(4, 4), at(6, 5)];
  const lossy = await read(shop({ ...WINDOW, window: false }, {}, BY_CHANGE), (request, count) => {
    if (count === 2) numbered.splice(0, 1, at(7, 1));
    return changedList(numbered, 2)(request);
  });
  assert.ok(!lossy.keys.includes('3'));
});

test('a window over a server that ignores the filter is noticed', async () => {
  const rows = [at(1, 1), at(5, 2)];
  const reading = await read(shop(WINDOW, {}, BY_CHANGE), () => ({ json: rows }));
  assert.equal(reading.error?.code, 'PAGE_REPEATED');
});

test('collect is what the tests above rely on', async () => {
  async function* two() {
    yield 1;
    yield 2;
  }
  assert.deepEqual(await collect(two()), [1, 2]);
});
