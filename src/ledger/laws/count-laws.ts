import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DELIVERY_STATES, type DeliveryState, mayMove } from '../../model/delivery.ts';
import type { Ledger } from '../../model/ledger.ts';
import { type Laws, lawsOf } from './law.ts';
import { bring, ORDERS, receiveOne, record, STOCK, second } from './sample.ts';

const STATES = Object.keys(DELIVERY_STATES) as readonly DeliveryState[];

const ACTION = fc.record({
  kind: fc.constantFrom('receive', 'receive', 'move', 'move', 'move', 'step', 'recover', 'prune', 'edit'),
  pipe: fc.constantFrom(ORDERS, STOCK),
  key: fc.constantFrom('A', 'B', 'C'),
  version: fc.constantFrom('v1', 'v2', 'v3'),
  seen: fc.integer({ min: 0, max: 50 }),
  which: fc.nat({ max: 40 }),
  to: fc.constantFrom(...STATES),
});

type Action = typeof ACTION extends fc.Arbitrary<infer T> ? T : never;

/** Does it, or is refused; a refusal must change nothing, which the invariants show. */
async function act(ledger: Ledger, action: Action, at: string): Promise<void> {
  const all = await ledger.deliveries({});
  const chosen = all[action.which % Math.max(all.length, 1)];
  const attempt = (promise: Promise<unknown>) =>
    promise.catch((error: unknown) => {
      assert.ok(error instanceof Error && 'code' in error && error.code === 'LEDGER_MOVE_REFUSED', String(error));
    });
  if (action.kind === 'receive') {
    const one = record(action.key, action.version, { observedAt: second(action.seen) });
    await ledger.receive(action.pipe, [one], undefined, at);
  } else if (action.kind === 'recover') await ledger.recover(action.pipe, at);
  else if (action.kind === 'prune') await ledger.prune(second(action.seen));
  else if (chosen !== undefined) {
    if (action.kind === 'step') await attempt(ledger.keepStep(chosen.id, 'step', 1));
    else if (action.kind === 'edit') await attempt(ledger.edit(chosen.id, '{}', 'print of edit', at));
    else if (action.to === 'sending') await attempt(ledger.begin(chosen.id, 'payload', at));
    else await attempt(ledger.settle(chosen.id, { to: action.to }, at));
  }
}

async function checkInvariants(ledger: Ledger, at: string): Promise<void> {
  const all = await ledger.deliveries({});
  const counted = new Map<string, number>();
  for (const { pipe, state } of all) counted.set(`${pipe} ${state}`, (counted.get(`${pipe} ${state}`) ?? 0) + 1);
  const counts = await ledger.counts();
  assert.deepEqual(
    new Map(counts.map(({ pipe, state, count }) => [`${pipe} ${state}`, count])),
    new Map([...counted].sort(([a], [b]) => (a < b ? -1 : 1))),
  );

  for (const { id, state } of all) {
    const history = await ledger.history(id);
    history.forEach((move, index) => {
      const before = history[index - 1];
      if (move.from === 'new') assert.equal(index, 0);
      else {
        assert.equal(move.from, before?.to);
        assert.ok(mayMove(move.from, move.to));
      }
    });
    assert.equal(history.at(-1)?.to, state);
  }

  for (const pipe of [ORDERS, STOCK]) {
    const ready = await ledger.ready(pipe, at, 0, 1_000);
    const oldest = new Map<string, number>();
    for (const { id, pipe: of, key, state } of all) {
      if (of === pipe && !DELIVERY_STATES[state].final) oldest.set(key, Math.min(id, oldest.get(key) ?? id));
    }
    const expected = all.filter(
      ({ id, pipe: of, key, state }) => of === pipe && oldest.get(key) === id && state !== 'sending',
    );
    assert.deepEqual(
      ready.map(({ id }) => id),
      expected.map(({ id }) => id).sort((a, b) => a - b),
    );
  }
}

export const countLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('deliveries are counted by pipe and state, and states without any are left out', async (ledger) => {
    assert.deepEqual(await ledger.counts(), []);
    for (const key of ['A', 'B', 'C']) {
      const { id } = await receiveOne(ledger, key);
      if (key !== 'C') await bring(ledger, id, 'held');
    }
    await ledger.receive(STOCK, [record('A')], undefined, second(0));
    const held = { pipe: 'orders', state: 'held', count: 2 };
    const received = { pipe: 'orders', state: 'received', count: 1 };
    assert.deepEqual(await ledger.counts(ORDERS), [held, received]);
    assert.deepEqual(await ledger.counts(), [held, received, { pipe: 'stock', state: 'received', count: 1 }]);
  });

  law('whatever happens, counts, histories and what is ready agree with the deliveries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(ACTION, { minLength: 5, maxLength: 40 }), async (actions) => {
        const ledger = await open();
        try {
          let now = 0;
          for (const action of actions) await act(ledger, action, second(++now));
          await checkInvariants(ledger, second(now));
        } finally {
          await ledger.close();
        }
      }),
      { numRuns: 60 },
    );
  });
};
