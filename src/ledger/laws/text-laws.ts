import assert from 'node:assert/strict';
import { pipeName } from '../../model/names.ts';
import { type Laws, lawsOf } from './law.ts';
import { ORDERS, record, second } from './sample.ts';

const FIVE_MEGABYTES = 5 * 1024 * 1024;

export const textLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('a record of five megabytes is kept to the last character', async (ledger) => {
    const text = JSON.stringify({ note: 'ä😀"'.repeat(FIVE_MEGABYTES / 8), end: true });
    const { ready } = await ledger.receive(ORDERS, [record('A', 'v1', { record: text })], undefined, second(0));
    const id = ready[0]?.id ?? 0;
    assert.ok((await ledger.delivery(id))?.record === text);
    await ledger.settle(id, { to: 'held' }, second(1));
    await ledger.edit(id, '{}', 'print', second(2));
    assert.ok((await ledger.history(id)).at(-1)?.reason?.text.endsWith(text));
  });

  law('label, fingerprint, reason, cursor and hash are kept as they are', async (ledger) => {
    const odd = ` \t'; DROP TABLE deliveries; -- 😀 "\\" \u0000 é e\u0301\n`;
    const pipe = pipeName('odd');
    const { ready } = await ledger.receive(
      pipe,
      [record('A', 'v1', { label: odd, fingerprint: odd })],
      { watermark: odd },
      second(0),
    );
    const id = ready[0]?.id ?? 0;
    await ledger.begin(id, odd, second(1));
    await ledger.keepStep(id, odd, odd);
    await ledger.settle(id, { to: 'unknown', reason: { code: 'X', text: odd }, target: { id: odd } }, second(1));
    const delivery = await ledger.delivery(id);
    assert.deepEqual(
      [delivery?.label, delivery?.fingerprint, delivery?.reason?.text, delivery?.payloadHash, delivery?.target?.id],
      [odd, odd, odd, odd, odd],
    );
    assert.deepEqual(delivery?.steps, { [odd]: odd });
    assert.deepEqual(await ledger.cursor(pipe), { watermark: odd });
    assert.equal((await ledger.deliveries({ key: odd })).length, 1);
  });

  law('instants keep their milliseconds', async (ledger) => {
    const observedAt = '2026-03-29T00:59:59.999Z';
    const { ready } = await ledger.receive(ORDERS, [record('A', 'v1', { observedAt })], undefined, second(0.001));
    assert.deepEqual([ready[0]?.observedAt, ready[0]?.receivedAt], [observedAt, '2026-01-05T09:00:00.001Z']);
  });
};
