import assert from 'node:assert/strict';
import { connectionName } from '../../model/names.ts';
import { type Laws, lawsOf } from './law.ts';
import { followUp, ORDERS, receiveOne, record, refusedWith, STOCK, second } from './sample.ts';

const LINK = { document: 'order', from: connectionName('shop'), fromId: 'A', to: connectionName('erp') };

export const settleLaws: Laws = (name, open) => {
  const law = lawsOf(name, open);

  law('an outcome is kept with its target, payload and reason', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    const target = { id: 'b1f0', number: 'SO-1001', kept: { etag: 'W/"1"', lines: [1, 2] } };
    const reason = { code: 'FOUND', text: 'was there already' };
    await ledger.settle(id, { to: 'unchanged', reason, target, payloadHash: 'hash' }, second(1));
    const delivery = await ledger.delivery(id);
    assert.deepEqual(
      [delivery?.state, delivery?.reason, delivery?.target, delivery?.payloadHash],
      ['unchanged', reason, target, 'hash'],
    );
  });

  law('what a move does not mention of target and payload stays', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.begin(id, 'hash', second(1));
    await ledger.settle(id, { to: 'unknown', target: { id: '7' } }, second(2));
    await ledger.settle(id, { to: 'delivered' }, second(3));
    const delivery = await ledger.delivery(id);
    assert.deepEqual([delivery?.target, delivery?.payloadHash], [{ id: '7' }, 'hash']);
  });

  law('an attempt counts when the move says so, and only then', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    const attempts: unknown[] = [];
    for (const countsAsAttempt of [true, false, undefined, true]) {
      await ledger.begin(id, 'hash', second(1));
      await ledger.settle(
        id,
        { to: 'waiting', ...(countsAsAttempt === undefined ? {} : { countsAsAttempt }) },
        second(2),
      );
      attempts.push((await ledger.delivery(id))?.attempts);
    }
    assert.deepEqual(attempts, [1, 1, 1, 2]);
  });

  law('links and follow-ups become durable with the move', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.settle(
      id,
      {
        to: 'delivered',
        target: { id: '7' },
        links: [
          { ...LINK, target: { id: '7' } },
          { ...LINK, fromId: 'email:jo@x.example', target: { id: '8' } },
        ],
        followUps: [followUp('A', 'back', { part: 'then/0' }), followUp('A', 'back', { part: 'then/1' })],
      },
      second(1),
    );
    assert.deepEqual(await ledger.link(LINK), { id: '7' });
    assert.deepEqual(await ledger.link({ ...LINK, fromId: 'email:jo@x.example' }), { id: '8' });
    assert.deepEqual(
      (await ledger.ready(ORDERS, second(1), 0, 9)).map(({ part, state, receivedAt }) => [part, state, receivedAt]),
      [
        ['then/0', 'received', second(1)],
        ['then/1', 'received', second(1)],
      ],
    );
  });

  law('a version that is handed on is received by the other pipe with the move', async (ledger) => {
    const of = async (key: string, version: string, at: number) => {
      const { id } = await receiveOne(ledger, key, version, second(at));
      const handOn = { pipe: STOCK, record: record(key, version, { observedAt: second(at) }) };
      await ledger.settle(id, { to: 'excluded', handOn }, second(at));
      return handOn;
    };
    await of('A', 'v1', 1);
    const { record: v2 } = await of('A', 'v2', 3);
    await of('B', 'v1', 3);
    const handed = async () =>
      (await ledger.deliveries({ pipe: STOCK })).map(({ key, state, fingerprint }) => [key, fingerprint, state]);
    assert.deepEqual(await handed(), [
      ['B', 'print of v1', 'received'],
      ['A', 'print of v2', 'received'],
      ['A', 'print of v1', 'superseded'],
    ]);
    const again = await receiveOne(ledger, 'A', 'v3', second(4));
    await ledger.settle(again.id, { to: 'excluded', handOn: { pipe: STOCK, record: v2 } }, second(4));
    const late = await receiveOne(ledger, 'A', 'v4', second(5));
    const older = record('A', 'v4', { observedAt: second(2) });
    await ledger.settle(late.id, { to: 'excluded', handOn: { pipe: STOCK, record: older } }, second(5));
    assert.deepEqual((await handed())[0], ['A', 'print of v4', 'superseded']);
    assert.equal((await handed()).length, 4);
    assert.deepEqual(
      (await ledger.ready(STOCK, second(5), 0, 9)).map(({ key }) => key),
      ['A', 'B'],
    );
  });

  law('a refused move hands nothing on', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.settle(id, { to: 'delivered' }, second(1));
    const handOn = { pipe: STOCK, record: record('A', 'v1') };
    await assert.rejects(ledger.settle(id, { to: 'excluded', handOn }, second(2)), refusedWith('LEDGER_MOVE_REFUSED'));
    assert.deepEqual(await ledger.deliveries({ pipe: STOCK }), []);
  });

  law('results of steps become durable with the move, beside those kept before', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.begin(id, 'hash', second(1));
    await ledger.keepStep(id, 'header', { id: 7 });
    const steps = { 'lines/0': { tags: ['a', null, 1.5] }, email: undefined };
    await ledger.settle(id, { to: 'waiting', steps }, second(2));
    const kept = { header: { id: 7 }, 'lines/0': { tags: ['a', null, 1.5] }, email: null };
    assert.deepEqual((await ledger.delivery(id))?.steps, kept);
    await ledger.settle(id, { to: 'waiting' }, second(3));
    assert.deepEqual((await ledger.delivery(id))?.steps, kept);

    const only = await receiveOne(ledger, 'B');
    await ledger.begin(only.id, 'hash', second(1));
    await ledger.settle(only.id, { to: 'delivered', steps: { only: 1 } }, second(2));
    assert.deepEqual((await ledger.delivery(only.id))?.steps, { only: 1 });
  });

  law('a step that JSON cannot carry refuses its move and no other', async (ledger) => {
    const [a, b] = [await receiveOne(ledger, 'A'), await receiveOne(ledger, 'B')];
    const [bad, good] = await Promise.allSettled([
      ledger.settle(a.id, { to: 'held', steps: { big: 1n } }, second(1)),
      ledger.settle(b.id, { to: 'held' }, second(1)),
    ]);
    assert.deepEqual([bad.status, good.status], ['rejected', 'fulfilled']);
    assert.equal((await ledger.delivery(a.id))?.state, 'received');
  });

  law('a refused move leaves neither links nor follow-ups nor steps', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    await ledger.settle(id, { to: 'delivered' }, second(1));
    await assert.rejects(
      ledger.settle(
        id,
        { to: 'delivered', links: [{ ...LINK, target: { id: '7' } }], followUps: [followUp('A')], steps: { late: 1 } },
        second(2),
      ),
      refusedWith('LEDGER_MOVE_REFUSED'),
    );
    assert.deepEqual((await ledger.delivery(id))?.steps, {});
    assert.equal(await ledger.link(LINK), undefined);
    assert.equal((await ledger.deliveries({})).length, 1);
  });

  law('a move whose follow-up cannot be kept is not made', async (ledger) => {
    const { id } = await receiveOne(ledger, 'A');
    const links = [{ ...LINK, target: { id: '7' } }];
    const bad = followUp('A', 'v1', { observedAt: 'soon' });
    await assert.rejects(ledger.settle(id, { to: 'delivered', links, followUps: [bad] }, second(1)), RangeError);
    assert.equal((await ledger.delivery(id))?.state, 'received');
    assert.equal(await ledger.link(LINK), undefined);
    assert.deepEqual(await ledger.counts(), [{ pipe: 'orders', state: 'received', count: 1 }]);
  });
};
