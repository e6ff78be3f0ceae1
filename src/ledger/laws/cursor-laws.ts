import assert from 'node:assert/strict';
import { type Laws, lawsOf } from './law.ts';
import { ORDERS, record, STOCK, second } from './sample.ts';

export const cursorLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('a pipe that has read nothing has no cursor', async (ledger) => {
    assert.equal(await ledger.cursor(ORDERS), undefined);
  });

  law('the cursor moves with the page, and each pipe has its own', async (ledger) => {
    await ledger.receive(ORDERS, [record('A')], { watermark: second(1) }, second(1));
    await ledger.receive(STOCK, [], { watermark: '42' }, second(1));
    assert.deepEqual(await ledger.cursor(ORDERS), { watermark: second(1) });
    assert.deepEqual(await ledger.cursor(STOCK), { watermark: '42' });
  });

  law('a page without a cursor, as an event is, leaves the cursor where it stands', async (ledger) => {
    await ledger.receive(ORDERS, [record('A')], { watermark: '1' }, second(1));
    await ledger.receive(ORDERS, [record('B')], undefined, second(2));
    assert.deepEqual(await ledger.cursor(ORDERS), { watermark: '1' });
  });

  law('a page of repeats moves the cursor, too', async (ledger) => {
    await ledger.receive(ORDERS, [record('A')], { watermark: '1' }, second(1));
    await ledger.receive(ORDERS, [record('A')], { watermark: '2' }, second(2));
    assert.deepEqual(await ledger.cursor(ORDERS), { watermark: '2' });
  });

  law('the cursor can be set, set back and removed', async (ledger) => {
    await ledger.setCursor(ORDERS, { watermark: '9' });
    assert.deepEqual(await ledger.cursor(ORDERS), { watermark: '9' });
    await ledger.setCursor(ORDERS, { watermark: '3' });
    assert.deepEqual(await ledger.cursor(ORDERS), { watermark: '3' });
    await ledger.setCursor(ORDERS, undefined);
    assert.equal(await ledger.cursor(ORDERS), undefined);
  });
};
