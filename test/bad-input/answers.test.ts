import assert from 'node:assert/strict';
import test from 'node:test';
import type { Fault } from '../../src/twin/kit/fault-switch.ts';
import { isOrderPost } from '../trial-systems.ts';
import { isOrderList, rewriteAnswers } from './rewritten-answers.ts';
import { once, trial } from './trial.ts';

/**
 * Answers that are not what they should be, from the shop whose orders are read and from the ERP that has just written one.
 * What cannot be read is not taken for an empty list, and what cannot be understood is not taken for a success or a failure.
 */

const ANSWERS: readonly {
  readonly name: string;
  readonly fault: Fault;
  readonly says: RegExp;
  readonly next: RegExp;
}[] = [
  {
    name: 'an answer of 50 MB',
    fault: { kind: 'oversized' },
    says: /the answer is larger than 16777216 bytes/,
    next: /Lower the page size/,
  },
  {
    name: 'JSON that breaks off with the connection',
    fault: { kind: 'truncated' },
    says: /the connection broke inside the answer/,
    next: /See what stands between/,
  },
  {
    name: 'JSON that ends too early, with a NaN in it',
    fault: { kind: 'malformed' },
    says: /damaged or cut-off JSON came where JSON was expected/,
    next: /See what stands between/,
  },
  {
    name: 'bytes that are not in the declared charset',
    fault: { kind: 'wrong-charset' },
    says: /the body is not text in the charset "utf-8"/i,
    next: /See what stands between/,
  },
];

for (const { name, fault, says, next } of ANSWERS) {
  test(`${name}: from the shop not taken for read, from the ERP looked up and not sent again`, async (t) => {
    const { systems, project, clock, orders, run, onErp, states } = await trial(t);
    systems.shop.faults.arm({ ...fault, match: '/orders?' });
    const unread = await run();
    assert.equal(unread.code, 1);
    assert.match(unread.stdout, new RegExp(`source +orders: list-orders.*${says.source}`, says.flags));
    assert.match(unread.stdout, next);
    assert.deepEqual(await project.look((ledger) => ledger.counts()), []);
    assert.deepEqual(onErp(), {});

    systems.erp.faults.arm({ ...fault, method: 'POST', match: '/salesOrders' });
    await run();
    const [doubtful, ...others] = Object.values(await states()).filter(({ state }) => state === 'unknown');
    assert.deepEqual(others, []);
    assert.match(doubtful?.reason?.text ?? '', says);
    clock.advance(60_000);
    assert.equal((await run()).code, 0);
    assert.deepEqual(onErp(), once(orders));
    assert.equal(systems.erp.exchanges.filter(isOrderPost).length, orders.length);
    assert.equal((await states())[doubtful?.label ?? '']?.reason?.code, 'adopted');
  });
}

const PAGE = '<!DOCTYPE html><html><body><h1>Briefly unavailable for scheduled maintenance</h1></body></html>';

test('a page for people with status 200, in place of orders and of a written order', async (t) => {
  const { systems, clock, orders, run, onErp, states } = await trial(t);
  let isMaintained = true;
  rewriteAnswers(
    systems.shop,
    (request) => isMaintained && isOrderList(request),
    () => PAGE,
  );
  const first = await run();
  assert.equal(first.code, 1);
  assert.match(first.stdout, /list-orders answered 200: HTML came where JSON was expected/);
  assert.deepEqual(onErp(), {});
  isMaintained = false;

  let isFirst = true;
  rewriteAnswers(
    systems.erp,
    (request) => isFirst && isOrderPost(request),
    () => {
      isFirst = false;
      return PAGE;
    },
  );
  await run();
  assert.deepEqual(
    Object.values(await states())
      .map(({ state }) => state)
      .toSorted(),
    ['delivered', 'delivered', 'unknown'],
  );
  clock.advance(60_000);
  assert.equal((await run()).code, 0);
  assert.deepEqual(onErp(), once(orders));
});

test('a look-up that cannot be understood writes nothing', async (t) => {
  const { systems, clock, orders, run, onErp, states } = await trial(t, 1);
  systems.erp.faults.arm({ kind: 'malformed', method: 'GET', match: '/salesOrders' });
  await run();
  assert.deepEqual(onErp(), {});
  assert.deepEqual(
    Object.values(await states()).map(({ state }) => state),
    ['waiting'],
  );
  clock.advance(60_000);
  assert.equal((await run()).code, 0);
  assert.deepEqual(onErp(), once(orders));
});
