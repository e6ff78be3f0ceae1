import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RevisionRule } from '../../model/config.generated.ts';
import type { WriteOutcome, WriteRequest } from '../../model/connection.ts';
import { Hold } from '../../model/hold.ts';
import { loopbackServer, type Reply } from '../testing/loopback-server.ts';
import { openForTest, writeRequest } from '../testing/test-connection.ts';
import type { WrittenConnector } from '../testing/test-connector.ts';

const RULE: RevisionRule = {
  read: 'read',
  closed: "status = 'shipped' ? 'it was shipped'",
  has: '$',
  lists: { lines: { by: ['sku'], called: 'sku' } },
  unseen: ['method.code'],
  fixed: { customer: 'the customer' },
};

const ERP: WrittenConnector = {
  operations: {
    read: { path: '/orders/{$target.id}' },
    change: {
      method: 'PATCH',
      path: '/orders/{$target.id}',
      body: "{ 'fields': $revision.fields, 'lists': $revision.lists, 'tag': $revision.record.tag }",
    },
  },
  capabilities: {
    'order.revise': {
      idempotency: { strategy: 'upsert', reason: 'test' },
      references: [],
      absent: 'hold',
      revise: RULE,
      update: [{ name: 'order', operation: 'change', when: '$exists($revision)', repeat: 'never' }],
    },
  },
};

const line = (sku: string, quantity: number) => ({ sku, quantity });
const V1 = { customer: 'C1', city: 'Torino', note: 'bell', lines: [line('PEN', 5), line('MUG', 1)] };
const stored = (payload: object) => ({
  status: 'open',
  tag: 't1',
  warehouse: 'MAIN',
  ...payload,
  ...('lines' in payload
    ? { lines: (payload.lines as { sku: string }[]).map((each, index) => ({ ...each, id: index + 1, tax: 'A' })) }
    : {}),
});

interface Revised {
  readonly outcome: WriteOutcome;
  readonly sent: { fields: unknown; lists: Record<string, unknown[]>; tag: string } | undefined;
}

/** What is sent for a version, when the ERP has `now` and was given `before`. */
async function revise(
  now: Exclude<Reply, string> | object,
  payload: object,
  before: readonly unknown[] = [V1],
  more: Partial<WriteRequest> = {},
): Promise<Revised> {
  const read: Reply = 'status' in now && typeof now.status === 'number' ? now : { json: now };
  await using server = await loopbackServer(({ method }) => (method === 'GET' ? read : { json: { id: 7 } }));
  await using opened = openForTest(server.url, ERP);
  const request = writeRequest({
    payload,
    before,
    document: { number: '1001' },
    target: { id: '7', number: 'SO-7' },
    ...more,
  });
  const outcome = await opened.connection.write('order.revise', request, async () => undefined);
  const patch = server.received.find(({ method }) => method === 'PATCH');
  return { outcome, sent: patch === undefined ? undefined : JSON.parse(patch.body) };
}

