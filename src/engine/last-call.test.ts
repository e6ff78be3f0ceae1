import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paperRun } from '../../test/paper-run.ts';
import type { KeepStep, WriteOutcome, WriteRequest } from '../model/connection.ts';

/** A write whose calls keep these results; the last one ends as told. */
async function written(end: () => WriteOutcome) {
  const paper = await paperRun();
  const before: (readonly [string, unknown])[] = [];
  paper.shop.pages.push([{ id: '1001', number: '1001', at: '2026-01-05T08:00:00.000Z' }]);
  paper.erp.write = async (_name: string, _request: WriteRequest, keep?: KeepStep) => {
    for (const [step, isLast] of [
      ['header', false],
      ['lines', true],
    ] as const) {
      await keep?.(step, step === 'lines' ? undefined : { id: 7 }, isLast);
      before.push([step, (await paper.deliveries())[0]?.steps]);
    }
    return end();
  };
  const failure = await paper.run().then(
    () => undefined,
    (error: unknown) => error,
  );
  return { before, failure, delivery: (await paper.deliveries())[0], ledger: paper.ledger };
}

const KEPT = { header: { id: 7 }, lines: null };

test('the result of every call but the last is on disk before the next; that of a delivered record’s last call is in its target', async () => {
  const { before, delivery } = await written(() => ({ kind: 'done', target: { id: '7' } }));
  assert.deepEqual(before, [
    ['header', { header: { id: 7 } }],
    ['lines', { header: { id: 7 } }],
  ]);
  assert.deepEqual(
    [delivery?.state, delivery?.steps, delivery?.target],
    ['delivered', { header: { id: 7 } }, { id: '7' }],
  );
});

test('the result of the last call is kept where the write is not proven, and where it fails', async () => {
  const unknown = await written(() => ({ kind: 'unknown', reason: { code: 'cut', text: 'no id' } }));
  assert.deepEqual([unknown.delivery?.state, unknown.delivery?.steps], ['unknown', KEPT]);

  const failed = await written(() => {
    throw new RangeError('a defect');
  });
  assert.match(String(failed.failure), /a defect/);
  assert.deepEqual([failed.delivery?.state, failed.delivery?.steps], ['sending', KEPT]);
});
