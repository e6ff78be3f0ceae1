import assert from 'node:assert/strict';
import test from 'node:test';
import { paperRun } from '../../test/paper-run.ts';
import { againRecord, isAgainRecord, recordItself, withoutAgain } from './again-record.ts';

const DAY_MS = 86_400_000;
const figure = (at: string, number = '37') => ({ id: 'MUG-01', number, at });
const AT = '2026-01-05T08:00:00.000Z';

const stockPipe = (where?: string) =>
  paperRun({
    to: '{ "figure": number }',
    ...(where === undefined ? {} : { where }),
    plan: (plan) => ({ ...plan, againMs: DAY_MS }),
  }).then((paper) => {
    paper.erp.can('order.write', { canUpdate: true });
    return {
      ...paper,
      show: (...records: ReturnType<typeof figure>[]) => paper.shop.pages.splice(0, 1, records),
      sent: () => paper.erp.written.map(({ payload }) => (payload as { figure: string }).figure),
    };
  });

test('what was sent a day ago is sent once more, though nothing has changed, and then not before the next day', async () => {
  const { show, run, sent, clock } = await stockPipe();
  show(figure(AT));
  await run();
  clock.advance(DAY_MS / 2);
  await run();
  assert.deepEqual(sent(), ['37']);
  clock.advance(DAY_MS / 2);
  await run();
  assert.deepEqual(sent(), ['37', '37']);
  await run();
  clock.advance(DAY_MS / 2);
  await run();
  assert.deepEqual(sent(), ['37', '37'], 'what the source shows again meanwhile is no change either');
  clock.advance(DAY_MS);
  await run();
  assert.deepEqual(sent(), ['37', '37', '37']);
});

test('a figure that has changed takes the place of the one that was to be sent once more', async () => {
  const { show, run, sent, clock, erp } = await stockPipe();
  show(figure(AT));
  await run();
  clock.advance(DAY_MS);
  erp.answers.push(() => ({ kind: 'retry', reason: { code: '503', text: 'out of service' }, outage: false }));
  show();
  await run();
  show(figure('2026-01-06T08:00:30.000Z', '30'));
  await run();
  assert.deepEqual(sent(), ['37', '30']);
});

test('what waits for a person is left to the person', async () => {
  const { show, run, sent, clock, erp, states } = await stockPipe();
  show(figure(AT));
  await run();
  erp.answers.push(() => ({ kind: 'rejected', reason: { code: '400', text: 'no such article' } }));
  show(figure('2026-01-05T09:00:00.000Z', '36'));
  await run();
  clock.advance(2 * DAY_MS);
  show();
  await run();
  assert.deepEqual([sent(), await states()], [['37'], { 'MUG-01': 'rejected' }]);
});

test('what the pipe leaves out by now is not sent once more', async () => {
  const { run, show, sent, clock } = await stockPipe('number != "0"');
  show(figure(AT));
  await run();
  show(figure('2026-01-05T09:00:00.000Z', '0'));
  await run();
  clock.advance(2 * DAY_MS);
  show();
  await run();
  assert.deepEqual(sent(), ['37']);
});

test('at most a hundred records a poll, the rest with the next ones', async () => {
  const { show, run, sent, clock } = await stockPipe();
  show(...Array.from({ length: 150 }, (_, index) => ({ ...figure(AT, String(index)), id: `SKU-${index}` })));
  await run();
  show();
  clock.advance(DAY_MS);
  await run();
  assert.equal(sent().length, 250);
  await run();
  assert.equal(sent().length, 300);
  await run();
  assert.equal(sent().length, 300);
});

test('a record keeps its own text', () => {
  const text = '{"price":1.10,"at":"x"}';
  const again = againRecord(againRecord(text, AT), '2026-01-06T08:00:00.000Z');
  assert.ok(isAgainRecord(again) && !isAgainRecord(text));
  assert.equal(withoutAgain(again), text);
  assert.deepEqual(recordItself(JSON.parse(again)), { price: 1.1, at: 'x' });
  assert.equal(withoutAgain(text), text);
});