/** The sentence with which it is held. */
async function heldWith(...given: Parameters<typeof revise>): Promise<string> {
  const error = await revise(...given).then(
    () => assert.fail('it was not held'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Hold, String(error));
  assert.equal(error.code, 'changed-after-delivery');
  return error.message;
}

test('what the source changed is sent, and what the system has besides is left', async () => {
  const { outcome, sent } = await revise(stored(V1), { ...V1, city: 'Roma', lines: [line('PEN', 3), line('MUG', 1)] });
  assert.deepEqual(outcome, { kind: 'done', target: { id: '7', number: 'SO-7' } });
  assert.deepEqual(sent, {
    fields: { city: 'Roma' },
    lists: {
      lines: [
        { to: line('PEN', 3), same: false, now: { ...line('PEN', 5), id: 1, tax: 'A' } },
        { to: line('MUG', 1), same: true, now: { ...line('MUG', 1), id: 2, tax: 'A' } },
      ],
    },
    tag: 't1',
  });
});

test('a line that was added has no row of the record, one that was taken off nothing to become', async () => {
  const { sent } = await revise(stored(V1), { ...V1, lines: [line('MUG', 1), line('LAMP', 2)] });
  assert.deepEqual(sent?.lists.lines, [
    { to: line('MUG', 1), same: true, now: { ...line('MUG', 1), id: 2, tax: 'A' } },
    { to: line('LAMP', 2), same: false },
    { same: false, now: { ...line('PEN', 5), id: 1, tax: 'A' } },
  ]);
});

test('what the source took away is sent as nothing', async () => {
  const { note: _, ...without } = V1;
  assert.deepEqual((await revise(stored(V1), without)).sent?.fields, { note: null });
});

test('a record that has it all already is not touched', async () => {
  const V2 = { ...V1, lines: [line('PEN', 2), line('MUG', 1)] };
  const { outcome, sent } = await revise(stored(V2), V2);
  assert.equal(sent, undefined);
  assert.deepEqual(outcome, { kind: 'done', target: { id: '7', number: 'SO-7' }, untouched: true });
});

test('what a clerk changed elsewhere stays, and is no conflict', async () => {
  const { sent } = await revise(stored({ ...V1, note: 'ring twice' }), { ...V1, city: 'Roma' });
  assert.deepEqual(sent?.fields, { city: 'Roma' });
  assert.deepEqual(sent?.lists, {});
});

test('a record that may not be changed any more is held with what differs', async () => {
  const V2 = { ...V1, lines: [line('PEN', 2), line('MUG', 1)] };
  const text = await heldWith({ ...stored(V1), status: 'shipped' }, V2);
  assert.equal(
    text,
    '1001 changed after it became SO-7, which may not be changed any more: it was shipped; changed at the source: quantity of "PEN": "2" instead of "5"; change SO-7 on shop by hand as far as that is still right and retry, or skip this version',
  );
});

test('a closed record that has it all already is no one’s work', async () => {
  const V2 = { ...V1, city: 'Roma' };
  assert.equal((await revise({ ...stored(V2), status: 'shipped' }, V2)).outcome.kind, 'done');
});

test('a line that a clerk changed as well is held with both changes', async () => {
  const text = await heldWith(stored({ ...V1, lines: [line('PEN', 7), line('MUG', 1)] }), {
    ...V1,
    lines: [line('PEN', 2), line('MUG', 1)],
  });
  assert.match(
    text,
    /was changed on shop as well: quantity of "PEN": "7" instead of "5"; changed at the source: quantity of "PEN": "2"/,
  );
});

test('a line that a clerk added is a conflict of lines, and none of an address', async () => {
  const now = stored({ ...V1, lines: [...V1.lines, line('BAG', 1)] });
  assert.match(await heldWith(now, { ...V1, lines: [line('PEN', 5)] }), /"BAG" added/);
  assert.deepEqual((await revise(now, { ...V1, city: 'Roma' })).sent?.fields, { city: 'Roma' });
});

test('what a clerk has done by hand already is no conflict, and the rest of it is done', async () => {
  const now = stored({ ...V1, lines: [line('PEN', 2), line('MUG', 1)] });
  const { sent } = await revise(now, { ...V1, city: 'Roma', lines: [line('PEN', 2), line('MUG', 3)] });
  assert.deepEqual(sent?.fields, { city: 'Roma' });
  assert.deepEqual(
    ((sent?.lists.lines ?? []) as { same: boolean }[]).map(({ same }) => same),
    [true, false],
  );
});

test('of several versions that may be there, the one that is there is compared with', async () => {
  const V2 = { ...V1, city: 'Roma', lines: [line('PEN', 4), line('MUG', 1)] };
  const V3 = { ...V1, city: 'Roma', lines: [line('PEN', 3), line('MUG', 1)] };
  const onV2 = await revise(stored(V2), V3, [V2, V1]);
  assert.deepEqual([onV2.sent?.fields, onV2.sent?.lists.lines?.length], [{}, 2]);
  const onV1 = await revise(stored(V1), V3, [V2, V1]);
  assert.deepEqual(onV1.sent?.fields, { city: 'Roma' });
});

test('going back to the delivered version undoes one that may have arrived', async () => {
  const V2 = { ...V1, city: 'Roma' };
  assert.deepEqual((await revise(stored(V2), V1, [V2, V1])).sent?.fields, { city: 'Torino' });
});

test('what the system never changes is held, with the word for it', async () => {
  assert.match(await heldWith(stored(V1), { ...V1, customer: 'C2' }), /and the customer of it cannot be changed there/);
});

test('without a version before nothing can be told apart', async () => {
  assert.match(await heldWith(stored(V1), { ...V1, city: 'Roma' }, []), /nothing is known of the version before/);
});

test('a record that is gone is so; one that cannot be read is asked for again', async () => {
  const V2 = { ...V1, city: 'Roma' };
  assert.equal((await revise({ status: 404, json: {} }, V2)).outcome.kind, 'gone');
  assert.equal((await revise({ status: 503, json: {} }, V2)).outcome.kind, 'retry');
});

test('numbers are compared by what they are worth, postcodes as they are written', async () => {
  const before = { price: 12.5, postcode: '00183' };
  const now = { ...stored(before), price: 12.5 };
  assert.equal((await revise(now, { price: '12.50', postcode: '00183' }, [before])).sent, undefined);
  assert.deepEqual((await revise(now, { price: 12.5, postcode: '183' }, [before])).sent?.fields, { postcode: '183' });
});

test('what the record does not show is sent when it was changed, and is no conflict', async () => {
  const before = { ...V1, method: { code: 'UPS' } };
  const { sent } = await revise({ ...stored(V1), method: { id: 4 } }, { ...V1, method: { code: 'DHL' } }, [before]);
  assert.deepEqual(sent?.fields, { method: { code: 'DHL' } });
  assert.equal((await revise({ ...stored(V1), method: { id: 4 } }, before, [before])).sent, undefined);
});
