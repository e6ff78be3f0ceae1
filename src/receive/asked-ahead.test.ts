import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AskedAhead } from './asked-ahead.ts';

/** Yields 1, 2, 3 and notes what is asked for; fails as told. */
async function* numbers(log: string[], failAt?: number): AsyncGenerator<number> {
  try {
    for (let number = 1; number <= 3; number += 1) {
      log.push(`asked ${number}`);
      if (number === failAt) throw new Error('no more');
      yield number;
    }
  } finally {
    log.push('ended');
  }
}

test('nothing is asked for before it is asked or taken, and nothing twice', async () => {
  const log: string[] = [];
  const ahead = new AskedAhead(numbers(log));
  assert.deepEqual(log, []);
  assert.equal(await ahead.take(), 1);
  assert.deepEqual(log, ['asked 1']);
  ahead.ask();
  ahead.ask();
  assert.deepEqual(log, ['asked 1', 'asked 2']);
  assert.deepEqual([await ahead.take(), await ahead.take(), await ahead.take()], [2, 3, undefined]);
});

test('what the asking fails with is thrown when its turn comes', async () => {
  const ahead = new AskedAhead(numbers([], 2));
  assert.equal(await ahead.take(), 1);
  ahead.ask();
  await new Promise((resolve) => setImmediate(resolve));
  await assert.rejects(ahead.take(), /no more/);
});

test('ending early ends the source and leaves no failure unheard', async () => {
  for (const failAt of [undefined, 2]) {
    const log: string[] = [];
    const ahead = new AskedAhead(numbers(log, failAt));
    await ahead.take();
    ahead.ask();
    await ahead.end();
    assert.equal(log.at(-1), 'ended');
  }
});
